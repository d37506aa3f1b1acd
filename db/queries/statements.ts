import { and, asc, eq, gt, gte, lte, type SQL, sql } from 'drizzle-orm';
import type { Amounts, EntryKind } from '../../engine/accounts';
import type { CalendarDate } from '../../engine/calendar';
import { list } from '../bulk';
import type { Executor } from '../client';
import { balances, entries } from '../schema/entries';
import { holdMovements, holds } from '../schema/holds';
import { entryDays } from '../schema/summaries';
import { amountsOf, totalsOf } from './books';

/** What statements and certificates are made of: a merchant's entries and their sums, in one currency. */

/** The first and the last date on which anything was booked; null where nothing was. */
export async function readBookedDates(
  executor: Executor,
  merchantId: string,
  currency: string,
): Promise<{ firstOn: CalendarDate; lastOn: CalendarDate } | null> {
  const [row] = await executor
    .select({
      firstOn: sql<CalendarDate | null>`min(${balances.bookedOn})::text`,
      lastOn: sql<CalendarDate | null>`max(${balances.bookedOn})::text`,
    })
    .from(balances)
    .where(and(eq(balances.merchantId, merchantId), eq(balances.currency, currency)));
  const { firstOn = null, lastOn = null } = row ?? {};
  return firstOn === null || lastOn === null ? null : { firstOn, lastOn };
}

/** The balances at the end of each of the dates; a date before the first entry has none. */
export async function readBalancesOn(
  executor: Executor,
  merchantId: string,
  currency: string,
  dates: CalendarDate[],
): Promise<Map<CalendarDate, Amounts>> {
  const asked = sql`(select unnest(${list(dates, 'date')}) as day) as asked`;
  const newest = executor
    .select()
    .from(balances)
    .where(
      and(
        eq(balances.merchantId, merchantId),
        eq(balances.currency, currency),
        sql`${balances.bookedOn} <= asked.day`,
      ),
    )
    .orderBy(sql`${balances.bookedOn} desc`)
    .limit(1)
    .as('newest');
  const rows = await executor
    .select({ day: sql<CalendarDate>`asked.day::text`, ...newest._.selectedFields })
    .from(asked)
    .innerJoinLateral(newest, sql`true`);
  return new Map(rows.map((row) => [row.day, amountsOf(row)]));
}

/** What the entries of a kind in a month come to: how many, between which places, their sums. */
export interface MonthSum {
  /** `2026-11` */
  month: string;
  kind: EntryKind;
  entries: number;
  firstSeq: bigint;
  lastSeq: bigint;
  amounts: Amounts;
}

/** The sums of the entries booked from one date to another, by month and kind. */
export async function sumEntryMonths(
  executor: Executor,
  merchantId: string,
  currency: string,
  from: CalendarDate,
  to: CalendarDate,
): Promise<MonthSum[]> {
  const month = sql<string>`to_char(${entryDays.bookedOn}, 'YYYY-MM')`;
  const rows = await executor
    .select({
      month: month.as('month'),
      kind: entryDays.kind,
      entries: sql<number>`sum(${entryDays.entries})`.mapWith(Number),
      firstSeq: sql<bigint>`min(${entryDays.firstSeq})`.mapWith(BigInt),
      lastSeq: sql<bigint>`max(${entryDays.lastSeq})`.mapWith(BigInt),
      ...totalsOf(entryDays),
    })
    .from(entryDays)
    .where(
      and(
        eq(entryDays.merchantId, merchantId),
        eq(entryDays.currency, currency),
        gte(entryDays.bookedOn, from),
        lte(entryDays.bookedOn, to),
      ),
    )
    .groupBy(sql`month`, entryDays.kind);
  return rows.map(({ kind, entries: count, firstSeq, lastSeq, ...row }) => ({
    ...{ month: row.month, kind: kind as EntryKind, entries: count, firstSeq, lastSeq },
    amounts: amountsOf(row),
  }));
}

/** The entries of one currency after a place, up to another, in their order. */
export async function readEntriesAfter(
  executor: Executor,
  merchantId: string,
  currency: string,
  after: bigint,
  upTo: bigint,
  limit: number,
) {
  return executor
    .select()
    .from(entries)
    .where(
      and(
        eq(entries.merchantId, merchantId),
        eq(entries.currency, currency),
        gt(entries.entrySeq, after),
        lte(entries.entrySeq, upTo),
      ),
    )
    .orderBy(asc(entries.entrySeq))
    .limit(limit);
}

/** Holds that come back on one date. */
export interface FrozenOn {
  releaseOn: CalendarDate;
  holds: number;
  amountMinor: bigint;
}

/**
 * What was left of the holds of one currency at the end of a past date, by the date on which it then was to come back.
 * It follows every hold that was opened by then.
 */
export async function readFrozenThen(
  executor: Executor,
  merchantId: string,
  currency: string,
  on: CalendarDate,
): Promise<FrozenOn[]> {
  const state = executor
    .selectDistinctOn([holdMovements.orderId], {
      orderId: holdMovements.orderId,
      leftMinor: holdMovements.amountAfterMinor,
      releaseOn: holdMovements.releaseOnAfter,
    })
    .from(holdMovements)
    .where(and(eq(holdMovements.merchantId, merchantId), lte(holdMovements.bookedOn, on)))
    .orderBy(asc(holdMovements.orderId), sql`${holdMovements.movementNo} desc`)
    .as('state');
  const leftMinor: SQL<bigint> = sql`coalesce(${state.leftMinor}, ${holds.frozenMinor})`;
  const releaseOn = sql<CalendarDate>`coalesce(${state.releaseOn}, ${holds.releaseOnAtFirst})::text`;
  return executor
    .select({
      releaseOn: releaseOn.as('due_on'),
      holds: sql<number>`count(*)`.mapWith(Number),
      amountMinor: sql<bigint>`sum(${leftMinor})`.mapWith(BigInt),
    })
    .from(holds)
    .leftJoin(state, eq(state.orderId, holds.orderId))
    .where(
      and(
        eq(holds.merchantId, merchantId),
        eq(holds.currency, currency),
        lte(holds.openedOn, on),
        gt(leftMinor, sql`0`),
      ),
    )
    .groupBy(sql`due_on`)
    .orderBy(sql`due_on`);
}
