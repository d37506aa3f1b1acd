import { and, asc, eq, gt, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { addDays, type CalendarDate } from '../../engine/calendar';
import { tierNamed } from '../../engine/policy';
import type { Prospect } from '../../engine/release-calendar';
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
 * no receipt is known, by how long parcels usually take. The same reading as the engine's `expectRelease`.
 */
function expectedOn(prospect: Prospect, on: CalendarDate): SQL | undefined {
  const { policy, nextRunOn, enrolment } = prospect;
  const isNext = on === nextRunOn;
  if (enrolment === 'closed')
    return isDueOn(orders.shippedOn, addDays(on, -policy.closure.release_days_after_shipment), isNext);
  const tier = enrolment === 'enrolled' ? tierNamed(policy, prospect.tier) : null;
  if (tier !== null) {
    const shippedBy = addDays(on, -tier.release_after_days);
    // Whichever comes first: the other must not have come before.
    return or(
      and(
        isDueOn(orders.shippedOn, shippedBy, isNext),
        isNext ? undefined : or(isNull(orders.standardDueOn), sql`${orders.standardDueOn} >= ${on}`),
      ),
      and(
        isNotNull(orders.standardDueOn),
        isDueOn(orders.standardDueOn, on, isNext),
        gt(orders.shippedOn, shippedBy),
      ),
    );
  }
  const byReceipt = and(isNotNull(orders.standardDueOn), isDueOn(orders.standardDueOn, on, isNext));
  if (prospect.usualTransitDays === null) return byReceipt;
  const { auto_confirm_days, return_window_days } = policy.standard_release;
  const arrivesOn = addDays(on, -auto_confirm_days - return_window_days);
  if (arrivesOn < nextRunOn) return byReceipt;
  const shippedOn = addDays(arrivesOn, -prospect.usualTransitDays);
  return or(
    byReceipt,
    and(isNull(orders.standardDueOn), isDueOn(orders.shippedOn, shippedOn, arrivesOn === nextRunOn)),
  );
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
  return executor
    .select()
    .from(orders)
    .where(
      and(
        eq(orders.merchantId, merchantId),
        eq(orders.currency, currency),
        eq(orders.state, 'held'),
        isNotNull(orders.shippedOn),
        expectedOn(prospect, on),
        after === null ? undefined : gt(orders.orderId, after),
      ),
    )
    .orderBy(asc(orders.orderId))
    .limit(limit);
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
  return executor
    .select({ hold: holds, openDisputes: orders.openDisputes })
    .from(holds)
    .innerJoin(orders, and(eq(orders.merchantId, holds.merchantId), eq(orders.orderId, holds.orderId)))
    .where(
      and(
        eq(holds.merchantId, merchantId),
        eq(holds.currency, currency),
        gt(holds.amountMinor, sql`0`),
        isNext ? lte(holds.releaseOn, on) : eq(holds.releaseOn, on),
        after === null ? undefined : gt(holds.orderId, after),
      ),
    )
    .orderBy(asc(holds.orderId))
    .limit(limit);
}
