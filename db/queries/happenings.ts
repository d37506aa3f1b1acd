import { and, asc, desc, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { balances, entries } from '../schema/entries';
import { holds } from '../schema/holds';
import { refunds } from '../schema/orders';

/** What in a stretch of a merchant's entries its sellers are told of. */

const among = (merchantId: string, after: bigint, upTo: bigint) =>
  and(eq(entries.merchantId, merchantId), gt(entries.entrySeq, after), lte(entries.entrySeq, upTo));

const SUM = (column: (typeof entries)['deposit' | 'receivable']) =>
  sql<bigint>`sum(${column})`.mapWith(BigInt);

/** Each deduction, with the refund's reason. */
export async function readDeductions(executor: Executor, merchantId: string, after: bigint, upTo: bigint) {
  return executor
    .select({ entry: entries, reason: refunds.reason })
    .from(entries)
    .leftJoin(
      refunds,
      and(
        eq(refunds.merchantId, entries.merchantId),
        eq(refunds.orderId, entries.orderId),
        eq(refunds.entrySeq, entries.entrySeq),
      ),
    )
    .where(and(among(merchantId, after, upTo), eq(entries.kind, 'deduction')))
    .orderBy(asc(entries.entrySeq));
}

/** What came to be owed, by day and currency, with all that was owed at the end of that day. */
export async function sumNewDebts(executor: Executor, merchantId: string, after: bigint, upTo: bigint) {
  return executor
    .select({
      bookedOn: entries.bookedOn,
      currency: entries.currency,
      entries: sql<number>`count(*)`.mapWith(Number),
      grownMinor: SUM(entries.receivable),
      lastSeq: sql<bigint>`max(${entries.entrySeq})`.mapWith(BigInt),
      orderId: sql<string | null>`min(${entries.orderId})`,
      owedMinor: sql<bigint>`-min(${balances.receivable})`.mapWith(BigInt),
    })
    .from(entries)
    .innerJoin(
      balances,
      and(
        eq(balances.merchantId, entries.merchantId),
        eq(balances.currency, entries.currency),
        eq(balances.bookedOn, entries.bookedOn),
      ),
    )
    .where(and(among(merchantId, after, upTo), sql`${entries.receivable} < 0`))
    .groupBy(entries.bookedOn, entries.currency)
    .orderBy(asc(entries.bookedOn), asc(entries.currency));
}

/** What came back of the deposit, by day and currency. */
export async function sumHoldsReleased(executor: Executor, merchantId: string, after: bigint, upTo: bigint) {
  return executor
    .select({
      bookedOn: entries.bookedOn,
      currency: entries.currency,
      holds: sql<number>`count(*)`.mapWith(Number),
      amountMinor: SUM(entries.deposit),
      recoveredMinor: SUM(entries.receivable),
      lastSeq: sql<bigint>`max(${entries.entrySeq})`.mapWith(BigInt),
      orderId: sql<string | null>`min(${entries.orderId})`,
    })
    .from(entries)
    .where(and(among(merchantId, after, upTo), inArray(entries.kind, ['hold_release', 'hold_freed'])))
    .groupBy(entries.bookedOn, entries.currency)
    .orderBy(asc(entries.bookedOn), asc(entries.currency));
}

/** The booking date of the entry at a place. */
export async function bookingDateAt(executor: Executor, merchantId: string, place: bigint) {
  const [row] = await executor
    .select({ bookedOn: entries.bookedOn })
    .from(entries)
    .where(and(eq(entries.merchantId, merchantId), eq(entries.entrySeq, place)));
  return row?.bookedOn ?? null;
}

/** The date on which the last of what is frozen comes back; null where nothing is. */
export async function lastHoldRelease(executor: Executor, merchantId: string) {
  const [row] = await executor
    .select({ releaseOn: holds.releaseOn })
    .from(holds)
    .where(and(eq(holds.merchantId, merchantId), gt(holds.amountMinor, sql`0`)))
    .orderBy(desc(holds.releaseOn))
    .limit(1);
  return row?.releaseOn ?? null;
}
