import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { bookWith, holdWith, orderWith, policyWith, runOn } from '@/tests/engine/make-book';
import { addDays } from './calendar';
import { releaseDueHolds } from './holds';
import { share } from './money';
import { DEFAULT_POLICY, type Policy } from './policy';
import type { Enrolment, Hold, Order } from './records';
import { releaseDueOrders } from './release';
import {
  expectAll,
  expectRelease,
  type Prospect,
  type WaitingDates,
  type WaitingGroup,
} from './release-calendar';

const NEXT = '2026-03-10';
const prospect = (over: Partial<Prospect> = {}): Prospect => ({
  enrolment: 'enrolled',
  tier: 'A',
  policy: DEFAULT_POLICY,
  nextRunOn: NEXT,
  usualTransitDays: 10,
  ...over,
});
const { auto_confirm_days, return_window_days } = DEFAULT_POLICY.standard_release;
const days = DEFAULT_POLICY.tiers[0]?.release_after_days ?? 0;

describe('when an order is expected', () => {
  it.each<[string, Partial<Prospect>, Partial<WaitingDates>, ReturnType<typeof expectRelease>]>([
    [
      'a few days after shipment',
      {},
      { shippedOn: '2026-03-09' },
      { on: addDays('2026-03-09', days), by: 'early', waitsFor: null },
    ],
    [
      'with the next run, once overdue',
      {},
      { shippedOn: '2026-01-01' },
      { on: NEXT, by: 'early', waitsFor: null },
    ],
    [
      'by the standard rule where that comes first',
      {},
      { shippedOn: '2026-03-09', standardDueOn: '2026-03-10' },
      { on: NEXT, by: 'standard', waitsFor: null },
    ],
    [
      'by the standard rule where both are overdue',
      {},
      { shippedOn: '2026-01-01', standardDueOn: '2026-03-01' },
      { on: NEXT, by: 'standard', waitsFor: null },
    ],
    [
      'by the standard rule without enrolment',
      { enrolment: 'none', tier: null },
      { shippedOn: '2026-03-09', standardDueOn: '2026-04-09' },
      { on: '2026-04-09', by: 'standard', waitsFor: null },
    ],
    [
      'after a usual journey where no receipt is known',
      { enrolment: 'cancelled', tier: null },
      { shippedOn: '2026-03-05' },
      {
        on: addDays('2026-03-15', auto_confirm_days + return_window_days),
        by: 'standard',
        waitsFor: 'delivery',
      },
    ],
    [
      'no earlier than a delivery tomorrow',
      { enrolment: 'cancelled', tier: null },
      { shippedOn: '2026-01-05' },
      { on: addDays(NEXT, auto_confirm_days + return_window_days), by: 'standard', waitsFor: 'delivery' },
    ],
    [
      'on no date where nothing has ever arrived',
      { enrolment: 'none', tier: null, usualTransitDays: null },
      { shippedOn: '2026-03-05' },
      { on: null, by: 'standard', waitsFor: 'delivery' },
    ],
    ['on no date before shipment', {}, { shippedOn: null }, { on: null, by: 'early', waitsFor: 'shipment' }],
    [
      'by the closure rule of a closed store, receipt or not',
      { enrolment: 'closed', tier: null },
      { shippedOn: '2026-03-05', standardDueOn: '2026-03-06' },
      {
        on: addDays('2026-03-05', DEFAULT_POLICY.closure.release_days_after_shipment),
        by: 'closure',
        waitsFor: null,
      },
    ],
    [
      'only once its dispute has ended',
      {},
      { shippedOn: '2026-03-09', inDispute: true },
      { on: addDays('2026-03-09', days), by: 'early', waitsFor: 'dispute' },
    ],
  ])('%s', (_what, over, dates, expected) => {
    const order = { shippedOn: null, standardDueOn: null, inDispute: false, ...dates };
    expect(expectRelease(prospect(over), order)).toEqual(expected);
  });
});

const groupOf = (order: Order, policy: Policy, tier: string | null): WaitingGroup => {
  const netMinor = order.heldMinor - share(order.heldMinor, order.feeBps);
  const terms = policy.tiers.find((each) => each.name === tier);
  return {
    shippedOn: order.shippedOn,
    standardDueOn: order.standardDueOn,
    inDispute: order.openDisputes > 0,
    orders: 1,
    heldMinor: order.heldMinor,
    netMinor,
    shareMinor: terms === undefined ? 0n : share(netMinor, terms.deposit_bps),
  };
};

const dateAround = fc.integer({ min: -20, max: 12 }).map((offset) => addDays(NEXT, offset));
const orderArbitrary = fc.record({
  heldMinor: fc.bigInt({ min: 1n, max: 99_999n }),
  feeBps: fc.constantFrom(0, 333, 1000),
  shippedOn: fc.option(dateAround, { freq: 8 }),
  standardDueOn: fc.option(dateAround, { freq: 2 }),
  openDisputes: fc.constantFrom(0, 0, 0, 1),
});
const holdArbitrary = fc.record({
  amountMinor: fc.bigInt({ min: 1n, max: 9_999n }),
  releaseOn: dateAround,
  inDispute: fc.constantFrom(false, false, true),
});

test('the calendar of the coming days is what the runs of those days then do, if nothing else happens', () => {
  fc.assert(
    fc.property(
      fc.constantFrom<Enrolment>('none', 'enrolled', 'cancelled', 'closed'),
      fc.array(orderArbitrary, { maxLength: 12 }),
      fc.array(holdArbitrary, { maxLength: 8 }),
      fc.option(fc.integer({ min: 0, max: 30_000 })),
      (enrolment, drafts, held, cap) => {
        const policy = policyWith({ deposit: { cap_minor: cap } });
        const tier = enrolment === 'enrolled' ? 'A' : null;
        const orders = drafts.map(
          (draft, index): Order =>
            orderWith({
              ...draft,
              orderId: `o${String(index).padStart(3, '0')}`,
              amountMinor: draft.heldMinor,
              standardDueOn: draft.shippedOn === null ? null : draft.standardDueOn,
            }),
        );
        const holdOrders = held.map(({ inDispute }, index) =>
          orderWith({
            orderId: `h${index}`,
            ...{ state: 'released_early', releasedOn: '2026-02-01', releaseEntrySeq: 1n },
            openDisputes: inDispute ? 1 : 0,
          }),
        );
        const holds = held.map(
          ({ amountMinor, releaseOn }, index): Hold =>
            holdWith({ orderId: `h${index}`, amountMinor, releaseOn }),
        );
        const depositMinor = holds.reduce((sum, hold) => sum + hold.amountMinor, 0n);
        const orderFunds = orders.reduce((sum, order) => sum + order.heldMinor, 0n);
        const expected = expectAll(
          prospect({ enrolment, tier, policy, usualTransitDays: null }),
          orders.map((order) => groupOf(order, policy, tier)),
          holds.map((hold, index) => ({
            releaseOn: hold.releaseOn,
            inDispute: held[index]?.inDispute ?? false,
            holds: 1,
            amountMinor: hold.amountMinor,
          })),
          { depositMinor, exposedMinor: 0n },
        );

        const book = bookWith({
          merchant: { enrolment, tier, closedOn: enrolment === 'closed' ? '2026-03-01' : null },
          orders: [...orders, ...holdOrders],
          holds,
          balances: {
            USD: { order_funds: orderFunds, deposit: depositMinor, clearing: -orderFunds - depositMinor },
          },
        });
        for (let day = 0; day < 15; day += 1) {
          const on = addDays(NEXT, day);
          const before = book.entries.length;
          releaseDueOrders(book, runOn(on, policy), on, new Map());
          releaseDueHolds(book, runOn(on, policy), on);
          const made = book.entries.slice(before).filter((entry) => !isOfNewHold(entry.orderId, entry.kind));
          const sum = (kinds: RegExp, read: (amounts: (typeof made)[number]['amounts']) => bigint) =>
            made
              .filter((entry) => kinds.test(entry.kind))
              .reduce((all, { amounts }) => all + read(amounts), 0n);
          const due = expected.releases.filter((each) => each.on === on && each.waitsFor === null);
          const back = expected.returns.filter((each) => each.on === on && each.waitsFor === null);
          const total = (minors: bigint[]) => minors.reduce((all, minor) => all + minor, 0n);
          expect({
            orders: due.length,
            paid: total(due.map((each) => each.paidMinor)),
            frozen: total(due.map((each) => each.frozenMinor)),
            back: total(back.map((each) => each.minor)),
          }).toEqual({
            orders: made.filter(({ kind }) => kind.startsWith('release_')).length,
            paid: sum(/^release_/, (amounts) => amounts.payment_account),
            frozen: sum(/^release_/, (amounts) => amounts.deposit),
            back: sum(/^hold_release/, (amounts) => -amounts.deposit),
          });
        }
      },
    ),
  );
});

/** A hold that these releases made themselves: the calendar tells only of holds that are there. */
function isOfNewHold(orderId: string | null, kind: string): boolean {
  return kind === 'hold_release' && orderId?.startsWith('o') === true;
}

describe('what a cap on advances has no room for', () => {
  it('waits for room, and the rest does not', () => {
    const policy = policyWith({ exposure_cap_minor: 15_000 });
    const orders = ['a', 'b'].map((orderId) => orderWith({ orderId, shippedOn: '2026-03-01' }));
    const { releases } = expectAll(
      prospect({ policy }),
      orders.map((order) => groupOf(order, policy, 'A')),
      [],
      { depositMinor: 0n, exposedMinor: 0n },
    );
    expect(releases.map(({ waitsFor }) => waitsFor)).toEqual([null, 'exposure_cap']);
  });
});
