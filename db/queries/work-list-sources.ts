import { and, eq, gt, gte, isNull, lte, sql } from 'drizzle-orm';
import type { CalendarDate } from '../../engine/calendar';
import { list } from '../bulk';
import type { Executor } from '../client';
import { assessments } from '../schema/assessments';
import { enrolmentChanges, merchants } from '../schema/merchants';
import { disputes, orders } from '../schema/orders';
import { holdDays } from '../schema/summaries';
import type { AssessmentRow } from './assessments';

/** What the work list is reckoned from, of a set of merchants at a time. */

/** The two newest assessments of each merchant, newest first. */
export async function loadLastAssessments(
  executor: Executor,
  merchantIds: string[],
): Promise<Map<string, AssessmentRow[]>> {
  const found = new Map<string, AssessmentRow[]>();
  if (merchantIds.length === 0) return found;
  const newest = executor
    .select()
    .from(assessments)
    .where(sql`${assessments.merchantId} = asked.merchant_id`)
    .orderBy(sql`${assessments.assessedOn} desc`)
    .limit(2)
    .as('newest');
  const rows = await executor
    .select(newest._.selectedFields)
    .from(sql`unnest(${list(merchantIds, 'text')}) as asked (merchant_id)`)
    .innerJoinLateral(newest, sql`true`);
  for (const row of rows) {
    const ofMerchant = found.get(row.merchantId) ?? [];
    found.set(row.merchantId, ofMerchant);
    ofMerchant.push(row);
  }
  for (const ofMerchant of found.values()) ofMerchant.sort((a, b) => (a.assessedOn < b.assessedOn ? 1 : -1));
  return found;
}

/** When each merchant's tier last changed from one to another, where that was on the date or after it. */
export async function loadTierChanges(
  executor: Executor,
  merchantIds: string[],
  from: CalendarDate,
): Promise<Map<string, CalendarDate>> {
  const rows = await executor
    .select({
      merchantId: enrolmentChanges.merchantId,
      changedOn: sql<CalendarDate>`max(${enrolmentChanges.changedOn})`,
    })
    .from(enrolmentChanges)
    .where(
      and(
        sql`${enrolmentChanges.merchantId} = any(${list(merchantIds, 'text')})`,
        eq(enrolmentChanges.kind, 'tier_changed'),
        gte(enrolmentChanges.changedOn, from),
      ),
    )
    .groupBy(enrolmentChanges.merchantId);
  return new Map(rows.map((row) => [row.merchantId, row.changedOn]));
}

/** The disputes that were opened by a date and are open, with what is left of their orders; by merchant and currency. */
export async function loadLongDisputes(executor: Executor, merchantIds: string[], openedBy: CalendarDate) {
  if (merchantIds.length === 0) return [];
  const oldest = executor
    .select({
      disputes: sql<number>`count(*)`.mapWith(Number).as('disputes'),
      oldestOn: sql<CalendarDate>`min(${disputes.openedOn})`.as('oldest_on'),
    })
    .from(disputes)
    .where(
      and(
        sql`${disputes.merchantId} = ${orders.merchantId} and ${disputes.orderId} = ${orders.orderId}`,
        isNull(disputes.closedOn),
        lte(disputes.openedOn, openedBy),
      ),
    )
    .as('open');
  return executor
    .select({
      merchantId: orders.merchantId,
      currency: orders.currency,
      disputes: sql<number>`sum(${oldest.disputes})`.mapWith(Number),
      oldestOn: sql<CalendarDate>`min(${oldest.oldestOn})`,
      disputedMinor: sql<bigint>`sum(${orders.amountMinor} - ${orders.refundedMinor})`.mapWith(BigInt),
    })
    .from(orders)
    .innerJoinLateral(oldest, gt(oldest.disputes, 0))
    .where(
      and(sql`${orders.merchantId} = any(${list(merchantIds, 'text')})`, gt(orders.openDisputes, sql`0`)),
    )
    .groupBy(orders.merchantId, orders.currency);
}

/** What is still frozen although it was to come back by the date; by merchant and currency. */
export async function loadLateDeposits(executor: Executor, merchantIds: string[], on: CalendarDate) {
  return executor
    .select({
      merchantId: holdDays.merchantId,
      currency: holdDays.currency,
      lateMinor: sql<bigint>`sum(${holdDays.amountMinor})`.mapWith(BigInt),
    })
    .from(holdDays)
    .where(
      and(
        sql`${holdDays.merchantId} = any(${list(merchantIds, 'text')})`,
        gt(holdDays.holds, sql`0`),
        lte(holdDays.releaseOn, on),
      ),
    )
    .groupBy(holdDays.merchantId, holdDays.currency);
}

/** The merchants, after one, whose row of the work list speaks of another state of their books, or of another day; by id. */
export async function findUnreckoned(
  executor: Executor,
  on: CalendarDate,
  after: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await executor.execute<{ merchant_id: string }>(sql`
    select ${merchants.merchantId} as merchant_id from ${merchants}
    left join work_list on work_list.merchant_id = ${merchants.merchantId}
    where ${merchants.merchantId} > ${after} and ${merchants.openedOn} is not null
      and (work_list.lock_count, work_list.reckoned_on) is distinct from (${merchants.lockCount}, ${on}::date)
    order by ${merchants.merchantId} limit ${limit}`);
  return rows.map((row) => row.merchant_id);
}
