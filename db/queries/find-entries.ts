import { and, eq, sql } from 'drizzle-orm';
import type { EntryKind } from '../../engine/accounts';
import type { CalendarDate } from '../../engine/calendar';
import { list } from '../bulk';
import type { Executor } from '../client';
import { entries } from '../schema/entries';
import { facts } from '../schema/facts';
import { holdMovements, holds } from '../schema/holds';
import { orders, refunds } from '../schema/orders';
import { entryDays } from '../schema/summaries';

/** Finding a few of a merchant's entries among millions. */

export interface EntrySearch {
  currency: string;
  /** The kinds that are wanted; null: all. */
  kinds: EntryKind[] | null;
  /** Booked between these dates; null: from the first, to the last. */
  from: CalendarDate | null;
  to: CalendarDate | null;
  direction: 'newest' | 'oldest';
  /** The page begins at this place in the merchant's sequence; null: at the first. */
  at: bigint | null;
}

/**
 * The places of the entries that are searched for, in the direction asked. Days that have nothing of it are passed over
 * by the sums that are kept by day; within a day entries lie side by side.
 */
export async function findEntrySeqs(
  executor: Executor,
  merchantId: string,
  { currency, kinds, from, to, direction, at }: EntrySearch,
  limit: number,
): Promise<bigint[]> {
  const isNewest = direction === 'newest';
  const wanted = (column: unknown) =>
    kinds === null ? sql`true` : sql`${column} = any(${list(kinds, 'text')})`;
  const order = sql.raw(isNewest ? 'desc' : 'asc');
  const low = isNewest || at === null ? sql`days.low` : sql`greatest(days.low, ${at})`;
  const high = isNewest && at !== null ? sql`least(days.high, ${at})` : sql`days.high`;
  const isBeyond =
    at === null
      ? sql`true`
      : isNewest
        ? sql`${entryDays.firstSeq} <= ${at}`
        : sql`${entryDays.lastSeq} >= ${at}`;
  const { rows } = await executor.execute<{ entry_seq: bigint }>(sql`
    select found.entry_seq from (
      select booked_on, min(first_seq) as low, max(last_seq) as high from ${entryDays}
      where merchant_id = ${merchantId} and currency = ${currency} and ${wanted(entryDays.kind)} and ${isBeyond}
        and ${from === null ? sql`true` : sql`booked_on >= ${from}`} and ${to === null ? sql`true` : sql`booked_on <= ${to}`}
      group by booked_on order by booked_on ${order} limit ${limit}
    ) as days
    cross join lateral (
      select entry_seq from ${entries}
      where merchant_id = ${merchantId} and entry_seq between ${low} and ${high} and currency = ${currency}
        and ${wanted(entries.kind)}
      order by entry_seq ${order} limit ${limit}
    ) as found
    order by days.booked_on ${order}, found.entry_seq ${order} limit ${limit}`);
  return rows.map((row) => row.entry_seq);
}

/** The orders whose ids begin with a text, by id. */
export async function findOrderIds(
  executor: Executor,
  merchantId: string,
  beginning: string,
  limit: number,
): Promise<string[]> {
  // By code point: everything that begins so lies before the beginning followed by the last of all characters.
  const { rows } = await executor.execute<{ order_id: string }>(sql`
    select order_id from ${orders}
    where merchant_id = ${merchantId} and order_id >= ${beginning} and order_id <= ${`${beginning}\u{10FFFF}`}
    order by order_id limit ${limit}`);
  return rows.map((row) => row.order_id);
}

/** The places of every entry that moved these orders' money, or took from their holds. */
export async function findEntrySeqsOfOrders(
  executor: Executor,
  merchantId: string,
  orderIds: string[],
): Promise<bigint[]> {
  if (orderIds.length === 0) return [];
  const named = list(orderIds, 'text');
  const { rows } = await executor.execute<{ entry_seq: bigint }>(sql`
    select first_entry_seq + made.place as entry_seq from ${facts}
      cross join lateral generate_series(0, entries - 1) as made (place)
      where merchant_id = ${merchantId} and order_id = any(${named}) and entries > 0
    union select release_entry_seq from ${orders}
      where merchant_id = ${merchantId} and order_id = any(${named}) and release_entry_seq is not null
    union select entry_seq from ${holdMovements}
      where merchant_id = ${merchantId} and order_id = any(${named}) and entry_seq is not null
    order by 1 desc`);
  return rows.map((row) => row.entry_seq);
}

/** The entries at these places, in no order, with what their stories need: the hold, the refund. */
export async function readEntriesAt(executor: Executor, merchantId: string, seqs: bigint[]) {
  if (seqs.length === 0) return [];
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
    .where(and(eq(entries.merchantId, merchantId), sql`${entries.entrySeq} = any(${list(seqs, 'bigint')})`));
}
