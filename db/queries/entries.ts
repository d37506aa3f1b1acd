import { and, asc, desc, eq, gte, lte } from 'drizzle-orm';
import { ENTRY_KINDS } from '../../engine/accounts';
import type { CalendarDate } from '../../engine/calendar';
import type { Executor } from '../client';
import { balances } from '../schema/entries';
import { entryDays } from '../schema/summaries';

/**
 * A merchant's entries, found by their place in its own sequence: places are counted without gaps and booking dates
 * never go back along them.
 */

/** More rows than one date has in the sums by day: one a kind. */
const ROWS_OF_A_DATE = Object.keys(ENTRY_KINDS).length;

/** The place of the last entry in one currency booked on or before the date; 0 where there is none. */
export async function lastEntryOn(
  executor: Executor,
  merchantId: string,
  currency: string,
  on: CalendarDate,
): Promise<bigint> {
  const rows = await executor
    .select({ lastSeq: entryDays.lastSeq })
    .from(entryDays)
    .where(
      and(
        eq(entryDays.merchantId, merchantId),
        eq(entryDays.currency, currency),
        lte(entryDays.bookedOn, on),
      ),
    )
    .orderBy(desc(entryDays.bookedOn))
    .limit(ROWS_OF_A_DATE);
  return rows.reduce((last, row) => (row.lastSeq > last ? row.lastSeq : last), 0n);
}

/** The place of the last entry in any of the currencies booked on or before the date; 0 where there is none. */
export async function lastEntryOfAllOn(
  executor: Executor,
  { merchantId, currencies }: { merchantId: string; currencies: string[] },
  on: CalendarDate,
): Promise<bigint> {
  let last = 0n;
  for (const currency of currencies) {
    const place = await lastEntryOn(executor, merchantId, currency, on);
    if (place > last) last = place;
  }
  return last;
}

/** The balances of one currency at the end of each date of a period that has an entry, in the order of the dates. */
export async function readDailyBalances(
  executor: Executor,
  merchantId: string,
  currency: string,
  from: CalendarDate,
  to: CalendarDate,
) {
  return executor
    .select()
    .from(balances)
    .where(
      and(
        eq(balances.merchantId, merchantId),
        eq(balances.currency, currency),
        gte(balances.bookedOn, from),
        lte(balances.bookedOn, to),
      ),
    )
    .orderBy(asc(balances.bookedOn));
}
