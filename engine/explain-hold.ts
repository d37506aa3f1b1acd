import { type CalendarDate, daysBetween } from './calendar';

/** Which rule has set the date on which a hold comes back. */
export type ReleaseRule =
  | { by: 'shipment'; days: number }
  | { by: 'cancellation'; noticeOn: CalendarDate }
  | { by: 'closure'; days: number }
  | { by: 'closure_after_cancellation'; noticeOn: CalendarDate };

interface Terms {
  shippedOn: CalendarDate;
  releaseOnAtFirst: CalendarDate;
  deadlineOn: CalendarDate | null;
}

/** The times that a hold was dated anew, in their order. */
type Redating = { rule: string; bookedOn: CalendarDate; releaseOnAfter: CalendarDate };

/**
 * Follows a hold's dates from the one it was made with (section 6) through cancellations (section 8) and a closure
 * (section 9), and tells which of them set the last. A cancellation whose deadline was later than the date changed
 * nothing, and does not count.
 */
export function releaseRuleOf(terms: Terms, redatings: Redating[]): ReleaseRule {
  let releaseOn = terms.releaseOnAtFirst;
  let rule: ReleaseRule = { by: 'shipment', days: daysBetween(terms.shippedOn, releaseOn) };
  let noticeOn: CalendarDate | null = null;
  for (const redating of redatings) {
    if (redating.rule === '9') {
      rule =
        noticeOn !== null && redating.releaseOnAfter === terms.deadlineOn
          ? { by: 'closure_after_cancellation', noticeOn }
          : { by: 'closure', days: daysBetween(terms.shippedOn, redating.releaseOnAfter) };
    } else {
      noticeOn ??= redating.bookedOn;
      if (redating.releaseOnAfter !== releaseOn) rule = { by: 'cancellation', noticeOn: redating.bookedOn };
    }
    releaseOn = redating.releaseOnAfter;
  }
  return rule;
}
