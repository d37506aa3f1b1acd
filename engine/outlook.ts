import { evaluate, isAssessmentDue, windowStart } from './assessment';
import { Book, type Scene } from './book';
import { addDays, type CalendarDate, daysBetween, later } from './calendar';
import { applyAssessment } from './enrolment';
import type { Policy } from './policy';
import type { DailyCount, Enrolment, EnrolmentChange, Merchant } from './records';
import { type Evaluation, NO_COUNTS, type WindowCounts } from './scorecard';

/**
 * What the coming assessments would come to if nothing else happened: no new order, dispute, refund or feedback. The
 * days known today age out of the window one by one, the good ones with the bad, and each coming assessment is played
 * by the rules themselves (sections 5 and 8).
 */

/** A coming assessment that would turn something. */
export interface Turn {
  on: CalendarDate;
  evaluation: Evaluation;
  /** Whether it is eligible where the one before was not, or the other way round. */
  isFlip: boolean;
  /** What it would do to the store's part in early release. */
  change: Pick<EnrolmentChange, 'kind' | 'tierBefore' | 'tierAfter'> | null;
  failuresInARow: number;
  enrolmentAfter: Enrolment;
  /** Eligible, but cancelled too short a time ago: not enrolled before this. */
  mayReenrolOn: CalendarDate | null;
}

export interface Outlook {
  next: { on: CalendarDate; windowFrom: CalendarDate; evaluation: Evaluation };
  /** In their order. */
  turns: Turn[];
  /** The last assessment that was played; what is known today changes nothing more after it. */
  until: CalendarDate;
}

/** No outlook goes further: a policy may want a store to be older than anybody plans for. */
const MOST_DAYS = 1500;

/** What the days add up to for an assessment on the date (section 5). */
export function windowCountsOf(days: DailyCount[], policy: Policy, on: CalendarDate): WindowCounts {
  const from = windowStart(policy, on);
  const counts = { ...NO_COUNTS };
  for (const day of days) {
    if (day.cohortOn < from || day.cohortOn >= on || day.eventOn >= on) continue;
    counts.orders += day.shipped;
    counts.disputed += day.disputed;
    counts.refunded += day.refunded;
    counts.late += day.late;
    counts.feedback += day.feedback;
    counts.positive += day.positive;
  }
  return counts;
}

/**
 * The date of a merchant's next assessment; null for a closed one.
 *
 * @param nextRunOn the date of the daily run that comes next
 */
export function nextAssessmentOn(
  merchant: Merchant,
  policy: Policy,
  nextRunOn: CalendarDate,
): CalendarDate | null {
  if (merchant.enrolment === 'closed') return null;
  if (merchant.lastAssessedOn === null || isAssessmentDue(merchant, policy, nextRunOn)) return nextRunOn;
  return addDays(merchant.lastAssessedOn, policy.assessment.every_days);
}

/** The first date on which what counts on a day is no longer in the window. */
export function leavesWindowOn(policy: Policy, cohortOn: CalendarDate): CalendarDate {
  return addDays(cohortOn, policy.assessment.window_days + 1);
}

/** The first of the coming assessments, each `every_days` after the one before, on the date or after it. */
export function firstAssessmentFrom(policy: Policy, nextOn: CalendarDate, date: CalendarDate): CalendarDate {
  const { every_days } = policy.assessment;
  const wait = daysBetween(nextOn, date);
  return wait <= 0 ? nextOn : addDays(nextOn, Math.ceil(wait / every_days) * every_days);
}

/** The date after which nothing that is known today makes a difference. */
function lastOn(merchant: Merchant, days: DailyCount[], policy: Policy, first: CalendarDate): CalendarDate {
  const rules = policy.assessment;
  const oldEnough = Math.max(rules.min_store_age_days, rules.full_points_store_age_days);
  let last = later(first, addDays(merchant.openedOn, oldEnough)) ?? first;
  for (const day of days) {
    last = [last, leavesWindowOn(policy, day.cohortOn), addDays(day.eventOn, 1)].sort().at(-1) ?? last;
  }
  if (merchant.overrideDecision !== 'none') last = later(last, merchant.overrideUntil) ?? last;
  const slack = rules.reenrol_after_days + rules.cancel_after_failures * rules.every_days;
  return addDays(first, Math.min(MOST_DAYS, daysBetween(first, last) + slack));
}

/**
 * Plays the coming assessments of a merchant; null for a closed one, which is assessed no more.
 *
 * @param days the daily counts, from the start of the next assessment's window on
 * @param wasEligible how the latest assessment came out
 */
export function outlookOf(
  merchant: Merchant,
  days: DailyCount[],
  policy: Policy,
  nextRunOn: CalendarDate,
  wasEligible: boolean,
): Outlook | null {
  const first = nextAssessmentOn(merchant, policy, nextRunOn);
  if (first === null) return null;
  const until = lastOn(merchant, days, policy, first);
  const book = new Book({ ...merchant });
  const turns: Turn[] = [];
  let next: Outlook['next'] | null = null;
  let isEligible = wasEligible;
  for (let on = first; on <= until; on = addDays(on, 1)) {
    if (!isAssessmentDue(book.merchant, policy, on)) continue;
    const evaluation = evaluate(book.merchant, windowCountsOf(days, policy, on), policy, on);
    const scene: Scene = { openOn: on, policy, cause: { runOn: on }, actsOn: on };
    const changes = book.enrolmentChanges.length;
    applyAssessment(book, scene, evaluation, on);
    next ??= { on, windowFrom: windowStart(policy, on), evaluation };
    const change = book.enrolmentChanges[changes] ?? null;
    const isFlip = evaluation.isEligible !== isEligible;
    isEligible = evaluation.isEligible;
    if (change === null && !isFlip) continue;
    const { enrolment, cancelledOn, failuresInARow } = book.merchant;
    const waitsFrom = isEligible && enrolment === 'cancelled' ? cancelledOn : null;
    const mayReenrolOn = waitsFrom === null ? null : addDays(waitsFrom, policy.assessment.reenrol_after_days);
    turns.push({ on, evaluation, isFlip, change, failuresInARow, enrolmentAfter: enrolment, mayReenrolOn });
  }
  if (next === null) throw new Error('the first assessment is due on its own date');
  return { next, turns, until };
}
