import { and, asc, eq, sql } from 'drizzle-orm';
import type { Amounts } from '../../engine/accounts';
import type { CalendarDate } from '../../engine/calendar';
import type { Executor } from '../client';
import { entries } from '../schema/entries';
import { facts } from '../schema/facts';
import { holdMovements, holds } from '../schema/holds';
import { orders, refunds } from '../schema/orders';
import { amountsOf, totalsOf } from './books';

/** What stands behind one entry. */

export async function readEntry(executor: Executor, merchantId: string, entrySeq: bigint) {
  const [row] = await executor
    .select()
    .from(entries)
    .where(and(eq(entries.merchantId, merchantId), eq(entries.entrySeq, entrySeq)));
  return row ?? null;
}

/** What the entries of one currency on a date, up to a place among them, add up to. */
export async function sumDayUpTo(
  executor: Executor,
  merchantId: string,
  currency: string,
  bookedOn: CalendarDate,
  firstSeq: bigint,
  upTo: bigint,
): Promise<Amounts> {
  const [row] = await executor
    .select({
      ...totalsOf(entries),
    })
    .from(entries)
    .where(
      and(
        eq(entries.merchantId, merchantId),
        eq(entries.currency, currency),
        eq(entries.bookedOn, bookedOn),
        sql`${entries.entrySeq} between ${firstSeq} and ${upTo}`,
      ),
    );
  if (row === undefined) throw new Error('a sum has no row');
  return amountsOf(row);
}

export async function readFact(executor: Executor, merchantId: string, factSeq: bigint) {
  const [row] = await executor
    .select()
    .from(facts)
    .where(and(eq(facts.merchantId, merchantId), eq(facts.factSeq, factSeq)));
  return row ?? null;
}

/** The facts of an order that were recorded by the time of an entry, first the first: those that it had to go by. */
export async function readFactsBy(
  executor: Executor,
  merchantId: string,
  orderId: string,
  entrySeq: bigint,
  limit: number,
) {
  return executor
    .select()
    .from(facts)
    .where(
      and(
        eq(facts.merchantId, merchantId),
        eq(facts.orderId, orderId),
        sql`${facts.recordedAt} <= (select e.recorded_at from ${entries} e
          where e.merchant_id = ${merchantId} and e.entry_seq = ${entrySeq})`,
      ),
    )
    .orderBy(asc(facts.factSeq))
    .limit(limit);
}

export async function readRefundOf(
  executor: Executor,
  merchantId: string,
  orderId: string,
  entrySeq: bigint,
) {
  const [row] = await executor
    .select()
    .from(refunds)
    .where(
      and(eq(refunds.merchantId, merchantId), eq(refunds.orderId, orderId), eq(refunds.entrySeq, entrySeq)),
    );
  return row ?? null;
}

/** What an entry took from which holds, and what it left of them. */
export async function readSlicesOf(executor: Executor, merchantId: string, entrySeq: bigint) {
  return executor
    .select({
      orderId: holdMovements.orderId,
      amountMinor: holdMovements.amountMinor,
      leftMinor: holdMovements.amountAfterMinor,
    })
    .from(holdMovements)
    .where(
      and(
        eq(holdMovements.merchantId, merchantId),
        eq(holdMovements.entrySeq, entrySeq),
        eq(holdMovements.kind, 'deducted'),
      ),
    )
    .orderBy(asc(holdMovements.releaseOnAfter), asc(holdMovements.orderId));
}

/** An order with its hold, as they are now. */
export async function readOrderWithHold(executor: Executor, merchantId: string, orderId: string) {
  const [row] = await executor
    .select({ order: orders, hold: holds })
    .from(orders)
    .leftJoin(holds, and(eq(holds.merchantId, orders.merchantId), eq(holds.orderId, orders.orderId)))
    .where(and(eq(orders.merchantId, merchantId), eq(orders.orderId, orderId)));
  return row ?? null;
}
