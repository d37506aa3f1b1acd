import { describe, expect, it } from 'vitest';
import {
  bookWith,
  type Contents,
  factOn,
  holdWith,
  moved,
  orderWith,
  policyWith,
} from '../tests/engine/make-book';
import type { Amounts } from './accounts';
import type { Book } from './book';
import { settleRefund } from './deduction';
import { type FactOf, readFact } from './facts';
import { DEFAULT_POLICY, type Policy, type RefundReason } from './policy';
import type { Order } from './records';

interface Asked {
  refund?: string;
  amount: number;
  reason?: RefundReason;
  at?: string;
}

let facts = 0n;

function settle(book: Book, order: Order, asked: Asked, policy: Policy = DEFAULT_POLICY) {
  const { refund = `r${facts}`, amount, reason = 'seller_fault', at = '2026-03-10' } = asked;
  facts += 1n;
  const raw = {
    id: `f${facts}`,
    type: 'refund.settled',
    at: `${at}T04:00:00Z`,
    order: order.orderId,
    refund,
    amount,
    reason,
  };
  const read = readFact(raw, policy);
  if (!read.ok) throw new Error(read.reason);
  return settleRefund(book, factOn(at, policy), order, read.fact as FactOf<'refund.settled'>, facts);
}

function lastMoved(book: Book): Record<string, bigint> {
  return moved(book.entries.at(-1)?.amounts as Amounts);
}

/** An order of 1000, released early with a hold of 100 and no fee. */
function released(over: Partial<Order> = {}): Order {
  return orderWith({
    orderId: 'o',
    amountMinor: 1000n,
    state: 'released_early',
    releasedOn: '2026-03-04',
    ...over,
  });
}

function bookOf(order: Order, contents: Contents = {}): Book {
  return bookWith({ orders: [order], ...contents });
}

describe('what is refused', () => {
  it.each<[string, Partial<Order>, Asked, string]>([
    ['a refund’s second settlement', {}, { refund: 'before', amount: 1 }, 'conflict'],
    [
      'its second settlement comes before the state',
      { state: 'cancelled' },
      { refund: 'before', amount: 1 },
      'conflict',
    ],
    ['a cancelled order', { state: 'cancelled' }, { amount: 1 }, 'bad_state'],
    ['the state comes before the amount', { state: 'cancelled' }, { amount: 5000 }, 'bad_state'],
    ['more than was paid', {}, { amount: 1001 }, 'over_refund'],
    ['more than is left', { refundedMinor: 400n }, { amount: 601 }, 'over_refund'],
    [
      'more than is left of a refunded order',
      { state: 'refunded', refundedMinor: 1000n },
      { amount: 1 },
      'over_refund',
    ],
  ])('%s', (_what, over, asked, code) => {
    const order = released(over);
    const book = bookOf(order, { balances: { USD: { payment_account: 5000n } } });
    book.loadRefund({
      orderId: 'o',
      refundId: 'before',
      amountMinor: 1n,
      isBorne: true,
      reason: 'seller_fault',
      settledOn: '2026-03-05',
      entrySeq: 1n,
      factSeq: 1n,
    });
    const before = structuredClone(order);
    expect(settle(book, order, asked)).toBe(code);
    expect(order).toEqual(before);
    expect(book.entries).toEqual([]);
    expect(book.newRefunds.size + book.changedOrders.size).toBe(0);
  });

  it('the same refund of another order is another refund', () => {
    const order = released();
    const book = bookOf(order, { balances: { USD: { payment_account: 5000n } } });
    expect(settle(book, order, { refund: 'r', amount: 1 })).toBeNull();
    const other = released({ orderId: 'p' });
    expect(settle(book, other, { refund: 'r', amount: 1 })).toBeNull();
    expect(settle(book, other, { refund: 'r', amount: 1 })).toBe('conflict');
  });
});

describe('before release', () => {
  it.each<RefundReason>(['seller_fault', 'goodwill'])('%s is taken from the order', (reason) => {
    const order = orderWith({ orderId: 'o', amountMinor: 1000n, feeBps: 500 });
    const book = bookOf(order, { balances: { USD: { order_funds: 1000n, payment_account: 50n } } });
    expect(settle(book, order, { amount: 400, reason })).toBeNull();
    expect(book.entries.at(-1)?.kind).toBe('refund_from_order');
    expect(lastMoved(book)).toEqual({ order_funds: -400n, clearing: 400n });
    expect(order).toMatchObject({ state: 'held', heldMinor: 600n, refundedMinor: 400n, borneMinor: 0n });
    expect(settle(book, order, { amount: 600, reason })).toBeNull();
    expect(order).toMatchObject({ state: 'refunded', heldMinor: 0n, refundedMinor: 1000n });
  });
});

describe('what the merchant does not bear', () => {
  it.each<RefundReason>(['carrier_fault', 'platform_fault', 'goodwill'])(
    '%s is the marketplace’s loss',
    (reason) => {
      const order = released({ feeBps: 1000, feeMinor: 100n });
      const book = bookOf(order, { balances: { USD: { payment_account: 5000n } } });
      expect(settle(book, order, { amount: 400, reason })).toBeNull();
      expect(book.entries.at(-1)?.kind).toBe('platform_refund');
      expect(lastMoved(book)).toEqual({ platform_loss: -400n, clearing: 400n });
      expect(order).toMatchObject({ refundedMinor: 400n, borneMinor: 0n, firstBorneRefundOn: null });
    },
  );

  it('depends on the policy in force', () => {
    const order = released();
    const book = bookOf(order);
    settle(book, order, { amount: 400, reason: 'seller_fault' }, policyWith({ merchant_borne_reasons: [] }));
    expect(lastMoved(book)).toEqual({ platform_loss: -400n, clearing: 400n });
  });
});

describe('the order of deduction', () => {
  const SOURCES = ['payment_account', 'marketplace_account', 'deposit'] as const;
  const funds = () => ({ payment_account: 100n, marketplace_account: 60n, deposit: 40n });
  const permutations = SOURCES.flatMap((first) =>
    SOURCES.filter((source) => source !== first).map((second) => [
      first,
      second,
      ...SOURCES.filter((source) => source !== first && source !== second),
    ]),
  );

  describe.each(permutations.map((order) => [order.join(', '), order] as const))(
    '%s',
    (_name, deduction_order) => {
      const policy = policyWith({ deduction_order });
      const upTo = (places: number) =>
        deduction_order
          .slice(0, places)
          .reduce((sum, source) => sum + Number(funds()[source as 'deposit']), 0);
      it.each([
        ['one less than the first source has', upTo(1) - 1],
        ['all that the first source has', upTo(1)],
        ['one from the second', upTo(1) + 1],
        ['all of two', upTo(2)],
        ['one from the third', upTo(2) + 1],
        ['all there is', 200],
        ['more than there is', 201],
        ['far more than there is', 999],
      ])('%s', (_what, amount) => {
        const order = released();
        const book = bookOf(order, {
          balances: { USD: funds() },
          holds: [holdWith({ orderId: 'o', amountMinor: 40n })],
        });
        expect(settle(book, order, { amount }, policy)).toBeNull();
        const expected: Record<string, bigint> = { clearing: BigInt(amount) };
        let missing = BigInt(amount);
        for (const source of deduction_order) {
          const has = funds()[source as 'deposit'];
          const given = has < missing ? has : missing;
          if (given > 0n) expected[source] = -given;
          missing -= given;
        }
        if (missing > 0n) expected.receivable = -missing;
        expect(lastMoved(book)).toEqual(expected);
        expect(book.holds.get('o')?.amountMinor).toBe(40n + (expected.deposit ?? 0n));
        expect(book.holdMovements).toHaveLength(expected.deposit === undefined ? 0 : 1);
      });
    },
  );

  it('what is owed grows, and money in another currency is not touched', () => {
    const order = released();
    const book = bookOf(order, {
      balances: { USD: { receivable: -50n }, JPY: { payment_account: 5000n, deposit: 500n } },
      holds: [holdWith({ orderId: 'p', currency: 'JPY' })],
    });
    settle(book, order, { amount: 300 });
    expect(lastMoved(book)).toEqual({ receivable: -300n, clearing: 300n });
    expect(book.balance('USD').receivable).toBe(-350n);
    expect(book.holds.get('p')?.amountMinor).toBe(500n);
  });
});

describe('the order of holds', () => {
  it('the order’s own first, then by release date and id', () => {
    const order = released();
    const holds = [
      holdWith({ orderId: 'late', amountMinor: 10n, releaseOn: '2026-05-02' }),
      holdWith({ orderId: 'z', amountMinor: 10n, releaseOn: '2026-04-01' }),
      holdWith({ orderId: 'b', amountMinor: 10n, releaseOn: '2026-04-02' }),
      holdWith({ orderId: 'a', amountMinor: 10n, releaseOn: '2026-04-02' }),
      holdWith({ orderId: 'o', amountMinor: 10n, releaseOn: '2026-06-01' }),
      holdWith({ orderId: 'spent', amountMinor: 0n, frozenMinor: 10n, releaseOn: '2026-01-01' }),
    ];
    const book = bookOf(order, { holds, balances: { USD: { deposit: 50n } } });
    expect(settle(book, order, { amount: 37 })).toBeNull();
    expect(lastMoved(book)).toEqual({ deposit: -37n, clearing: 37n });
    expect(
      book.holdMovements.map(({ orderId, amountMinor, amountAfterMinor }) => [
        orderId,
        amountMinor,
        amountAfterMinor,
      ]),
    ).toEqual([
      ['o', 10n, 0n],
      ['z', 10n, 0n],
      ['a', 10n, 0n],
      ['b', 7n, 3n],
    ]);
    expect(
      book.holdMovements.every(
        ({ kind, entrySeq, rule }) => kind === 'deducted' && entrySeq === 1n && rule === '7',
      ),
    ).toBe(true);
    expect(book.holds.get('late')?.amountMinor).toBe(10n);
  });
});

describe('the fee given back', () => {
  it('over several refunds adds up to the share of all of them', () => {
    const order = released({ feeBps: 777, feeMinor: 78n });
    const book = bookOf(order, { balances: { USD: { payment_account: 5000n, fees: 78n } } });
    // 7.77% of 3, 6, 9, ... : 0, 0, 1, 1, 1, ... and at last all of it.
    const fees: bigint[] = [];
    for (const amount of [3, 3, 3, 3, 488, 500]) {
      expect(settle(book, order, { amount })).toBeNull();
      fees.push(-(book.entries.at(-1)?.amounts.fees ?? 0n));
    }
    expect(fees).toEqual([0n, 0n, 1n, 0n, 38n, 39n]);
    expect(book.balance('USD').fees).toBe(0n);
    expect(order).toMatchObject({ refundedMinor: 1000n, borneMinor: 1000n });
  });

  it('is no more than was charged, where part went back before the release', () => {
    // 400 were refunded before the release: the fee is of 600.
    const order = released({ feeBps: 1000, feeMinor: 60n, refundedMinor: 400n });
    const book = bookOf(order, { balances: { USD: { payment_account: 5000n, fees: 60n } } });
    settle(book, order, { amount: 600 });
    expect(lastMoved(book)).toEqual({ fees: -60n, payment_account: -540n, clearing: 600n });
  });

  it('is no more than was charged, whatever the share of the refunds', () => {
    const order = released({ feeBps: 1000, feeMinor: 50n });
    const book = bookOf(order, { balances: { USD: { payment_account: 5000n, fees: 50n } } });
    const fees = [300, 300, 400].map((amount) => {
      settle(book, order, { amount });
      return book.entries.at(-1)?.amounts.fees;
    });
    expect(fees).toEqual([-30n, -20n, 0n]);
  });

  it('does not count what the marketplace bore', () => {
    const order = released({ feeBps: 1000, feeMinor: 100n });
    const book = bookOf(order, { balances: { USD: { payment_account: 5000n, fees: 100n } } });
    settle(book, order, { amount: 400, reason: 'goodwill' });
    settle(book, order, { amount: 600 });
    expect(lastMoved(book)).toEqual({ fees: -60n, payment_account: -540n, clearing: 600n });
  });

  it('can be all of a refund', () => {
    const order = released({ feeBps: 10_000, feeMinor: 1000n });
    const book = bookOf(order, { balances: { USD: { fees: 1000n } } });
    settle(book, order, { amount: 10 });
    expect(lastMoved(book)).toEqual({ fees: -10n, clearing: 10n });
  });
});

describe('a hold whose order went back in full', () => {
  const hold = () => holdWith({ orderId: 'o', amountMinor: 100n });

  it('is freed by an entry of its own, even in dispute', () => {
    const order = released({ refundedMinor: 600n, openDisputes: 1 });
    const book = bookOf(order, {
      holds: [hold()],
      balances: { USD: { payment_account: 5000n, deposit: 100n } },
    });
    expect(settle(book, order, { amount: 400 })).toBeNull();
    expect(book.entries.map(({ kind }) => kind)).toEqual(['deduction', 'hold_freed']);
    expect(lastMoved(book)).toEqual({ deposit: -100n, payment_account: 100n });
    expect(book.holds.get('o')?.amountMinor).toBe(0n);
    expect(book.holdMovements).toMatchObject([
      { kind: 'given_back', amountMinor: 100n, entrySeq: 2n, rule: '7' },
    ]);
  });

  it('is freed also where the marketplace bore the last of it', () => {
    const order = released({ refundedMinor: 600n });
    const book = bookOf(order, { holds: [hold()], balances: { USD: { deposit: 100n } } });
    settle(book, order, { amount: 400, reason: 'goodwill' });
    expect(book.entries.map(({ kind }) => kind)).toEqual(['platform_refund', 'hold_freed']);
  });

  it('gives only the rest of it', () => {
    const order = released({ refundedMinor: 940n });
    const book = bookOf(order, { holds: [hold()], balances: { USD: { deposit: 100n } } });
    settle(book, order, { amount: 60 });
    expect(book.holdMovements.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
      ['deducted', 60n],
      ['given_back', 40n],
    ]);
    expect(lastMoved(book)).toEqual({ deposit: -40n, payment_account: 40n });
  });

  it('pays what is owed first', () => {
    const order = released({ refundedMinor: 900n });
    const book = bookOf(order, { holds: [hold()], balances: { USD: { deposit: 100n, receivable: -70n } } });
    settle(book, order, { amount: 100, reason: 'goodwill' });
    expect(lastMoved(book)).toEqual({ deposit: -100n, receivable: 70n, payment_account: 30n });
  });

  it('is left where it is while one minor unit has not gone back', () => {
    const order = released();
    const book = bookOf(order, {
      holds: [hold()],
      balances: { USD: { payment_account: 5000n, deposit: 100n } },
    });
    settle(book, order, { amount: 999 });
    expect(book.entries).toHaveLength(1);
    expect(book.holds.get('o')?.amountMinor).toBe(100n);
  });

  it('makes no second entry where nothing is left of it', () => {
    const order = released({ refundedMinor: 900n });
    const book = bookOf(order, { holds: [hold()], balances: { USD: { deposit: 100n } } });
    settle(book, order, { amount: 100 });
    expect(book.entries.map(({ kind }) => kind)).toEqual(['deduction']);
  });
});

describe('what is written down', () => {
  it('the refund with its entry, its fact and whether the merchant bore it', () => {
    const order = released();
    const book = bookOf(order, {
      merchant: { entryCount: 7n },
      balances: { USD: { payment_account: 5000n } },
    });
    settle(book, order, { refund: 'r1', amount: 10 });
    settle(book, order, { refund: 'r2', amount: 20, reason: 'carrier_fault' });
    expect([...book.newRefunds]).toMatchObject([
      {
        orderId: 'o',
        refundId: 'r1',
        amountMinor: 10n,
        isBorne: true,
        entrySeq: 8n,
        settledOn: '2026-03-10',
      },
      {
        orderId: 'o',
        refundId: 'r2',
        amountMinor: 20n,
        isBorne: false,
        entrySeq: 9n,
        reason: 'carrier_fault',
      },
    ]);
    expect([...book.changedOrders]).toEqual([order]);
  });

  it('the day of the first refund that the merchant bears, before release too; an earlier one takes its place', () => {
    const order = orderWith({ orderId: 'o', amountMinor: 1000n });
    const book = bookOf(order, { balances: { USD: { order_funds: 1000n } } });
    const counts = () =>
      [...book.counts.values()]
        .map(({ cohortOn, eventOn, refunded }) => [cohortOn, eventOn, refunded])
        .filter(([, , count]) => count !== 0);
    settle(book, order, { amount: 1, reason: 'goodwill', at: '2026-03-02' });
    expect(counts()).toEqual([]);
    settle(book, order, { amount: 1, at: '2026-03-05' });
    settle(book, order, { amount: 1, at: '2026-03-07' });
    expect(counts()).toEqual([['2026-03-01', '2026-03-05', 1]]);
    settle(book, order, { amount: 1, at: '2026-03-03' });
    expect(counts()).toEqual([['2026-03-01', '2026-03-03', 1]]);
    expect(order.firstBorneRefundOn).toBe('2026-03-03');
  });

  it('of an order that is not shipped yet, the day is kept and nothing counted', () => {
    const order = orderWith({ orderId: 'o', amountMinor: 1000n, shippedOn: null });
    const book = bookOf(order, { balances: { USD: { order_funds: 1000n } } });
    settle(book, order, { amount: 1 });
    expect(order.firstBorneRefundOn).toBe('2026-03-10');
    expect(book.counts.size).toBe(0);
  });
});
