import { type CalendarDate, isCalendarDate } from '@/engine/calendar';

/** What the addresses of the capital pages can say, read with care: anybody can write an address. */

export type SearchParams = Record<string, string | string[] | undefined>;

/** One value of the address; of several the first. */
export function textIn(params: SearchParams, name: string): string | null {
  const value = params[name];
  const text = (Array.isArray(value) ? value[0] : value)?.trim().slice(0, 300);
  return text === undefined || text === '' ? null : text;
}

/** A date of the address; null where there is none, or no date. */
export function dateIn(params: SearchParams, name: string): CalendarDate | null {
  const text = textIn(params, name);
  return text !== null && isCalendarDate(text) ? text : null;
}

/** A page's address with what it says, leaving out what says nothing. */
export function addressOf(path: string, says: Record<string, string | null | undefined>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(says)) if (value) params.set(name, value);
  const text = params.toString();
  return text === '' ? path : `${path}?${text}`;
}
