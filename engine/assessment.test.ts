import { describe, expect, it } from 'vitest';
import { bookWith, merchantWith, policyWith } from '../tests/engine/make-book';
import { evaluate, isAssessmentDue, lastAssessmentDueBy, noteAssessment, windowStart } from './assessment';
import { DEFAULT_POLICY } from './policy';
import type { Merchant } from './records';
import { METRICS, NO_COUNTS, type WindowCounts } from './scorecard';

const ON = '2026-01-01';
/** Opened 180 days before. */
const JUST_OLD_ENOUGH = '2025-07-05';

const GOOD: WindowCounts = { orders: 100, disputed: 0, refunded: 0, late: 0, feedback: 0, positive: 0 };

function evaluation(
  counts: Partial<WindowCounts> = {},
  merchant: Partial<Merchant> = {},
  policy = DEFAULT_POLICY,
) {
  return evaluate(merchantWith({ openedOn: '2020-01-01', ...merchant }), { ...GOOD, ...counts }, policy, ON);
}

describe('gates, at the limit and one off', () => {
  it.each<[string, Partial<WindowCounts>, Partial<Merchant>, string[]]>([
    ['an age of 180 days', {}, { openedOn: JUST_OLD_ENOUGH }, []],
    ['an age of 179 days', {}, { openedOn: '2025-07-06' }, ['store_age_days']],
    ['30 orders', { orders: 30 }, {}, []],
    ['29 orders', { orders: 29 }, {}, ['orders']],
    ['300 bps of disputes', { orders: 10_000, disputed: 300 }, {}, []],
    ['301 bps of disputes', { orders: 10_000, disputed: 301 }, {}, ['dispute_bps']],
    ['300.3 bps of disputes, cut to 300', { orders: 333, disputed: 10 }, {}, []],
    ['800 bps of refunds', { orders: 10_000, refunded: 800 }, {}, []],
    ['801 bps of refunds', { orders: 10_000, refunded: 801 }, {}, ['refund_bps']],
    ['1000 bps late', { orders: 10_000, late: 1000 }, {}, []],
    ['1001 bps late', { orders: 10_000, late: 1001 }, {}, ['late_shipment_bps']],
    ['9000 bps of good feedback', { feedback: 10_000, positive: 9000 }, {}, []],
    ['8999 bps of good feedback', { feedback: 10_000, positive: 8999 }, {}, ['feedback_bps']],
    [
      '8999.9 bps of good feedback, cut to 8999',
      { feedback: 100_000, positive: 89_999 },
      {},
      ['feedback_bps'],
    ],
    ['no feedback', {}, {}, []],
    [
      'all of them at once, in the order of the rules',
      { orders: 10, disputed: 10, refunded: 10, late: 10, feedback: 1, positive: 0 },
      { openedOn: ON },
      [...METRICS],
    ],
    ['nothing at all: the orders decide', NO_COUNTS, {}, ['orders']],
  ])('%s', (_what, counts, merchant, failed) => {
    const { failedGates, isEligible, tierIfEligible, tierByScore } = evaluation(counts, merchant);
    expect(failedGates).toEqual(failed);
    expect(isEligible).toBe(failed.length === 0);
    expect(tierIfEligible).toBe(isEligible ? tierByScore : null);
  });
});

describe('metrics', () => {
  it('are whole basis points, rounded down', () => {
    expect(
      evaluation({ orders: 3, disputed: 1, refunded: 2, late: 3, feedback: 7, positive: 5 }).metrics,
    ).toEqual({
      store_age_days: 2192,
      orders: 3,
      dispute_bps: 3333,
      refund_bps: 6666,
      late_shipment_bps: 10_000,
      feedback_bps: 7142,
    });
  });

  it('are 0 with no orders, and unknown with no feedback', () => {
    expect(evaluation(NO_COUNTS, { openedOn: '2026-01-11' }).metrics).toEqual({
      store_age_days: -10,
      orders: 0,
      dispute_bps: 0,
      refund_bps: 0,
      late_shipment_bps: 0,
      feedback_bps: null,
    });
  });
});

describe('points', () => {
  it.each<[string, Partial<Merchant>, number]>([
    ['730 days', { openedOn: '2024-01-02' }, 100],
    ['729 days', { openedOn: '2024-01-03' }, 99],
    ['365 days', { openedOn: '2025-01-01' }, 50],
    ['180 days', { openedOn: JUST_OLD_ENOUGH }, 24],
    ['7 days', { openedOn: '2025-12-25' }, 0],
    ['no day', { openedOn: ON }, 0],
    ['a negative age', { openedOn: '2026-06-01' }, 0],
    ['a century', { openedOn: '1926-01-01' }, 100],
  ])('for %s of age', (_what, merchant, points) => {
    expect(evaluation({}, merchant).points.store_age).toBe(points);
  });

  const scored = [
    ['disputed', 'dispute', 'max_dispute_bps'],
    ['refunded', 'refund', 'max_refund_bps'],
    ['late', 'late_shipment', 'max_late_shipment_bps'],
  ] as const;
  describe.each(scored)('for %s', (count, name, limit) => {
    it.each([
      [0, 300, 100],
      [1, 300, 100],
      [3, 300, 99],
      [150, 300, 50],
      [299, 300, 1],
      [300, 300, 0],
      [301, 300, 0],
      [10_000, 300, 0],
      [0, 0, 100],
      [1, 0, 0],
      [1, 10_000, 100],
      [10_000, 10_000, 0],
    ])('of %i bps with a limit of %i: %i', (value, limitBps, points) => {
      const policy = policyWith({ assessment: { [limit]: limitBps } });
      expect(evaluation({ orders: 10_000, [count]: value }, {}, policy).points[name]).toBe(points);
    });
  });

  it.each([
    [0, 0, 50],
    [1, 1, 100],
    [3, 2, 66],
    [10_000, 9999, 99],
    [5, 0, 0],
  ])('for feedback of %i with %i good: %i', (feedback, positive, points) => {
    expect(evaluation({ feedback, positive }).points.feedback).toBe(points);
  });
});

describe('the score', () => {
  it.each<[string, Partial<WindowCounts>, Partial<Merchant>, object, number]>([
    ['full points but for the unknown feedback', {}, {}, {}, 92],
    ['365 days and unknown feedback', {}, { openedOn: '2025-01-01' }, {}, 85],
    ['rounded down', {}, { openedOn: JUST_OLD_ENOUGH }, {}, 81],
    ['half of every limit', { orders: 10_000, disputed: 150, refunded: 400, late: 500 }, {}, {}, 57],
    [
      'one weight alone',
      { orders: 10_000, disputed: 100 },
      {},
      { store_age: 0, refund: 0, late_shipment: 0, feedback: 0 },
      67,
    ],
    [
      'weights that are not a hundred',
      { feedback: 3, positive: 2 },
      {},
      { store_age: 1, dispute: 0, refund: 0, late_shipment: 0, feedback: 2 },
      77,
    ],
    ['nothing good', { orders: 1, disputed: 1, refunded: 1, late: 1, feedback: 1 }, { openedOn: ON }, {}, 0],
  ])('with %s', (_what, counts, merchant, weights, score) => {
    expect(evaluation(counts, merchant, policyWith({ assessment: { weights } })).score).toBe(score);
  });

  /** The score is then the percentage of good feedback. */
  const byFeedback = (over: object = {}) =>
    policyWith({
      assessment: {
        min_positive_feedback_bps: 0,
        weights: { store_age: 0, dispute: 0, refund: 0, late_shipment: 0, feedback: 1 },
      },
      ...over,
    });

  it.each([
    [100, 'A'],
    [80, 'A'],
    [79, 'B'],
    [65, 'B'],
    [64, 'C'],
    [50, 'C'],
    [49, null],
    [0, null],
  ])('of %i gives the tier %s', (positive, tier) => {
    const found = evaluation({ feedback: 100, positive }, {}, byFeedback());
    expect(found).toMatchObject({
      score: positive,
      tierByScore: tier,
      tierIfEligible: tier,
      failedGates: [],
    });
    expect(found.isEligible).toBe(tier !== null);
  });

  it('looks for the tier from the highest score down, whatever their order', () => {
    const tiers = [50, 90, 70].map((min_score) => ({
      name: `T${min_score}`,
      min_score,
      release_after_days: 1,
      deposit_bps: 1,
    }));
    expect(evaluation({ feedback: 100, positive: 85 }, {}, byFeedback({ tiers })).tierByScore).toBe('T70');
  });

  it('gives a tier to a merchant that fails a gate, who is not eligible all the same', () => {
    expect(evaluation({ orders: 29 })).toMatchObject({
      tierByScore: 'A',
      isEligible: false,
      tierIfEligible: null,
    });
  });
});

describe('overrides and opting out', () => {
  const good = {};
  const failing = { orders: 29 };
  const hopeless = { orders: 1, disputed: 1, refunded: 1, late: 1, feedback: 1 };
  it.each<[string, Partial<WindowCounts>, Partial<Merchant>, string | null]>([
    ['eligible with a tier', good, { overrideDecision: 'eligible', overrideTier: 'C' }, 'C'],
    ['eligible with a tier, failing', failing, { overrideDecision: 'eligible', overrideTier: 'B' }, 'B'],
    ['eligible without one: the tier by score', good, { overrideDecision: 'eligible' }, 'A'],
    ['eligible without one, failing: the tier by score', failing, { overrideDecision: 'eligible' }, 'A'],
    ['eligible without one and without a score: the lowest', hopeless, { overrideDecision: 'eligible' }, 'C'],
    [
      'eligible with a tier that is gone: the tier by score',
      good,
      { overrideDecision: 'eligible', overrideTier: 'Z' },
      'A',
    ],
    [
      'eligible with a tier that is gone, no score: the lowest',
      hopeless,
      { overrideDecision: 'eligible', overrideTier: 'Z' },
      'C',
    ],
    ['ineligible', good, { overrideDecision: 'ineligible' }, null],
    ['none', good, { overrideDecision: 'none' }, 'A'],
    ['opted out', good, { isOptedOut: true }, null],
    [
      'opted out, whatever an override says',
      good,
      { isOptedOut: true, overrideDecision: 'eligible', overrideTier: 'A' },
      null,
    ],
  ])('%s', (_what, counts, merchant, tier) => {
    const found = evaluation(counts, { openedOn: counts === hopeless ? ON : '2020-01-01', ...merchant });
    expect(found).toMatchObject({ isEligible: tier !== null, tierIfEligible: tier });
  });
});

describe('when a merchant is assessed', () => {
  const weekly = policyWith({ assessment: { every_days: 7 } });
  it.each<[string, Partial<Merchant>, typeof DEFAULT_POLICY, boolean]>([
    ['never before', {}, weekly, true],
    ['on the same date', { lastAssessedOn: ON }, DEFAULT_POLICY, false],
    ['the day before', { lastAssessedOn: '2025-12-31' }, DEFAULT_POLICY, true],
    ['six days before', { lastAssessedOn: '2025-12-26' }, weekly, false],
    ['seven days before', { lastAssessedOn: '2025-12-25' }, weekly, true],
    ['closed', { enrolment: 'closed' }, DEFAULT_POLICY, false],
    [
      'enrolled in a tier that is gone',
      { enrolment: 'enrolled', tier: 'Z', lastAssessedOn: '2025-12-31' },
      weekly,
      true,
    ],
    [
      'enrolled in a tier that is gone, on the same date',
      { enrolment: 'enrolled', tier: 'Z', lastAssessedOn: ON },
      weekly,
      false,
    ],
    [
      'enrolled in a tier that is there',
      { enrolment: 'enrolled', tier: 'A', lastAssessedOn: '2025-12-31' },
      weekly,
      false,
    ],
    ['cancelled, the day before', { enrolment: 'cancelled', lastAssessedOn: '2025-12-31' }, weekly, false],
  ])('%s', (_what, merchant, policy, isDue) => {
    expect(isAssessmentDue(merchantWith(merchant), policy, ON)).toBe(isDue);
  });

  it('and what window it looks at', () => {
    expect(windowStart(DEFAULT_POLICY, ON)).toBe('2025-10-03');
    expect(lastAssessmentDueBy(weekly, ON)).toBe('2025-12-25');
  });

  it('is kept with the standing that it led to', () => {
    const book = bookWith({
      merchant: { enrolment: 'enrolled', tier: 'B', failuresInARow: 1, overrideDecision: 'eligible' },
    });
    noteAssessment(book, evaluation(), 'none', DEFAULT_POLICY, ON);
    expect(book.merchant.lastAssessedOn).toBe(ON);
    expect(book.assessments).toMatchObject([
      {
        assessedOn: ON,
        windowFrom: '2025-10-03',
        counts: GOOD,
        score: 92,
        enrolmentBefore: 'none',
        enrolmentAfter: 'enrolled',
        tierAfter: 'B',
        failuresInARow: 1,
        overrideDecision: 'eligible',
        isOptedOut: false,
      },
    ]);
  });
});
