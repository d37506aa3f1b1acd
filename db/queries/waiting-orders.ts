import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { CalendarDate } from '../../engine/calendar';
import type { Executor } from '../client';
import { orders } from '../schema/orders';

/** The earliest shipment and the earliest receipt due date of the orders in one currency that wait for release. */
export async function readFirstWaiting(
  executor: Executor,
  merchantId: string,
  currency: string,
): Promise<{ shippedOn: CalendarDate | null; standardDueOn: CalendarDate | null }> {
  const first = async (column: typeof orders.shippedOn | typeof orders.standardDueOn) => {
    const [row] = await executor
      .select({ on: column })
      .from(orders)
      .where(
        and(
          eq(orders.merchantId, merchantId),
          eq(orders.currency, currency),
          eq(orders.state, 'held'),
          eq(orders.openDisputes, 0),
          isNotNull(orders.shippedOn),
          isNotNull(column),
        ),
      )
      .orderBy(asc(column))
      .limit(1);
    return row?.on ?? null;
  };
  return { shippedOn: await first(orders.shippedOn), standardDueOn: await first(orders.standardDueOn) };
}
