/** What an assessment comes out as (rules.md, section 5). */

/** The metrics, in the order of section 5, which is also the order of failed gates. */
export const METRICS = [
  'store_age_days',
  'orders',
  'dispute_bps',
  'refund_bps',
  'late_shipment_bps',
  'feedback_bps',
] as const;
export type Metric = (typeof METRICS)[number];

/** The weighted points of the score, with the key of their weight. */
export const SCORED = ['store_age', 'dispute', 'refund', 'late_shipment', 'feedback'] as const;
export type Scored = (typeof SCORED)[number];

/** What the record of the window adds up to: the cohort's orders, and the feedback. */
export interface WindowCounts {
  orders: number;
  disputed: number;
  refunded: number;
  late: number;
  feedback: number;
  positive: number;
}

export const NO_COUNTS: WindowCounts = {
  orders: 0,
  disputed: 0,
  refunded: 0,
  late: 0,
  feedback: 0,
  positive: 0,
};

export interface Evaluation {
  counts: WindowCounts;
  metrics: Record<Exclude<Metric, 'feedback_bps'>, number> & { feedback_bps: number | null };
  failedGates: Metric[];
  points: Record<Scored, number>;
  score: number;
  /** The tier by score, before any gate and any override. */
  tierByScore: string | null;
  /** The outcome, after overrides and opting out. */
  isEligible: boolean;
  /** The tier that an eligible merchant has from here on. */
  tierIfEligible: string | null;
}
