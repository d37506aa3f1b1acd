import type { CalendarDate } from '../../engine/calendar';
import type { ProposalStatus } from '../../engine/proposals';
import type { AmountProblem } from '../../engine/read-amount';
import type { ReasonProblem } from './read-reason';

/** Why something is not proposed, or not decided. */

export type ProposalRefusal =
  /** What was sent is no form of ours. */
  | 'bad_form'
  | ReasonProblem
  | AmountProblem
  /** An open proposal is about the same. */
  | 'already_open'
  | 'unknown_merchant'
  | 'store_closed'
  | 'unknown_tier'
  | 'bad_until'
  | 'until_past'
  | 'until_too_far'
  | 'nothing_to_end'
  /** The override in force says just that. */
  | 'in_force_already'
  | 'unknown_currency'
  | 'nothing_owed'
  | 'more_than_owed'
  | 'insufficient_funds'
  | 'unknown_order'
  | 'bad_date'
  | 'date_ahead'
  | 'order_cancelled'
  /** The order has that date, or has none, already. */
  | 'already_so'
  | 'already_released'
  | 'received_already'
  | 'not_shipped'
  | 'before_shipment'
  | 'after_receipt'
  /** What follows is not what was shown. */
  | 'changed'
  /** The rules refuse it for a reason that has no name here. */
  | 'rules_refuse'
  | 'unknown_proposal'
  | 'own_proposal'
  | 'not_yours'
  | 'decided_already'
  /** The policy cannot be published as it was proposed. */
  | 'policy_refused';

/** What a refusal is about, in today's figures. */
export interface RefusalFigures {
  currency?: string;
  /** What is owed, or what there is. */
  amountMinor?: bigint;
  /** The first date that may be chosen, or the last. */
  date?: CalendarDate;
  /** The open proposal that is about the same. */
  openId?: string;
  /** Who has decided, how and when. */
  decision?: { status: ProposalStatus; name: string; at: Date };
  /** The code of another noun's refusal. */
  code?: string;
}

export interface ProposalRefused {
  status: 'refused';
  code: ProposalRefusal;
  figures: RefusalFigures;
}

export function refused(code: ProposalRefusal, figures: RefusalFigures = {}): ProposalRefused {
  return { status: 'refused', code, figures };
}
