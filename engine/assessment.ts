import type { Book } from './book';
import { addDays, type CalendarDate, daysBetween } from './calendar';
import type { OverrideDecision } from './facts';
import { lowestTier, type Policy, type Tier, tierNamed, tiersByScore } from './policy';
import type { Enrolment, Merchant } from './records';
import { type Evaluation, METRICS, type Metric, SCORED, type Scored, type WindowCounts } from './scorecard';

/** Assessment (rules.md, section 5): the system's evaluation of one merchant on one date. Nobody applies for it. */

function ratioBps(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.floor((10_000 * part) / whole);
}

function pointsUnderLimit(value: number, limit: number): number {
  if (limit === 0) return value === 0 ? 100 : 0;
  return Math.max(0, 100 - Math.floor((100 * value) / limit));
}

/** The first date of the cohort's window [D-W, D). */
export function windowStart(policy: Policy, on: CalendarDate): CalendarDate {
  return addDays(on, -policy.assessment.window_days);
}

/** The latest date of a previous assessment with which the merchant is due again on the date (section 5). */
export function lastAssessmentDueBy(policy: Policy, on: CalendarDate): CalendarDate {
  return addDays(on, -policy.assessment.every_days);
}

/** Whether the policy no longer has the merchant's tier: it is then assessed at once (section 5). */
export function hasLostTier(
  { enrolment, tier }: Pick<Merchant, 'enrolment' | 'tier'>,
  policy: Policy,
): boolean {
  return enrolment === 'enrolled' && tierNamed(policy, tier) === null;
}

/** Whether the merchant is to be assessed on the date: at most once on a date, never when closed (section 5). */
export function isAssessmentDue(merchant: Merchant, policy: Policy, on: CalendarDate): boolean {
  if (merchant.enrolment === 'closed') return false;
  if (merchant.lastAssessedOn === null) return true;
  if (merchant.lastAssessedOn >= on) return false;
  if (hasLostTier(merchant, policy)) return true;
  return merchant.lastAssessedOn <= lastAssessmentDueBy(policy, on);
}

function failedGatesOf(metrics: Evaluation['metrics'], rules: Policy['assessment']): Metric[] {
  const holds: Record<Metric, boolean> = {
    store_age_days: metrics.store_age_days >= rules.min_store_age_days,
    orders: metrics.orders >= rules.min_orders,
    dispute_bps: metrics.dispute_bps <= rules.max_dispute_bps,
    refund_bps: metrics.refund_bps <= rules.max_refund_bps,
    late_shipment_bps: metrics.late_shipment_bps <= rules.max_late_shipment_bps,
    feedback_bps: metrics.feedback_bps === null || metrics.feedback_bps >= rules.min_positive_feedback_bps,
  };
  return METRICS.filter((metric) => !holds[metric]);
}

function tierByOverride(merchant: Merchant, policy: Policy, byScore: Tier | null): Tier {
  return tierNamed(policy, merchant.overrideTier) ?? byScore ?? lowestTier(policy);
}

/** The override that counts on a date: one with an end counts on the dates before it (section 12). */
export function overrideOn(
  merchant: Pick<Merchant, 'overrideDecision' | 'overrideUntil'>,
  on: CalendarDate,
): OverrideDecision {
  const isOver = merchant.overrideUntil !== null && on >= merchant.overrideUntil;
  return isOver ? 'none' : merchant.overrideDecision;
}

/** Evaluates a merchant on a date from its window's counts: metrics, gates, points, score, tier, outcome (section 5). */
export function evaluate(
  merchant: Merchant,
  counts: WindowCounts,
  policy: Policy,
  on: CalendarDate,
): Evaluation {
  const rules = policy.assessment;
  const ageDays = daysBetween(merchant.openedOn, on);
  const metrics = {
    store_age_days: ageDays,
    orders: counts.orders,
    dispute_bps: ratioBps(counts.disputed, counts.orders),
    refund_bps: ratioBps(counts.refunded, counts.orders),
    late_shipment_bps: ratioBps(counts.late, counts.orders),
    feedback_bps: counts.feedback === 0 ? null : ratioBps(counts.positive, counts.feedback),
  };
  const failedGates = failedGatesOf(metrics, rules);
  const points: Record<Scored, number> = {
    store_age:
      ageDays < 0 ? 0 : Math.min(100, Math.floor((100 * ageDays) / rules.full_points_store_age_days)),
    dispute: pointsUnderLimit(metrics.dispute_bps, rules.max_dispute_bps),
    refund: pointsUnderLimit(metrics.refund_bps, rules.max_refund_bps),
    late_shipment: pointsUnderLimit(metrics.late_shipment_bps, rules.max_late_shipment_bps),
    feedback: metrics.feedback_bps === null ? 50 : Math.floor(metrics.feedback_bps / 100),
  };
  let weighted = 0;
  let weights = 0;
  for (const scored of SCORED) {
    weighted += rules.weights[scored] * points[scored];
    weights += rules.weights[scored];
  }
  const score = Math.floor(weighted / weights);
  const byScore = tiersByScore(policy).find((tier) => score >= tier.min_score) ?? null;
  const evaluation = { counts, metrics, failedGates, points, score, tierByScore: byScore?.name ?? null };
  const override = overrideOn(merchant, on);
  if (merchant.isOptedOut || override === 'ineligible') {
    return { ...evaluation, isEligible: false, tierIfEligible: null };
  }
  if (override === 'eligible') {
    return {
      ...evaluation,
      isEligible: true,
      tierIfEligible: tierByOverride(merchant, policy, byScore).name,
    };
  }
  const isEligible = failedGates.length === 0 && byScore !== null;
  return { ...evaluation, isEligible, tierIfEligible: isEligible ? byScore.name : null };
}

/** Keeps an evaluation in the book, with the standing that it led to. */
export function noteAssessment(
  book: Book,
  evaluation: Evaluation,
  enrolmentBefore: Enrolment,
  policy: Policy,
  on: CalendarDate,
): void {
  const { merchant } = book;
  merchant.lastAssessedOn = on;
  book.assessments.push({
    ...evaluation,
    assessedOn: on,
    windowFrom: windowStart(policy, on),
    overrideDecision: overrideOn(merchant, on),
    isOptedOut: merchant.isOptedOut,
    enrolmentBefore,
    enrolmentAfter: merchant.enrolment,
    tierAfter: merchant.tier,
    failuresInARow: merchant.failuresInARow,
  });
}
