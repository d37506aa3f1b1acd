import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Book } from '@/engine/book';
import { addDays } from '@/engine/calendar';
import { type Situation, whatNext } from '@/engine/explain-order';
import { releaseDueHolds } from '@/engine/holds';
import type { Policy } from '@/engine/policy';
import type { Hold, Merchant, Order } from '@/engine/records';
import { releaseDueOrders } from '@/engine/release';
import { bookWith, holdWith, merchantWith, OPEN_ON, orderWith, policyWith, runOn } from './make-book';

/** What is told of an order's future against what the runs then do, on random small books. */

const NEXT_RUN = addDays(OPEN_ON, 1);
const FAR = '2199-01-01';

const date = fc.integer({ min: -40, max: 40 }).map((days) => addDays(OPEN_ON, days));
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });

const merchant: fc.Arbitrary<Partial<Merchant>> = fc.constantFrom<Partial<Merchant>[]>(
  { enrolment: 'enrolled', tier: 'A' },
  { enrolment: 'enrolled', tier: 'C' },
  { enrolment: 'enrolled', tier: 'gone' },
  { enrolment: 'none' },
  { enrolment: 'cancelled', cancelledOn: OPEN_ON },
  { enrolment: 'closed', closedOn: OPEN_ON },
);

const heldOrder = fc.record({
  amountMinor: fc.bigInt({ min: 1n, max: 100_000n }),
  feeBps: fc.integer({ min: 0, max: 10_000 }),
  shippedOn: fc.option(date, { nil: null, freq: 8 }),
  deliveredOn: maybe(date),
  confirmedOn: maybe(date),
  openDisputes: fc.constantFrom(0, 0, 0, 1, 2),
});
const hold = fc.record({
  amountMinor: fc.bigInt({ min: 0n, max: 9000n }),
  releaseOn: date,
  openDisputes: fc.constantFrom(0, 0, 0, 1),
});

interface Contents {
  merchant: Partial<Merchant>;
  held: (Pick<Order, 'amountMinor' | 'feeBps' | 'openDisputes'> & Partial<Order>)[];
  holds: { amountMinor: bigint; releaseOn: string; openDisputes: number }[];
}

/** The orders and holds of a book, made anew: a run changes them. */
function recordsOf({ held, holds }: Contents): { orders: Order[]; holds: Hold[] } {
  const waiting = held.map((each, index) => orderWith({ orderId: `o${index}`, ...each }));
  const released = holds.map(({ openDisputes }, index) =>
    orderWith({ orderId: `h${index}`, state: 'released_early', releasedOn: '2026-02-01', openDisputes }),
  );
  return {
    orders: [...waiting, ...released],
    holds: holds.map(({ amountMinor, releaseOn }, index) =>
      holdWith({ orderId: `h${index}`, frozenMinor: 9000n, amountMinor, releaseOn }),
    ),
  };
}

function situationOf(contents: Contents, policy: Policy, exposedMinor: bigint): Situation {
  return {
    merchant: merchantWith(contents.merchant),
    policy,
    today: OPEN_ON,
    nextRunOn: NEXT_RUN,
    depositMinor: contents.holds.reduce((sum, each) => sum + each.amountMinor, 0n),
    exposedMinor,
  };
}

/** The whole book after a run on the date, which dates receipts by its own policy first. */
function played(contents: Contents, { policy, depositMinor, exposedMinor }: Situation, on: string): Book {
  const { orders, holds } = recordsOf(contents);
  for (const order of orders) order.standardDueOn = whenReceivedIsDue(order, policy);
  const book = bookWith({
    merchant: contents.merchant,
    orders,
    holds,
    balances: { USD: { deposit: depositMinor, order_funds: 10_000_000n } },
  });
  releaseDueOrders(book, runOn(on, policy), on, new Map([['USD', exposedMinor]]));
  releaseDueHolds(book, runOn(on, policy), on);
  return book;
}

/** Section 6's receipt date and return window, written out once more. */
function whenReceivedIsDue({ deliveredOn, confirmedOn }: Order, policy: Policy): string | null {
  const { auto_confirm_days, return_window_days } = policy.standard_release;
  const known = [confirmedOn, deliveredOn && addDays(deliveredOn, auto_confirm_days)];
  const [first] = known.filter((each) => each !== null).sort();
  return first === undefined ? null : addDays(first, return_window_days);
}

/** Everything that is told of every order of the book comes true, on its date and on none before. */
function expectTrue(contents: Contents, situation: Situation): void {
  const { orders, holds } = recordsOf(contents);
  const entryOf = (orderId: string, on: string) =>
    played(contents, situation, on).entries.find((each) => each.orderId === orderId);
  for (const order of orders) {
    const { orderId } = order;
    const next = whatNext(order, holds.find((each) => each.orderId === orderId) ?? null, situation);
    const isMoney = next.step === 'release' || next.step === 'hold_release';
    if (!isMoney || next.on === null) {
      expect(entryOf(orderId, FAR), `${orderId}: ${next.step}`).toBeUndefined();
      continue;
    }
    const entry = entryOf(orderId, next.on);
    expect(entry, `${orderId} on ${next.on}`).toMatchObject({
      kind: next.step === 'release' ? `release_${next.rule}` : 'hold_release',
      effectiveOn: next.dueOn,
      amounts: {
        payment_account: next.paidMinor,
        fees: next.step === 'release' ? next.feeMinor : 0n,
        deposit: next.step === 'release' ? next.frozenMinor : -next.paidMinor,
      },
    });
    if (next.on > NEXT_RUN) expect(entryOf(orderId, addDays(next.on, -1)), orderId).toBeUndefined();
  }
}

test('what comes next of every order of a book is what the run of that date does', () => {
  const contents = fc.record({
    merchant,
    held: fc.array(heldOrder, { maxLength: 5 }),
    holds: fc.array(hold, { maxLength: 4 }),
  });
  fc.assert(
    fc.property(contents, (each) => expectTrue(each, situationOf(each, policyWith({}), 0n))),
    { numRuns: 400 },
  );
});

test('under the caps too, as they stand', () => {
  const cap = maybe(fc.integer({ min: 0, max: 20_000 }));
  const contents = fc.record({
    merchant,
    held: fc.array(heldOrder, { minLength: 1, maxLength: 1 }),
    holds: fc.array(hold, { maxLength: 3 }),
  });
  fc.assert(
    fc.property(
      contents,
      cap,
      cap,
      fc.bigInt({ min: 0n, max: 10_000n }),
      (each, depositCap, exposureCap, exposed) => {
        const policy = policyWith({ deposit: { cap_minor: depositCap }, exposure_cap_minor: exposureCap });
        expectTrue(each, situationOf(each, policy, exposed));
      },
    ),
    { numRuns: 400 },
  );
});
