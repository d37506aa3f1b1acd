export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export const SOURCES = ['payment_account', 'marketplace_account', 'deposit'] as const;
export type Source = (typeof SOURCES)[number];

export const REASONS = [
  'no_reason_return',
  'seller_fault',
  'order_problem',
  'carrier_fault',
  'platform_fault',
  'goodwill',
] as const;

export type Tier = { name: string; min_score: number; release_after_days: number; deposit_bps: number };

export type Policy = {
  timezone: string;
  assessment: {
    every_days: number;
    window_days: number;
    min_store_age_days: number;
    min_orders: number;
    max_dispute_bps: number;
    max_refund_bps: number;
    max_late_shipment_bps: number;
    min_positive_feedback_bps: number;
    full_points_store_age_days: number;
    weights: { store_age: number; dispute: number; refund: number; late_shipment: number; feedback: number };
    cancel_after_failures: number;
    reenrol_after_days: number;
  };
  tiers: Tier[];
  deposit: { release_days_after_shipment: number; cap_minor: number | null };
  exposure_cap_minor: number | null;
  standard_release: { auto_confirm_days: number; return_window_days: number };
  deduction_order: Source[];
  merchant_borne_reasons: string[];
  cancellation: { deposit_refund_months: number };
  closure: { release_days_after_shipment: number };
};

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

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mergeJson(base: Json, over: Json): Json {
  if (!isObject(base) || !isObject(over)) return over;
  const merged: JsonObject = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const before = base[key];
    if (before === undefined) throw new Error(`a policy has no ${key}`);
    merged[key] = mergeJson(before, value);
  }
  return merged;
}

/** Objects key by key, arrays and plain values replaced. The result is trusted to be a valid policy. */
export function mergePolicy(base: Policy, over: JsonObject): Policy {
  return mergeJson(base, over) as Policy;
}

/** Highest min_score first; tiers of one min_score keep their order in the policy. */
export function tiersFromTheTop(policy: Policy): Tier[] {
  return [...policy.tiers].sort((a, b) => b.min_score - a.min_score);
}
