import type { Book, Scene } from './book';
import { compareIds } from './book';
import { addDays, addMonths, type CalendarDate, earlier } from './calendar';
import type { Entry, Hold } from './records';

/** Holds (rules.md, sections 8 to 10): the slices of the deposit, each with a date from the day it is made. */

/** The order in which holds are released and drawn on: by release date, then order id (sections 7 and 10). */
export function compareHolds(a: Hold, b: Hold): number {
  if (a.releaseOn !== b.releaseOn) return a.releaseOn < b.releaseOn ? -1 : 1;
  return compareIds(a.orderId, b.orderId);
}

/** The holds with something left in them, in that order. */
export function openHolds(book: Book): Hold[] {
  return [...book.holds.values()].filter((hold) => hold.amountMinor > 0n).sort(compareHolds);
}

/** Gives back what is left of a hold, by an entry of its own: deposit -x, payment_account credited x. */
export function giveBackHold(
  book: Book,
  scene: Scene,
  hold: Hold,
  kind: 'hold_release' | 'hold_freed',
  effectiveOn: CalendarDate,
): Entry {
  const amountMinor = hold.amountMinor;
  const entry = book.post(
    scene,
    kind,
    hold.currency,
    { deposit: -amountMinor, ...book.creditLines(hold.currency, 'payment_account', amountMinor) },
    { orderId: hold.orderId, effectiveOn },
  );
  hold.amountMinor = 0n;
  book.noteHold(scene, hold, { kind: 'given_back', amountMinor, rule: entry.rule, entry });
  return entry;
}

/** Releases every loaded hold that is due on the date and whose order has no open dispute (section 10). */
export function releaseDueHolds(book: Book, scene: Scene, on: CalendarDate): void {
  for (const hold of openHolds(book)) {
    if (hold.releaseOn > on) break;
    if ((book.orders.get(hold.orderId)?.openDisputes ?? 0) > 0) continue;
    giveBackHold(book, scene, hold, 'hold_release', hold.releaseOn);
  }
}

function redate(book: Book, scene: Scene, hold: Hold, releaseOn: CalendarDate, rule: string): void {
  hold.releaseOn = releaseOn;
  book.noteHold(scene, hold, { kind: 'redated', amountMinor: 0n, rule, entry: null });
}

/** A cancellation's notice: every open hold comes back by the deadline at the latest (section 8). All open holds must be loaded. */
export function setHoldDeadlines(book: Book, scene: Scene, noticeOn: CalendarDate): void {
  const deadlineOn = addMonths(noticeOn, scene.policy.cancellation.deposit_refund_months);
  for (const hold of openHolds(book)) {
    hold.deadlineOn = earlier(hold.deadlineOn, deadlineOn);
    redate(book, scene, hold, earlier(hold.releaseOn, hold.deadlineOn) ?? deadlineOn, '8');
  }
}

/** A closure dates every open hold anew, no later than its deadline (section 9). All open holds must be loaded. */
export function redateHoldsForClosure(book: Book, scene: Scene): void {
  for (const hold of openHolds(book)) {
    const closureDueOn = addDays(hold.shippedOn, scene.policy.closure.release_days_after_shipment);
    redate(book, scene, hold, earlier(closureDueOn, hold.deadlineOn) ?? closureDueOn, '9');
  }
}
