import fc from 'fast-check';
import { type JsonObject, REASONS } from '../policy';
import { weighted } from './choices';

/** The policies that a history begins with, and what of them it changes on its way. */

function tier(name: string, min_score: number, release_after_days: number, deposit_bps: number): JsonObject {
  return { name, min_score, release_after_days, deposit_bps };
}

const TIER_SETS = weighted<JsonObject[]>(
  [1, [tier('A', 0, 3, 1000)]],
  [1, [tier('A', 70, 1, 500), tier('B', 0, 3, 2000)]],
  [1, [tier('B', 45, 2, 3333), tier('A', 70, 0, 777)]],
  [1, [tier('B', 60, 3, 2000), tier('gold', 90, 1, 100), tier('A', 75, 0, 1000)]],
  [1, [tier('gold', 80, 0, 10000), tier('A', 60, 2, 5000), tier('base', 20, 4, 1)]],
  [1, [tier('base', 10, 1, 2500)]],
  [1, [tier('A', 40, 2, 0), tier('gold', 75, 1, 1500)]],
);
export const TIER_NAMES = fc.constantFrom('A', 'B', 'gold', 'base', 'nobody has this');

const LIMITS = {
  max_dispute_bps: fc.constantFrom(10000, 5000, 3000, 1000, 0),
  max_refund_bps: fc.constantFrom(10000, 6000, 4000, 2000, 0),
  max_late_shipment_bps: fc.constantFrom(10000, 5000, 2500),
  min_positive_feedback_bps: fc.constantFrom(0, 3000, 6000, 9000),
};
const EVERY_DAYS = weighted([6, 1], [1, 2], [1, 3], [1, 7]);
const CANCEL_AFTER = weighted([4, 1], [3, 2], [1, 3]);
const WINDOW_DAYS = fc.constantFrom(30, 20, 12, 8, 5);
const DEDUCTION_ORDERS = weighted<string[]>(
  [3, ['payment_account', 'marketplace_account', 'deposit']],
  [1, ['payment_account', 'deposit', 'marketplace_account']],
  [1, ['deposit', 'payment_account', 'marketplace_account']],
  [1, ['marketplace_account', 'deposit', 'payment_account']],
);
const BORNE_REASONS = fc.oneof(
  { weight: 4, arbitrary: fc.constant<string[]>(['no_reason_return', 'seller_fault', 'order_problem']) },
  { weight: 2, arbitrary: fc.subarray<string>([...REASONS]) },
  { weight: 1, arbitrary: fc.constant<string[]>([...REASONS]) },
);
const STANDARD_RELEASE = fc.record({
  auto_confirm_days: fc.constantFrom(5, 0, 2),
  return_window_days: fc.constantFrom(15, 8, 3, 0),
});
const DEPOSIT = fc.record({
  release_days_after_shipment: weighted([4, 60], [3, 30], [2, 15], [1, 8], [1, 3]),
  cap_minor: weighted<number | null>([4, null], [1, 0], [2, 700], [2, 2500], [1, 20000]),
});
const EXPOSURE_CAP = weighted<number | null>([7, null], [1, 0], [1, 9000], [3, 25000], [1, 1_000_000]);
const CANCELLATION = fc.record({ deposit_refund_months: weighted([3, 0], [3, 1], [1, 2], [1, 6]) });
const CLOSURE = fc.record({
  release_days_after_shipment: weighted([3, 180], [2, 45], [2, 20], [1, 5], [1, 0]),
});

export const policyArbitrary: fc.Arbitrary<JsonObject> = fc.record({
  assessment: fc.record({
    every_days: EVERY_DAYS,
    window_days: WINDOW_DAYS,
    min_store_age_days: weighted([4, 0], [2, 10], [1, 30]),
    min_orders: weighted([5, 0], [4, 1], [2, 2], [1, 3]),
    ...LIMITS,
    full_points_store_age_days: fc.constantFrom(1, 30, 90, 730),
    weights: fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constant({ store_age: 15, dispute: 30, refund: 25, late_shipment: 15, feedback: 15 }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          store_age: fc.nat({ max: 3 }),
          dispute: fc.nat({ max: 3 }),
          refund: fc.nat({ max: 3 }),
          late_shipment: fc.nat({ max: 3 }),
          feedback: fc.integer({ min: 1, max: 3 }),
        }),
      },
    ),
    cancel_after_failures: CANCEL_AFTER,
    reenrol_after_days: weighted([3, 0], [2, 2], [2, 5], [1, 20]),
  }),
  tiers: TIER_SETS,
  deposit: DEPOSIT,
  exposure_cap_minor: EXPOSURE_CAP,
  standard_release: STANDARD_RELEASE,
  deduction_order: DEDUCTION_ORDERS,
  merchant_borne_reasons: BORNE_REASONS,
  cancellation: CANCELLATION,
  closure: CLOSURE,
});

/** What may change in the middle: one or several places, never the time zone. */
export const policyChangeArbitrary: fc.Arbitrary<JsonObject> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ tiers: TIER_SETS }) },
  { weight: 2, arbitrary: fc.record({ tiers: TIER_SETS, deduction_order: DEDUCTION_ORDERS }) },
  {
    weight: 2,
    arbitrary: fc.record({ deduction_order: DEDUCTION_ORDERS, merchant_borne_reasons: BORNE_REASONS }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      standard_release: STANDARD_RELEASE,
      closure: CLOSURE,
      cancellation: CANCELLATION,
    }),
  },
  { weight: 2, arbitrary: fc.record({ deposit: DEPOSIT, exposure_cap_minor: EXPOSURE_CAP }) },
  {
    weight: 2,
    arbitrary: fc.record({
      assessment: fc.record({ every_days: EVERY_DAYS, cancel_after_failures: CANCEL_AFTER }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ assessment: fc.record({ window_days: WINDOW_DAYS, ...LIMITS }) }) },
);
