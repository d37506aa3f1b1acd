import { noteAssessment, overrideOn } from './assessment';
import type { Book, Scene } from './book';
import { type CalendarDate, daysBetween } from './calendar';
import { setHoldDeadlines } from './holds';
import { lowestTier, tierNamed } from './policy';
import type { Evaluation } from './scorecard';

/** Enrolment (rules.md, sections 5 and 8): what an assessment does to a merchant's part in early release. */

/** Whether this evaluation would be the failure that cancels the merchant: then all its open holds must be loaded. */
export function wouldCancel(book: Book, evaluation: Evaluation, scene: Scene): boolean {
  const { merchant } = book;
  if (evaluation.isEligible || merchant.enrolment !== 'enrolled') return false;
  return (
    merchant.isOptedOut ||
    overrideOn(merchant, scene.actsOn) === 'ineligible' ||
    merchant.failuresInARow + 1 >= scene.policy.assessment.cancel_after_failures
  );
}

function enrol(book: Book, scene: Scene, tier: string | null): void {
  book.merchant.failuresInARow = 0;
  if (book.merchant.enrolment !== 'enrolled') book.changeEnrolment(scene, 'enrolled', 'enrolled', tier, '5');
  else if (book.merchant.tier !== tier) book.changeEnrolment(scene, 'tier_changed', 'enrolled', tier, '5');
}

function mayEnrol(book: Book, scene: Scene, on: CalendarDate): boolean {
  const { enrolment, cancelledOn } = book.merchant;
  if (enrolment !== 'cancelled' || cancelledOn === null) return true;
  return daysBetween(cancelledOn, on) >= scene.policy.assessment.reenrol_after_days;
}

function fail(book: Book, scene: Scene, evaluation: Evaluation, on: CalendarDate): void {
  const { merchant } = book;
  const isCancelled = wouldCancel(book, evaluation, scene);
  merchant.failuresInARow += 1;
  if (isCancelled) {
    book.changeEnrolment(scene, 'cancelled', 'cancelled', null, '8');
    merchant.cancelledOn = on;
    setHoldDeadlines(book, scene, on);
  } else if (tierNamed(scene.policy, merchant.tier) === null) {
    book.changeEnrolment(scene, 'tier_changed', 'enrolled', lowestTier(scene.policy).name, '5');
  }
}

/** Applies one evaluation to the merchant's enrolment and keeps both (section 5; a cancellation: section 8). */
export function applyAssessment(book: Book, scene: Scene, evaluation: Evaluation, on: CalendarDate): void {
  const before = book.merchant.enrolment;
  if (evaluation.isEligible) {
    if (mayEnrol(book, scene, on)) enrol(book, scene, evaluation.tierIfEligible);
  } else if (before === 'enrolled') {
    fail(book, scene, evaluation, on);
  }
  noteAssessment(book, evaluation, before, scene.policy, on);
}
