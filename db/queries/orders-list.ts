import { and, asc, count, desc, eq, gt, gte, inArray, lt, lte, type SQL, sql } from 'drizzle-orm';
import type { EntryKind } from '../../engine/accounts';
import type { CalendarDate } from '../../engine/calendar';
import type { OrderState } from '../../engine/records';
import { list, unnested } from '../bulk';
import type { Executor } from '../client';
import { entries } from '../schema/entries';
import { holdMovements, holds } from '../schema/holds';
import { orders, refunds } from '../schema/orders';
import { entryDays, NO_DATE, releaseMonths, waitingDays } from '../schema/summaries';

/**
 * The orders of one merchant, a stretch at a time along a road that an index or a summary keeps: the entries of a kind,
 * what waits, what is in dispute, the ids. No stretch reads more than it is long, however many orders there are.
 */

export type Direction = 'newest' | 'oldest';

/** An order met along a road, with its place on it. */
export interface Met<Place> {
  orderId: string;
  place: Place;
  /** Where the road is one of entries: when the entry was booked. */
  bookedOn: CalendarDate | null;
}

/** Which entries make up a road. */
export interface EntryRoad {
  kinds: EntryKind[];
  /** Null: every currency. */
  currency: string | null;
  from: CalendarDate | null;
  to: CalendarDate | null;
}

/** How many booking days are looked up at a time. */
const DAYS_AT_ONCE = 200;

async function readDays(
  executor: Executor,
  merchantId: string,
  { kinds, currency, from, to }: EntryRoad,
  place: bigint | null,
  direction: Direction,
) {
  const isNewest = direction === 'newest';
  const firstSeq = sql<bigint>`min(${entryDays.firstSeq})`.mapWith(BigInt);
  const lastSeq = sql<bigint>`max(${entryDays.lastSeq})`.mapWith(BigInt);
  const beyond = isNewest ? lt(entryDays.firstSeq, place ?? 0n) : gt(entryDays.lastSeq, place ?? 0n);
  return executor
    .select({ firstSeq, lastSeq, entries: sql<number>`sum(${entryDays.entries})`.mapWith(Number) })
    .from(entryDays)
    .where(
      and(
        eq(entryDays.merchantId, merchantId),
        inArray(entryDays.kind, kinds),
        currency === null ? undefined : eq(entryDays.currency, currency),
        from === null ? undefined : gte(entryDays.bookedOn, from),
        to === null ? undefined : lte(entryDays.bookedOn, to),
        place === null ? undefined : beyond,
      ),
    )
    .groupBy(entryDays.bookedOn)
    .orderBy(isNewest ? desc(entryDays.bookedOn) : asc(entryDays.bookedOn))
    .limit(DAYS_AT_ONCE);
}

/**
 * The orders of the entries of these kinds, after a place. The days that have such entries are looked up first; then
 * only those days' stretches of the merchant's sequence are read. May find fewer than it should only where there are
 * no more days.
 */
export async function meetByEntries(
  executor: Executor,
  merchantId: string,
  road: EntryRoad,
  place: bigint | null,
  direction: Direction,
  limit: number,
): Promise<Met<bigint>[]> {
  const met: Met<bigint>[] = [];
  let from = place;
  while (met.length < limit) {
    const days = await readDays(executor, merchantId, road, from, direction);
    const last = days.at(-1);
    if (last === undefined) return met;
    // Up to the day that has all that is wanted; one day more, as the place may lie within the first.
    let wanted = 0;
    const enough = days.findIndex((day) => {
      wanted += day.entries;
      return wanted >= limit - met.length;
    });
    const needed = enough === -1 ? days : days.slice(0, enough + 2);
    const found = await readInDays(executor, merchantId, road, needed, from, direction, limit - met.length);
    met.push(...found);
    if (met.length >= limit) break;
    const end = needed.at(-1) ?? last;
    from = direction === 'newest' ? end.firstSeq : end.lastSeq;
  }
  return met;
}

async function readInDays(
  executor: Executor,
  merchantId: string,
  { kinds, currency }: EntryRoad,
  days: { firstSeq: bigint; lastSeq: bigint }[],
  place: bigint | null,
  direction: Direction,
  limit: number,
): Promise<Met<bigint>[]> {
  const isNewest = direction === 'newest';
  const along = isNewest ? desc : asc;
  const asked = unnested('days', days, {
    first_seq: ['bigint', (day) => day.firstSeq],
    last_seq: ['bigint', (day) => day.lastSeq],
  });
  const found = executor
    .select({ entrySeq: entries.entrySeq, orderId: entries.orderId, bookedOn: entries.bookedOn })
    .from(entries)
    .where(
      and(
        eq(entries.merchantId, merchantId),
        sql`${entries.entrySeq} between days.first_seq and days.last_seq`,
        inArray(entries.kind, kinds),
        currency === null ? undefined : eq(entries.currency, currency),
        place === null ? undefined : isNewest ? lt(entries.entrySeq, place) : gt(entries.entrySeq, place),
      ),
    )
    .orderBy(along(entries.entrySeq))
    .limit(limit)
    .as('found');
  const rows = await executor
    .select(found._.selectedFields)
    .from(asked)
    .innerJoinLateral(found, sql`true`)
    .orderBy(along(found.entrySeq))
    .limit(limit);
  return rows.flatMap(({ entrySeq, orderId, bookedOn }) =>
    orderId === null ? [] : [{ orderId, place: entrySeq, bookedOn }],
  );
}

/** A place among what waits: the payment's date, and the order. */
export interface WaitingPlace {
  paidOn: CalendarDate;
  orderId: string;
}

/** The orders whose money is held, by the date of their payment. */
export async function meetWaiting(
  executor: Executor,
  merchantId: string,
  between: { from: CalendarDate | null; to: CalendarDate | null },
  place: WaitingPlace | null,
  direction: Direction,
  limit: number,
): Promise<Met<WaitingPlace>[]> {
  const isNewest = direction === 'newest';
  const along = isNewest ? desc : asc;
  const comparison = sql.raw(isNewest ? '<' : '>');
  const rows = await executor
    .select({ orderId: orders.orderId, paidOn: orders.paidOn })
    .from(orders)
    .where(
      and(
        eq(orders.merchantId, merchantId),
        eq(orders.state, sql`'held'`),
        between.from === null ? undefined : gte(orders.paidOn, between.from),
        between.to === null ? undefined : lte(orders.paidOn, between.to),
        place === null
          ? undefined
          : sql`(${orders.paidOn}, ${orders.orderId}) ${comparison} (${place.paidOn}::date, ${place.orderId})`,
      ),
    )
    .orderBy(along(orders.paidOn), along(orders.orderId))
    .limit(limit);
  return rows.map(({ orderId, paidOn }) => ({ orderId, place: { paidOn, orderId }, bookedOn: null }));
}

/** The largest character that an id can have: an id that begins so comes before everything that begins otherwise. */
const LAST_CHARACTER = '\u{10FFFF}';

/** The orders by id: those in dispute, or those whose id begins with a text. */
export async function meetById(
  executor: Executor,
  merchantId: string,
  which: { beginning: string } | 'in_dispute',
  place: string | null,
  direction: Direction,
  limit: number,
): Promise<Met<string>[]> {
  const isNewest = direction === 'newest';
  const isWanted: SQL | undefined =
    which === 'in_dispute'
      ? gt(orders.openDisputes, sql`0`)
      : and(gte(orders.orderId, which.beginning), lt(orders.orderId, `${which.beginning}${LAST_CHARACTER}`));
  const isBeyond = (after: string) => (isNewest ? lt(orders.orderId, after) : gt(orders.orderId, after));
  const rows = await executor
    .select({ orderId: orders.orderId })
    .from(orders)
    .where(and(eq(orders.merchantId, merchantId), isWanted, place === null ? undefined : isBeyond(place)))
    .orderBy(isNewest ? desc(orders.orderId) : asc(orders.orderId))
    .limit(limit);
  return rows.map(({ orderId }) => ({ orderId, place: orderId, bookedOn: null }));
}

/** The named orders, each with the place of its latest refund. */
export async function readMetOrders(executor: Executor, merchantId: string, orderIds: string[]) {
  if (orderIds.length === 0) return [];
  // Few orders have any.
  const lastRefundSeq = sql<bigint | null>`case when ${orders.refundedMinor} > 0 then (
    select max(settled.entry_seq) from ${refunds} as settled
    where settled.merchant_id = orders.merchant_id and settled.order_id = orders.order_id
  ) end`;
  return executor
    .select({ order: orders, lastRefundSeq })
    .from(orders)
    .where(and(eq(orders.merchantId, merchantId), sql`${orders.orderId} = any(${list(orderIds, 'text')})`));
}

/** What the release of each of the named orders paid out, and the hold that it opened. */
export async function readReleasesOf(executor: Executor, merchantId: string, orderIds: string[]) {
  if (orderIds.length === 0) return [];
  return executor
    .select({
      orderId: orders.orderId,
      hold: holds,
      paidMinor: sql<bigint>`${entries.paymentAccount} + ${entries.receivable}`,
    })
    .from(orders)
    .innerJoin(
      entries,
      and(eq(entries.merchantId, orders.merchantId), eq(entries.entrySeq, orders.releaseEntrySeq)),
    )
    .leftJoin(holds, and(eq(holds.merchantId, orders.merchantId), eq(holds.orderId, orders.orderId)))
    .where(and(eq(orders.merchantId, merchantId), sql`${orders.orderId} = any(${list(orderIds, 'text')})`));
}

/** What of the orders' holds has been given back. */
export async function readGivenBack(
  executor: Executor,
  merchantId: string,
  orderIds: string[],
): Promise<Map<string, bigint>> {
  if (orderIds.length === 0) return new Map();
  const rows = await executor
    .select({
      orderId: holdMovements.orderId,
      amountMinor:
        sql<bigint>`coalesce(sum(${holdMovements.amountMinor}) filter (where ${holdMovements.kind} = 'given_back'), 0)`.mapWith(
          BigInt,
        ),
    })
    .from(holdMovements)
    .where(
      and(
        eq(holdMovements.merchantId, merchantId),
        sql`${holdMovements.orderId} = any(${list(orderIds, 'text')})`,
      ),
    )
    .groupBy(holdMovements.orderId);
  return new Map(rows.map((row) => [row.orderId, row.amountMinor]));
}

/** How many orders wait, by whether they are shipped. */
export async function countWaiting(
  executor: Executor,
  merchantId: string,
  currency: string | null,
): Promise<{ unshipped: number; shipped: number }> {
  const isUnshipped = sql`${waitingDays.shippedOn} = ${NO_DATE}`;
  const [row] = await executor
    .select({
      unshipped: sql<number>`coalesce(sum(${waitingDays.orders}) filter (where ${isUnshipped}), 0)`.mapWith(
        Number,
      ),
      shipped: sql<number>`coalesce(sum(${waitingDays.orders}) filter (where not ${isUnshipped}), 0)`.mapWith(
        Number,
      ),
    })
    .from(waitingDays)
    .where(
      and(
        eq(waitingDays.merchantId, merchantId),
        currency === null ? undefined : eq(waitingDays.currency, currency),
        gt(waitingDays.orders, sql`0`),
      ),
    );
  return row ?? { unshipped: 0, shipped: 0 };
}

/** How many orders each kind of release has paid out. */
export async function countReleased(
  executor: Executor,
  merchantId: string,
  currency: string | null,
): Promise<Map<OrderState, number>> {
  const rows = await executor
    .select({
      state: releaseMonths.state,
      orders: sql<number>`sum(${releaseMonths.orders})`.mapWith(Number),
    })
    .from(releaseMonths)
    .where(
      and(
        eq(releaseMonths.merchantId, merchantId),
        currency === null ? undefined : eq(releaseMonths.currency, currency),
      ),
    )
    .groupBy(releaseMonths.state);
  return new Map(rows.map((row) => [row.state, row.orders]));
}

/** How many entries there are of these kinds. */
export async function countEntries(
  executor: Executor,
  merchantId: string,
  currency: string | null,
  kinds: EntryKind[],
): Promise<Map<EntryKind, number>> {
  const rows = await executor
    .select({ kind: entryDays.kind, entries: sql<number>`sum(${entryDays.entries})`.mapWith(Number) })
    .from(entryDays)
    .where(
      and(
        eq(entryDays.merchantId, merchantId),
        inArray(entryDays.kind, kinds),
        currency === null ? undefined : eq(entryDays.currency, currency),
      ),
    )
    .groupBy(entryDays.kind);
  return new Map(rows.map((row) => [row.kind as EntryKind, row.entries]));
}

/** How many orders are in dispute. */
export async function countInDispute(
  executor: Executor,
  merchantId: string,
  currency: string | null,
): Promise<number> {
  const [row] = await executor
    .select({ orders: count() })
    .from(orders)
    .where(
      and(
        eq(orders.merchantId, merchantId),
        gt(orders.openDisputes, sql`0`),
        currency === null ? undefined : eq(orders.currency, currency),
      ),
    );
  return row?.orders ?? 0;
}
