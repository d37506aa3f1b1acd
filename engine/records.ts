import type { Amounts, EntryKind } from './accounts';
import type { CalendarDate } from './calendar';
import type { ClosureReason, OverrideDecision } from './facts';
import type { Evaluation } from './scorecard';

/** What the books keep of a merchant: its standing, its orders, holds, entries, and the history of each. */

export const ENROLMENTS = ['none', 'enrolled', 'cancelled', 'closed'] as const;
export type Enrolment = (typeof ENROLMENTS)[number];

export const ORDER_STATES = [
  'held',
  'released_early',
  'released_standard',
  'released_closure',
  'cancelled',
  'refunded',
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export interface Merchant extends RunningWindow {
  merchantId: string;
  name: string | null;
  openedOn: CalendarDate;
  enrolment: Enrolment;
  tier: string | null;
  /** The date of the latest cancellation notice. */
  cancelledOn: CalendarDate | null;
  closedOn: CalendarDate | null;
  closureReason: ClosureReason | null;
  isOptedOut: boolean;
  overrideDecision: OverrideDecision;
  overrideTier: string | null;
  /** The date from which the override counts no more; null where it has no end. */
  overrideUntil: CalendarDate | null;
  failuresInARow: number;
  lastAssessedOn: CalendarDate | null;
  /** No release and no hold can be due before this date; null where nothing waits for a date. */
  nextDueOn: CalendarDate | null;
  factCount: bigint;
  entryCount: bigint;
  enrolmentChangeCount: bigint;
  /** The booking date of the latest entry. */
  lastBookedOn: CalendarDate | null;
  /** The currencies in which it has an entry. */
  currencies: string[];
}

export interface Order {
  orderId: string;
  currency: string;
  amountMinor: bigint;
  feeBps: number;
  paidOn: CalendarDate;
  shipByOn: CalendarDate | null;
  shippedOn: CalendarDate | null;
  deliveredOn: CalendarDate | null;
  confirmedOn: CalendarDate | null;
  /** When the standard rule is due (section 6); null while neither delivery nor confirmation is known. */
  standardDueOn: CalendarDate | null;
  state: OrderState;
  heldMinor: bigint;
  releasedOn: CalendarDate | null;
  /** The entry that released it. */
  releaseEntrySeq: bigint | null;
  /** The commission taken at release. */
  feeMinor: bigint;
  /** Paid out at an early release: net less hold. */
  advancedMinor: bigint;
  refundedMinor: bigint;
  /** Merchant-borne refunds since release: R of section 7. */
  borneMinor: bigint;
  openDisputes: number;
  firstDisputeOn: CalendarDate | null;
  firstBorneRefundOn: CalendarDate | null;
}

export interface Hold {
  orderId: string;
  currency: string;
  /** What it froze when it was made. */
  frozenMinor: bigint;
  /** What is left of it; 0 once it is spent or given back. */
  amountMinor: bigint;
  releaseOn: CalendarDate;
  /** Set by a cancellation: no later than this (section 8). */
  deadlineOn: CalendarDate | null;
  shippedOn: CalendarDate;
  openedOn: CalendarDate;
  /** The terms it was made with. */
  tier: string;
  depositBps: number;
  /** The entry that opened it. */
  entrySeq: bigint;
  movementCount: number;
}

export interface Entry {
  entrySeq: bigint;
  currency: string;
  bookedOn: CalendarDate;
  /** The date of its fact, or the date on which the rule was due. */
  effectiveOn: CalendarDate;
  kind: EntryKind;
  /** The section of rules.md that made it. */
  rule: string;
  orderId: string | null;
  amounts: Amounts;
  cause: Cause;
}

/** What made a change: a recorded fact (its place in the merchant's facts), or a daily run's visit. */
export type Cause = { factSeq: bigint } | { runOn: CalendarDate };

export const HOLD_MOVEMENT_KINDS = ['deducted', 'given_back', 'redated'] as const;
export type HoldMovementKind = (typeof HOLD_MOVEMENT_KINDS)[number];

/** A change in a hold after it was opened: something taken or given back, or a new release date. */
export interface HoldMovement {
  orderId: string;
  movementNo: number;
  kind: HoldMovementKind;
  bookedOn: CalendarDate;
  amountMinor: bigint;
  amountAfterMinor: bigint;
  releaseOnAfter: CalendarDate;
  entrySeq: bigint | null;
  rule: string;
  cause: Cause;
}

export const ENROLMENT_CHANGE_KINDS = ['enrolled', 'tier_changed', 'cancelled', 'closed'] as const;
export type EnrolmentChangeKind = (typeof ENROLMENT_CHANGE_KINDS)[number];

export interface EnrolmentChange {
  changeSeq: bigint;
  changedOn: CalendarDate;
  kind: EnrolmentChangeKind;
  enrolmentBefore: Enrolment;
  enrolmentAfter: Enrolment;
  tierBefore: string | null;
  tierAfter: string | null;
  rule: string;
  cause: Cause;
}

/** An evaluation with the merchant's standing before and after it. */
export interface AssessmentRecord extends Evaluation {
  assessedOn: CalendarDate;
  windowFrom: CalendarDate;
  overrideDecision: OverrideDecision;
  isOptedOut: boolean;
  enrolmentBefore: Enrolment;
  enrolmentAfter: Enrolment;
  tierAfter: string | null;
  failuresInARow: number;
}

/**
 * What happened to the orders shipped on a date or after it, carried along with the merchant: so an assessment reads no
 * more days than its window has moved by.
 */
export interface RunningWindow {
  windowFrom: CalendarDate;
  /** Nothing that was counted, now or before, is dated later. */
  windowUntil: CalendarDate;
  windowShipped: number;
  windowLate: number;
  windowDisputed: number;
  windowRefunded: number;
  windowFeedback: number;
  windowPositive: number;
}

/** Which order events a day's count adds up (section 5). Both dates are of the cohort's own calendar. */
export interface DailyCount {
  /** The shipment date of the orders counted; for feedback, the feedback's date. */
  cohortOn: CalendarDate;
  /** When what is counted happened: the same date, or that of the first dispute or merchant-borne refund. */
  eventOn: CalendarDate;
  shipped: number;
  late: number;
  disputed: number;
  refunded: number;
  feedback: number;
  positive: number;
}
export type CountedEvent = 'shipped' | 'late' | 'disputed' | 'refunded' | 'feedback' | 'positive';

export interface Dispute {
  orderId: string;
  disputeId: string;
  openedOn: CalendarDate;
  closedOn: CalendarDate | null;
}

export interface Refund {
  orderId: string;
  refundId: string;
  amountMinor: bigint;
  /** Whether its reason was one that the merchant bears when it was applied. */
  isBorne: boolean;
  reason: string;
  settledOn: CalendarDate;
  entrySeq: bigint;
  factSeq: bigint;
}
