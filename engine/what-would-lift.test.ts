import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merchantWith, policyWith } from '../tests/engine/make-book';
import { evaluate } from './assessment';
import { addDays } from './calendar';
import { DEFAULT_POLICY, lowestTier, type Policy, tierNamed } from './policy';
import { METRICS, NO_COUNTS, type WindowCounts } from './scorecard';
import {
  distanceFromLimit,
  evaluateWith,
  LEVERS,
  type RecordOn,
  reaches,
  type Step,
  tierToAimAt,
  whatWouldLift,
} from './what-would-lift';

const ON = '2026-01-01';

const GOOD: WindowCounts = {
  ...{ orders: 100, disputed: 0, refunded: 0, late: 0, feedback: 0, positive: 0 },
};

function record(
  counts: Partial<WindowCounts>,
  ageDays = 3000,
  policy: Policy = DEFAULT_POLICY,
  over: Parameters<typeof merchantWith>[0] = {},
): RecordOn {
  const merchant = merchantWith({ openedOn: addDays(ON, -ageDays), ...over });
  return { merchant, counts: { ...GOOD, ...counts }, policy, on: ON };
}

function said(steps: Step[]): string {
  return steps.map(({ lever, by }) => `${by} ${lever}`).join(', ');
}

describe('what would qualify a store', () => {
  it.each<[string, RecordOn, string, string]>([
    ['a store that is too young', record({}, 170), '10 age', ''],
    ['too few orders', record({ orders: 28 }), '2 orders', ''],
    // 4 of 100 are 400 bps, 3 of 100 are 300; 4 of 133 are 300.7, cut to 300.
    ['too many disputes', record({ disputed: 4 }), '1 disputed, 33 orders', ''],
    // 9 of 100 are 900; 9 of 112 are 803, of 113 796.
    ['too many refunds', record({ refunded: 9 }), '1 refunded, 13 orders', ''],
    ['too many late', record({ late: 12 }), '2 late, 20 orders', ''],
    // 16 of 20 are 8000 bps; 36 of 40 are 9000.
    ['too little good feedback', record({ feedback: 20, positive: 16 }), '20 positive', ''],
    [
      // With 33 more every limit is kept, and the score is 41; 59 more make 50.
      'disputes and refunds together: orders dilute both, until the score is enough',
      record({ disputed: 4, refunded: 9 }),
      '59 orders',
      '',
    ],
    ['feedback and age: no one thing', record({ feedback: 10, positive: 8 }, 100), '', '10 positive, 80 age'],
    [
      'too few orders, of which too many in dispute, and bad feedback',
      record({ orders: 20, disputed: 2, feedback: 10, positive: 8 }),
      '',
      // 2 of 30 are 666 bps, 0 of 30 none; 1 would be 333.
      '2 disputed, 10 positive, 10 orders',
    ],
    [
      'a score below every tier, with every limit kept',
      record({ disputed: 3, refunded: 8, late: 10, feedback: 10, positive: 9 }, 200),
      '86 orders',
      '',
    ],
  ])('%s', (_what, asked, alone, together) => {
    const lift = whatWouldLift(asked, lowestTier(asked.policy));
    expect(lift).toMatchObject({ tier: 'C', isToQualify: true });
    expect(said(lift.alone)).toBe(alone);
    expect(said(lift.together)).toBe(together);
  });

  it('is nothing where no tier can be made', () => {
    const policy = policyWith({
      tiers: [{ name: 'A', min_score: 101, release_after_days: 3, deposit_bps: 0 }],
    });
    const lift = whatWouldLift(record({ disputed: 4 }, 10, policy), lowestTier(policy));
    expect(lift).toMatchObject({ alone: [], together: [] });
  });

  it('is asked of the record, whatever a reviewer decided and whether the store opted out', () => {
    const over = { isOptedOut: true, overrideDecision: 'ineligible' } as const;
    const asked = record({ disputed: 4 }, 3000, DEFAULT_POLICY, over);
    expect(said(whatWouldLift(asked, lowestTier(asked.policy)).alone)).toBe('1 disputed, 33 orders');
  });
});

describe('what to aim at', () => {
  it.each<[string, RecordOn, string | null]>([
    ['any tier, while it does not qualify', record({ disputed: 4 }), 'C'],
    ['the next better one', record({ disputed: 1, refunded: 6, late: 4 }), 'B'],
    ['nothing, with the best', record({ feedback: 10, positive: 10 }), null],
  ])('%s', (_what, asked, tier) => {
    expect(tierToAimAt(asked)?.name ?? null).toBe(tier);
  });
});

describe('how far a metric is from its limit', () => {
  it.each<[string, RecordOn, (typeof METRICS)[number], { passes: boolean; by: number | null }]>([
    ['days to come', record({}, 170), 'store_age_days', { passes: false, by: 10 }],
    ['an age that is reached stays so', record({}), 'store_age_days', { passes: true, by: null }],
    ['orders to spare', record({ orders: 33 }), 'orders', { passes: true, by: 3 }],
    ['orders to come', record({ orders: 28 }), 'orders', { passes: false, by: 2 }],
    ['disputes to spare', record({ disputed: 1 }), 'dispute_bps', { passes: true, by: 2 }],
    ['disputes too many', record({ disputed: 5 }), 'dispute_bps', { passes: false, by: 2 }],
    ['at the limit exactly', record({ late: 10 }), 'late_shipment_bps', { passes: true, by: 0 }],
    ['no feedback: one that is bad is too many', record({}), 'feedback_bps', { passes: true, by: 0 }],
    [
      'bad feedback to spare',
      record({ feedback: 30, positive: 29 }),
      'feedback_bps',
      { passes: true, by: 2 },
    ],
    [
      'good feedback to come',
      record({ feedback: 20, positive: 16 }),
      'feedback_bps',
      { passes: false, by: 20 },
    ],
    [
      'a limit that no number breaks',
      record({ refunded: 4 }, 3000, policyWith({ assessment: { max_refund_bps: 10_000 } })),
      'refund_bps',
      { passes: true, by: null },
    ],
    [
      'a limit that no number of good feedback keeps',
      record(
        { feedback: 3, positive: 2 },
        3000,
        policyWith({ assessment: { min_positive_feedback_bps: 10_000 } }),
      ),
      'feedback_bps',
      { passes: false, by: null },
    ],
  ])('%s', (_what, asked, metric, distance) => {
    expect(distanceFromLimit(asked, metric)).toEqual(distance);
  });
});

/** Any record of a store that does not have what is aimed at, under any limits. */
const anyRecord = fc
  .record({
    ageDays: fc.integer({ min: -5, max: 900 }),
    orders: fc.nat({ max: 300 }),
    shares: fc.tuple(fc.nat({ max: 100 }), fc.nat({ max: 100 }), fc.nat({ max: 100 }), fc.nat({ max: 100 })),
    feedback: fc.nat({ max: 60 }),
    limits: fc.record({
      min_store_age_days: fc.nat({ max: 400 }),
      min_orders: fc.nat({ max: 60 }),
      max_dispute_bps: fc.constantFrom(0, 100, 300, 10_000),
      max_refund_bps: fc.constantFrom(0, 800, 2000),
      max_late_shipment_bps: fc.constantFrom(0, 1000),
      min_positive_feedback_bps: fc.constantFrom(0, 9000, 10_000),
    }),
  })
  .map(({ ageDays, orders, shares, feedback, limits }) => {
    // Most shares are small, as they are of most stores.
    const part = (share: number, of: number) => Math.floor((of * share * share) / 10_000);
    const [disputed, refunded, late, negative] = shares.map((share, index) =>
      part(share, index === 3 ? feedback : orders),
    ) as [number, number, number, number];
    return record(
      { orders, disputed, refunded, late, feedback, positive: feedback - negative },
      ageDays,
      policyWith({ assessment: limits }),
    );
  });

describe('every answer', () => {
  it('suffices, and one unit less of any step does not', () => {
    fc.assert(
      fc.property(anyRecord, (asked) => {
        const tier = tierToAimAt(asked);
        if (tier === null) return;
        const makes = (steps: Step[]) => reaches(evaluateWith(asked, steps), asked.policy, tier);
        const { alone, together } = whatWouldLift(asked, tier);
        expect(makes([])).toBe(false);
        for (const steps of [...alone.map((step) => [step]), ...(together.length > 0 ? [together] : [])]) {
          expect(makes(steps)).toBe(true);
          for (const less of steps)
            expect(makes(steps.map((step) => (step === less ? { ...step, by: step.by - 1 } : step)))).toBe(
              false,
            );
        }
        // What is not named does not suffice by itself, however much of it.
        const named = new Set(alone.map(({ lever }) => lever));
        for (const lever of LEVERS) {
          if (named.has(lever)) continue;
          const { orders: _orders, ...counts } = asked.counts;
          const all = lever in counts && lever !== 'positive' ? counts[lever as 'late'] : 1_000_000;
          expect(makes([{ lever, by: all }])).toBe(false);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is nothing only where the best record there can be would not do', () => {
    fc.assert(
      fc.property(anyRecord, (asked) => {
        const tier = tierToAimAt(asked);
        if (tier === null) return;
        const { alone, together } = whatWouldLift(asked, tier);
        if (alone.length + together.length > 0) return;
        const { feedback, positive } = asked.counts;
        const best = evaluate(
          merchantWith({ openedOn: '1000-01-01' }),
          { ...NO_COUNTS, orders: 1000, feedback: feedback + 1e6, positive: positive + 1e6 },
          asked.policy,
          ON,
        );
        const given = tierNamed(asked.policy, best.tierIfEligible);
        expect(given === null || given.min_score < tier.min_score).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('agrees with the assessment on how far each limit is', () => {
    fc.assert(
      fc.property(anyRecord, fc.constantFrom(...METRICS), (asked, metric) => {
        const fails = (counts: WindowCounts, openedOn = asked.merchant.openedOn) =>
          evaluate({ ...asked.merchant, openedOn }, counts, asked.policy, ON).failedGates.includes(metric);
        const moved = (by: number): WindowCounts => {
          const { counts } = asked;
          switch (metric) {
            case 'store_age_days':
              return counts;
            case 'orders':
              return { ...counts, orders: counts.orders + by };
            case 'dispute_bps':
              return { ...counts, disputed: counts.disputed - by };
            case 'refund_bps':
              return { ...counts, refunded: counts.refunded - by };
            case 'late_shipment_bps':
              return { ...counts, late: counts.late - by };
            case 'feedback_bps': {
              // Better: more that is positive. Worse: more that is not.
              const positive = counts.positive + Math.max(0, by);
              return { ...counts, feedback: counts.feedback + Math.abs(by), positive };
            }
          }
        };
        const { passes, by } = distanceFromLimit(asked, metric);
        expect(passes).toBe(!fails(asked.counts));
        if (by === null || metric === 'store_age_days') return;
        if (passes) {
          expect(fails(moved(-by))).toBe(false);
          expect(fails(moved(-by - 1))).toBe(true);
        } else {
          expect(fails(moved(by))).toBe(false);
          expect(fails(moved(by - 1))).toBe(true);
        }
      }),
      { numRuns: 600 },
    );
  });
});
