import { z } from 'zod';
import { isTimezone } from './calendar';

/** The policy (rules.md, section 11): every value that the rules name `policy.x`, in one version. */

/** Where a deduction may take money, in the order that `policy.deduction_order` gives (section 7). */
export const DEDUCTION_SOURCES = ['payment_account', 'marketplace_account', 'deposit'] as const;

/** Why a refund was made (section 4). */
export const REFUND_REASONS = [
  'no_reason_return',
  'seller_fault',
  'order_problem',
  'carrier_fault',
  'platform_fault',
  'goodwill',
] as const;
export type RefundReason = (typeof REFUND_REASONS)[number];

const whole = (least: number, unit: string) =>
  z
    .number({ error: `must be a whole number of ${unit}` })
    .refine((value) => Number.isSafeInteger(value) && value >= least, {
      error: `must be a whole number of ${unit}, ${least} or more`,
    });
const days = whole(0, 'days');
const bps = z
  .number({ error: 'must be a whole number of basis points from 0 to 10000' })
  .refine((value) => Number.isInteger(value) && value >= 0 && value <= 10_000, {
    error: 'must be a whole number of basis points from 0 to 10000',
  });
const cap = z.union([z.null(), whole(0, 'minor units')], {
  error: 'must be null (no cap) or a whole number of minor units, 0 or more',
});
const weight = whole(0, 'points of weight');

const tierSchema = z.strictObject({
  name: z.string({ error: 'must be a name' }).min(1, { error: 'must not be empty' }).max(200),
  min_score: z.number().refine(Number.isSafeInteger, { error: 'must be a whole number' }),
  release_after_days: days,
  deposit_bps: bps,
});

const policySchema = z.strictObject({
  timezone: z
    .string()
    .refine(isTimezone, { error: 'is no time zone that this system knows, such as Asia/Shanghai' }),
  assessment: z.strictObject({
    every_days: whole(1, 'days'),
    window_days: whole(1, 'days'),
    min_store_age_days: days,
    min_orders: whole(0, 'orders'),
    max_dispute_bps: bps,
    max_refund_bps: bps,
    max_late_shipment_bps: bps,
    min_positive_feedback_bps: bps,
    full_points_store_age_days: whole(1, 'days'),
    weights: z
      .strictObject({
        store_age: weight,
        dispute: weight,
        refund: weight,
        late_shipment: weight,
        feedback: weight,
      })
      .refine((weights) => Object.values(weights).some((value) => value > 0), { error: 'must not sum to 0' }),
    cancel_after_failures: whole(1, 'failures'),
    reenrol_after_days: days,
  }),
  tiers: z
    .array(tierSchema)
    .min(1, { error: 'must hold at least one tier' })
    .refine((tiers) => new Set(tiers.map((tier) => tier.name)).size === tiers.length, {
      error: 'must not hold two tiers of one name',
    }),
  deposit: z.strictObject({ release_days_after_shipment: days, cap_minor: cap }),
  exposure_cap_minor: cap,
  standard_release: z.strictObject({ auto_confirm_days: days, return_window_days: days }),
  deduction_order: z
    .array(z.enum(DEDUCTION_SOURCES))
    .refine((order) => order.length === 3 && new Set(order).size === 3, {
      error: `must name each of ${DEDUCTION_SOURCES.join(', ')} once`,
    }),
  merchant_borne_reasons: z.array(z.enum(REFUND_REASONS)),
  cancellation: z.strictObject({ deposit_refund_months: whole(0, 'months') }),
  closure: z.strictObject({ release_days_after_shipment: days }),
});

export type Policy = z.infer<typeof policySchema>;
export type Tier = z.infer<typeof tierSchema>;

/** The policy of a new marketplace. */
export const DEFAULT_POLICY: Policy = {
  timezone: 'Asia/Shanghai',
  assessment: {
    every_days: 1,
    window_days: 90,
    min_store_age_days: 180,
    min_orders: 30,
    max_dispute_bps: 300,
    max_refund_bps: 800,
    max_late_shipment_bps: 1000,
    min_positive_feedback_bps: 9000,
    full_points_store_age_days: 730,
    weights: { store_age: 15, dispute: 30, refund: 25, late_shipment: 15, feedback: 15 },
    cancel_after_failures: 2,
    reenrol_after_days: 30,
  },
  tiers: [
    { name: 'A', min_score: 80, release_after_days: 3, deposit_bps: 500 },
    { name: 'B', min_score: 65, release_after_days: 4, deposit_bps: 1000 },
    { name: 'C', min_score: 50, release_after_days: 5, deposit_bps: 2000 },
  ],
  deposit: { release_days_after_shipment: 60, cap_minor: null },
  exposure_cap_minor: null,
  standard_release: { auto_confirm_days: 5, return_window_days: 15 },
  deduction_order: ['payment_account', 'marketplace_account', 'deposit'],
  merchant_borne_reasons: ['no_reason_return', 'seller_fault', 'order_problem'],
  cancellation: { deposit_refund_months: 6 },
  closure: { release_days_after_shipment: 180 },
};

/** A policy that was refused: each place in it with its reason (section 11). */
export class PolicyRefused extends Error {
  constructor(readonly problems: string[]) {
    super(`the policy is refused: ${problems.join('; ')}`);
    this.name = 'PolicyRefused';
  }
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mergeOver(base: unknown, changes: unknown): unknown {
  if (!isPlainObject(base) || !isPlainObject(changes)) return changes;
  // Without a prototype, so that a key `__proto__` is a key like any other, and refused.
  const merged: Record<string, unknown> = Object.assign(Object.create(null), base);
  for (const [key, value] of Object.entries(changes)) {
    merged[key] = Object.hasOwn(base, key) ? mergeOver(base[key], value) : value;
  }
  return merged;
}

/**
 * A policy from changes merged over a base: objects key by key, arrays and plain values replaced.
 * Throws `PolicyRefused` with every place and reason where the outcome is none (section 11).
 */
export function readPolicy(changes: unknown, base: Policy = DEFAULT_POLICY): Policy {
  if (!isPlainObject(changes)) throw new PolicyRefused(['it must be an object']);
  const outcome = policySchema.safeParse(mergeOver(base, changes));
  if (outcome.success) return outcome.data;
  throw new PolicyRefused(
    outcome.error.issues.flatMap((issue) => {
      const place = issue.path.join('.');
      if (issue.code === 'unrecognized_keys') {
        return issue.keys.map((key) => `${place === '' ? key : `${place}.${key}`}: is no key of a policy`);
      }
      return [`${place}: ${issue.message}`];
    }),
  );
}

/** The tiers, highest `min_score` first. */
export function tiersByScore(policy: Policy): Tier[] {
  return policy.tiers.toSorted((a, b) => b.min_score - a.min_score);
}

/** The tier of that name, where the policy has it. */
export function tierNamed(policy: Policy, name: string | null): Tier | null {
  return policy.tiers.find((tier) => tier.name === name) ?? null;
}

/** The tier with the lowest `min_score` (section 5). */
export function lowestTier(policy: Policy): Tier {
  const lowest = tiersByScore(policy).at(-1);
  if (lowest === undefined) throw new Error('a policy has at least one tier');
  return lowest;
}
