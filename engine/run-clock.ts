import { Temporal } from 'temporal-polyfill';
import { addDays, type CalendarDate, dateOf, startOfDay } from './calendar';

/** When the daily run of a date is due: at a time of day in the policy's time zone, once the day has begun. */

/** A time of day as `HH:MM`, from 00:00 to 23:59. */
export type TimeOfDay = string;

/** Where nothing else is said: a little after midnight, when the day's last facts have come in. */
export const DEFAULT_RUN_AT: TimeOfDay = '00:10';

export function isTimeOfDay(text: string): text is TimeOfDay {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/**
 * The instant, in milliseconds since 1970, at which the run of a date is due. A time that clocks pass over on that day
 * is as much later as they skip; one that comes twice is the first of the two. It is never before the day begins.
 */
export function runDueAt(date: CalendarDate, timezone: string, at: TimeOfDay): number {
  const { epochMilliseconds } = Temporal.PlainDateTime.from(`${date}T${at}`).toZonedDateTime(timezone);
  return Math.max(epochMilliseconds, startOfDay(date, timezone));
}

/** The latest date whose run is due at an instant. */
export function lastRunDue(nowMs: number, timezone: string, at: TimeOfDay): CalendarDate {
  const today = dateOf(nowMs, timezone);
  return runDueAt(today, timezone, at) <= nowMs ? today : addDays(today, -1);
}

/**
 * How long what is left of a run will take at the pace so far, in milliseconds; null while there is no pace to go by.
 *
 * @param run.since when somebody last began to visit merchants
 * @param run.visitedBefore how many had been visited by then
 */
export function timeLeftMs(run: {
  since: Date | null;
  visitedBefore: number;
  visited: number;
  toVisit: number;
  touchedAt: Date;
}): number | null {
  if (run.since === null) return null;
  const visited = run.visited - run.visitedBefore;
  const tookMs = run.touchedAt.getTime() - run.since.getTime();
  if (visited <= 0 || tookMs <= 0) return null;
  return Math.ceil((Math.max(0, run.toVisit - run.visited) * tookMs) / visited);
}
