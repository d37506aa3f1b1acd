import { and, asc, eq, gte, lt, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { addDays, type CalendarDate } from '../../engine/calendar';
import type { DailyCount } from '../../engine/records';
import { list } from '../bulk';
import type { Executor } from '../client';
import { dailyCounts } from '../schema/assessments';
import { orders } from '../schema/orders';

/** What a store's standing is counted from. */

/**
 * The daily counts of the cohorts in [from, on), in their order. What is known by the day before is one row a cohort,
 * however many days it was spread over.
 */
export async function readCohortDays(
  executor: Executor,
  merchantId: string,
  from: CalendarDate,
  on: CalendarDate,
): Promise<DailyCount[]> {
  const eventOn = sql<CalendarDate>`greatest(${dailyCounts.eventOn}, ${addDays(on, -1)}::date)::text`;
  const total = (column: PgColumn) => sql<number>`sum(${column})`.mapWith(Number);
  return executor
    .select({
      cohortOn: dailyCounts.cohortOn,
      eventOn: eventOn.as('known_on'),
      shipped: total(dailyCounts.shipped),
      late: total(dailyCounts.late),
      disputed: total(dailyCounts.disputed),
      refunded: total(dailyCounts.refunded),
      feedback: total(dailyCounts.feedback),
      positive: total(dailyCounts.positive),
    })
    .from(dailyCounts)
    .where(
      and(
        eq(dailyCounts.merchantId, merchantId),
        gte(dailyCounts.cohortOn, from),
        lt(dailyCounts.cohortOn, on),
      ),
    )
    .groupBy(dailyCounts.cohortOn, sql`known_on`)
    .orderBy(asc(dailyCounts.cohortOn), sql`known_on`);
}

/** An order that counts against its store, and by what. */
export interface OrderAgainst {
  shippedOn: CalendarDate;
  orderId: string;
  isDisputed: boolean;
  isRefunded: boolean;
  isLate: boolean;
}

/** The first orders of each shipment date that count against the store, by order id. */
export async function readOrdersAgainst(
  executor: Executor,
  merchantId: string,
  shippedOn: CalendarDate[],
  ordersPerDay: number,
): Promise<OrderAgainst[]> {
  if (shippedOn.length === 0) return [];
  const isLate = sql<boolean>`coalesce(${orders.shippedOn} > ${orders.shipByOn}, false)`;
  const first = executor
    .select({
      orderId: orders.orderId,
      isDisputed: sql<boolean>`${orders.firstDisputeOn} is not null`.as('is_disputed'),
      isRefunded: sql<boolean>`${orders.firstBorneRefundOn} is not null`.as('is_refunded'),
      isLate: isLate.as('is_late'),
    })
    .from(orders)
    .where(
      and(
        eq(orders.merchantId, merchantId),
        sql`${orders.shippedOn} = asked.shipped_on and ${orders.shippedOn} is not null
          and (${orders.firstDisputeOn} is not null or ${orders.firstBorneRefundOn} is not null
            or ${orders.shippedOn} > ${orders.shipByOn})`,
      ),
    )
    .orderBy(asc(orders.orderId))
    .limit(ordersPerDay)
    .as('first_orders');
  return executor
    .select({ shippedOn: sql<CalendarDate>`asked.shipped_on::text`, ...first._.selectedFields })
    .from(sql`unnest(${list(shippedOn, 'date')}) as asked (shipped_on)`)
    .innerJoinLateral(first, sql`true`)
    .orderBy(sql`asked.shipped_on`, sql`${first.orderId} collate "C"`);
}
