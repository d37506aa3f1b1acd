import { and, asc, eq, gt, isNotNull, lte, sql } from 'drizzle-orm';
import type { CalendarDate } from '../../engine/calendar';
import type { Executor } from '../client';
import { assessments } from '../schema/assessments';
import { balances } from '../schema/entries';
import { holds } from '../schema/holds';
import { merchants } from '../schema/merchants';
import { orders } from '../schema/orders';

/** What one merchant's standing and money are, now or as of a date. */

/** The ids of all merchants that have opened, in their order. */
export async function listMerchantIds(executor: Executor): Promise<string[]> {
  const rows = await executor
    .select({ merchantId: merchants.merchantId })
    .from(merchants)
    .where(isNotNull(merchants.openedOn))
    .orderBy(asc(merchants.merchantId));
  return rows.map((row) => row.merchantId);
}

/** The merchant's row, where it has opened. */
export async function readMerchant(executor: Executor, merchantId: string) {
  const [row] = await executor
    .select()
    .from(merchants)
    .where(and(eq(merchants.merchantId, merchantId), isNotNull(merchants.openedOn)));
  return row ?? null;
}

/** The balance in each currency of all entries booked on or before the date; of all, without one. */
export async function readBalances(executor: Executor, merchantId: string, asOf: CalendarDate | null) {
  const isThen = asOf === null ? undefined : lte(balances.bookedOn, asOf);
  const newest = executor
    .select()
    .from(balances)
    .where(and(eq(balances.merchantId, merchantId), sql`${balances.currency} = asked.currency`, isThen))
    .orderBy(sql`${balances.bookedOn} desc`)
    .limit(1)
    .as('newest');
  const rows = await executor
    .select(newest._.selectedFields)
    .from(
      sql`(select unnest(${merchants.currencies}) as currency from ${merchants}
           where ${merchants.merchantId} = ${merchantId}) as asked`,
    )
    .innerJoinLateral(newest, sql`true`)
    .orderBy(sql`asked.currency`);
  return rows;
}

/** Where a stretch of rows begins, and how long it is at most. */
interface Stretch<Place> {
  after: Place | null;
  limit: number;
}

/** The open holds, by release date and order id: all of them, or a stretch. */
export async function readOpenHolds(
  executor: Executor,
  merchantId: string,
  stretch?: Stretch<{ releaseOn: CalendarDate; orderId: string }>,
) {
  const after = stretch?.after ?? null;
  const isAfter =
    after === null
      ? undefined
      : sql`(${holds.releaseOn}, ${holds.orderId}) > (${after.releaseOn}::date, ${after.orderId})`;
  const rows = executor
    .select()
    .from(holds)
    .where(and(eq(holds.merchantId, merchantId), gt(holds.amountMinor, sql`0`), isAfter))
    .orderBy(asc(holds.releaseOn), asc(holds.orderId));
  return stretch === undefined ? rows : rows.limit(stretch.limit);
}

/** Every order's state and release date, by order id: of all orders, or of a stretch. */
export async function readOrderStates(executor: Executor, merchantId: string, stretch?: Stretch<string>) {
  const after = stretch?.after ?? null;
  const rows = executor
    .select({ orderId: orders.orderId, state: orders.state, releasedOn: orders.releasedOn })
    .from(orders)
    .where(and(eq(orders.merchantId, merchantId), after === null ? undefined : gt(orders.orderId, after)))
    .orderBy(asc(orders.orderId));
  return stretch === undefined ? rows : rows.limit(stretch.limit);
}

/** The latest assessment. */
export async function readLatestAssessment(executor: Executor, merchantId: string) {
  const [row] = await executor
    .select()
    .from(assessments)
    .where(eq(assessments.merchantId, merchantId))
    .orderBy(sql`${assessments.assessedOn} desc`)
    .limit(1);
  return row ?? null;
}
