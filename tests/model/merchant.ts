import type { Day } from './calendar';

/** A merchant, and the latest assessment of it. */

export type Enrolment = 'none' | 'enrolled' | 'cancelled' | 'closed';

export type MetricName =
  | 'store_age_days'
  | 'orders'
  | 'dispute_bps'
  | 'refund_bps'
  | 'late_shipment_bps'
  | 'feedback_bps';
export type Metrics = Record<Exclude<MetricName, 'feedback_bps'>, number> & { feedback_bps: number | null };

type Assessment = {
  day: Day;
  eligible: boolean;
  score: number;
  tier: string | null;
  failedGates: MetricName[];
  metrics: Metrics;
};

export type Merchant = {
  id: string;
  openedOn: Day;
  enrolment: Enrolment;
  tier: string | null;
  failures: number;
  cancelledOn: Day | null;
  optedOut: boolean;
  override: { decision: 'eligible' | 'ineligible'; tier: string | null; until: Day | null } | null;
  feedback: { day: Day; positive: boolean }[];
  assessment: Assessment | null;
};
