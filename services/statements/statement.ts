import type { MonthSum } from '../../db/queries/statements';
import { ACCOUNTS, type Amounts, ENTRY_KINDS, type EntryKind, noAmounts } from '../../engine/accounts';
import { addDays, addMonths, type CalendarDate, isCalendarDate } from '../../engine/calendar';

/** One month of a store in one currency: what its page, its CSV, its XLSX and its PDF all say. */
export interface Statement {
  /** `2026-11` */
  month: string;
  from: CalendarDate;
  to: CalendarDate;
  currency: string;
  /** Whether entries may still be booked in it. */
  isOpen: boolean;
  /** The balances at the end of the day before. */
  opening: Amounts;
  /** What moved between the two, in the order of the chart of kinds; kinds without entries are left out. */
  kinds: { kind: EntryKind; entries: number; amounts: Amounts }[];
  closing: Amounts;
  /** What the entries do not explain of the closing balances. */
  unexplained: Amounts;
  /** The same of all accounts together, each counted as a plus. */
  unexplainedMinor: bigint;
  entries: number;
  /** The places of its first and its last entry; null where nothing was booked. */
  places: { first: bigint; last: bigint } | null;
}

/** Whether a text names a month, as `2026-11`. */
export function isMonth(text: string): boolean {
  return /^\d{4}-\d\d$/.test(text) && isCalendarDate(`${text}-01`);
}

export function monthOf(date: CalendarDate): string {
  return date.slice(0, 7);
}

/** The first and the last day of a month. */
export function daysOfMonth(month: string): { from: CalendarDate; to: CalendarDate } {
  const from = `${month}-01`;
  return { from, to: addDays(addMonths(from, 1), -1) };
}

/** The sums of a month's kinds between two balances. */
export function statementOf(ask: {
  month: string;
  currency: string;
  today: CalendarDate | null;
  sums: MonthSum[];
  opening: Amounts | undefined;
  closing: Amounts | undefined;
}): Statement {
  const { month, currency, today } = ask;
  const order = Object.keys(ENTRY_KINDS);
  const sums = ask.sums
    .filter((sum) => sum.month === month)
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const opening = ask.opening ?? noAmounts();
  const closing = ask.closing ?? noAmounts();
  const unexplained = noAmounts();
  let unexplainedMinor = 0n;
  let places: Statement['places'] = null;
  for (const account of ACCOUNTS) {
    const moved = sums.reduce((sum, { amounts }) => sum + amounts[account], 0n);
    const left = closing[account] - opening[account] - moved;
    unexplained[account] = left;
    unexplainedMinor += left < 0n ? -left : left;
  }
  for (const { firstSeq, lastSeq } of sums) {
    places = {
      first: places === null || firstSeq < places.first ? firstSeq : places.first,
      last: places === null || lastSeq > places.last ? lastSeq : places.last,
    };
  }
  return {
    month,
    ...daysOfMonth(month),
    currency,
    isOpen: today === null || month >= monthOf(today),
    opening,
    kinds: sums.map(({ kind, entries, amounts }) => ({ kind, entries, amounts })),
    closing,
    unexplained,
    unexplainedMinor,
    entries: sums.reduce((count, sum) => count + sum.entries, 0),
    places,
  };
}
