import { describe, expect, it } from 'vitest';
import { holdWith, merchantWith, OPEN_ON, orderWith, policyWith } from '../tests/engine/make-book';
import { addDays } from './calendar';
import { type NextStep, otherCourses, type Situation, whatNext } from './explain-order';
import { DEFAULT_POLICY } from './policy';
import type { Hold, Merchant, Order } from './records';

const ENROLLED: Partial<Merchant> = { enrolment: 'enrolled', tier: 'A' };
const CLOSED: Partial<Merchant> = { enrolment: 'closed', closedOn: '2026-03-05' };
const NEXT_RUN = addDays(OPEN_ON, 1);

function situationOf(merchant: Partial<Merchant>, over: Partial<Situation> = {}): Situation {
  return {
    merchant: merchantWith(merchant),
    policy: DEFAULT_POLICY,
    today: OPEN_ON,
    nextRunOn: NEXT_RUN,
    depositMinor: 0n,
    exposedMinor: 0n,
    ...over,
  };
}

const order = (over: Partial<Order> = {}) => orderWith({ orderId: 'o', feeBps: 1000, ...over });
const early = (over: Partial<Order> = {}) =>
  order({ state: 'released_early', releasedOn: '2026-03-04', advancedMinor: 8550n, ...over });
const hold = (over: Partial<Hold> = {}) => holdWith({ orderId: 'o', ...over });

const EARLY = {
  ...{ step: 'release', rule: 'early', dueOn: '2026-03-04', on: NEXT_RUN },
  ...{ feeMinor: 1000n, paidMinor: 8550n, frozenMinor: 450n },
  hold: { tier: 'A', depositBps: 500, isCapped: false, releaseOn: '2026-04-30' },
};
const WHOLE = { step: 'release', feeMinor: 1000n, paidMinor: 9000n, frozenMinor: 0n, hold: null };

describe('whatNext', () => {
  it.each<[string, Partial<Merchant>, Order, Hold | null, Partial<Situation>, object]>([
    ['early, by the next run where it is overdue', ENROLLED, order(), null, {}, EARLY],
    [
      'early, on its date',
      ENROLLED,
      order({ shippedOn: '2026-03-15' }),
      null,
      {},
      { ...EARLY, dueOn: '2026-03-18', on: '2026-03-18', hold: { ...EARLY.hold, releaseOn: '2026-05-14' } },
    ],
    [
      'early before the first run',
      ENROLLED,
      order(),
      null,
      { nextRunOn: null },
      { ...EARLY, on: '2026-03-04' },
    ],
    [
      'standard, where the buyer has it and the store takes no part',
      {},
      order({ deliveredOn: '2026-03-04' }),
      null,
      {},
      { ...WHOLE, rule: 'standard', dueOn: '2026-03-24', on: '2026-03-24' },
    ],
    [
      'standard before early where both are due by the next run',
      ENROLLED,
      order({ confirmedOn: '2026-02-20' }),
      null,
      {},
      { ...WHOLE, rule: 'standard', dueOn: '2026-03-07', on: NEXT_RUN },
    ],
    [
      'early before standard where it is due first',
      ENROLLED,
      order({ shippedOn: '2026-03-20', confirmedOn: '2026-03-20' }),
      null,
      {},
      { ...EARLY, dueOn: '2026-03-23', on: '2026-03-23', hold: { ...EARLY.hold, releaseOn: '2026-05-19' } },
    ],
    [
      'closure, whatever the buyer has said',
      CLOSED,
      order({ confirmedOn: '2026-03-03' }),
      null,
      {},
      { ...WHOLE, rule: 'closure', dueOn: '2026-08-28', on: '2026-08-28' },
    ],
    ['stopped by a dispute', ENROLLED, order({ openDisputes: 1 }), null, {}, { ...EARLY, on: null }],
    [
      'early, with less frozen where the cap on the deposit is near',
      ENROLLED,
      order(),
      null,
      { policy: policyWith({ deposit: { cap_minor: 1000 } }), depositMinor: 900n },
      { ...EARLY, paidMinor: 8900n, frozenMinor: 100n, hold: { ...EARLY.hold, isCapped: true } },
    ],
    [
      'standard, where the exposure cap holds the early release back',
      ENROLLED,
      order({ deliveredOn: '2026-03-04' }),
      null,
      { policy: policyWith({ exposure_cap_minor: 8000 }) },
      { ...WHOLE, rule: 'standard', dueOn: '2026-03-24', on: '2026-03-24' },
    ],
    [
      'undated, where the exposure cap does and the buyer has said nothing',
      ENROLLED,
      order(),
      null,
      { policy: policyWith({ exposure_cap_minor: 10_000 }), exposedMinor: 5000n },
      { step: 'receipt', isStopped: false, blockedBy: 'exposure' },
    ],
    [
      'undated, until the buyer has it',
      {},
      order(),
      null,
      {},
      { step: 'receipt', isStopped: false, blockedBy: null },
    ],
    [
      'undated, until it is shipped',
      ENROLLED,
      order({ shippedOn: null }),
      null,
      {},
      { step: 'shipment', days: { rule: 'early', days: 3 } },
    ],
    [
      'undated and by no rule yet',
      {},
      order({ shippedOn: null }),
      null,
      {},
      { step: 'shipment', days: null },
    ],
    [
      'undated, by the closure rule',
      CLOSED,
      order({ shippedOn: null }),
      null,
      {},
      { step: 'shipment', days: { rule: 'closure', days: 180 } },
    ],
    [
      'the hold comes back',
      ENROLLED,
      early(),
      hold(),
      { depositMinor: 500n },
      { step: 'hold_release', dueOn: '2026-04-30', on: '2026-04-30', paidMinor: 500n },
    ],
    [
      'the hold is stopped by a dispute',
      ENROLLED,
      early({ openDisputes: 2 }),
      hold(),
      {},
      { step: 'hold_release', dueOn: '2026-04-30', on: null, paidMinor: 500n },
    ],
    [
      'nothing, once the hold is closed',
      ENROLLED,
      early(),
      hold({ frozenMinor: 500n, amountMinor: 0n }),
      {},
      { step: 'none', because: 'hold_closed' },
    ],
    ['nothing, where nothing was frozen', ENROLLED, early(), null, {}, { step: 'none', because: 'paid_out' }],
    [
      'nothing, refunded',
      ENROLLED,
      order({ state: 'refunded' }),
      null,
      {},
      { step: 'none', because: 'refunded' },
    ],
    [
      'nothing, cancelled',
      ENROLLED,
      order({ state: 'cancelled' }),
      null,
      {},
      { step: 'none', because: 'cancelled' },
    ],
  ])('%s', (_what, merchant, asked, itsHold, over, expected) => {
    expect(whatNext(asked, itsHold, situationOf(merchant, over))).toEqual(expected);
  });

  it('changes nothing of what it is asked about', () => {
    const situation = situationOf(ENROLLED);
    const asked = [order(), early(), hold()] as const;
    const before = structuredClone([asked, situation]);
    whatNext(asked[0], null, situation);
    whatNext(asked[1], asked[2], situation);
    otherCourses(asked[1], asked[2], situation);
    expect([asked, situation]).toEqual(before);
  });
});

describe('otherCourses', () => {
  function courses(merchant: Partial<Merchant>, asked: Order, itsHold: Hold | null = null) {
    const told: Record<string, NextStep> = {};
    for (const { event, then } of otherCourses(asked, itsHold, situationOf(merchant))) told[event] = then;
    return told;
  }

  it('tells what a shipment would date, and that a dispute would not matter yet', () => {
    expect(courses(ENROLLED, order({ shippedOn: null }))).toEqual({
      shipped: expect.objectContaining({ rule: 'early', on: addDays(OPEN_ON, 3) }),
      order_cancelled: { step: 'none', because: 'cancelled' },
      refunded: { step: 'none', because: 'refunded' },
      notice: { step: 'shipment', days: null },
      closed: { step: 'shipment', days: { rule: 'closure', days: 180 } },
    });
  });

  it('tells what a receipt would date where nothing else does', () => {
    const told = courses({}, order());
    expect(told.confirmed).toMatchObject({ rule: 'standard', on: addDays(OPEN_ON, 15) });
    expect(told.delivered).toMatchObject({ rule: 'standard', on: addDays(OPEN_ON, 20) });
    expect(told.dispute_opened).toMatchObject({ step: 'receipt', isStopped: true });
  });

  it('leaves out what makes no difference', () => {
    const told = courses(ENROLLED, order({ shippedOn: '2026-03-09' }));
    expect(Object.keys(told)).toEqual(['dispute_opened', 'refunded', 'notice', 'closed']);
    expect(told.notice).toEqual({ step: 'receipt', isStopped: false, blockedBy: null });
    expect(otherCourses(order({ state: 'cancelled' }), null, situationOf(ENROLLED))).toEqual([]);
    expect(otherCourses(order(), null, situationOf(ENROLLED, { today: null }))).toEqual([]);
  });

  it('dates a hold anew as a notice and a closure would', () => {
    const later = hold({ releaseOn: '2026-12-01', shippedOn: '2026-10-02' });
    const told = courses(ENROLLED, early(), later);
    expect(told.notice).toMatchObject({ dueOn: '2026-09-11' });
    expect(told.closed).toMatchObject({ dueOn: '2027-03-31' });
    expect(told.dispute_opened).toMatchObject({ on: null });
    expect(courses(ENROLLED, early(), hold()).notice).toBeUndefined();
  });

  it('tells what the end of a dispute would free', () => {
    expect(courses(ENROLLED, order({ openDisputes: 1 })).disputes_closed).toEqual(EARLY);
  });
});
