import { and, asc, desc, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { balances, entries } from '../schema/entries';
import { facts } from '../schema/facts';
import { holds } from '../schema/holds';
import { orders, refunds } from '../schema/orders';
import { isUntoldCorrection } from './notices';

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

/** What the marketplace credited and what it charged, by day and currency. */
export async function sumAdjustments(executor: Executor, merchantId: string, after: bigint, upTo: bigint) {
  const isCredit = sql<boolean>`${entries.clearing} < 0`;
  return executor
    .select({
      bookedOn: entries.bookedOn,
      currency: entries.currency,
      adjustments: sql<number>`count(*)`.mapWith(Number),
      amountMinor: sql<bigint>`-sum(${entries.clearing})`.mapWith(BigInt),
      recoveredMinor: SUM(entries.receivable),
      lastSeq: sql<bigint>`max(${entries.entrySeq})`.mapWith(BigInt),
    })
    .from(entries)
    .where(and(among(merchantId, after, upTo), eq(entries.kind, 'adjustment')))
    .groupBy(entries.bookedOn, entries.currency, isCredit)
    .orderBy(asc(entries.bookedOn), asc(entries.currency));
}

/** Each write-off, with what was still owed in its currency at the end of its day. */
export async function readWriteOffs(executor: Executor, merchantId: string, after: bigint, upTo: bigint) {
  return executor
    .select({
      bookedOn: entries.bookedOn,
      currency: entries.currency,
      amountMinor: entries.receivable,
      entrySeq: entries.entrySeq,
      owedMinor: sql<bigint>`-${balances.receivable}`.mapWith(BigInt),
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
    .where(and(among(merchantId, after, upTo), eq(entries.kind, 'write_off')))
    .orderBy(asc(entries.entrySeq));
}

/** The corrections of a merchant's orders that it was not told of, in their order. */
export async function readUntoldCorrections(executor: Executor, merchantId: string) {
  return executor
    .select({
      factSeq: facts.factSeq,
      orderId: sql<string>`${facts.orderId}`,
      effectiveOn: facts.effectiveOn,
      openOn: facts.openOn,
      state: orders.state,
      wasReleased: sql<boolean>`coalesce((select ${entries.recordedAt} < ${facts.recordedAt} from ${entries}
        where ${entries.merchantId} = ${orders.merchantId} and ${entries.entrySeq} = ${orders.releaseEntrySeq}), false)`,
    })
    .from(facts)
    .innerJoin(orders, and(eq(orders.merchantId, facts.merchantId), eq(orders.orderId, facts.orderId)))
    .where(and(eq(facts.merchantId, merchantId), isUntoldCorrection))
    .orderBy(asc(facts.factSeq));
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
