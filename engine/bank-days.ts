import { addDays, type CalendarDate, daysBetween } from './calendar';

/** Days on which banks execute payments: no weekends. No calendar of holidays is kept here; a bank moves those itself. */

/** A Thursday. */
const THURSDAY = '1970-01-01';

/** 1 for Monday to 7 for Sunday. */
function weekdayOf(date: CalendarDate): number {
  return ((((daysBetween(THURSDAY, date) + 3) % 7) + 7) % 7) + 1;
}

export function isWeekend(date: CalendarDate): boolean {
  return weekdayOf(date) > 5;
}

/** The date itself, or the Monday after where it is of a weekend. */
export function bankDayFrom(date: CalendarDate): CalendarDate {
  return isWeekend(date) ? bankDayFrom(addDays(date, 1)) : date;
}
