import { type CalendarDate, daysBetween } from '@/engine/calendar';

/** Dates as near as this are named by their weekday. */
const NEAR_DAYS = 6;

/** English here is written day first, as the rest of the world reads it. */
const LOCALE_OF_DATES: Record<string, string> = { en: 'en-GB', zh: 'zh-CN' };

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(locale: string, kind: 'near' | 'this_year' | 'full'): Intl.DateTimeFormat {
  const key = `${locale} ${kind}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(LOCALE_OF_DATES[locale] ?? locale, {
      timeZone: 'UTC',
      day: 'numeric',
      month: locale === 'zh' ? 'long' : 'short',
      ...(kind === 'near' ? { weekday: 'short' } : {}),
      ...(kind === 'full' ? { year: 'numeric' } : {}),
    });
    formats.set(key, format);
  }
  return format;
}

/**
 * A calendar date in words: by its weekday where it is near, with its year where that is another one.
 *
 * @param today the business date that it is read on; without it the date is written in full
 */
export function dateWords(date: CalendarDate, locale: string, today: CalendarDate | null = null): string {
  let kind: 'near' | 'this_year' | 'full' = 'full';
  if (today !== null) {
    if (Math.abs(daysBetween(today, date)) <= NEAR_DAYS) kind = 'near';
    else if (today.slice(0, 4) === date.slice(0, 4)) kind = 'this_year';
  }
  return formatOf(locale, kind).format(new Date(`${date}T00:00:00Z`));
}
