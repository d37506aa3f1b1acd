/**
 * The demo counts in days since 1970-01-01 of its own time zone, Asia/Shanghai: eight hours ahead
 * of UTC all year, so that the arithmetic needs no zone data.
 */
export const TIMEZONE = 'Asia/Shanghai';

const SECOND_MS = 1000;
const DAY_MS = 86_400 * SECOND_MS;
const ZONE_MS = 8 * 3600 * SECOND_MS;

export const HOUR_SECONDS = 3600;

export function dayOf(date: string): number {
  const time = Date.parse(`${date}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || dateOf(time / DAY_MS) !== date) {
    throw new RangeError(`not a date: ${date}`);
  }
  return time / DAY_MS;
}

export function dateOf(day: number): string {
  const time = new Date(day * DAY_MS);
  return Number.isNaN(time.getTime()) ? '' : time.toISOString().slice(0, 10);
}

/** The instant, in milliseconds, at so many seconds after that day's midnight. */
export function instantAt(day: number, second: number): number {
  return day * DAY_MS + Math.floor(second) * SECOND_MS - ZONE_MS;
}

export function dayOfInstant(instant: number): number {
  return Math.floor((instant + ZONE_MS) / DAY_MS);
}

export function isoOf(instant: number): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}

/** 0 is Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}
