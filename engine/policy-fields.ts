import type { Policy } from './policy';

/** Every value of a policy by its place in it, with what it counts: for forms, differences and whoever reads one. */

/** What a value counts. `share`: basis points, told as a percentage; `cap`: minor units, or none. */
export type PolicyUnit =
  | 'timezone'
  | 'days'
  | 'months'
  | 'orders'
  | 'failures'
  | 'share'
  | 'weight'
  | 'cap'
  | 'sources'
  | 'reasons';

export const POLICY_GROUPS = [
  'marketplace',
  'limits',
  'assessing',
  'weights',
  'deposit',
  'exposure',
  'standard',
  'deductions',
  'leaving',
] as const;
export type PolicyGroup = (typeof POLICY_GROUPS)[number];

const days = (least: 0 | 1, group: PolicyGroup) => ({ unit: 'days', least, group }) as const;
const share = (group: PolicyGroup) => ({ unit: 'share', least: 0, group }) as const;
const weight = { unit: 'weight', least: 0, group: 'weights' } as const;
const cap = (group: PolicyGroup) => ({ unit: 'cap', least: 0, group }) as const;

/** All but the tiers, in the order in which they are told. `least`: the least number that is taken. */
export const POLICY_FIELDS = {
  timezone: { unit: 'timezone', least: 0, group: 'marketplace' },
  'assessment.min_store_age_days': days(0, 'limits'),
  'assessment.min_orders': { unit: 'orders', least: 0, group: 'limits' },
  'assessment.max_dispute_bps': share('limits'),
  'assessment.max_refund_bps': share('limits'),
  'assessment.max_late_shipment_bps': share('limits'),
  'assessment.min_positive_feedback_bps': share('limits'),
  'assessment.every_days': days(1, 'assessing'),
  'assessment.window_days': days(1, 'assessing'),
  'assessment.full_points_store_age_days': days(1, 'assessing'),
  'assessment.cancel_after_failures': { unit: 'failures', least: 1, group: 'assessing' },
  'assessment.reenrol_after_days': days(0, 'assessing'),
  'assessment.weights.store_age': weight,
  'assessment.weights.dispute': weight,
  'assessment.weights.refund': weight,
  'assessment.weights.late_shipment': weight,
  'assessment.weights.feedback': weight,
  'deposit.release_days_after_shipment': days(0, 'deposit'),
  'deposit.cap_minor': cap('deposit'),
  exposure_cap_minor: cap('exposure'),
  'standard_release.auto_confirm_days': days(0, 'standard'),
  'standard_release.return_window_days': days(0, 'standard'),
  deduction_order: { unit: 'sources', least: 0, group: 'deductions' },
  merchant_borne_reasons: { unit: 'reasons', least: 0, group: 'deductions' },
  'cancellation.deposit_refund_months': { unit: 'months', least: 0, group: 'leaving' },
  'closure.release_days_after_shipment': days(0, 'leaving'),
} as const satisfies Record<string, { unit: PolicyUnit; least: number; group: PolicyGroup }>;
export type PolicyFieldName = keyof typeof POLICY_FIELDS;

export const POLICY_FIELD_NAMES = Object.keys(POLICY_FIELDS) as PolicyFieldName[];

/** What a tier says beside its name. */
export const TIER_FIELDS = {
  min_score: { unit: 'score', least: null },
  release_after_days: { unit: 'days', least: 0 },
  deposit_bps: { unit: 'share', least: 0 },
} as const;
export type TierFieldName = keyof typeof TIER_FIELDS;
export const TIER_FIELD_NAMES = Object.keys(TIER_FIELDS) as TierFieldName[];

export type PolicyFieldValue = string | number | null | readonly string[];

/** The value at a place of the policy. */
export function policyValue(policy: Policy, name: PolicyFieldName): PolicyFieldValue {
  let value: unknown = policy;
  for (const key of name.split('.')) value = (value as Record<string, unknown>)[key];
  return value as PolicyFieldValue;
}
