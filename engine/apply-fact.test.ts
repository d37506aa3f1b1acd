import { describe, expect, it } from 'vitest';
import { bookWith, factOn, merchantWith, moved, OPEN_ON, orderWith } from '../tests/engine/make-book';
import type { Amounts } from './accounts';
import { type Applied, applyFact } from './apply-fact';
import { evaluate, noteAssessment, overrideOn } from './assessment';
import type { Book } from './book';
import type { CalendarDate } from './calendar';
import { readFact } from './facts';
import { DEFAULT_POLICY } from './policy';
import type { Merchant, Order } from './records';
import { NO_COUNTS } from './scorecard';

/** What two people decide (section 12), as facts. */

function apply(book: Book, raw: Record<string, unknown>, on: CalendarDate = OPEN_ON): Applied {
  const read = readFact({ id: 'f', at: `${on}T04:00:00Z`, ...raw }, DEFAULT_POLICY);
  if (!read.ok) throw new Error(read.reason);
  return applyFact(book, factOn(on), read.fact, 1n);
}

describe('an override', () => {
  const until = (decision: string, date: CalendarDate, tier?: string) => ({
    ...{ type: 'override.set_until', merchant: 'm', decision, until: date },
    ...(tier === undefined ? {} : { tier }),
  });
  const forGood = (decision: string) => ({ type: 'override.set', merchant: 'm', decision });

  it.each<[string, Record<string, unknown>[], Partial<Merchant>]>([
    [
      'with an end',
      [until('eligible', '2026-04-01', 'B')],
      { overrideDecision: 'eligible', overrideTier: 'B', overrideUntil: '2026-04-01' },
    ],
    [
      'takes the place of the one before, with its tier',
      [until('eligible', '2026-04-01', 'B'), until('ineligible', '2026-05-01')],
      { overrideDecision: 'ineligible', overrideTier: null, overrideUntil: '2026-05-01' },
    ],
    [
      'without an end takes the end away',
      [until('ineligible', '2026-04-01'), forGood('ineligible')],
      { overrideDecision: 'ineligible', overrideTier: null, overrideUntil: null },
    ],
    [
      'is ended by none',
      [until('eligible', '2026-04-01', 'B'), forGood('none')],
      { overrideDecision: 'none', overrideTier: null, overrideUntil: null },
    ],
  ])('%s', (_what, raws, expected) => {
    const book = bookWith();
    for (const raw of raws) expect(apply(book, raw)).toBeNull();
    expect(book.merchant).toMatchObject(expected);
    expect(book.entries).toEqual([]);
  });

  it.each<[CalendarDate | null, CalendarDate, string]>([
    ['2026-03-12', '2026-03-11', 'ineligible'],
    ['2026-03-12', '2026-03-12', 'none'],
    ['2026-03-12', '2026-03-13', 'none'],
    [null, '9999-12-31', 'ineligible'],
  ])('until %s counts on %s as %s', (overrideUntil, on, expected) => {
    expect(overrideOn({ overrideDecision: 'ineligible', overrideUntil }, on)).toBe(expected);
  });

  it('that has ended is in no assessment any more, nor in what is kept of it', () => {
    const merchant = merchantWith({
      ...{ overrideDecision: 'eligible', overrideTier: 'A', overrideUntil: '2026-03-12' },
    });
    const book = bookWith({ merchant });
    for (const [on, isEligible, kept] of [
      ['2026-03-11', true, 'eligible'],
      ['2026-03-12', false, 'none'],
    ] as const) {
      const evaluation = evaluate(book.merchant, NO_COUNTS, DEFAULT_POLICY, on);
      noteAssessment(book, evaluation, 'none', DEFAULT_POLICY, on);
      expect({ on, isEligible: evaluation.isEligible }).toEqual({ on, isEligible });
      expect(book.assessments.at(-1)).toMatchObject({ assessedOn: on, overrideDecision: kept });
    }
  });
});

describe('a write-off', () => {
  const owing = () => bookWith({ balances: { USD: { receivable: -500n, clearing: 500n }, JPY: {} } });
  const writeOff = (amount: number, currency = 'USD') => ({
    ...{ type: 'receivable.written_off', merchant: 'm', amount, currency },
  });

  it.each([
    [500, 0n],
    [1, -499n],
  ])('of %i leaves %s owed, and the marketplace bears it', (amount, left) => {
    const book = owing();
    expect(apply(book, writeOff(amount))).toBeNull();
    const [entry] = book.entries;
    expect(entry).toMatchObject({ kind: 'write_off', rule: '12', orderId: null, bookedOn: OPEN_ON });
    expect(moved(entry?.amounts as Amounts)).toEqual({
      ...{ receivable: BigInt(amount), platform_loss: -BigInt(amount) },
    });
    expect(book.balance('USD').receivable).toBe(left);
  });

  it.each([
    ['more than is owed', 501, 'USD'],
    ['in another currency', 1, 'JPY'],
    ['in a currency that the merchant never had', 1, 'EUR'],
  ])('of %s is refused', (_what, amount, currency) => {
    const book = owing();
    expect(apply(book, writeOff(amount, currency))).toBe('insufficient_funds');
    expect(book.entries).toEqual([]);
  });

  it('again is refused where nothing is owed any more', () => {
    const book = owing();
    apply(book, writeOff(500));
    expect(apply(book, writeOff(1))).toBe('insufficient_funds');
  });
});

describe('a correction', () => {
  const SHIPPED = { shippedOn: '2026-03-04' } as const;
  const RECEIVED = { ...SHIPPED, deliveredOn: '2026-03-07' } as const;
  const BOTH = { ...RECEIVED, confirmedOn: '2026-03-08' } as const;
  const corrected = (event: string, on: CalendarDate | null) => ({
    ...{ type: 'order.corrected', order: 'o', event },
    ...(on === null ? {} : { on }),
  });
  const bookOf = (order: Partial<Order>, merchant: Partial<Merchant> = {}) =>
    bookWith({ merchant, orders: [orderWith({ orderId: 'o', shippedOn: null, ...order })] });
  const dates = ({ shippedOn, deliveredOn, confirmedOn, standardDueOn }: Order) => ({
    ...{ shippedOn, deliveredOn, confirmedOn, standardDueOn },
  });

  // Delivery confirms itself after 5 days; the return window is 15 days.
  it.each<[string, Partial<Order>, string, CalendarDate | null, Partial<Order>]>([
    ['moves a shipment', SHIPPED, 'shipped', '2026-03-02', { shippedOn: '2026-03-02' }],
    ['sets a shipment that nobody told', {}, 'shipped', OPEN_ON, { shippedOn: OPEN_ON }],
    ['takes a shipment back', SHIPPED, 'shipped', null, { shippedOn: null }],
    ['moves a shipment up to the receipt', RECEIVED, 'shipped', '2026-03-07', { shippedOn: '2026-03-07' }],
    [
      'moves a delivery, and its due date',
      RECEIVED,
      'delivered',
      '2026-03-05',
      { deliveredOn: '2026-03-05', standardDueOn: '2026-03-25' },
    ],
    [
      'sets a delivery that nobody told',
      SHIPPED,
      'delivered',
      '2026-03-04',
      { deliveredOn: '2026-03-04', standardDueOn: '2026-03-24' },
    ],
    [
      'takes a delivery back, and with it the due date',
      RECEIVED,
      'delivered',
      null,
      { deliveredOn: null, standardDueOn: null },
    ],
    [
      'takes a confirmation back: the delivery counts',
      BOTH,
      'confirmed',
      null,
      { confirmedOn: null, standardDueOn: '2026-03-27' },
    ],
    [
      'sets a confirmation before the delivery',
      RECEIVED,
      'confirmed',
      '2026-03-06',
      { confirmedOn: '2026-03-06', standardDueOn: '2026-03-21' },
    ],
    [
      'of a receipt reaches a released order',
      { ...RECEIVED, state: 'released_early', releasedOn: '2026-03-07' },
      'delivered',
      '2026-03-09',
      { deliveredOn: '2026-03-09', standardDueOn: '2026-03-29' },
    ],
  ])('%s', (_what, order, event, on, expected) => {
    const book = bookOf(order);
    const before = dates(book.orders.get('o') as Order);
    expect(apply(book, corrected(event, on))).toBeNull();
    expect(dates(book.orders.get('o') as Order)).toEqual({ ...before, ...expected });
    expect(book.entries).toEqual([]);
    expect(book.changedOrders.size).toBe(1);
  });

  it.each<[string, Partial<Order>, string, CalendarDate | null]>([
    ['of a cancelled order', { state: 'cancelled' }, 'shipped', '2026-03-02'],
    ['to the date that it has', SHIPPED, 'shipped', '2026-03-04'],
    ['to none where there is none', SHIPPED, 'delivered', null],
    ['to a date after its own', SHIPPED, 'shipped', '2026-03-11'],
    [
      'of the shipment of an order paid out early',
      { ...SHIPPED, state: 'released_early' },
      'shipped',
      '2026-03-02',
    ],
    [
      'of the shipment of an order paid out',
      { ...BOTH, state: 'released_standard' },
      'shipped',
      '2026-03-02',
    ],
    ['of the shipment of a refunded order', { ...SHIPPED, state: 'refunded' }, 'shipped', '2026-03-02'],
    ['that leaves a received order unshipped', RECEIVED, 'shipped', null],
    ['that leaves a confirmed order unshipped', { ...SHIPPED, confirmedOn: '2026-03-08' }, 'shipped', null],
    ['that ships after the delivery', BOTH, 'shipped', '2026-03-08'],
    ['that delivers before the shipment', SHIPPED, 'delivered', '2026-03-03'],
    ['that confirms before the shipment', RECEIVED, 'confirmed', '2026-03-03'],
    ['that delivers without a shipment', {}, 'delivered', '2026-03-07'],
  ])('%s is refused, and changes nothing', (_what, order, event, on) => {
    const book = bookOf(order);
    const before = { ...(book.orders.get('o') as Order) };
    expect(apply(book, corrected(event, on))).toBe('bad_state');
    expect(book.orders.get('o')).toEqual(before);
    expect([book.changedOrders.size, book.counts.size, book.merchant.nextDueOn]).toEqual([0, 0, null]);
  });

  it('counts the order on its new day, with its lateness, disputes and refunds', () => {
    const book = bookOf({
      ...{ shippedOn: '2026-03-04', shipByOn: '2026-03-03' },
      ...{ firstDisputeOn: '2026-03-06', firstBorneRefundOn: '2026-03-08' },
    });
    apply(book, corrected('shipped', '2026-03-02'));
    const counted = [...book.counts.values()].map(({ cohortOn, eventOn, ...counts }) => {
      const said = Object.entries(counts).filter(([, count]) => count !== 0);
      return `${cohortOn} ${eventOn}: ${said.map(([event, count]) => `${event} ${count}`).join(', ')}`;
    });
    expect(counted.sort()).toEqual([
      '2026-03-02 2026-03-02: shipped 1',
      '2026-03-02 2026-03-06: disputed 1',
      '2026-03-02 2026-03-08: refunded 1',
      '2026-03-04 2026-03-04: shipped -1, late -1',
      '2026-03-04 2026-03-06: disputed -1',
      '2026-03-04 2026-03-08: refunded -1',
    ]);
  });

  it.each<[string, Partial<Merchant>, Partial<Order>, string, CalendarDate | null, CalendarDate | null]>([
    ['an early release', { enrolment: 'enrolled', tier: 'A' }, {}, 'shipped', '2026-03-02', '2026-03-05'],
    ['a standard release', {}, RECEIVED, 'delivered', '2026-03-05', '2026-03-25'],
    [
      'a closure release',
      { enrolment: 'closed', closedOn: '2026-03-09', closureReason: 'withdrawn' },
      SHIPPED,
      'shipped',
      '2026-03-02',
      '2026-08-29',
    ],
    ['nothing without a date', {}, SHIPPED, 'shipped', null, null],
  ])('has the run look for %s', (_what, merchant, order, event, on, expected) => {
    const book = bookOf(order, merchant);
    expect(apply(book, corrected(event, on))).toBeNull();
    expect(book.merchant.nextDueOn).toBe(expected);
  });

  it('lets the order be shipped again, or cancelled, where its shipment was taken back', () => {
    for (const type of ['order.shipped', 'order.cancelled']) {
      const book = bookOf(SHIPPED);
      apply(book, corrected('shipped', null));
      expect(apply(book, { type: 'order.delivered', order: 'o' })).toEqual({
        ...{ kind: 'shipment', id: 'o', disputeId: '' },
      });
      expect(apply(book, { type, order: 'o' })).toBeNull();
    }
  });

  it('lets the next delivery count where one was taken back', () => {
    const book = bookOf(RECEIVED);
    apply(book, corrected('delivered', null));
    apply(book, { type: 'order.delivered', order: 'o' });
    apply(book, { type: 'order.delivered', order: 'o' }, '2026-03-11');
    expect(book.orders.get('o')?.deliveredOn).toBe(OPEN_ON);
  });
});
