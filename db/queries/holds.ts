import { and, asc, desc, eq, gt, isNull, lt, lte, or, type SQL, sql } from 'drizzle-orm';
import type { CalendarDate } from '../../engine/calendar';
import { list } from '../bulk';
import type { Executor } from '../client';
import { entries } from '../schema/entries';
import { holdMovements, holds } from '../schema/holds';
import { disputes, orders, refunds } from '../schema/orders';
import { entryDays } from '../schema/summaries';

/** A merchant's holds with what they are about, now or as of a date. */

const order = {
  amountMinor: orders.amountMinor,
  feeMinor: orders.feeMinor,
  advancedMinor: orders.advancedMinor,
};
const ofOrder = and(eq(orders.merchantId, holds.merchantId), eq(orders.orderId, holds.orderId));
const isOpen = gt(holds.amountMinor, sql`0`);

/** The open holds of one currency, first what comes back first, after a place in that order. */
export async function readHoldsByRelease(
  executor: Executor,
  merchantId: string,
  currency: string,
  after: { releaseOn: CalendarDate; orderId: string } | null,
  limit: number,
) {
  const isAfter: SQL | undefined =
    after === null
      ? undefined
      : sql`(${holds.releaseOn}, ${holds.orderId}) > (${after.releaseOn}::date, ${after.orderId})`;
  return executor
    .select({ hold: holds, order, leftMinor: holds.amountMinor, releaseOn: holds.releaseOn })
    .from(holds)
    .innerJoin(orders, ofOrder)
    .where(and(eq(holds.merchantId, merchantId), eq(holds.currency, currency), isOpen, isAfter))
    .orderBy(asc(holds.releaseOn), asc(holds.orderId))
    .limit(limit);
}

/** What a hold's movements up to the date have left of it, and the release date they gave it. */
function stateOn(executor: Executor, asOf: CalendarDate) {
  return executor
    .select({ leftMinor: holdMovements.amountAfterMinor, releaseOn: holdMovements.releaseOnAfter })
    .from(holdMovements)
    .where(
      and(
        eq(holdMovements.merchantId, holds.merchantId),
        eq(holdMovements.orderId, holds.orderId),
        lte(holdMovements.bookedOn, asOf),
      ),
    )
    .orderBy(desc(holdMovements.movementNo))
    .limit(1)
    .as('state');
}

/**
 * The holds of one currency that early releases before a place among the entries have opened, newest first, as they
 * were on the date.
 */
export async function readHoldsByOpening(
  executor: Executor,
  merchantId: string,
  currency: string,
  before: bigint,
  asOf: CalendarDate,
  which: 'open' | 'all',
  limit: number,
) {
  const state = stateOn(executor, asOf);
  const leftMinor = sql<bigint>`coalesce(${state.leftMinor}, ${holds.frozenMinor})`;
  return executor
    .select({
      hold: holds,
      order,
      leftMinor,
      releaseOn: sql<CalendarDate>`coalesce(${state.releaseOn}, ${holds.releaseOnAtFirst})::text`,
    })
    .from(entries)
    .innerJoin(holds, and(eq(holds.merchantId, entries.merchantId), eq(holds.orderId, entries.orderId)))
    .innerJoin(orders, ofOrder)
    .leftJoinLateral(state, sql`true`)
    .where(
      and(
        eq(entries.merchantId, merchantId),
        eq(entries.currency, currency),
        eq(entries.kind, 'release_early'),
        gt(entries.deposit, sql`0`),
        lt(entries.entrySeq, before),
        which === 'open' ? gt(leftMinor, sql`0`) : undefined,
      ),
    )
    .orderBy(desc(entries.entrySeq))
    .limit(limit);
}

/**
 * A merchant's holds in every currency, newest first, that entries before a place have opened. Days on which nothing was
 * frozen are passed over by the sums that are kept by day; the newest of the others may have nothing before the place.
 */
export async function readHoldsNewestFirst(
  executor: Executor,
  merchantId: string,
  before: bigint | null,
  limit: number,
) {
  const isBefore = (column: unknown) => (before === null ? sql`true` : sql`${column} < ${before}`);
  const { rows } = await executor.execute<{ entry_seq: bigint; order_id: string }>(sql`
    select found.entry_seq, found.order_id from (
      select booked_on, min(first_seq) as low, max(last_seq) as high from ${entryDays}
      where merchant_id = ${merchantId} and kind = 'release_early' and deposit > 0 and ${isBefore(sql`first_seq`)}
      group by booked_on order by booked_on desc limit ${limit + 1}
    ) as days
    cross join lateral (
      select entry_seq, order_id from ${entries}
      where merchant_id = ${merchantId} and entry_seq between days.low and days.high and ${isBefore(sql`entry_seq`)}
        and kind = 'release_early' and deposit > 0
      order by entry_seq desc limit ${limit}
    ) as found
    order by found.entry_seq desc limit ${limit}`);
  if (rows.length === 0) return [];
  const orderIds = rows.map((row) => row.order_id);
  return executor
    .select()
    .from(holds)
    .where(and(eq(holds.merchantId, merchantId), sql`${holds.orderId} = any(${list(orderIds, 'text')})`))
    .orderBy(desc(holds.entrySeq));
}

/** The hold of one order as it was on the date; none where it was opened later. */
export async function readHoldOfOrder(
  executor: Executor,
  merchantId: string,
  orderId: string,
  asOf: CalendarDate,
) {
  const state = stateOn(executor, asOf);
  return executor
    .select({
      hold: holds,
      order,
      leftMinor: sql<bigint>`coalesce(${state.leftMinor}, ${holds.frozenMinor})`,
      releaseOn: sql<CalendarDate>`coalesce(${state.releaseOn}, ${holds.releaseOnAtFirst})::text`,
    })
    .from(holds)
    .innerJoin(orders, ofOrder)
    .leftJoinLateral(state, sql`true`)
    .where(and(eq(holds.merchantId, merchantId), eq(holds.orderId, orderId), lte(holds.openedOn, asOf)));
}

/** What happened to the holds of the orders up to the date; a deduction with the refund that it paid. */
export async function readHoldMovements(
  executor: Executor,
  merchantId: string,
  orderIds: string[],
  asOf: CalendarDate,
) {
  if (orderIds.length === 0) return [];
  return executor
    .select({
      orderId: holdMovements.orderId,
      entrySeq: holdMovements.entrySeq,
      kind: holdMovements.kind,
      bookedOn: holdMovements.bookedOn,
      amountMinor: holdMovements.amountMinor,
      releaseOnAfter: holdMovements.releaseOnAfter,
      rule: holdMovements.rule,
      entryKind: entries.kind,
      refundedOrderId: entries.orderId,
      refundReason: refunds.reason,
    })
    .from(holdMovements)
    .leftJoin(
      entries,
      and(eq(entries.merchantId, holdMovements.merchantId), eq(entries.entrySeq, holdMovements.entrySeq)),
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
      and(
        eq(holdMovements.merchantId, merchantId),
        sql`${holdMovements.orderId} = any(${list(orderIds, 'text')})`,
        lte(holdMovements.bookedOn, asOf),
      ),
    )
    .orderBy(asc(holdMovements.orderId), asc(holdMovements.movementNo));
}

/** The disputes of the orders that were open on the date; without one, that are open. */
export async function readOpenDisputes(
  executor: Executor,
  merchantId: string,
  orderIds: string[],
  asOf: CalendarDate | null,
) {
  if (orderIds.length === 0) return [];
  return executor
    .select({ orderId: disputes.orderId, openedOn: disputes.openedOn })
    .from(disputes)
    .where(
      and(
        eq(disputes.merchantId, merchantId),
        sql`${disputes.orderId} = any(${list(orderIds, 'text')})`,
        asOf === null
          ? isNull(disputes.closedOn)
          : and(lte(disputes.openedOn, asOf), or(isNull(disputes.closedOn), gt(disputes.closedOn, asOf))),
      ),
    )
    .orderBy(asc(disputes.openedOn), asc(disputes.disputeId));
}
