import type { AssessmentRow } from '../db/queries/assessments';
import type { Policy } from '../engine/policy';
import type { Evaluation, Metric } from '../engine/scorecard';

/** What an assessment measured, and the limits that it was held against. */

/** The limit of each metric, and on which side of it a value must be. */
export type Limits = Record<Metric, { limit: number; limitIs: 'at_least' | 'at_most' }>;

/** The metrics of an assessment's row, by their names. */
export function metricsOf(row: AssessmentRow): Evaluation['metrics'] {
  return {
    store_age_days: row.storeAgeDays,
    orders: row.orders,
    dispute_bps: row.disputeBps,
    refund_bps: row.refundBps,
    late_shipment_bps: row.lateShipmentBps,
    feedback_bps: row.feedbackBps,
  };
}

/** The limits of a policy version, by metric. */
export function limitsOf(rules: Policy['assessment']): Limits {
  return {
    store_age_days: { limit: rules.min_store_age_days, limitIs: 'at_least' },
    orders: { limit: rules.min_orders, limitIs: 'at_least' },
    dispute_bps: { limit: rules.max_dispute_bps, limitIs: 'at_most' },
    refund_bps: { limit: rules.max_refund_bps, limitIs: 'at_most' },
    late_shipment_bps: { limit: rules.max_late_shipment_bps, limitIs: 'at_most' },
    feedback_bps: { limit: rules.min_positive_feedback_bps, limitIs: 'at_least' },
  };
}
