import { and, asc, desc, eq, gt, gte, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import type { Amounts, EntryKind } from '../../engine/accounts';
import type { CalendarDate } from '../../engine/calendar';
import type { HoldGroup, WaitingGroup } from '../../engine/release-calendar';
import type { Executor } from '../client';
import { orders } from '../schema/orders';
import {
  entryDays,
  forecasts,
  holdDays,
  NO_DATE,
  releaseMonths,
  transitDays,
  waitingDays,
} from '../schema/summaries';
import { amountsOf, totalsOf } from './books';

/** What a merchant's books add up to by day. */

const known = (date: CalendarDate) => (date === NO_DATE ? null : date);

/**
 * The orders of one currency that wait, grouped by what dates them.
 *
 * @param depositBps what an early release would freeze; null where none will be: then nothing but the sums is read
 */
export async function readWaiting(
  executor: Executor,
  merchantId: string,
  currency: string,
  depositBps: number | null,
): Promise<WaitingGroup[]> {
  const groups = await executor
    .select()
    .from(waitingDays)
    .where(
      and(
        eq(waitingDays.merchantId, merchantId),
        eq(waitingDays.currency, currency),
        gt(waitingDays.orders, 0),
      ),
    );
  const shares = new Map<string, bigint>();
  const keyOf = (shippedOn: string | null, dueOn: string | null, inDispute: number) =>
    `${shippedOn ?? NO_DATE} ${dueOn ?? NO_DATE} ${inDispute}`;
  if (depositBps !== null) {
    // Each order's share is rounded by itself. An enrolled store's orders wait a few days, so these are few.
    const inDispute = sql<number>`(${orders.openDisputes} > 0)::int`;
    const net = sql`(${orders.heldMinor} - div(${orders.heldMinor}::numeric * ${orders.feeBps} + 5000, 10000))`;
    const rows = await executor
      .select({
        shippedOn: orders.shippedOn,
        standardDueOn: orders.standardDueOn,
        inDispute: inDispute.as('in_dispute'),
        shareMinor: sql<bigint>`sum(div(${net} * ${depositBps} + 5000, 10000))`.mapWith(BigInt),
      })
      .from(orders)
      .where(
        and(
          eq(orders.merchantId, merchantId),
          eq(orders.currency, currency),
          eq(orders.state, 'held'),
          isNotNull(orders.shippedOn),
        ),
      )
      .groupBy(orders.shippedOn, orders.standardDueOn, sql`in_dispute`);
    for (const row of rows)
      shares.set(keyOf(row.shippedOn, row.standardDueOn, row.inDispute), row.shareMinor);
  }
  return groups.map((group) => ({
    shippedOn: known(group.shippedOn),
    standardDueOn: known(group.standardDueOn),
    inDispute: group.inDispute === 1,
    orders: group.orders,
    heldMinor: group.heldMinor,
    netMinor: group.netMinor,
    shareMinor: shares.get(keyOf(group.shippedOn, group.standardDueOn, group.inDispute)) ?? 0n,
  }));
}

/** What is left of the open holds of one currency, by the date on which it comes back. */
export async function readHoldDays(
  executor: Executor,
  merchantId: string,
  currency: string,
): Promise<HoldGroup[]> {
  const rows = await executor
    .select()
    .from(holdDays)
    .where(and(eq(holdDays.merchantId, merchantId), eq(holdDays.currency, currency), gt(holdDays.holds, 0)))
    .orderBy(asc(holdDays.releaseOn));
  return rows.map((row) => ({
    releaseOn: row.releaseOn,
    inDispute: row.inDispute === 1,
    holds: row.holds,
    amountMinor: row.amountMinor,
  }));
}

/** The days from shipment to delivery that half of the store's parcels kept within; null where none has arrived. */
export async function readUsualTransit(executor: Executor, merchantId: string): Promise<number | null> {
  const rows = await executor
    .select({ days: transitDays.days, orders: transitDays.orders })
    .from(transitDays)
    .where(and(eq(transitDays.merchantId, merchantId), gt(transitDays.orders, 0)))
    .orderBy(asc(transitDays.days));
  const all = rows.reduce((sum, row) => sum + row.orders, 0);
  let passed = 0;
  for (const { days, orders: parcels } of rows) {
    passed += parcels;
    if (2 * passed >= all) return days;
  }
  return null;
}

/** The entries of a kind on a date: how many, between which places, what they add up to. */
export interface EntryDay {
  bookedOn: CalendarDate;
  kind: EntryKind;
  entries: number;
  firstSeq: bigint;
  lastSeq: bigint;
  amounts: Amounts;
}

/** The sums of one currency's entries on the dates from one to another, in the order of the dates. */
export async function readEntryDays(
  executor: Executor,
  merchantId: string,
  currency: string,
  from: CalendarDate,
  to: CalendarDate,
): Promise<EntryDay[]> {
  const rows = await executor
    .select()
    .from(entryDays)
    .where(
      and(
        eq(entryDays.merchantId, merchantId),
        eq(entryDays.currency, currency),
        gte(entryDays.bookedOn, from),
        lte(entryDays.bookedOn, to),
      ),
    )
    .orderBy(asc(entryDays.bookedOn));
  return rows.map((row) => ({
    bookedOn: row.bookedOn,
    kind: row.kind as EntryKind,
    entries: row.entries,
    firstSeq: row.firstSeq,
    lastSeq: row.lastSeq,
    amounts: amountsOf(row),
  }));
}

/** The sums of one currency's entries by kind, over the dates from one to another; null: from the first on. */
export async function sumEntryDays(
  executor: Executor,
  merchantId: string,
  currency: string,
  from: CalendarDate | null,
  to: CalendarDate,
): Promise<{ kind: EntryKind; entries: number; amounts: Amounts }[]> {
  const rows = await executor
    .select({
      kind: entryDays.kind,
      entries: sql<number>`sum(${entryDays.entries})`.mapWith(Number),
      ...totalsOf(entryDays),
    })
    .from(entryDays)
    .where(
      and(
        eq(entryDays.merchantId, merchantId),
        eq(entryDays.currency, currency),
        from === null ? undefined : gte(entryDays.bookedOn, from),
        lte(entryDays.bookedOn, to),
      ),
    )
    .groupBy(entryDays.kind);
  return rows.map((row) => ({
    kind: row.kind as EntryKind,
    entries: row.entries,
    amounts: amountsOf(row),
  }));
}

/** The kept forecasts of one currency for the dates from one to another. */
export async function readForecasts(
  executor: Executor,
  merchantId: string,
  currency: string,
  from: CalendarDate,
  to: CalendarDate,
) {
  return executor
    .select()
    .from(forecasts)
    .where(
      and(
        eq(forecasts.merchantId, merchantId),
        eq(forecasts.currency, currency),
        gte(forecasts.forOn, from),
        lte(forecasts.forOn, to),
      ),
    )
    .orderBy(desc(forecasts.forOn));
}

/** The releases of one currency by month and rule, newest month first. */
export async function readReleaseMonths(
  executor: Executor,
  merchantId: string,
  currency: string,
  from: CalendarDate,
) {
  return executor
    .select()
    .from(releaseMonths)
    .where(
      and(
        eq(releaseMonths.merchantId, merchantId),
        eq(releaseMonths.currency, currency),
        gte(releaseMonths.month, from),
        gt(releaseMonths.orders, 0),
        inArray(releaseMonths.state, ['released_early', 'released_standard', 'released_closure']),
      ),
    )
    .orderBy(desc(releaseMonths.month));
}
