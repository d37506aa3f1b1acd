import { Temporal } from 'temporal-polyfill';

/** A calendar date, as the number of days since 1970-01-01. */
export type Day = number;

const EPOCH = new Temporal.PlainDate(1970, 1, 1);

function plainDate(day: Day): Temporal.PlainDate {
  return EPOCH.add({ days: day });
}

function dayOf(date: Temporal.PlainDate): Day {
  return EPOCH.until(date, { largestUnit: 'days' }).days;
}

export function dayFromText(text: string): Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) throw new Error(`not a date: ${text}`);
  return dayOf(Temporal.PlainDate.from(text, { overflow: 'reject' }));
}

export function dayText(day: Day): string {
  return plainDate(day).toString();
}

export function dayIn(timezone: string, instant: Temporal.Instant): Day {
  return dayOf(instant.toZonedDateTimeISO(timezone).toPlainDate());
}

export function addMonths(day: Day, months: number): Day {
  return dayOf(plainDate(day).add({ months }, { overflow: 'constrain' }));
}
