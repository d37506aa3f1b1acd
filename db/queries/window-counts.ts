import { sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { CalendarDate } from '../../engine/calendar';
import type { CountedEvent, Merchant } from '../../engine/records';
import { NO_COUNTS, type WindowCounts } from '../../engine/scorecard';
import { countsBefore, daysToMove, moveWindow } from '../../engine/window';
import { list, unnested } from '../bulk';
import type { Executor } from '../client';
import { dailyCounts } from '../schema/assessments';

/** What assessments count (rules.md, section 5). */

/**
 * What a window adds up to for each merchant, day by day: the cohort [from, on), with what happened before `on`
 * (section 5).
 */
export async function loadWindowCounts(
  executor: Executor,
  merchantIds: string[],
  from: CalendarDate,
  on: CalendarDate,
): Promise<Map<string, WindowCounts>> {
  const counts = new Map<string, WindowCounts>();
  if (merchantIds.length === 0) return counts;
  const total = (column: PgColumn) => sql<number>`sum(${column})`.mapWith(Number);
  const rows = await executor
    .select({
      merchantId: dailyCounts.merchantId,
      orders: total(dailyCounts.shipped),
      disputed: total(dailyCounts.disputed),
      refunded: total(dailyCounts.refunded),
      late: total(dailyCounts.late),
      feedback: total(dailyCounts.feedback),
      positive: total(dailyCounts.positive),
    })
    .from(dailyCounts)
    .where(
      sql`${dailyCounts.merchantId} = any(${list(merchantIds, 'text')}) and ${dailyCounts.cohortOn} >= ${from}
        and ${dailyCounts.cohortOn} < ${on} and ${dailyCounts.eventOn} < ${on}`,
    )
    .groupBy(dailyCounts.merchantId);
  for (const { merchantId, ...sums } of rows) counts.set(merchantId, sums);
  return counts;
}

interface DaysRow extends Record<CountedEvent, number> {
  merchant_id: string;
  [column: string]: unknown;
}

/** Has the windows of merchants begin at a date, from the days between: whatever was counted of them, ever. */
export async function loadRunningWindows(
  executor: Executor,
  merchants: Merchant[],
  from: CalendarDate,
): Promise<void> {
  const moving = new Map<string, { merchant: Merchant; from: CalendarDate; before: CalendarDate }>();
  for (const merchant of merchants) {
    const days = daysToMove(merchant, from);
    if (days !== null) moving.set(merchant.merchantId, { merchant, ...days });
  }
  if (moving.size === 0) return;
  const asked = unnested('asked', [...moving.values()], {
    merchant_id: ['text', ({ merchant }) => merchant.merchantId],
    from_on: ['date', (days) => days.from],
    before_on: ['date', (days) => days.before],
  });
  const { rows } = await executor.execute<DaysRow>(sql`
    select d.merchant_id, sum(d.shipped)::int as shipped, sum(d.late)::int as late, sum(d.disputed)::int as disputed,
      sum(d.refunded)::int as refunded, sum(d.feedback)::int as feedback, sum(d.positive)::int as positive
    from ${asked} join ${dailyCounts} d on d.merchant_id = asked.merchant_id and d.cohort_on >= asked.from_on
      and d.cohort_on < asked.before_on
    group by d.merchant_id`);
  for (const row of rows) {
    const moved = moving.get(row.merchant_id);
    if (moved !== undefined) moveWindow(moved.merchant, from, row);
  }
  for (const { merchant } of moving.values()) merchant.windowFrom = from;
}

/**
 * What the window [from, on) adds up to for each merchant. Each one's running window is moved there; where something
 * that it counts is dated `on` or later, the days are added up without it.
 */
export async function countWindows(
  executor: Executor,
  merchants: Merchant[],
  from: CalendarDate,
  on: CalendarDate,
): Promise<Map<string, WindowCounts>> {
  await loadRunningWindows(executor, merchants, from);
  const counts = new Map<string, WindowCounts>();
  const ahead: string[] = [];
  for (const merchant of merchants) {
    const counted = countsBefore(merchant, on);
    if (counted === null) ahead.push(merchant.merchantId);
    else counts.set(merchant.merchantId, counted);
  }
  const byDay = await loadWindowCounts(executor, ahead, from, on);
  for (const merchantId of ahead) counts.set(merchantId, byDay.get(merchantId) ?? NO_COUNTS);
  return counts;
}
