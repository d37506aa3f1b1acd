import { and, asc, eq, gte, lte, sql } from 'drizzle-orm';
import type { CalendarDate } from '../../engine/calendar';
import type { Executor } from '../client';
import { balances, entries } from '../schema/entries';

/**
 * A merchant's entries, found by their place in its own sequence: places are counted without gaps and booking dates
 * never go back along them.
 */

/**
 * The place of the last entry booked on or before the date; 0 where there is none. Halves the sequence again and
 * again, so it reads some twenty rows of a million.
 *
 * @param entryCount how many entries the merchant has
 */
export async function lastEntryOn(
  executor: Executor,
  merchantId: string,
  entryCount: bigint,
  on: CalendarDate,
): Promise<bigint> {
  const { rows } = await executor.execute<{ place: bigint }>(sql`
    with recursive search (low, high) as (
      select 0::bigint, ${entryCount}::bigint
      union all
      select case when probe.booked_on <= ${on} then middle.place else search.low end,
        case when probe.booked_on <= ${on} then search.high else middle.place - 1 end
      from search
      cross join lateral (select (search.low + search.high + 1) / 2 as place) as middle
      join ${entries} as probe on probe.merchant_id = ${merchantId} and probe.entry_seq = middle.place
      where search.low < search.high
    )
    select low as place from search where low = high`);
  const place = rows[0]?.place;
  if (place === undefined) throw new Error(`the entries of ${merchantId} have a gap`);
  return place;
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
