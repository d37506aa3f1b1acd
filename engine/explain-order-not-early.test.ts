import { describe, expect, it } from 'vitest';
import { merchantWith, OPEN_ON, orderWith, policyWith } from '../tests/engine/make-book';
import { addDays } from './calendar';
import type { Situation } from './explain-order';
import { type NotEarly, type OrderPast, whyNotEarly } from './explain-order-not-early';
import { DEFAULT_POLICY } from './policy';
import type { Merchant, Order } from './records';

const ENROLLED: Partial<Merchant> = { enrolment: 'enrolled', tier: 'A' };
const NO_PAST: OrderPast = { standings: [], disputes: [], release: null };

function situationOf(merchant: Partial<Merchant>, over: Partial<Situation> = {}): Situation {
  return {
    merchant: merchantWith(merchant),
    policy: DEFAULT_POLICY,
    today: OPEN_ON,
    nextRunOn: addDays(OPEN_ON, 1),
    depositMinor: 0n,
    exposedMinor: 0n,
    ...over,
  };
}

const order = (over: Partial<Order> = {}) => orderWith({ orderId: 'o', ...over });

describe('whyNotEarly of an order that waits', () => {
  const capped = { policy: policyWith({ exposure_cap_minor: 100 }) };
  it.each<[string, Partial<Merchant>, Partial<Order>, Partial<Situation>, NotEarly | null]>([
    ['it will be', ENROLLED, {}, {}, null],
    ['not shipped', ENROLLED, { shippedOn: null }, {}, { why: 'not_shipped', days: 3 }],
    ['never enrolled', {}, {}, {}, { why: 'never_enrolled', enrolledOn: null }],
    [
      'a notice',
      { enrolment: 'cancelled', cancelledOn: '2026-03-02' },
      {},
      {},
      { why: 'notice', noticeOn: '2026-03-02' },
    ],
    [
      'closed',
      { enrolment: 'closed', closedOn: '2026-03-02' },
      {},
      {},
      { why: 'closed', closedOn: '2026-03-02' },
    ],
    ['a tier that is gone', { ...ENROLLED, tier: 'Z' }, {}, {}, { why: 'tier_gone', tier: 'Z' }],
    ['a dispute', ENROLLED, { openDisputes: 1 }, {}, { why: 'dispute', since: '2026-03-06', until: null }],
    [
      'the standard rule comes first',
      ENROLLED,
      { confirmedOn: '2026-02-15' },
      {},
      { why: 'standard_first', standardDueOn: '2026-03-02', earlyDueOn: '2026-03-04' },
    ],
    [
      'the exposure cap, nothing else dated',
      ENROLLED,
      {},
      capped,
      { why: 'exposure', capMinor: 100n, earlyDueOn: '2026-03-04' },
    ],
    [
      'the exposure cap, until the standard rule',
      ENROLLED,
      { deliveredOn: '2026-03-05' },
      capped,
      { why: 'exposure', capMinor: 100n, earlyDueOn: '2026-03-04' },
    ],
    ['cancelled', ENROLLED, { state: 'cancelled' }, {}, { why: 'cancelled' }],
    ['refunded', ENROLLED, { state: 'refunded' }, {}, { why: 'refunded' }],
    ['it was', ENROLLED, { state: 'released_early' }, {}, null],
  ])('%s', (_what, merchant, over, around, expected) => {
    const past = { ...NO_PAST, disputes: [{ openedOn: '2026-03-06', closedOn: null }] };
    expect(whyNotEarly(order(over), past, situationOf(merchant, around))).toEqual(expected);
  });
});

describe('whyNotEarly of an order that another rule has released', () => {
  const standing = (from: string, enrolment: Merchant['enrolment'], tier: string | null = null) => ({
    from,
    enrolment,
    tier,
  });
  const release = { dueOn: '2026-03-20', policy: DEFAULT_POLICY };
  it.each<[string, Partial<OrderPast>, NotEarly]>([
    ['no standing ever', {}, { why: 'never_enrolled', enrolledOn: null }],
    [
      'enrolled since',
      { standings: [standing('2026-04-01', 'enrolled', 'A')] },
      { why: 'never_enrolled', enrolledOn: '2026-04-01' },
    ],
    [
      'a notice before shipment',
      { standings: [standing('2026-02-01', 'cancelled')] },
      { why: 'notice', noticeOn: '2026-02-01' },
    ],
    [
      'a notice before it was due',
      { standings: [standing('2026-02-01', 'enrolled', 'A'), standing('2026-03-03', 'cancelled')] },
      { why: 'notice', noticeOn: '2026-03-03' },
    ],
    [
      'the store closed before it was due',
      { standings: [standing('2026-02-01', 'enrolled', 'A'), standing('2026-03-04', 'closed')] },
      { why: 'closed', closedOn: '2026-03-04' },
    ],
    [
      'a dispute on the day it was due, and closed after',
      {
        standings: [standing('2026-02-01', 'enrolled', 'A')],
        disputes: [
          { openedOn: '2026-02-10', closedOn: '2026-02-11' },
          { openedOn: '2026-03-03', closedOn: '2026-03-19' },
        ],
      },
      { why: 'dispute', since: '2026-03-03', until: '2026-03-19' },
    ],
    [
      'enrolled too late, in a dispute then',
      {
        standings: [standing('2026-02-01', 'none'), standing('2026-03-10', 'enrolled', 'A')],
        disputes: [{ openedOn: '2026-03-09', closedOn: null }],
      },
      { why: 'dispute', since: '2026-03-09', until: null },
    ],
    [
      'the exposure cap',
      {
        standings: [standing('2026-02-01', 'enrolled', 'A')],
        release: { ...release, policy: policyWith({ exposure_cap_minor: 5 }) },
      },
      { why: 'exposure', capMinor: 5n, earlyDueOn: '2026-03-04' },
    ],
    [
      'standard first, enrolled on the day that released it',
      { standings: [standing('2026-02-01', 'none'), standing('2026-03-20', 'enrolled', 'A')] },
      { why: 'standard_first', standardDueOn: '2026-03-20', earlyDueOn: '2026-03-04' },
    ],
    [
      'standard first, the tier’s days being longer',
      {
        standings: [standing('2026-02-01', 'enrolled', 'A')],
        release: {
          ...release,
          policy: policyWith({
            tiers: [{ name: 'A', min_score: 0, release_after_days: 40, deposit_bps: 0 }],
          }),
        },
      },
      { why: 'standard_first', standardDueOn: '2026-03-20', earlyDueOn: '2026-04-10' },
    ],
    [
      'a tier that is gone',
      { standings: [standing('2026-02-01', 'enrolled', 'Z')] },
      { why: 'tier_gone', tier: 'Z' },
    ],
  ])('%s', (_what, past, expected) => {
    const released = order({ state: 'released_standard', releasedOn: '2026-03-20' });
    const whole = { ...NO_PAST, release, ...past };
    expect(whyNotEarly(released, whole, situationOf(ENROLLED))).toEqual(expected);
  });

  it('is the closure where the shipment was heard of only after it', () => {
    const released = order({ state: 'released_closure', releasedOn: '2026-08-28' });
    const past = {
      standings: [standing('2026-02-01', 'enrolled', 'A'), standing('2026-03-09', 'closed')],
      disputes: [],
      release: { dueOn: '2026-08-28', policy: DEFAULT_POLICY },
    };
    expect(whyNotEarly(released, past, situationOf({ enrolment: 'closed' }))).toEqual({
      why: 'closed',
      closedOn: '2026-03-09',
    });
  });
});
