import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '@/engine/calendar';
import { getOrder, type OrderLife } from '@/services/get-order';
import { runDay } from '@/services/run-day';
import { setPolicy } from '@/services/set-policy';
import { OPERATOR, sellerOf } from '@/tests/actors';
import { apply, fact, makeBooks, type TestBooks } from '@/tests/make-books';

let books: TestBooks;

beforeAll(async () => {
  books = await makeBooks();
  await setPolicy(books.database, OPERATOR, {
    assessment: { min_store_age_days: 0, min_orders: 0, max_refund_bps: 10_000, max_dispute_bps: 10_000 },
    tiers: [{ name: 'A', min_score: 0, release_after_days: 3, deposit_bps: 1000 }],
  });
  await play();
});
afterAll(() => books.drop());

const opened = (merchant: string) =>
  fact(`${merchant} opened`, 'merchant.opened', '2026-01-01', { merchant });
const paid = (order: string, on: string, amount: number, merchant = 'store') =>
  fact(`${order} paid`, 'order.paid', on, { order, merchant, amount, currency: 'USD', fee_bps: 1000 });
const about = (order: string, type: string, on: string, fields: object = {}) =>
  fact(`${order} ${type} ${on}`, type, on, { order, ...fields });
const refund = (order: string, on: string, amount: number, reason: string) =>
  about(order, 'refund.settled', on, { refund: `r ${on}`, amount, reason });

async function runFrom(from: string, to: string): Promise<void> {
  for (let on = from; on <= to; on = addDays(on, 1)) await runDay(books.database, OPERATOR, on);
}

/** Three orders are paid out early and the money withdrawn; a refund of one takes from all; then the store closes. */
async function play(): Promise<void> {
  const { database } = books;
  await apply(database, [opened('store'), opened('other')]);
  await runFrom('2026-01-02', '2026-01-02');
  await apply(database, [
    ...[paid('o1', '2026-01-02', 10_000), about('o1', 'order.shipped', '2026-01-02')],
    ...[paid('o2', '2026-01-02', 20_000), about('o2', 'order.shipped', '2026-01-02')],
    ...[paid('o3', '2026-01-02', 4000), about('o3', 'order.cancelled', '2026-01-02')],
    paid('theirs', '2026-01-02', 500, 'other'),
  ]);
  await runFrom('2026-01-03', '2026-01-05');
  await apply(database, [
    fact('w', 'withdrawal.settled', '2026-01-05', { merchant: 'store', amount: 24_300, currency: 'USD' }),
    about('o1', 'order.delivered', '2026-01-05'),
    about('o1', 'feedback.left', '2026-01-05', { positive: false }),
  ]);
  await runFrom('2026-01-06', '2026-01-06');
  await apply(database, [
    refund('o1', '2026-01-06', 2000, 'seller_fault'),
    about('o1', 'dispute.opened', '2026-01-06', { dispute: 'd' }),
    ...[paid('o4', '2026-01-06', 8000), about('o4', 'order.shipped', '2026-01-06')],
  ]);
  await runFrom('2026-01-07', '2026-01-07');
  await apply(database, [
    about('o1', 'dispute.closed', '2026-01-07', { dispute: 'd' }),
    refund('o1', '2026-01-07', 8000, 'goodwill'),
    fact('c', 'merchant.closed', '2026-01-07', { merchant: 'store', reason: 'withdrawn' }),
  ]);
}

async function life(orderId: string): Promise<OrderLife> {
  const found = await getOrder(books.database, sellerOf('store'), orderId);
  if (found === null) throw new Error(`no order ${orderId}`);
  return found;
}

const names = ({ events }: OrderLife) => events.map(({ event, on }) => `${on} ${event}`);

describe('getOrder', () => {
  it('tells everything that happened, in the order in which the books took it', async () => {
    const told = await life('o1');
    expect(names(told)).toEqual([
      '2026-01-02 paid',
      '2026-01-02 shipped',
      '2026-01-05 released',
      '2026-01-05 delivered',
      '2026-01-05 feedback',
      '2026-01-06 refund',
      '2026-01-06 dispute_opened',
      '2026-01-07 dispute_closed',
      '2026-01-07 refund',
    ]);
    const [payment, shipment, release] = told.events;
    expect(payment).toMatchObject({
      fact: { factId: 'o1 paid', type: 'order.paid' },
      entry: { kind: 'order_payment' },
    });
    expect(shipment).toMatchObject({
      fact: { at: new Date('2026-01-02T04:00:00Z') },
      entry: null,
      rule: '4',
    });
    expect(release).toMatchObject({
      fact: null,
      rule: '6',
      entry: { kind: 'release_early', amounts: { payment_account: 8100n, deposit: 900n, fees: 1000n } },
    });
  });

  it('tells of a deduction what each source gave, and of the refund that the marketplace bore nothing', async () => {
    const refunds = (await life('o1')).events.filter(({ event }) => event === 'refund');
    expect(refunds.map((each) => 'receipt' in each && each.receipt)).toEqual([
      {
        ...{ refundedMinor: 2000n, feeBackMinor: 200n, borneMinor: 1800n },
        ...{ paymentAccountMinor: 0n, marketplaceAccountMinor: 0n },
        ...{ ownHoldMinor: 900n, otherHoldsMinor: 900n, owedMinor: 0n },
      },
      null,
    ]);
  });

  it('tells what another order’s refund took from its hold, and what dated it anew', async () => {
    const told = await life('o2');
    expect(names(told)).toEqual([
      '2026-01-02 paid',
      '2026-01-02 shipped',
      '2026-01-05 released',
      '2026-01-06 drawn_on',
      '2026-01-07 redated',
    ]);
    expect(told.events[3]).toMatchObject({
      ...{ takenMinor: 900n, leftMinor: 900n, forOrderId: 'o1', reason: 'seller_fault', rule: '7' },
      fact: { factId: 'o1 refund.settled 2026-01-06' },
    });
    expect(told.events[4]).toMatchObject({
      from: '2026-03-03',
      to: '2026-07-01',
      rule: '9',
      fact: { factId: 'c' },
    });
    expect(told.next).toEqual({
      step: 'hold_release',
      dueOn: '2026-07-01',
      on: '2026-07-01',
      paidMinor: 900n,
    });
    expect(told.notEarly).toBeNull();
  });

  it('tells what comes next of an order that a closure has caught, and why not early', async () => {
    const told = await life('o4');
    expect(told.next).toMatchObject({ step: 'release', rule: 'closure', on: '2026-07-05', paidMinor: 7200n });
    expect(told.notEarly).toEqual({ why: 'closed', closedOn: '2026-01-07' });
    expect(told.otherCourses.map(({ event }) => event)).toEqual(['dispute_opened', 'refunded']);
  });

  it('tells of a cancelled order that it is over', async () => {
    const told = await life('o3');
    expect(names(told)).toEqual(['2026-01-02 paid', '2026-01-02 cancelled']);
    expect(told).toMatchObject({
      next: { because: 'cancelled' },
      notEarly: { why: 'cancelled' },
      hold: null,
    });
  });

  it('tells a correction with the date before it, and goes by the new one', async () => {
    const { database } = books;
    const corrected = (event: string, to: string | null) =>
      about('wrong', 'order.corrected', '2026-01-07', {
        ...{ id: `wrong ${event} ${to}`, event },
        ...(to === null ? {} : { on: to }),
      });
    await apply(database, [
      opened('third'),
      ...[paid('wrong', '2026-01-07', 1000, 'third'), about('wrong', 'order.shipped', '2026-01-07')],
      ...[corrected('shipped', '2026-01-06'), about('wrong', 'order.delivered', '2026-01-07')],
      ...[corrected('delivered', null), corrected('confirmed', '2026-01-07')],
    ]);
    const told = await getOrder(database, sellerOf('third'), 'wrong');
    const corrections = told?.events.filter(({ event }) => event === 'corrected');
    expect(corrections).toMatchObject([
      { rule: '12', correction: { event: 'shipped', from: '2026-01-07', to: '2026-01-06' }, entry: null },
      { rule: '12', correction: { event: 'delivered', from: '2026-01-07', to: null } },
      { rule: '12', correction: { event: 'confirmed', from: null, to: '2026-01-07' } },
    ]);
    expect(told?.next).toMatchObject({ step: 'release', rule: 'standard', dueOn: '2026-01-22' });
  });

  it('knows of another’s order as little as of none', async () => {
    for (const orderId of ['theirs', 'nobody’s', ''])
      expect(await getOrder(books.database, sellerOf('store'), orderId)).toBeNull();
    expect(await getOrder(books.database, sellerOf('other'), 'theirs')).not.toBeNull();
    expect(await getOrder(books.database, sellerOf('nobody'), 'o1')).toBeNull();
  });
});

describe('what is told before it happens', () => {
  it('happens so: the release on its date, then the hold, freed by a full refund', async () => {
    const { database } = books;
    const on = (days: number) => addDays('2026-01-07', days);
    await apply(database, [
      ...[paid('next', on(0), 10_000, 'other'), about('next', 'order.shipped', on(0))],
      about('theirs', 'order.shipped', on(0)),
    ]);
    const ask = async (orderId: string) => getOrder(database, sellerOf('other'), orderId);
    const before = await ask('next');
    expect(before?.next).toMatchObject({ rule: 'early', on: on(3), paidMinor: 8100n, frozenMinor: 900n });
    await runFrom(on(1), on(3));
    const after = await ask('next');
    expect(after?.events.at(-1)).toMatchObject({ event: 'released', on: on(3) });
    expect(after?.order).toMatchObject({ advancedMinor: 8100n });
    await apply(database, [refund('next', on(3), 10_000, 'seller_fault')]);
    const refunded = await ask('next');
    expect(refunded?.events.slice(-2)).toMatchObject([
      { event: 'refund', receipt: { paymentAccountMinor: 8100n + 405n, ownHoldMinor: 495n, owedMinor: 0n } },
      { event: 'hold_freed', rule: '7', entry: { kind: 'hold_freed', amounts: { deposit: -405n } } },
    ]);
    expect(refunded?.next).toEqual({ step: 'none', because: 'hold_closed' });
  });
});
