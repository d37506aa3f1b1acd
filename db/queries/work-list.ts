import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm';
import type { CalendarDate } from '../../engine/calendar';
import type { WorkReason } from '../../engine/work-list';
import { list } from '../bulk';
import type { Executor } from '../client';
import { merchants } from '../schema/merchants';
import { workList, workMoney } from '../schema/work-list';
import { type AssessmentFilter, isWanted, type MerchantRow } from './assessments';

/** The work list: stores with a reason to look at them, those first where the most money is at stake. */

export interface WorkFilter extends AssessmentFilter {
  reason: WorkReason | null;
}

type WorkRow = typeof workList.$inferSelect;

/** A place in the list: right after a store, or right before it. */
export interface WorkPlace {
  side: 'after' | 'before';
  atStakeMinor: bigint;
  merchantId: string;
}

const AT_STAKE = sql`coalesce(${workMoney.atStakeMinor}, 0)`;

/** Whether the filter asks anything of the stores' own rows: if not, they are left alone. */
function asksOfStores({ reason: _, ...filter }: WorkFilter): boolean {
  return Object.values(filter).some((value) => value !== null && value !== false);
}

/** The listed stores that the filter leaves, as a part of a query. */
function listed(
  filter: WorkFilter,
  further: SQL | undefined = undefined,
): { from: SQL; where: SQL | undefined } {
  const { reason, ...ofStore } = filter;
  const isAsked = asksOfStores(filter);
  return {
    from: isAsked
      ? sql`${workList} join ${merchants} on ${merchants.merchantId} = ${workList.merchantId}`
      : sql`${workList}`,
    where: and(
      sql`cardinality(${workList.reasons}) > 0`,
      reason === null ? undefined : sql`${reason} = any(${workList.reasons})`,
      isAsked ? isWanted(ofStore) : undefined,
      further,
    ),
  };
}

/** The stores of a page, from a place on. Those before a place come nearest first. */
export async function listWork(
  executor: Executor,
  filter: WorkFilter,
  currency: string,
  place: WorkPlace | null,
  limit: number,
): Promise<{ merchant: MerchantRow; work: WorkRow; atStakeMinor: bigint }[]> {
  const isBackward = place?.side === 'before';
  const [further, tie] = isBackward ? [sql.raw('>'), sql.raw('<')] : [sql.raw('<'), sql.raw('>')];
  const isBeyond =
    place === null
      ? undefined
      : sql`(${AT_STAKE} ${further} ${place.atStakeMinor} or (${AT_STAKE} = ${place.atStakeMinor}
          and ${workList.merchantId} ${tie} ${place.merchantId}))`;
  const { from, where } = listed(filter, isBeyond);
  const order = isBackward
    ? sql`${AT_STAKE} asc, ${workList.merchantId} desc`
    : sql`${AT_STAKE} desc, ${workList.merchantId} asc`;
  // Found by what is narrow, and read afterwards.
  const { rows: found } = await executor.execute<{ merchant_id: string; at_stake: bigint }>(sql`
    select ${workList.merchantId} as merchant_id, ${AT_STAKE} as at_stake from ${from}
    left join ${workMoney} on ${workMoney.merchantId} = ${workList.merchantId} and ${workMoney.currency} = ${currency}
    where ${where} order by ${order} limit ${limit}`);
  const ids = found.map((row) => row.merchant_id);
  if (ids.length === 0) return [];
  const rows = await executor
    .select({ merchant: merchants, work: workList })
    .from(workList)
    .innerJoin(merchants, eq(merchants.merchantId, workList.merchantId))
    .where(sql`${workList.merchantId} = any(${list(ids, 'text')})`);
  const byId = new Map(rows.map((row) => [row.merchant.merchantId, row]));
  return found.flatMap(({ merchant_id, at_stake }) => {
    const row = byId.get(merchant_id);
    return row === undefined ? [] : [{ ...row, atStakeMinor: BigInt(at_stake) }];
  });
}

/** How many stores there are for each reason, and with any, whichever reason the filter names. */
export async function countWork(
  executor: Executor,
  filter: WorkFilter,
): Promise<{ byReason: Map<WorkReason, number>; any: number }> {
  const { from, where } = listed({ ...filter, reason: null });
  // Stores have few sets of reasons: each is counted once, and parted afterwards.
  const { rows } = await executor.execute<{ reasons: WorkReason[]; count: bigint }>(sql`
    select ${workList.reasons} as reasons, count(*) as count from ${from} where ${where} group by ${workList.reasons}`);
  const byReason = new Map<WorkReason, number>();
  let any = 0;
  for (const { reasons, count } of rows) {
    any += Number(count);
    for (const reason of reasons) byReason.set(reason, (byReason.get(reason) ?? 0) + Number(count));
  }
  return { byReason, any };
}

/** The currencies of stores with a reason to look at them, those first in which the most have something at stake. */
export async function listWorkCurrencies(
  executor: Executor,
): Promise<{ currency: string; stores: number }[]> {
  const { rows } = await executor.execute<{ currency: string; stores: bigint }>(sql`
    select currency, count(*) filter (where at_stake_minor > 0) as stores from ${workMoney}
    join ${workList} using (merchant_id) where cardinality(reasons) > 0
    group by currency order by stores desc, currency`);
  return rows.map((row) => ({ currency: row.currency, stores: Number(row.stores) }));
}

/** What is at stake at stores, in all their currencies. */
export async function readWorkMoney(executor: Executor, merchantIds: string[]) {
  if (merchantIds.length === 0) return [];
  return executor
    .select()
    .from(workMoney)
    .where(sql`${workMoney.merchantId} = any(${list(merchantIds, 'text')})`)
    .orderBy(workMoney.merchantId, sql`${workMoney.atStakeMinor} desc`, workMoney.currency);
}

/** How many stores the list is out of date on: their books have changed since, or the day. */
export async function countUnreckoned(executor: Executor, on: CalendarDate): Promise<number> {
  const [row] = await executor
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(merchants)
    .leftJoin(workList, eq(workList.merchantId, merchants.merchantId))
    .where(
      and(
        isNotNull(merchants.openedOn),
        sql`(${workList.lockCount}, ${workList.reckonedOn}) is distinct from (${merchants.lockCount}, ${on}::date)`,
      ),
    );
  return row?.count ?? 0;
}

/** Takes the money of stores out of the list, before it is put in anew. */
export async function deleteWorkMoney(executor: Executor, merchantIds: string[]): Promise<void> {
  await executor.delete(workMoney).where(sql`${workMoney.merchantId} = any(${list(merchantIds, 'text')})`);
}

/** Up to so many merchants, after one, whose row of the list is up to date with their books and with the day. */
export async function findReckoned(executor: Executor, on: CalendarDate, after: string, limit: number) {
  const { rows } = await executor.execute<{ merchant_id: string }>(sql`
    select ${merchants.merchantId} as merchant_id from ${merchants}
    join ${workList} on ${workList.merchantId} = ${merchants.merchantId}
      and ${workList.lockCount} = ${merchants.lockCount} and ${workList.reckonedOn} = ${on}
    where ${merchants.merchantId} > ${after} order by ${merchants.merchantId} limit ${limit}`);
  return rows.map((row) => row.merchant_id);
}

/** The list's rows of these merchants, as they are kept. */
export async function readWorkRows(executor: Executor, merchantIds: string[]) {
  return executor
    .select()
    .from(workList)
    .where(sql`${workList.merchantId} = any(${list(merchantIds, 'text')})`)
    .orderBy(workList.merchantId);
}
