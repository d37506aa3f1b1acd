import fc from 'fast-check';
import { MUTATIONS } from './altered-facts';
import { sometimes, weighted } from './choices';
import type { CorrectionIntent, EventIntent, MoneyIntent, RefundIntent, ScrambledPart } from './intents';
import { momentArbitrary } from './moment';
import { amountArbitrary, BORNE_MOSTLY, MERCHANT_PICK } from './picks';
import { policyChangeArbitrary, TIER_NAMES } from './policy-arbitrary';
import type { HistorySize } from './size';

/** What happens besides the orders' own lives. */

export function eventArbitrary(size: HistorySize): fc.Arbitrary<EventIntent> {
  const moment = momentArbitrary(0, size.days + 15);
  return fc.oneof(
    {
      weight: 12,
      arbitrary: fc.record({
        kind: weighted<MoneyIntent['kind']>(
          [5, 'withdrawal'],
          [1, 'returned'],
          [4, 'adjustment_up'],
          [2, 'adjustment_down'],
        ),
        merchant: MERCHANT_PICK,
        currency: weighted([10, 0], [2, 1], [1, 2]),
        portion: weighted<number | null>([6, 100], [1, 99], [1, 50], [1, 101], [1, 150], [1, null]),
        amount: amountArbitrary,
        moment,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('scrambled' as const),
        merchant: MERCHANT_PICK,
        amount: amountArbitrary,
        parts: fc.shuffledSubarray<ScrambledPart>(
          [
            'paid',
            'shipped',
            'delivered',
            'delivered_late',
            'disputed',
            'settled',
            'settled_again',
            'confirmed',
            'opened',
            'refunded',
            'cancelled',
            'corrected',
            'taken_back',
          ],
          { minLength: 2 },
        ),
        moment: momentArbitrary(0, size.days),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('refund' as const),
        target: fc.constantFrom<RefundIntent['target'][]>('released', 'with_hold'),
        drain: sometimes(5, fc.constantFrom(100, 90)),
        dispute: weighted([3, false], [2, true]),
        pick: fc.nat({ max: 99 }),
        portion: weighted([4, 100], [2, 60], [1, 20], [1, 1], [1, 120]),
        reason: BORNE_MOSTLY,
        moment,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('closed' as const),
        merchant: MERCHANT_PICK,
        reason: fc.constantFrom('withdrawn', 'liquidated'),
        moment: momentArbitrary(Math.floor(size.days * 0.7), size.days + 15),
        out: sometimes(5, fc.integer({ min: 1, max: 10 })),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('opted' as const),
        merchant: MERCHANT_PICK,
        out: moment,
        in: sometimes(9, momentArbitrary(0, 6)),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('override' as const),
        merchant: MERCHANT_PICK,
        decision: weighted([4, 'eligible'], [3, 'ineligible'], [4, 'none']),
        tier: sometimes(6, TIER_NAMES),
        days: sometimes(5, fc.constantFrom(1, 2, 3, 5, 8, 13, 0, -4)),
        moment,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('write_off' as const),
        pick: fc.nat({ max: 99 }),
        portion: weighted([4, 100], [3, 50], [1, 1], [1, 101]),
        moment,
      }),
    },
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant('correction' as const),
        target: weighted<CorrectionIntent['target']>(
          [4, 'held'],
          [2, 'unshipped'],
          [2, 'received'],
          [2, 'released'],
          [3, 'befallen'],
          [1, 'any'],
        ),
        event: weighted<CorrectionIntent['event']>([4, 'shipped'], [2, 'delivered'], [2, 'confirmed']),
        by: weighted<number | null>([3, -1], [2, 1], [2, -4], [1, 3], [1, 0], [1, -30], [3, null]),
        pick: fc.nat({ max: 99 }),
        moment,
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('repeat' as const),
        pick: fc.nat({ max: 999 }),
        how: weighted<'same' | 'notation' | 'other' | 'fresh_id'>(
          [2, 'same'],
          [3, 'notation'],
          [3, 'other'],
          [3, 'fresh_id'],
        ),
        moment,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('bad' as const),
        pick: fc.nat({ max: 999 }),
        mutation: fc.nat({ max: MUTATIONS.length - 1 }),
        freshId: fc.boolean(),
        moment,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('stray' as const), pick: fc.nat({ max: 3 }), moment }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('policy' as const),
        overrides: policyChangeArbitrary,
        thenRun: fc.boolean(),
        moment,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('ask' as const),
        asOf: sometimes(4, fc.integer({ min: -20, max: 20 })),
        moment,
      }),
    },
  );
}
