import { describe, expect, it } from 'vitest';
import {
  bookWith,
  type Contents,
  moved,
  OPEN_ON,
  orderWith,
  policyWith,
  runOn,
} from '../tests/engine/make-book';
import type { Amounts } from './accounts';
import type { Book } from './book';
import { DEFAULT_POLICY, type Policy } from './policy';
import type { Order } from './records';
import {
  daysFromShipment,
  type Exposure,
  nextDueOn,
  orderDueOn,
  releaseDueOrders,
  standardDueOn,
} from './release';

const ENROLLED = { enrolment: 'enrolled', tier: 'A' } as const;

/** Enough order funds for every order that is held. */
function bookOf(contents: Contents & { orders: Order[] }): Book {
  const balances: Record<string, Partial<Amounts>> = { ...contents.balances };
  for (const { currency, heldMinor } of contents.orders) {
    const before = balances[currency] ?? {};
    balances[currency] = { ...before, order_funds: (before.order_funds ?? 0n) + heldMinor };
  }
  return bookWith({ ...contents, balances });
}

function release(
  book: Book,
  policy: Policy = DEFAULT_POLICY,
  on = OPEN_ON,
  exposure: Exposure = new Map(),
): Exposure {
  releaseDueOrders(book, runOn(on, policy), on, exposure);
  return exposure;
}

function released(book: Book): string[] {
  return book.entries.map(({ kind, orderId }) => `${kind} ${orderId}`);
}

describe('when an order is due', () => {
  it.each([
    ['neither delivered nor confirmed', null, null, null],
    ['delivered', '2026-03-01', null, '2026-03-21'],
    ['confirmed', null, '2026-03-01', '2026-03-16'],
    ['confirmed before the delivery confirms itself', '2026-03-01', '2026-03-03', '2026-03-18'],
    ['confirmed after it has', '2026-03-01', '2026-03-20', '2026-03-21'],
  ])('by the standard rule, %s', (_what, deliveredOn, confirmedOn, dueOn) => {
    expect(standardDueOn({ deliveredOn, confirmedOn }, DEFAULT_POLICY)).toBe(dueOn);
  });

  it.each<[string, Contents['merchant'], Partial<Order>, string | null]>([
    ['enrolled', ENROLLED, {}, '2026-03-04'],
    ['enrolled in B', { enrolment: 'enrolled', tier: 'B' }, {}, '2026-03-05'],
    ['enrolled, due earlier by the standard rule', ENROLLED, { standardDueOn: '2026-03-03' }, '2026-03-03'],
    ['enrolled in a tier that is gone', { enrolment: 'enrolled', tier: 'Z' }, {}, null],
    ['not enrolled', {}, {}, null],
    ['not enrolled, received', {}, { standardDueOn: '2026-03-20' }, '2026-03-20'],
    ['cancelled, received', { enrolment: 'cancelled' }, { standardDueOn: '2026-03-20' }, '2026-03-20'],
    ['closed', { enrolment: 'closed' }, {}, '2026-08-28'],
    ['closed, received', { enrolment: 'closed' }, { standardDueOn: '2026-03-20' }, '2026-08-28'],
    ['not shipped', ENROLLED, { shippedOn: null }, null],
    ['released', ENROLLED, { state: 'released_early' }, null],
    ['with nothing held', ENROLLED, { heldMinor: 0n }, null],
  ])('%s', (_what, merchant, order, dueOn) => {
    const book = bookWith({ merchant });
    expect(orderDueOn(book, orderWith({ orderId: 'o', ...order }), DEFAULT_POLICY)).toBe(dueOn);
  });

  it.each<[string, Contents['merchant'], string | null]>([
    ['enrolled', ENROLLED, '2026-03-04'],
    ['not enrolled', {}, '2026-03-20'],
    ['closed: the receipt no more', { enrolment: 'closed' }, '2026-05-01'],
  ])('the first date on which anything of a merchant can be, %s', (_what, merchant, dueOn) => {
    const first = {
      firstReceiptDueOn: '2026-03-20',
      firstShippedOn: '2026-03-01',
      firstHoldOn: '2026-05-01',
    };
    expect(nextDueOn(bookWith({ merchant }), DEFAULT_POLICY, first)).toBe(dueOn);
  });

  it('nothing dates a merchant of whom nothing waits', () => {
    const first = { firstReceiptDueOn: null, firstShippedOn: null, firstHoldOn: null };
    expect(nextDueOn(bookWith({ merchant: ENROLLED }), DEFAULT_POLICY, first)).toBeNull();
    expect(daysFromShipment(bookWith(), DEFAULT_POLICY)).toBeNull();
  });
});

describe('the kinds of release', () => {
  const order = () => orderWith({ orderId: 'o', amountMinor: 10_000n, feeBps: 500, standardDueOn: OPEN_ON });

  it('standard: everything but the fee', () => {
    const book = bookOf({ orders: [order()] });
    release(book);
    expect(book.entries).toMatchObject([
      { kind: 'release_standard', rule: '6', bookedOn: OPEN_ON, effectiveOn: OPEN_ON },
    ]);
    expect(moved(book.entries[0]?.amounts as Amounts)).toEqual({
      order_funds: -10_000n,
      fees: 500n,
      payment_account: 9500n,
    });
    expect(book.orders.get('o')).toMatchObject({
      state: 'released_standard',
      heldMinor: 0n,
      feeMinor: 500n,
      releasedOn: OPEN_ON,
    });
    expect(book.holds.size).toBe(0);
  });

  it('closure: the same, by its own date', () => {
    const book = bookOf({
      merchant: { enrolment: 'closed' },
      orders: [{ ...order(), shippedOn: '2025-09-11' }],
    });
    release(book);
    expect(book.entries).toMatchObject([{ kind: 'release_closure', effectiveOn: OPEN_ON }]);
    expect(moved(book.entries[0]?.amounts as Amounts)).toEqual({
      order_funds: -10_000n,
      fees: 500n,
      payment_account: 9500n,
    });
    expect(book.orders.get('o')?.state).toBe('released_closure');
  });

  it('closure, a day before: nothing, although the standard rule were due', () => {
    const book = bookOf({
      merchant: { enrolment: 'closed' },
      orders: [{ ...order(), shippedOn: '2025-09-12' }],
    });
    release(book);
    expect(released(book)).toEqual([]);
  });

  it('early: the tier’s part of what is left after the fee is frozen', () => {
    const book = bookOf({ merchant: ENROLLED, orders: [{ ...order(), standardDueOn: null }] });
    release(book);
    expect(moved(book.entries[0]?.amounts as Amounts)).toEqual({
      order_funds: -10_000n,
      fees: 500n,
      deposit: 475n,
      payment_account: 9025n,
    });
    expect(book.orders.get('o')).toMatchObject({
      state: 'released_early',
      advancedMinor: 9025n,
      feeMinor: 500n,
    });
    expect(book.holds.get('o')).toEqual({
      orderId: 'o',
      currency: 'USD',
      frozenMinor: 475n,
      amountMinor: 475n,
      releaseOn: '2026-04-30',
      deadlineOn: null,
      shippedOn: '2026-03-01',
      openedOn: OPEN_ON,
      tier: 'A',
      depositBps: 500,
      entrySeq: 1n,
      movementCount: 0,
    });
  });

  it('what is owed is recovered first', () => {
    const book = bookOf({
      merchant: ENROLLED,
      orders: [orderWith({ orderId: 'o' })],
      balances: { USD: { receivable: -9000n } },
    });
    release(book);
    expect(moved(book.entries[0]?.amounts as Amounts)).toEqual({
      order_funds: -10_000n,
      deposit: 500n,
      receivable: 9000n,
      payment_account: 500n,
    });
    expect(book.orders.get('o')?.advancedMinor).toBe(9500n);
  });

  it.each([
    [333n, 777, 3333, { order_funds: -333n, fees: 26n, deposit: 102n, payment_account: 205n }],
    [1n, 5000, 500, { order_funds: -1n, fees: 1n }],
    [1n, 4999, 5000, { order_funds: -1n, deposit: 1n }],
    [10n, 0, 500, { order_funds: -10n, deposit: 1n, payment_account: 9n }],
    [9n, 0, 500, { order_funds: -9n, payment_account: 9n }],
    [100n, 10_000, 500, { order_funds: -100n, fees: 100n }],
    [100n, 0, 10_000, { order_funds: -100n, deposit: 100n }],
  ])(
    'of %s with a fee of %i bps and a deposit of %i bps, each rounded half up',
    (amountMinor, feeBps, deposit_bps, lines) => {
      const policy = policyWith({ tiers: [{ name: 'A', min_score: 0, release_after_days: 3, deposit_bps }] });
      const book = bookOf({ merchant: ENROLLED, orders: [orderWith({ orderId: 'o', amountMinor, feeBps })] });
      release(book, policy);
      expect(moved(book.entries[0]?.amounts as Amounts)).toEqual(lines);
      expect(book.holds.has('o')).toBe('deposit' in lines);
    },
  );

  it('only what is left after a refund is released', () => {
    const book = bookOf({ orders: [{ ...order(), heldMinor: 4000n, refundedMinor: 6000n }] });
    release(book);
    expect(moved(book.entries[0]?.amounts as Amounts)).toEqual({
      order_funds: -4000n,
      fees: 200n,
      payment_account: 3800n,
    });
  });
});

describe('who is passed over', () => {
  it.each<[string, Contents['merchant'], Partial<Order>]>([
    ['in dispute', ENROLLED, { openDisputes: 1, standardDueOn: '2026-03-01' }],
    ['not shipped', ENROLLED, { shippedOn: null, standardDueOn: '2026-03-01' }],
    ['due tomorrow', ENROLLED, { shippedOn: '2026-03-08', standardDueOn: '2026-03-11' }],
    ['not enrolled, not received', {}, {}],
    ['enrolled in a tier that is gone', { enrolment: 'enrolled', tier: 'Z' }, {}],
    ['cancelled merchant, not received', { enrolment: 'cancelled' }, {}],
    ['with nothing held', ENROLLED, { heldMinor: 0n }],
    ['released before', ENROLLED, { state: 'released_standard' }],
    ['cancelled', ENROLLED, { state: 'cancelled' }],
    ['refunded', ENROLLED, { state: 'refunded' }],
  ])('%s', (_what, merchant, order) => {
    const book = bookOf({ merchant, orders: [orderWith({ orderId: 'o', ...order })] });
    release(book);
    expect(released(book)).toEqual([]);
  });
});

describe('the order of releases', () => {
  it('standard before early, each by due date and then by id', () => {
    const early = (orderId: string, shippedOn: string) => orderWith({ orderId, shippedOn });
    const standard = (orderId: string, dueOn: string) =>
      orderWith({ orderId, shippedOn: '2026-02-01', standardDueOn: dueOn });
    const book = bookOf({
      merchant: ENROLLED,
      orders: [
        early('e2', '2026-03-02'),
        early('e10', '2026-03-02'),
        early('e3', '2026-03-01'),
        standard('s😀', '2026-03-09'),
        standard('s\uffff', '2026-03-09'),
        standard('s1', '2026-03-10'),
        standard('s9', '2026-03-08'),
      ],
    });
    release(book);
    expect(released(book)).toEqual([
      'release_standard s9',
      'release_standard s\uffff',
      'release_standard s😀',
      'release_standard s1',
      'release_early e3',
      'release_early e10',
      'release_early e2',
    ]);
  });

  it('an order due by both rules is released by the standard one, and freezes nothing', () => {
    const book = bookOf({
      merchant: ENROLLED,
      orders: [orderWith({ orderId: 'o', standardDueOn: OPEN_ON })],
    });
    release(book);
    expect(released(book)).toEqual(['release_standard o']);
  });
});

describe('the cap of the deposit', () => {
  const capped = (cap_minor: number) => policyWith({ deposit: { cap_minor } });
  it.each([
    ['room for all of it', 1000, 500n, 500n],
    ['room for some of it', 1000, 700n, 300n],
    ['no room', 1000, 1000n, 0n],
    ['above the cap already', 1000, 2000n, 0n],
    ['a cap of 0', 0, 0n, 0n],
  ])('%s', (_what, cap, deposit, holdMinor) => {
    const book = bookOf({
      merchant: ENROLLED,
      orders: [orderWith({ orderId: 'o' })],
      balances: { USD: { deposit } },
    });
    release(book, capped(cap));
    expect(book.balance('USD')).toMatchObject({
      deposit: deposit + holdMinor,
      payment_account: 10_000n - holdMinor,
    });
    expect(book.holds.get('o')?.amountMinor ?? 0n).toBe(holdMinor);
    expect(book.orders.get('o')?.advancedMinor).toBe(10_000n - holdMinor);
  });

  it('fills up from one order to the next, and counts each currency by itself', () => {
    const book = bookOf({
      merchant: ENROLLED,
      orders: ['a', 'b', 'c'].map((orderId) =>
        orderWith({ orderId, currency: orderId === 'b' ? 'JPY' : 'USD' }),
      ),
    });
    release(book, capped(700));
    expect(['a', 'b', 'c'].map((orderId) => book.holds.get(orderId)?.amountMinor)).toEqual([
      500n,
      500n,
      200n,
    ]);
  });
});

describe('the cap of the exposure', () => {
  const capped = (exposure_cap_minor: number) => policyWith({ exposure_cap_minor });
  /** 5% are frozen: 950, 1900 and 285 are paid out. */
  const three = () => [
    orderWith({ orderId: 'a', amountMinor: 1000n }),
    orderWith({ orderId: 'b', amountMinor: 2000n }),
    orderWith({ orderId: 'c', amountMinor: 300n }),
  ];

  it.each([
    ['no cap reached', 3135, 0n, ['a', 'b', 'c']],
    ['the second is skipped and the next is tried', 1235, 0n, ['a', 'c']],
    ['one below', 1234, 0n, ['a']],
    ['with what is at risk before', 1235, 1n, ['a']],
    ['above the cap already', 1235, 5000n, []],
    ['a cap of 0', 0, 0n, []],
  ])('%s', (_what, cap, before, orders) => {
    const book = bookOf({ merchant: ENROLLED, orders: three() });
    const exposure = release(book, capped(cap), OPEN_ON, new Map([['USD', before]]));
    expect(released(book)).toEqual(orders.map((orderId) => `release_early ${orderId}`));
    const paidOut = book.entries.reduce((sum, { amounts }) => sum + amounts.payment_account, 0n);
    expect(exposure.get('USD')).toBe(before + paidOut);
    for (const order of book.orders.values()) {
      expect(order.state).toBe(orders.includes(order.orderId) ? 'released_early' : 'held');
    }
  });

  it('counts each currency by itself, and lets the standard rule pass', () => {
    const book = bookOf({
      merchant: ENROLLED,
      orders: [
        orderWith({ orderId: 'a', amountMinor: 1000n }),
        orderWith({ orderId: 'b', amountMinor: 1000n, currency: 'JPY' }),
        orderWith({ orderId: 'c', amountMinor: 90_000n, standardDueOn: OPEN_ON }),
        orderWith({ orderId: 'd', amountMinor: 1000n }),
      ],
    });
    release(book, capped(950));
    expect(released(book)).toEqual(['release_standard c', 'release_early a', 'release_early b']);
  });

  it('what is at risk is what is paid out, also where it pays what is owed', () => {
    const book = bookOf({
      merchant: ENROLLED,
      orders: three().slice(0, 1),
      balances: { USD: { receivable: -900n } },
    });
    expect(release(book, capped(949)).get('USD') ?? 0n).toBe(0n);
    expect(release(book, capped(950)).get('USD')).toBe(950n);
  });
});
