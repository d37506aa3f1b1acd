import type { CalendarDate } from './calendar';
import type { CountedEvent, RunningWindow } from './records';
import type { WindowCounts } from './scorecard';

/** The counts of a merchant's window (rules.md, section 5), carried along as facts arrive and as the window moves. */

/** Before any date: nothing is left out of the window. */
export const NEVER: CalendarDate = '0001-01-01';

export const EMPTY_WINDOW: RunningWindow = {
  windowFrom: NEVER,
  windowUntil: NEVER,
  windowShipped: 0,
  windowLate: 0,
  windowDisputed: 0,
  windowRefunded: 0,
  windowFeedback: 0,
  windowPositive: 0,
};

const SUM_OF = {
  shipped: 'windowShipped',
  late: 'windowLate',
  disputed: 'windowDisputed',
  refunded: 'windowRefunded',
  feedback: 'windowFeedback',
  positive: 'windowPositive',
} as const satisfies Record<CountedEvent, keyof RunningWindow>;

/** Counts what happened to an order, where its shipment is in the window. */
export function countInWindow(
  window: RunningWindow,
  event: CountedEvent,
  cohortOn: CalendarDate,
  eventOn: CalendarDate,
  by: number,
): void {
  if (cohortOn > window.windowUntil) window.windowUntil = cohortOn;
  if (eventOn > window.windowUntil) window.windowUntil = eventOn;
  if (cohortOn >= window.windowFrom) window[SUM_OF[event]] += by;
}

/** The days that a window has to read to begin at a date, from the first to before the second; null where it does. */
export function daysToMove(
  { windowFrom }: RunningWindow,
  from: CalendarDate,
): { from: CalendarDate; before: CalendarDate } | null {
  if (windowFrom === from) return null;
  return windowFrom < from ? { from: windowFrom, before: from } : { from, before: windowFrom };
}

/** Has a window begin at a date: `between` is what the days from the one to the other add up to. */
export function moveWindow(
  window: RunningWindow,
  from: CalendarDate,
  between: Record<CountedEvent, number>,
): void {
  const sign = from > window.windowFrom ? -1 : 1;
  for (const event of Object.keys(SUM_OF) as CountedEvent[]) window[SUM_OF[event]] += sign * between[event];
  window.windowFrom = from;
}

/** What the window counts on a date; null where something counted is dated on it or later, and must be left out. */
export function countsBefore(window: RunningWindow, on: CalendarDate): WindowCounts | null {
  if (window.windowUntil >= on) return null;
  return {
    orders: window.windowShipped,
    disputed: window.windowDisputed,
    refunded: window.windowRefunded,
    late: window.windowLate,
    feedback: window.windowFeedback,
    positive: window.windowPositive,
  };
}
