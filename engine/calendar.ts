import { Temporal } from 'temporal-polyfill';

/**
 * Dates and instants (rules.md, section 2). A calendar date is its ISO text, `2026-02-28`: it sorts and compares
 * as it reads. Instants become dates in the policy's time zone; adding days or months works on dates.
 */
export type CalendarDate = string;

/** An instant: milliseconds since 1970, and its one ISO text in UTC (with finer digits where it was given any). */
export interface Instant {
  epochMs: number;
  text: string;
}

const FIRST_DATE: CalendarDate = '0001-01-01';
const LAST_DATE: CalendarDate = '9999-12-31';
const MS_PER_DAY = 86_400_000;
const MS_PER_HOUR = 3_600_000;
const FIRST_DAY = Date.UTC(2000, 0, 1) / MS_PER_DAY - 730_119;
const LAST_DAY = Date.UTC(9999, 11, 31) / MS_PER_DAY;

const INSTANT =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?:[Zz]|([+-])(\d\d)(?::?(\d\d))?)$/;

/**
 * Reads an ISO 8601 instant with a zone (`Z` or an offset). Null where the text is none: no zone, no such day,
 * a year outside 1 to 9998.
 */
export function parseInstant(text: string): Instant | null {
  const parts = INSTANT.exec(text);
  if (parts === null) return null;
  const [
    ,
    year,
    month,
    day,
    hour,
    minute,
    second = '00',
    fraction = '',
    sign,
    offsetHour,
    offsetMinute = '00',
  ] = parts as unknown as string[];
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null;
  if (!isCalendarDate(`${year}-${month}-${day}`)) return null;
  // A leap second is the second before it, as Temporal reads it.
  const readSecond = second === '60' ? '59' : second;
  const wholeSecondMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${readSecond}Z`);
  let offsetMs = 0;
  if (sign !== undefined) {
    if (Number(offsetHour) > 23 || Number(offsetMinute) > 59) return null;
    offsetMs = (Number(offsetHour) * 60 + Number(offsetMinute)) * 60_000 * (sign === '-' ? -1 : 1);
  }
  const digits = fraction.replace(/0+$/, '');
  const secondMs = wholeSecondMs - offsetMs;
  const utc = new Date(secondMs).toISOString();
  if (utc.startsWith('0000') || utc.startsWith('9999') || utc.length !== 24) return null;
  const epochMs = secondMs + Number(digits.padEnd(3, '0').slice(0, 3));
  return { epochMs, text: `${utc.slice(0, 19)}${digits === '' ? '' : `.${digits}`}Z` };
}

/** Whether the text is a real date between 0001-01-01 and 9999-12-31, as `YYYY-MM-DD`. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || text < FIRST_DATE) return false;
  const epochMs = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(epochMs) && new Date(epochMs).toISOString().startsWith(text);
}

const dayNumbers = new Map<CalendarDate, number>();

function dayNumber(date: CalendarDate): number {
  let day = dayNumbers.get(date);
  if (day === undefined) {
    if (dayNumbers.size > 50_000) dayNumbers.clear();
    day = Date.parse(`${date}T00:00:00Z`) / MS_PER_DAY;
    dayNumbers.set(date, day);
  }
  return day;
}

const dateTexts = new Map<number, CalendarDate>();

function dateText(day: number): CalendarDate {
  if (day >= LAST_DAY) return LAST_DATE;
  if (day <= FIRST_DAY) return FIRST_DATE;
  let text = dateTexts.get(day);
  if (text === undefined) {
    if (dateTexts.size > 50_000) dateTexts.clear();
    text = new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
    dateTexts.set(day, text);
  }
  return text;
}

/** The date that many days later (earlier, where negative). It stops at the calendar's ends, so "never" can be said as a very large number. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateText(dayNumber(date) + days);
}

/** The date that many months later; a day that the target month lacks becomes that month's last (section 2). */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const year = Number(date.slice(0, 4));
  const monthIndex = year * 12 + Number(date.slice(5, 7)) - 1 + months;
  const targetYear = Math.floor(monthIndex / 12);
  if (targetYear > 9999) return LAST_DATE;
  const target = Temporal.PlainYearMonth.from({ year: targetYear, month: (monthIndex % 12) + 1 });
  return target.toPlainDate({ day: Math.min(Number(date.slice(8, 10)), target.daysInMonth) }).toString();
}

/** Whole days from one date to another: negative where `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The earlier of two dates, of those that are known. */
export function earlier(a: CalendarDate | null, b: CalendarDate | null): CalendarDate | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

/** The later of two dates, of those that are known. */
export function later(a: CalendarDate | null, b: CalendarDate | null): CalendarDate | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

const offsets = new Map<string, Map<number, number | null>>();

function exactOffsetMs(epochMs: number, timezone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(timezone).offsetNanoseconds / 1e6;
}

/**
 * The calendar date of an instant in a time zone, its clock changes included. Asking the zone's table is slow, so
 * the offset of a whole hour is remembered where it is the same at both of the hour's ends.
 */
export function dateOf(epochMs: number, timezone: string): CalendarDate {
  let ofZone = offsets.get(timezone);
  if (ofZone === undefined) {
    ofZone = new Map();
    offsets.set(timezone, ofZone);
  }
  const hour = Math.floor(epochMs / MS_PER_HOUR);
  let offsetMs = ofZone.get(hour);
  if (offsetMs === undefined) {
    const atStart = exactOffsetMs(hour * MS_PER_HOUR, timezone);
    const atEnd = exactOffsetMs((hour + 1) * MS_PER_HOUR - 1, timezone);
    offsetMs = atStart === atEnd ? atStart : null;
    if (ofZone.size > 200_000) ofZone.clear();
    ofZone.set(hour, offsetMs);
  }
  return dateText(Math.floor((epochMs + (offsetMs ?? exactOffsetMs(epochMs, timezone))) / MS_PER_DAY));
}

/** The first instant of a date in a time zone, in milliseconds since 1970: not midnight where clocks pass over it. */
export function startOfDay(date: CalendarDate, timezone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(timezone).epochMilliseconds;
}

/** Whether the system's time-zone table knows the name. */
export function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}
