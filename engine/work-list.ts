import { addDays, type CalendarDate } from './calendar';
import type { Policy } from './policy';
import type { Enrolment } from './records';
import type { Metric, WindowCounts } from './scorecard';

/**
 * Which stores a reviewer should look at, why, and what is at stake there. Nothing is decided by it: it only says where
 * a person's eyes are worth most.
 */

/** In the order in which they are shown. */
export const WORK_REASONS = [
  'in_debt',
  'newly_failing',
  'near_limit',
  'long_dispute',
  'deposit_late',
  'tier_changed',
  'newly_eligible',
] as const;
export type WorkReason = (typeof WORK_REASONS)[number];

/** A dispute is long once it has been open for more days than this. */
export const LONG_DISPUTE_DAYS = 30;
/** A change of tier is new on its own date and the dates after it, so many in all. */
export const TIER_CHANGE_DAYS = 7;
/** Near: no more than this share of the limit, in percent, is left before it. */
export const NEAR_PERCENT = 10;

/** A limit that is kept, and how near it is. */
export interface NearLimit {
  metric: Metric;
  value: number;
  limit: number;
  /**
   * So many orders more in dispute, refunded or late, negative feedbacks more, or orders fewer in the window, and it is
   * crossed.
   */
  left: number;
}

/** What an assessment saw, as far as nearness goes by it. */
export interface AssessedCounts {
  counts: WindowCounts;
  metrics: Record<Metric, number | null>;
  failedGates: readonly Metric[];
}

interface Margin {
  /** How much of the limit is used up, and the limit, both from the side on which a crossing comes. */
  used: number;
  allowed: number;
  left: number;
}

const MOST_BPS = 10_000;

/** A share that must not rise above its limit: one more of the cohort's orders raises it. */
function marginBelow(value: number, limit: number, part: number, whole: number): Margin | null {
  if (whole === 0 || limit >= MOST_BPS) return null;
  return { used: value, allowed: limit, left: Math.ceil(((limit + 1) * whole) / MOST_BPS) - part };
}

function marginsOf(
  { counts, metrics }: AssessedCounts,
  rules: Policy['assessment'],
): Partial<Record<Metric, Margin | null>> {
  const leastPositive = rules.min_positive_feedback_bps;
  return {
    // The age only grows, so its limit cannot be crossed from this side.
    orders:
      rules.min_orders === 0
        ? null
        : { used: rules.min_orders, allowed: counts.orders, left: counts.orders - rules.min_orders + 1 },
    dispute_bps: marginBelow(metrics.dispute_bps ?? 0, rules.max_dispute_bps, counts.disputed, counts.orders),
    refund_bps: marginBelow(metrics.refund_bps ?? 0, rules.max_refund_bps, counts.refunded, counts.orders),
    late_shipment_bps: marginBelow(
      metrics.late_shipment_bps ?? 0,
      rules.max_late_shipment_bps,
      counts.late,
      counts.orders,
    ),
    // A limit on what is positive is one on what is not: 90% at least is 10% negative at most.
    feedback_bps:
      metrics.feedback_bps === null || leastPositive === 0
        ? null
        : {
            used: MOST_BPS - metrics.feedback_bps,
            allowed: MOST_BPS - leastPositive,
            left: Math.floor((MOST_BPS * counts.positive) / leastPositive) - counts.feedback + 1,
          },
  };
}

const LIMIT_OF = {
  store_age_days: 'min_store_age_days',
  orders: 'min_orders',
  dispute_bps: 'max_dispute_bps',
  refund_bps: 'max_refund_bps',
  late_shipment_bps: 'max_late_shipment_bps',
  feedback_bps: 'min_positive_feedback_bps',
} as const satisfies Record<Metric, keyof Policy['assessment']>;

/**
 * The limits that were kept with little to spare: a tenth of the limit or less, or a single order (or feedback) before
 * it is crossed. In the order of section 5.
 */
export function nearLimits(assessed: AssessedCounts, rules: Policy['assessment']): NearLimit[] {
  const margins = marginsOf(assessed, rules);
  return (Object.keys(LIMIT_OF) as Metric[]).flatMap((metric) => {
    const margin = margins[metric] ?? null;
    const value = assessed.metrics[metric];
    if (margin === null || value === null || assessed.failedGates.includes(metric)) return [];
    const isWithinShare = margin.allowed > 0 && 100 * margin.used >= (100 - NEAR_PERCENT) * margin.allowed;
    return isWithinShare || margin.left <= 1
      ? [{ metric, value, limit: rules[LIMIT_OF[metric]], left: margin.left }]
      : [];
  });
}

/** A store as the work list sees it on a date. */
export interface Watched {
  enrolment: Enrolment;
  /** The latest assessment; null before the first. */
  latest: { isEligible: boolean; isDecidedOtherwise: boolean; nearLimits: NearLimit[] } | null;
  /** The one before it. */
  previous: { isEligible: boolean } | null;
  /** When its tier last changed from one to another. */
  tierChangedOn: CalendarDate | null;
  owesAnything: boolean;
  hasLongDispute: boolean;
  /** Something is frozen although its date has come. */
  hasLateDeposit: boolean;
}

/** The latest date on which a dispute was opened that is long on a date. */
export function longDisputeBy(on: CalendarDate): CalendarDate {
  return addDays(on, -LONG_DISPUTE_DAYS - 1);
}

/** The first date on which a change of tier is still new on a date. */
export function newTierFrom(on: CalendarDate): CalendarDate {
  return addDays(on, 1 - TIER_CHANGE_DAYS);
}

/** Why a reviewer should look at the store; nothing where there is nothing to see. */
export function reasonsToLook(watched: Watched, on: CalendarDate): WorkReason[] {
  const { enrolment, latest, previous, tierChangedOn } = watched;
  const isAssessed = enrolment !== 'closed' && latest !== null;
  const holds: Record<WorkReason, boolean> = {
    in_debt: watched.owesAnything,
    newly_failing: isAssessed && !latest.isEligible && previous?.isEligible === true,
    // What somebody decided stands above the limits, so none of them matters while it does.
    near_limit:
      isAssessed && enrolment === 'enrolled' && !latest.isDecidedOtherwise && latest.nearLimits.length > 0,
    long_dispute: watched.hasLongDispute,
    deposit_late: (enrolment === 'cancelled' || enrolment === 'closed') && watched.hasLateDeposit,
    tier_changed: enrolment === 'enrolled' && tierChangedOn !== null && tierChangedOn >= newTierFrom(on),
    newly_eligible: isAssessed && latest.isEligible && previous?.isEligible !== true,
  };
  return WORK_REASONS.filter((reason) => holds[reason]);
}

/** A store's money in one currency, in minor units. */
export interface StoreMoney {
  /** Buyers' payments on orders that are not paid out. */
  heldMinor: bigint;
  depositMinor: bigint;
  owedMinor: bigint;
  /** Paid out early, less what was frozen of it, on orders that may still come back (section 6). */
  atRiskMinor: bigint;
}

/**
 * What the marketplace could lose (what is at risk, what is owed) and what the seller waits for (the deposit, what is
 * held for orders). No cent is in two of them: what is at risk is less what was frozen of it.
 */
export function atStake({ heldMinor, depositMinor, owedMinor, atRiskMinor }: StoreMoney): bigint {
  return heldMinor + depositMinor + owedMinor + atRiskMinor;
}
