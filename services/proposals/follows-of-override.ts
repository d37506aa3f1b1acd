import type { Executor } from '../../db/client';
import { type MarketplaceState, nextPolicy } from '../../db/queries/marketplace';
import { readCohortDays } from '../../db/queries/standing-record';
import { evaluate, overrideOn, windowStart } from '../../engine/assessment';
import { Book } from '../../engine/book';
import { addDays, addMonths, type CalendarDate, dateOf, isCalendarDate, later } from '../../engine/calendar';
import { applyAssessment } from '../../engine/enrolment';
import type { OverrideDecision } from '../../engine/facts';
import { firstAssessmentFrom, nextAssessmentOn, windowCountsOf } from '../../engine/outlook';
import { type Policy, type Tier, tierNamed } from '../../engine/policy';
import type { DailyCount, Enrolment, EnrolmentChangeKind, Merchant } from '../../engine/records';
import type { Metric } from '../../engine/scorecard';
import { type AtStake, stakesOf } from '../get-standing-choice';
import { loadDryBook, tryOn } from './dry-book';
import type { OverrideContent, ProposedOverride } from './proposed';
import { type ProposalRefused, refused } from './refusal';

/** What an override, or its end, does to a store's part in early release. */

export interface OverrideInForce {
  decision: OverrideDecision;
  tier: string | null;
  until: CalendarDate | null;
}

/** How an assessment would come out. */
export interface Outcome {
  isEligible: boolean;
  enrolment: Enrolment;
  tier: string | null;
  change: EnrolmentChangeKind | null;
}

export interface OverrideFollows {
  kind: 'override';
  now: { enrolment: Enrolment; tier: string | null; isOptedOut: boolean; override: OverrideInForce };
  after: OverrideInForce;
  /** The next assessment; null before the first run. */
  next: {
    on: CalendarDate;
    /** As things stand, and with the proposal approved. */
    asItIs: Outcome;
    ifApproved: Outcome;
    /** What the store's record alone comes to. */
    byRecord: { isEligible: boolean; tier: string | null; failedGates: Metric[] };
    /** Eligible, but cancelled too short a time ago: not enrolled before this. */
    mayReenrolOn: CalendarDate | null;
    /** Where it would be cancelled: when its deposit is back. */
    depositBackBy: CalendarDate | null;
  } | null;
  /** The first assessment that the override would no longer count on. */
  endsOn: CalendarDate | null;
  /** The terms that orders released from then on would have; null where there are none. */
  terms: Tier | null;
  stakes: AtStake[];
}

/** For how many months an override may be set. */
const MOST_MONTHS = 12;

/** The dates from which an override may end: the first and the last. */
export function untilBounds(state: MarketplaceState, now: Date): { first: CalendarDate; last: CalendarDate } {
  const today = dateOf(now.getTime(), state.policy.timezone);
  return { first: addDays(later(today, state.openOn) ?? today, 1), last: addMonths(today, MOST_MONTHS) };
}

export function overrideInForce(merchant: Merchant, on: CalendarDate): OverrideInForce {
  const decision = overrideOn(merchant, on);
  if (decision === 'none') return { decision, tier: null, until: null };
  return { decision, tier: merchant.overrideTier, until: merchant.overrideUntil };
}

function afterOf(content: OverrideContent): OverrideInForce {
  switch (content.decision) {
    case 'eligible':
      return content;
    case 'ineligible':
      return { ...content, tier: null };
    case 'none':
      return { ...content, tier: null, until: null };
  }
}

function outcomeOf(merchant: Merchant, days: DailyCount[], policy: Policy, on: CalendarDate): Outcome {
  const book = new Book({ ...merchant });
  const evaluation = evaluate(book.merchant, windowCountsOf(days, policy, on), policy, on);
  applyAssessment(book, { openOn: on, policy, cause: { runOn: on }, actsOn: on }, evaluation, on);
  const { enrolment, tier } = book.merchant;
  return {
    isEligible: evaluation.isEligible,
    ...{ enrolment, tier },
    change: book.enrolmentChanges[0]?.kind ?? null,
  };
}

function problemOf(
  content: OverrideContent,
  merchant: Merchant,
  state: MarketplaceState,
  now: Date,
): ProposalRefused | null {
  if (merchant.enrolment === 'closed') return refused('store_closed');
  const bounds = untilBounds(state, now);
  const inForce = overrideInForce(merchant, bounds.first);
  if (content.decision === 'none') return inForce.decision === 'none' ? refused('nothing_to_end') : null;
  if (content.decision === 'eligible' && tierNamed(state.policy, content.tier) === null)
    return refused('unknown_tier');
  if (!isCalendarDate(content.until)) return refused('bad_until');
  if (content.until < bounds.first) return refused('until_past', { date: bounds.first });
  if (content.until > bounds.last) return refused('until_too_far', { date: bounds.last });
  const after = afterOf(content);
  const isSame =
    after.decision === inForce.decision && after.tier === inForce.tier && after.until === inForce.until;
  return isSame ? refused('in_force_already') : null;
}

export async function overrideFollows(
  executor: Executor,
  state: MarketplaceState,
  proposed: ProposedOverride,
  now: Date,
): Promise<{ status: 'weighed'; follows: OverrideFollows } | ProposalRefused> {
  const { merchantId, content } = proposed;
  const book = await loadDryBook(executor, merchantId, null);
  if (book === null) return refused('unknown_merchant');
  const merchant: Merchant = { ...book.merchant };
  const problem = problemOf(content, merchant, state, now);
  if (problem !== null) return problem;
  if (tryOn(book, state, proposed, now) !== null) return refused('rules_refuse');
  const overridden: Merchant = { ...book.merchant };
  const { enrolment, tier, isOptedOut } = merchant;
  const after = afterOf(content);
  const follows: OverrideFollows = {
    kind: 'override',
    now: { enrolment, tier, isOptedOut, override: overrideInForce(merchant, untilBounds(state, now).first) },
    ...{ after, next: null, endsOn: after.until, terms: null, stakes: [] },
  };
  const { openOn, isRunning } = state;
  if (openOn === null) return { status: 'weighed', follows };
  const { policy } = await nextPolicy(executor);
  const on = nextAssessmentOn(merchant, policy, addDays(openOn, isRunning ? 0 : 1));
  if (on === null) return refused('store_closed');
  const days = await readCohortDays(executor, merchantId, windowStart(policy, on), on);
  const ifApproved = outcomeOf(overridden, days, policy, on);
  const record = evaluate(
    { ...merchant, isOptedOut: false, overrideDecision: 'none', overrideTier: null, overrideUntil: null },
    windowCountsOf(days, policy, on),
    policy,
    on,
  );
  const waitsFrom =
    ifApproved.isEligible && ifApproved.enrolment === 'cancelled' ? merchant.cancelledOn : null;
  const depositBackBy =
    ifApproved.change === 'cancelled' ? addMonths(on, policy.cancellation.deposit_refund_months) : null;
  follows.next = {
    on,
    asItIs: outcomeOf(merchant, days, policy, on),
    ifApproved,
    byRecord: { isEligible: record.isEligible, tier: record.tierIfEligible, failedGates: record.failedGates },
    mayReenrolOn: waitsFrom === null ? null : addDays(waitsFrom, policy.assessment.reenrol_after_days),
    depositBackBy,
  };
  follows.endsOn = after.until === null ? null : firstAssessmentFrom(policy, on, after.until);
  follows.terms = ifApproved.enrolment === 'enrolled' ? tierNamed(policy, ifApproved.tier) : null;
  follows.stakes = await stakesOf(executor, merchant, depositBackBy);
  return { status: 'weighed', follows };
}
