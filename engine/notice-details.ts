import type { CalendarDate } from './calendar';
import type { ClosureReason, CorrectedEvent } from './facts';
import type { NoticeKind } from './notices';
import type { RefundReason } from './policy';
import type { Metric } from './scorecard';

/** An amount of minor units as its digits. */
type Minor = string;
/** A place among the store's entries, as its digits. */
type EntryPlace = string;

interface TierTerms {
  tier: string;
  release_after_days: number;
  deposit_bps: number;
}

interface ToBank {
  bank: string;
  /** The last characters of the account's number. */
  ending: string;
}

/** A limit that an assessment found not kept. */
export interface FailedGate {
  metric: Metric;
  value: number | null;
  limit: number;
}

/** Why an assessment took a store out of early release. */
export type CancellationReason = 'failed_gates' | 'score_below_tiers' | 'opted_out' | 'override_ineligible';

/** What the sentence of each kind of notice needs. */
export interface NoticeDetails {
  enrolled: TierTerms & { again: boolean };
  tier_changed: TierTerms & { tier_before: string };
  cancelled: {
    reason: CancellationReason;
    failed: FailedGate[];
    score: number | null;
    failures_in_a_row: number | null;
    /** By when every hold that is open now has come back, unless a dispute stops it. */
    back_by: CalendarDate;
    months: number;
  };
  closed: {
    reason: ClosureReason | null;
    release_days: number;
    /** When the last of what is frozen comes back; null where nothing is. */
    last_back_on: CalendarDate | null;
  };
  deduction: {
    order: string;
    refunded: Minor;
    reason: RefundReason | null;
    fee_back: Minor;
    payment_account: Minor;
    marketplace_account: Minor;
    deposit: Minor;
    owed: Minor;
    entry: EntryPlace;
  };
  debt: {
    /** How many refunds found too little. */
    refunds: number;
    grown: Minor;
    /** All that is owed in the currency, at the end of the day. */
    owed: Minor;
    /** Where it was one refund: of which order. */
    order: string | null;
    entry: EntryPlace;
  };
  holds_released: {
    holds: number;
    amount: Minor;
    /** What of it paid back a debt. */
    recovered: Minor;
    /** Where it was one hold: of which order. */
    order: string | null;
    entry: EntryPlace;
  };
  bank_account_added: ToBank & { by: string; usable_at: string; replaces: string | null };
  bank_account_removed: ToBank & { by: string };
  withdrawal_sent: ToBank & { amount: Minor; entry: EntryPlace };
  withdrawal_returned: ToBank & { amount: Minor; recovered: Minor; reason: string; entry: EntryPlace };
  adjusted: {
    /** How many adjustments of that sign there were on the day. */
    adjustments: number;
    /** What was credited; below zero what was charged. */
    amount: Minor;
    /** What of it paid back a debt. */
    recovered: Minor;
    entry: EntryPlace;
  };
  debt_written_off: {
    amount: Minor;
    /** What was still owed in the currency at the end of the day. */
    owed: Minor;
    entry: EntryPlace;
  };
  order_corrected: {
    order: string;
    event: CorrectedEvent;
    /** The date before it, and after it; null where there is none. They are never the same. */
    from: CalendarDate | null;
    to: CalendarDate | null;
    /** What the correction finds: an order that waits for its release, was released, or went back to the buyer. */
    state: 'held' | 'released' | 'refunded';
  };
}

/** A notice with the details of its kind. */
export type NoticeOf<Kind extends NoticeKind = NoticeKind> = {
  [Each in Kind]: {
    kind: Each;
    currency: string | null;
    happenedOn: CalendarDate;
    details: NoticeDetails[Each];
  };
}[Kind];
