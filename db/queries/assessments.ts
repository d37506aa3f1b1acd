import { and, desc, eq, isNotNull, isNull, lt, lte, type SQL, sql } from 'drizzle-orm';
import type { CalendarDate } from '../../engine/calendar';
import type { Enrolment } from '../../engine/records';
import type { Metric } from '../../engine/scorecard';
import type { Executor } from '../client';
import { assessments } from '../schema/assessments';
import { balances } from '../schema/entries';
import { merchants } from '../schema/merchants';

/** Assessments as they were made: the latest of every merchant, and the history of one. */

export type AssessmentRow = typeof assessments.$inferSelect;
export type MerchantRow = typeof merchants.$inferSelect;

/** Which merchants to list; what is null does not matter. */
export interface AssessmentFilter {
  enrolment: Enrolment | null;
  tier: string | null;
  outcome: 'eligible' | 'not_eligible' | 'not_assessed' | null;
  failedGate: Metric | null;
  isInDebt: boolean;
  /** A part of the name or of the id, in any case. */
  search: string | null;
}

const SORTS = {
  name: {
    key: sql<string>`lower(coalesce(${merchants.name}, ${merchants.merchantId})) collate "C"`,
    down: false,
  },
  score_low: { key: sql<number>`coalesce(${assessments.score}, 101)::int`, down: false },
  score_high: { key: sql<number>`coalesce(${assessments.score}, -1)::int`, down: true },
  failures: { key: sql<number>`${merchants.failuresInARow}`, down: true },
  assessed: { key: sql<string>`coalesce(${merchants.lastAssessedOn}, '0001-01-01'::date)::text`, down: true },
} as const satisfies Record<string, { key: SQL; down: boolean }>;
export type AssessmentSort = keyof typeof SORTS;

/** A place in the sorted list: right after a row, or right before it. */
export interface ListPlace {
  side: 'after' | 'before';
  key: string | number;
  merchantId: string;
}

/** The newest balance in one of its currencies says that the merchant owes. Looked at is only who has ever owed. */
const OWES = sql`${merchants.merchantId} in (
  select owing.merchant_id from (
    select distinct merchant_id, currency from ${balances} where receivable < 0) as owing
  cross join lateral (
    select newest.receivable from ${balances} as newest
    where newest.merchant_id = owing.merchant_id and newest.currency = owing.currency
    order by newest.booked_on desc limit 1) as newest
  where newest.receivable < 0)`;

const IS_LATEST = and(
  eq(assessments.merchantId, merchants.merchantId),
  eq(assessments.assessedOn, merchants.lastAssessedOn),
);

/** What the latest assessment of a merchant came out as. */
const ofLatest = (is: SQL) => sql`exists (
  select 1 from ${assessments} where ${IS_LATEST} and ${is})`;

/** Whether a merchant's row is wanted. */
export function isWanted(filter: AssessmentFilter): SQL | undefined {
  const search = filter.search?.toLowerCase();
  return and(
    isNotNull(merchants.openedOn),
    filter.enrolment === null ? undefined : eq(merchants.enrolment, filter.enrolment),
    filter.tier === null ? undefined : eq(merchants.tier, filter.tier),
    filter.outcome === 'not_assessed' ? isNull(merchants.lastAssessedOn) : undefined,
    filter.outcome === 'eligible' ? ofLatest(sql`${assessments.isEligible}`) : undefined,
    filter.outcome === 'not_eligible' ? ofLatest(sql`not ${assessments.isEligible}`) : undefined,
    filter.failedGate === null
      ? undefined
      : ofLatest(sql`${filter.failedGate} = any(${assessments.failedGates})`),
    filter.isInDebt ? OWES : undefined,
    search === undefined
      ? undefined
      : sql`(strpos(lower(${merchants.merchantId}), ${search}) > 0 or strpos(lower(${merchants.name}), ${search}) > 0)`,
  );
}

function isBeyond(sort: AssessmentSort, place: ListPlace): SQL {
  const { key, down } = SORTS[sort];
  const isForward = place.side === 'after';
  const further = sql.raw(isForward === down ? '<' : '>');
  const tie = sql.raw(isForward ? '>' : '<');
  const same = sql`${key} = ${place.key} and ${merchants.merchantId} ${tie} ${place.merchantId}`;
  return sql`(${key} ${further} ${place.key} or (${same}))`;
}

/** Merchants with their latest assessment, from a place in the list on. Rows before a place come nearest first. */
export async function listLatestAssessments(
  executor: Executor,
  filter: AssessmentFilter,
  sort: AssessmentSort,
  place: ListPlace | null,
  limit: number,
): Promise<{ merchant: MerchantRow; assessment: AssessmentRow | null; key: string | number }[]> {
  const { key, down } = SORTS[sort];
  const isBackward = place?.side === 'before';
  return executor
    .select({ merchant: merchants, assessment: assessments, key })
    .from(merchants)
    .leftJoin(assessments, IS_LATEST)
    .where(and(isWanted(filter), place === null ? undefined : isBeyond(sort, place)))
    .orderBy(
      down === isBackward ? sql`${key} asc` : sql`${key} desc`,
      isBackward ? sql`${merchants.merchantId} desc` : sql`${merchants.merchantId} asc`,
    )
    .limit(limit);
}

/** How many merchants a filter leaves. */
export async function countLatestAssessments(executor: Executor, filter: AssessmentFilter): Promise<number> {
  const [row] = await executor
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(merchants)
    .where(isWanted(filter));
  return row?.count ?? 0;
}

/** How many merchants there are in each enrolment and tier, and how many of them failed their latest assessment. */
export async function countMerchantsByStanding(
  executor: Executor,
): Promise<{ enrolment: Enrolment; tier: string | null; count: number; failing: number }[]> {
  return executor
    .select({
      enrolment: merchants.enrolment,
      tier: merchants.tier,
      count: sql<number>`count(*)`.mapWith(Number),
      failing: sql<number>`count(*) filter (where ${merchants.failuresInARow} > 0)`.mapWith(Number),
    })
    .from(merchants)
    .where(isNotNull(merchants.openedOn))
    .groupBy(merchants.enrolment, merchants.tier);
}

/** One merchant's assessments, newest first, those before a date. */
export async function listAssessmentsOf(
  executor: Executor,
  merchantId: string,
  before: CalendarDate | null,
  limit: number,
): Promise<AssessmentRow[]> {
  return executor
    .select()
    .from(assessments)
    .where(
      and(
        eq(assessments.merchantId, merchantId),
        before === null ? undefined : lt(assessments.assessedOn, before),
      ),
    )
    .orderBy(desc(assessments.assessedOn))
    .limit(limit);
}

/** The assessment of a date, or the latest one before it; without a date the latest of all. */
export async function readAssessmentAsOf(
  executor: Executor,
  merchantId: string,
  on: CalendarDate | null,
): Promise<AssessmentRow | null> {
  const [row] = await executor
    .select()
    .from(assessments)
    .where(
      and(eq(assessments.merchantId, merchantId), on === null ? undefined : lte(assessments.assessedOn, on)),
    )
    .orderBy(desc(assessments.assessedOn))
    .limit(1);
  return row ?? null;
}

/** The dates of the assessments right before and right after one. */
export async function readAssessmentNeighbours(
  executor: Executor,
  merchantId: string,
  on: CalendarDate,
): Promise<{ before: CalendarDate | null; after: CalendarDate | null }> {
  const [row] = await executor
    .select({
      before: sql<CalendarDate | null>`max(${assessments.assessedOn}) filter (where ${assessments.assessedOn} < ${on})`,
      after: sql<CalendarDate | null>`min(${assessments.assessedOn}) filter (where ${assessments.assessedOn} > ${on})`,
    })
    .from(assessments)
    .where(eq(assessments.merchantId, merchantId));
  return row ?? { before: null, after: null };
}

/** Since which assessment the override, and the opting out, have been as the latest one met them. */
export async function readDecisionsSince(
  executor: Executor,
  merchantId: string,
): Promise<{ overrideSince: CalendarDate | null; optedOutSince: CalendarDate | null }> {
  const { rows } = await executor.execute<{
    override_since: string | null;
    opted_out_since: string | null;
  }>(sql`
    with latest as (
      select assessed_on, override_decision, is_opted_out from ${assessments}
      where merchant_id = ${merchantId} order by assessed_on desc limit 1)
    select
      (select min(assessed_on)::text from ${assessments} where merchant_id = ${merchantId} and assessed_on > coalesce(
        (select max(other.assessed_on) from ${assessments} as other where other.merchant_id = ${merchantId}
          and other.override_decision <> latest.override_decision), '0001-01-01')) as override_since,
      (select min(assessed_on)::text from ${assessments} where merchant_id = ${merchantId} and assessed_on > coalesce(
        (select max(other.assessed_on) from ${assessments} as other where other.merchant_id = ${merchantId}
          and other.is_opted_out <> latest.is_opted_out), '0001-01-01')) as opted_out_since
    from latest`);
  const [row] = rows;
  return { overrideSince: row?.override_since ?? null, optedOutSince: row?.opted_out_since ?? null };
}
