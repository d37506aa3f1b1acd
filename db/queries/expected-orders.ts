import { and, asc, eq, gt, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { addDays, type CalendarDate } from '../../engine/calendar';
import { tierNamed } from '../../engine/policy';
import type { Prospect } from '../../engine/release-calendar';
import { list } from '../bulk';
import type { Executor } from '../client';
import { holds } from '../schema/holds';
import { orders } from '../schema/orders';

/** What one coming date is expected to bring, order by order and hold by hold. */

/** On the date of the next run everything that is overdue counts as well. */
function isDueOn(column: PgColumn, due: CalendarDate, isNext: boolean): SQL {
  return isNext ? sql`${column} <= ${due}` : sql`${column} = ${due}`;
}

/**
 * Which of the waiting orders are expected on a date: by shipment (closure, or the tier's days), by receipt, or, where
 * no receipt is known, by how long parcels usually take: each a condition that one of the indexes answers. The same
 * reading as the engine's `expectRelease`.
 */
function conditionsOn(prospect: Prospect, on: CalendarDate): (SQL | undefined)[] {
  const { policy, nextRunOn, enrolment } = prospect;
  const isNext = on === nextRunOn;
  const byReceipt = and(isNotNull(orders.standardDueOn), isDueOn(orders.standardDueOn, on, isNext));
  if (enrolment === 'closed') {
    const shippedBy = addDays(on, -policy.closure.release_days_after_shipment);
    return [isDueOn(orders.shippedOn, shippedBy, isNext)];
  }
  const tier = enrolment === 'enrolled' ? tierNamed(policy, prospect.tier) : null;
  if (tier !== null) {
    const shippedBy = addDays(on, -tier.release_after_days);
    // Whichever comes first: the other must not have come before.
    const notBefore = or(isNull(orders.standardDueOn), sql`${orders.standardDueOn} >= ${on}`);
    return [
      and(isDueOn(orders.shippedOn, shippedBy, isNext), isNext ? undefined : notBefore),
      and(byReceipt, gt(orders.shippedOn, shippedBy)),
    ];
  }
  if (prospect.usualTransitDays === null) return [byReceipt];
  const { auto_confirm_days, return_window_days } = policy.standard_release;
  const arrivesOn = addDays(on, -auto_confirm_days - return_window_days);
  if (arrivesOn < nextRunOn) return [byReceipt];
  const shippedOn = addDays(arrivesOn, -prospect.usualTransitDays);
  return [
    byReceipt,
    and(isNull(orders.standardDueOn), isDueOn(orders.shippedOn, shippedOn, arrivesOn === nextRunOn)),
  ];
}

/** The orders that are expected on the date, by id, after one where a page begins. */
export async function readExpectedOrders(
  executor: Executor,
  merchantId: string,
  currency: string,
  prospect: Prospect,
  on: CalendarDate,
  after: string | null,
  limit: number,
) {
  const waits = and(
    eq(orders.merchantId, merchantId),
    eq(orders.currency, currency),
    eq(orders.state, 'held'),
    isNotNull(orders.shippedOn),
    after === null ? undefined : gt(orders.orderId, after),
  );
  const free = conditionsOn(prospect, on).map(
    (condition) =>
      sql`select order_id from ${orders} where ${and(waits, eq(orders.openDisputes, 0), condition)}`,
  );
  const inDispute = conditionsOn(prospect, on).map(
    (condition) =>
      sql`select order_id from ${orders} where ${and(waits, gt(orders.openDisputes, 0), condition)}`,
  );
  // Found first and put in order then: along the order of ids, one would look through all orders there are.
  const { rows } = await executor.execute<{ order_id: string }>(sql`
    with found as materialized (${sql.join([...free, ...inDispute], sql` union all `)})
    select order_id from found order by order_id limit ${limit}`);
  if (rows.length === 0) return [];
  return executor
    .select()
    .from(orders)
    .where(
      and(
        eq(orders.merchantId, merchantId),
        sql`${orders.orderId} = any(${list(
          rows.map((row) => row.order_id),
          'text',
        )})`,
      ),
    )
    .orderBy(asc(orders.orderId));
}

/** The holds that come back on the date, by order id, after one where a page begins. */
export async function readReturningHolds(
  executor: Executor,
  merchantId: string,
  currency: string,
  on: CalendarDate,
  isNext: boolean,
  after: string | null,
  limit: number,
) {
  const { rows } = await executor.execute<{ order_id: string }>(sql`
    with found as materialized (
      select order_id from ${holds}
      where ${and(
        eq(holds.merchantId, merchantId),
        eq(holds.currency, currency),
        gt(holds.amountMinor, sql`0`),
        isNext ? lte(holds.releaseOn, on) : eq(holds.releaseOn, on),
        after === null ? undefined : gt(holds.orderId, after),
      )}
    )
    select order_id from found order by order_id limit ${limit}`);
  if (rows.length === 0) return [];
  return executor
    .select({ hold: holds, openDisputes: orders.openDisputes })
    .from(holds)
    .innerJoin(orders, and(eq(orders.merchantId, holds.merchantId), eq(orders.orderId, holds.orderId)))
    .where(
      and(
        eq(holds.merchantId, merchantId),
        sql`${holds.orderId} = any(${list(
          rows.map((row) => row.order_id),
          'text',
        )})`,
      ),
    )
    .orderBy(asc(holds.orderId));
}
