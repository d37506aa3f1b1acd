import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from './assessment';
import { DEFAULT_POLICY } from './policy';
import type { Merchant } from './records';
import { NO_COUNTS, type WindowCounts } from './scorecard';
import { EMPTY_WINDOW } from './window';
import {
  atStake,
  longDisputeBy,
  nearLimits,
  newTierFrom,
  reasonsToLook,
  type Watched,
  WORK_REASONS,
} from './work-list';

const ON = '2026-06-30';
const RULES = DEFAULT_POLICY.assessment;
const MERCHANT: Merchant = {
  ...{ merchantId: 'm', name: null, openedOn: '2020-01-01', enrolment: 'enrolled', tier: 'A' },
  ...{ cancelledOn: null, closedOn: null, closureReason: null, isOptedOut: false, overrideDecision: 'none' },
  ...{ overrideTier: null, overrideUntil: null, failuresInARow: 0, lastAssessedOn: null, nextDueOn: null },
  ...EMPTY_WINDOW,
  ...{ factCount: 0n, entryCount: 0n, enrolmentChangeCount: 0n, lastBookedOn: null, currencies: [] },
};

function near(counts: Partial<WindowCounts>) {
  const evaluation = evaluate(MERCHANT, { ...NO_COUNTS, ...counts }, DEFAULT_POLICY, ON);
  return nearLimits(evaluation, RULES).map(({ metric, left }) => [metric, left]);
}

describe('a limit is near', () => {
  it.each<[string, Partial<WindowCounts>, ReturnType<typeof near>]>([
    ['with nothing against the store', { orders: 1000 }, []],
    // 3% of 1000 orders are 30; floor(10000 · 31 / 1000) = 310 is the first above 300.
    ['at 26 of 1000 disputed: not yet', { orders: 1000, disputed: 26 }, []],
    ['at 27 of 1000 disputed: a tenth is left', { orders: 1000, disputed: 27 }, [['dispute_bps', 4]]],
    ['at the limit itself', { orders: 1000, disputed: 30 }, [['dispute_bps', 1]]],
    ['but no more once it is crossed', { orders: 1000, disputed: 31 }, []],
    // One of 33 orders is 303; one of 34 is 294.
    [
      'where one order of few crosses it',
      { orders: 33 },
      [
        ['orders', 4],
        ['dispute_bps', 1],
      ],
    ],
    ['and not where it does not', { orders: 34 }, []],
    [
      'at the least number of orders',
      { orders: 30 },
      [
        ['orders', 1],
        ['dispute_bps', 1],
      ],
    ],
    // 90% positive is 10% negative.
    ['at 92% positive: not yet', { orders: 1000, feedback: 100, positive: 92 }, []],
    ['at 91% positive', { orders: 1000, feedback: 100, positive: 91 }, [['feedback_bps', 2]]],
    ['where one more negative crosses it', { orders: 1000, feedback: 9, positive: 9 }, []],
    ['as it does at eight', { orders: 1000, feedback: 8, positive: 8 }, [['feedback_bps', 1]]],
  ])('%s', (_what, counts, expected) => {
    expect(near(counts)).toEqual(expected);
  });

  it('never by an age, which only grows, nor by a limit that nothing can cross', () => {
    const open = {
      ...RULES,
      ...{ min_orders: 0, max_dispute_bps: 10_000, max_refund_bps: 10_000, max_late_shipment_bps: 10_000 },
      min_positive_feedback_bps: 0,
    };
    const counts = { orders: 1, disputed: 1, refunded: 1, late: 1, feedback: 1, positive: 0 };
    const policy = { ...DEFAULT_POLICY, assessment: { ...open, min_store_age_days: 2000 } };
    expect(nearLimits(evaluate({ ...MERCHANT, openedOn: '2021-01-08' }, counts, policy, ON), open)).toEqual(
      [],
    );
  });

  const part = fc.integer({ min: 0, max: 60 });
  it('so many more cross it, and one fewer does not', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 30, max: 400 }),
        ...([part, part, part, part, part] as const),
        (orders, disputed, refunded, late, positive, negative) => {
          const counts = { orders, disputed, refunded, late, positive, feedback: positive + negative };
          const failed = (moved: Partial<WindowCounts>) =>
            evaluate(MERCHANT, { ...counts, ...moved }, DEFAULT_POLICY, ON).failedGates;
          for (const { metric, left } of nearLimits(evaluate(MERCHANT, counts, DEFAULT_POLICY, ON), RULES)) {
            const by = (count: number): Partial<WindowCounts> => {
              if (metric === 'orders') return { orders: orders - count };
              if (metric === 'dispute_bps') return { disputed: disputed + count };
              if (metric === 'refund_bps') return { refunded: refunded + count };
              if (metric === 'late_shipment_bps') return { late: late + count };
              return { feedback: counts.feedback + count };
            };
            expect(failed(by(left))).toContain(metric);
            expect(failed(by(left - 1))).not.toContain(metric);
          }
        },
      ),
    );
  });
});

const QUIET: Watched = {
  enrolment: 'enrolled',
  latest: { isEligible: true, isDecidedOtherwise: false, nearLimits: [] },
  previous: { isEligible: true },
  tierChangedOn: null,
  owesAnything: false,
  hasLongDispute: false,
  hasLateDeposit: false,
};
const NEAR = {
  isEligible: true,
  isDecidedOtherwise: false,
  nearLimits: [{ metric: 'orders', value: 30, limit: 30, left: 1 }],
} satisfies Watched['latest'];
const FAILED = { isEligible: false, isDecidedOtherwise: false, nearLimits: [] };

describe('a store is on the list', () => {
  it.each<[string, Partial<Watched>, string[]]>([
    ['not where all is quiet', {}, []],
    ['not before its first assessment', { enrolment: 'none', latest: null, previous: null }, []],
    ['newly failing', { latest: FAILED }, ['newly_failing']],
    ['not for failing again', { latest: FAILED, previous: { isEligible: false } }, []],
    ['not for failing the first time of all', { latest: FAILED, previous: null, enrolment: 'none' }, []],
    ['newly eligible', { previous: { isEligible: false } }, ['newly_eligible']],
    ['newly eligible at its first assessment', { previous: null }, ['newly_eligible']],
    ['near a limit', { latest: NEAR }, ['near_limit']],
    ['not near one that somebody decided over', { latest: { ...NEAR, isDecidedOtherwise: true } }, []],
    ['not near one while it takes no part', { latest: NEAR, enrolment: 'cancelled' }, []],
    ['in another tier since today', { tierChangedOn: ON }, ['tier_changed']],
    ['in another tier for a week', { tierChangedOn: '2026-06-24' }, ['tier_changed']],
    ['not for longer', { tierChangedOn: '2026-06-23' }, []],
    ['in debt', { owesAnything: true }, ['in_debt']],
    ['long in dispute', { hasLongDispute: true }, ['long_dispute']],
    [
      'cancelled, and frozen past its date',
      { enrolment: 'cancelled', hasLateDeposit: true },
      ['deposit_late'],
    ],
    ['not for that while it takes part', { hasLateDeposit: true }, []],
    [
      'closed: for its money alone',
      { enrolment: 'closed', latest: FAILED, owesAnything: true, hasLateDeposit: true, hasLongDispute: true },
      ['in_debt', 'long_dispute', 'deposit_late'],
    ],
  ])('%s', (_what, changed, reasons) => {
    expect(reasonsToLook({ ...QUIET, ...changed }, ON)).toEqual(reasons);
  });

  it('with its reasons in one order', () => {
    const all = reasonsToLook(
      { ...QUIET, latest: { ...FAILED }, owesAnything: true, hasLongDispute: true, tierChangedOn: ON },
      ON,
    );
    expect(all).toEqual(WORK_REASONS.filter((reason) => all.includes(reason)));
    expect(all).toHaveLength(4);
  });
});

it('dates are counted as they are said', () => {
  // Opened on 30 May it has been open for 31 days on 30 June: more than 30.
  expect(longDisputeBy(ON)).toBe('2026-05-30');
  expect(newTierFrom(ON)).toBe('2026-06-24');
});

it('what is at stake is each cent once', () => {
  expect(atStake({ heldMinor: 1n, depositMinor: 20n, owedMinor: 300n, atRiskMinor: 4000n })).toBe(4321n);
});
