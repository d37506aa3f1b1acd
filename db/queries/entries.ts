import { and, desc, eq, gt, lte, ne, sql } from 'drizzle-orm';
import type { EntryKind } from '../../engine/accounts';
import type { CalendarDate } from '../../engine/calendar';
import type { Executor } from '../client';
import { entries } from '../schema/entries';
import { holds } from '../schema/holds';
import { refunds } from '../schema/orders';

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

/** The entries in one currency up to a place, newest first, with what their story needs: the hold, the refund. */
export async function readEntries(
  executor: Executor,
  merchantId: string,
  currency: string,
  upTo: bigint,
  limit: number,
) {
  return executor
    .select({
      entry: entries,
      tier: holds.tier,
      depositBps: holds.depositBps,
      refundReason: refunds.reason,
    })
    .from(entries)
    .leftJoin(
      holds,
      and(
        eq(entries.kind, 'release_early'),
        eq(holds.merchantId, entries.merchantId),
        eq(holds.orderId, entries.orderId),
      ),
    )
    .leftJoin(
      refunds,
      and(
        eq(refunds.merchantId, entries.merchantId),
        eq(refunds.orderId, entries.orderId),
        eq(refunds.entrySeq, entries.entrySeq),
      ),
    )
    .where(
      and(eq(entries.merchantId, merchantId), eq(entries.currency, currency), lte(entries.entrySeq, upTo)),
    )
    .orderBy(desc(entries.entrySeq))
    .limit(limit);
}

/** What the entries after one place, up to another, did to the deposit, by their kind. */
export async function sumDepositByKind(
  executor: Executor,
  merchantId: string,
  currency: string,
  after: bigint,
  upTo: bigint,
): Promise<Map<EntryKind, bigint>> {
  const rows = await executor
    .select({ kind: entries.kind, minor: sql<bigint>`sum(${entries.deposit})`.mapWith(BigInt) })
    .from(entries)
    .where(
      and(
        eq(entries.merchantId, merchantId),
        eq(entries.currency, currency),
        gt(entries.entrySeq, after),
        lte(entries.entrySeq, upTo),
        ne(entries.deposit, sql`0`),
      ),
    )
    .groupBy(entries.kind);
  return new Map(rows.map((row) => [row.kind as EntryKind, row.minor]));
}
