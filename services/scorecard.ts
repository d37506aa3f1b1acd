import type { AssessmentRow } from '../db/queries/assessments';
import { addDays, type CalendarDate } from '../engine/calendar';
import type { OverrideDecision } from '../engine/facts';
import { type Policy, tiersByScore } from '../engine/policy';
import type { Enrolment } from '../engine/records';
import { METRICS, type Metric, SCORED, type Scored } from '../engine/scorecard';
import { limitsOf, metricsOf } from './assessment-metrics';

/** An assessment as it can be followed: every metric against its limit, the points, the tiers, and what came of it. */

/** A metric as it was counted, against the limit of its own policy version. */
export interface ScorecardLine {
  metric: Metric;
  numerator: number | null;
  denominator: number | null;
  /** The first and the last day that were counted. */
  from: CalendarDate;
  to: CalendarDate;
  /** Null where there was nothing to measure. */
  value: number | null;
  limit: number;
  limitIs: 'at_least' | 'at_most';
  isPassed: boolean;
  /** Null for what is a gate alone. */
  points: number | null;
  weight: number | null;
}

export interface ScorecardTier {
  name: string;
  minScore: number;
  releaseAfterDays: number;
  depositBps: number;
}

/** Why a merchant was eligible, or not: the first that is true, in this order. */
export type OutcomeReason =
  | 'opted_out'
  | 'override_ineligible'
  | 'override_eligible'
  | 'failed_gates'
  | 'score_below_tiers'
  | 'eligible';

export interface Scorecard {
  assessedOn: CalendarDate;
  recordedAt: Date;
  policyVersion: number;
  runAttempt: number;
  windowDays: number;
  lines: ScorecardLine[];
  failedGates: Metric[];
  weightedPoints: number;
  weights: number;
  score: number;
  tierByScore: string | null;
  /** Highest first, as that policy version had them. */
  tiers: ScorecardTier[];
  isEligible: boolean;
  reason: OutcomeReason;
  overrideDecision: OverrideDecision;
  enrolmentBefore: Enrolment;
  enrolmentAfter: Enrolment;
  /** The tier that it had before; null where it took no part. */
  tierBefore: string | null;
  tierAfter: string | null;
  failuresInARow: number;
  cancelAfterFailures: number;
  /** Eligible and cancelled, but too soon: from this date on it may be enrolled again. */
  mayReenrolOn: CalendarDate | null;
}

const SCORED_AS: Partial<Record<Metric, Scored>> = {
  store_age_days: 'store_age',
  dispute_bps: 'dispute',
  refund_bps: 'refund',
  late_shipment_bps: 'late_shipment',
  feedback_bps: 'feedback',
};

function pointsOf(row: AssessmentRow): Record<Scored, number> {
  return {
    store_age: row.pointsStoreAge,
    dispute: row.pointsDispute,
    refund: row.pointsRefund,
    late_shipment: row.pointsLateShipment,
    feedback: row.pointsFeedback,
  };
}

function linesOf(row: AssessmentRow, policy: Policy): ScorecardLine[] {
  const rules = policy.assessment;
  const values = metricsOf(row);
  const limits = limitsOf(rules);
  const points = pointsOf(row);
  const parts: Record<Metric, [numerator: number | null, denominator: number | null]> = {
    store_age_days: [null, null],
    orders: [null, null],
    dispute_bps: [row.disputed, row.orders],
    refund_bps: [row.refunded, row.orders],
    late_shipment_bps: [row.late, row.orders],
    feedback_bps: [row.positive, row.feedback],
  };
  return METRICS.map((metric) => {
    const scored = SCORED_AS[metric];
    const [numerator, denominator] = parts[metric];
    return {
      metric,
      numerator,
      denominator,
      from: metric === 'store_age_days' ? addDays(row.assessedOn, -row.storeAgeDays) : row.windowFrom,
      to: metric === 'store_age_days' ? row.assessedOn : addDays(row.assessedOn, -1),
      value: values[metric],
      ...limits[metric],
      isPassed: !row.failedGates.includes(metric),
      points: scored === undefined ? null : points[scored],
      weight: scored === undefined ? null : rules.weights[scored],
    };
  });
}

function reasonOf(row: AssessmentRow): OutcomeReason {
  if (row.isOptedOut) return 'opted_out';
  if (row.overrideDecision === 'ineligible') return 'override_ineligible';
  if (row.overrideDecision === 'eligible') return 'override_eligible';
  if (row.failedGates.length > 0) return 'failed_gates';
  return row.isEligible ? 'eligible' : 'score_below_tiers';
}

export function scorecardOf(
  row: AssessmentRow,
  policy: Policy,
  tierBefore: string | null,
  cancelledOn: CalendarDate | null,
): Scorecard {
  const points = pointsOf(row);
  const { weights } = policy.assessment;
  const isWaiting = row.isEligible && row.enrolmentAfter === 'cancelled' && cancelledOn !== null;
  return {
    assessedOn: row.assessedOn,
    recordedAt: row.recordedAt,
    policyVersion: row.policyVersion,
    runAttempt: row.runAttempt,
    windowDays: policy.assessment.window_days,
    lines: linesOf(row, policy),
    failedGates: row.failedGates as Metric[],
    weightedPoints: SCORED.reduce((sum, scored) => sum + weights[scored] * points[scored], 0),
    weights: SCORED.reduce((sum, scored) => sum + weights[scored], 0),
    score: row.score,
    tierByScore: row.tierByScore,
    tiers: tiersByScore(policy).map((tier) => ({
      name: tier.name,
      minScore: tier.min_score,
      releaseAfterDays: tier.release_after_days,
      depositBps: tier.deposit_bps,
    })),
    isEligible: row.isEligible,
    reason: reasonOf(row),
    overrideDecision: row.overrideDecision,
    enrolmentBefore: row.enrolmentBefore,
    enrolmentAfter: row.enrolmentAfter,
    tierBefore,
    tierAfter: row.tierAfter,
    failuresInARow: row.failuresInARow,
    cancelAfterFailures: policy.assessment.cancel_after_failures,
    mayReenrolOn: isWaiting ? addDays(cancelledOn, policy.assessment.reenrol_after_days) : null,
  };
}
