import { and, asc, count, desc, eq, gte, lt, sql } from 'drizzle-orm';
import type { CalendarDate } from '../../engine/calendar';
import type { Executor } from '../client';
import { parkedFacts, refusedFacts } from '../schema/facts';
import { holds } from '../schema/holds';
import { merchants } from '../schema/merchants';
import { disputes, orders } from '../schema/orders';
import { NO_DATE, waitingDays } from '../schema/summaries';

/** What waits for somebody, and has waited for long. */

/** The facts that were parked before an instant and still wait, the oldest first, and how many there are. */
export async function readOldParkedFacts(executor: Executor, before: Date, limit: number) {
  const isOld = lt(parkedFacts.recordedAt, before);
  const [all] = await executor.select({ facts: count() }).from(parkedFacts).where(isOld);
  const rows = await executor
    .select({
      factId: parkedFacts.factId,
      type: sql<string>`${parkedFacts.content} ->> 'type'`,
      awaitedKind: parkedFacts.awaitedKind,
      awaitedId: parkedFacts.awaitedId,
      recordedAt: parkedFacts.recordedAt,
    })
    .from(parkedFacts)
    .where(isOld)
    .orderBy(asc(parkedFacts.recordedAt), asc(parkedFacts.factId))
    .limit(limit);
  return { count: all?.facts ?? 0, rows };
}

/** The facts about money that were refused when they woke, since an instant, the newest first. */
export async function readRefusedMoney(executor: Executor, since: Date, limit: number) {
  const isMoney = and(
    gte(refusedFacts.refusedAt, since),
    sql`${refusedFacts.content} ->> 'amount' is not null`,
  );
  const [all] = await executor.select({ facts: count() }).from(refusedFacts).where(isMoney);
  const rows = await executor
    .select({
      refusalId: refusedFacts.refusalId,
      factId: refusedFacts.factId,
      type: sql<string>`${refusedFacts.content} ->> 'type'`,
      code: refusedFacts.code,
      refusedAt: refusedFacts.refusedAt,
    })
    .from(refusedFacts)
    .where(isMoney)
    .orderBy(desc(refusedFacts.refusalId))
    .limit(limit);
  return { count: all?.facts ?? 0, rows };
}

/** A dispute that has been open for long, with the money that it stops. */
export interface OldDispute {
  merchantId: string;
  name: string | null;
  orderId: string;
  openedOn: CalendarDate;
  heldMinor: bigint;
  frozenMinor: bigint;
}

/** The orders of one currency in a dispute that was opened by the date, the oldest first; how many, and their money. */
export async function readOldDisputes(
  executor: Executor,
  currency: string,
  openedBy: CalendarDate,
  limit: number,
): Promise<{ count: number; stoppedMinor: bigint; rows: OldDispute[] }> {
  const old = executor
    .select({
      merchantId: orders.merchantId,
      orderId: orders.orderId,
      heldMinor: orders.heldMinor,
      frozenMinor: sql<bigint>`coalesce(${holds.amountMinor}, 0)`.mapWith(BigInt).as('frozen_minor'),
      openedOn: sql<CalendarDate>`(
        select min(${disputes.openedOn})::text from ${disputes}
        where ${disputes.merchantId} = ${orders.merchantId} and ${disputes.orderId} = ${orders.orderId}
          and ${disputes.closedOn} is null)`.as('open_since'),
    })
    .from(orders)
    .leftJoin(holds, and(eq(holds.merchantId, orders.merchantId), eq(holds.orderId, orders.orderId)))
    .where(and(sql`${orders.openDisputes} > 0`, eq(orders.currency, currency)))
    .as('old');
  const isOld = sql`${old.openedOn} <= ${openedBy}`;
  const [all] = await executor
    .select({
      orders: count(),
      stoppedMinor: sql<bigint>`coalesce(sum(${old.heldMinor} + ${old.frozenMinor}), 0)`.mapWith(BigInt),
    })
    .from(old)
    .where(isOld);
  const rows = await executor
    .select({
      merchantId: old.merchantId,
      name: merchants.name,
      orderId: old.orderId,
      openedOn: old.openedOn,
      heldMinor: old.heldMinor,
      frozenMinor: old.frozenMinor,
    })
    .from(old)
    .innerJoin(merchants, eq(merchants.merchantId, old.merchantId))
    .where(isOld)
    .orderBy(asc(old.openedOn), asc(old.merchantId), asc(old.orderId))
    .limit(limit);
  return { count: all?.orders ?? 0, stoppedMinor: all?.stoppedMinor ?? 0n, rows };
}

/** The orders of one currency that should have been shipped, by less than makes them stuck. */
export async function sumLateShipments(
  executor: Executor,
  currency: string,
  shipBy: { after: CalendarDate; before: CalendarDate },
): Promise<{ count: number; heldMinor: bigint }> {
  const [row] = await executor
    .select({
      orders: count(),
      heldMinor: sql<bigint>`coalesce(sum(${orders.heldMinor}), 0)`.mapWith(BigInt),
    })
    .from(waitingDays)
    .innerJoin(
      orders,
      and(
        eq(orders.merchantId, waitingDays.merchantId),
        eq(orders.currency, waitingDays.currency),
        sql`${orders.state} = 'held' and ${orders.openDisputes} = 0 and ${orders.shippedOn} is null
          and ${orders.shipByOn} > ${shipBy.after} and ${orders.shipByOn} < ${shipBy.before}`,
      ),
    )
    .where(
      sql`${waitingDays.orders} > 0 and ${waitingDays.inDispute} = 0 and ${waitingDays.shippedOn} = ${NO_DATE}
        and ${waitingDays.currency} = ${currency}`,
    );
  return { count: row?.orders ?? 0, heldMinor: row?.heldMinor ?? 0n };
}
