import { and, asc, desc, eq, gt, or, sql } from 'drizzle-orm';
import type { CalendarDate } from '../../engine/calendar';
import { list } from '../bulk';
import type { Executor } from '../client';
import { auditLog } from '../schema/audit-log';
import { facts } from '../schema/facts';
import { enrolmentChanges, merchants } from '../schema/merchants';
import { people } from '../schema/people';
import { runs } from '../schema/runs';
import { waitingDays } from '../schema/summaries';
import type { RunRow } from './marketplace';

/** What is known of the runs that were done: for their pages, and for whoever watches over them. */

/** All attempts at the run of a date, the first one first. */
export async function readAttempts(executor: Executor, runOn: CalendarDate): Promise<RunRow[]> {
  return executor.select().from(runs).where(eq(runs.runOn, runOn)).orderBy(asc(runs.attempt));
}

/** The latest run that is done. */
export async function latestDoneRun(executor: Executor): Promise<RunRow | null> {
  const [row] = await executor
    .select()
    .from(runs)
    .where(eq(runs.status, 'done'))
    .orderBy(desc(runs.runOn), desc(runs.attempt))
    .limit(1);
  return row ?? null;
}

/** The dates of the first run, and of the latest that found anything to assess, to release or to give back. */
export async function readWorkingRuns(
  executor: Executor,
): Promise<{ first: CalendarDate | null; latest: CalendarDate | null }> {
  const [first] = await executor.select({ runOn: runs.runOn }).from(runs).orderBy(asc(runs.runOn)).limit(1);
  const [latest] = await executor
    .select({ runOn: runs.runOn })
    .from(runs)
    .where(or(gt(runs.assessments, 0), gt(runs.releases, 0), gt(runs.holdsGivenBack, 0)))
    .orderBy(desc(runs.runOn))
    .limit(1);
  return { first: first?.runOn ?? null, latest: latest?.runOn ?? null };
}

/** Whether any order waits to be released. */
export async function isAnyWaiting(executor: Executor): Promise<boolean> {
  const { rows } = await executor.execute(sql`select from ${waitingDays} where orders > 0 limit 1`);
  return rows.length > 0;
}

/**
 * Whether a fact was recorded at the instant or after it, in a transaction. The newest lie at the table's end: its
 * index of days leads there, where a planner that hopes for an early hit would begin at the other.
 */
export async function isAnyFactSince(executor: Executor, instant: Date): Promise<boolean> {
  await executor.execute(sql`select set_config('enable_seqscan', 'off', true)`);
  const { rows } = await executor.execute(sql`select from ${facts} where recorded_at >= ${instant} limit 1`);
  await executor.execute(sql`select set_config('enable_seqscan', 'on', true)`);
  return rows.length > 0;
}

/** Whether a fact was recorded at the instant or before it. */
export async function isAnyFactUntil(executor: Executor, instant: Date): Promise<boolean> {
  const { rows } = await executor.execute(sql`select from ${facts} where recorded_at <= ${instant} limit 1`);
  return rows.length > 0;
}

/** How many facts were recorded while the date was the open day. */
export async function countFactsOn(executor: Executor, openOn: CalendarDate): Promise<number> {
  const { rows } = await executor.execute<{ count: bigint }>(
    sql`select count(*) as count from ${facts} where open_on = ${openOn}`,
  );
  return Number(rows[0]?.count ?? 0);
}

/** The changes of enrolment and tier that the run of a date made, by merchant, after one of them. */
export async function readChangesOfRun(
  executor: Executor,
  runOn: CalendarDate,
  after: { merchantId: string; changeSeq: bigint } | null,
  limit: number,
) {
  return executor
    .select({ change: enrolmentChanges, merchantName: merchants.name })
    .from(enrolmentChanges)
    .innerJoin(merchants, eq(merchants.merchantId, enrolmentChanges.merchantId))
    .where(
      and(
        eq(enrolmentChanges.runOn, runOn),
        after === null
          ? undefined
          : sql`(${enrolmentChanges.merchantId}, ${enrolmentChanges.changeSeq}) > (${after.merchantId}, ${after.changeSeq})`,
      ),
    )
    .orderBy(asc(enrolmentChanges.merchantId), asc(enrolmentChanges.changeSeq))
    .limit(limit);
}

/** Who began the run of a date, or went on with it, and when: as the audit log has it, newest first. */
export async function readStarts(executor: Executor, runOn: CalendarDate, limit: number) {
  return executor
    .select({
      at: auditLog.at,
      actorKind: auditLog.actorKind,
      actorName: auditLog.actorName,
      after: auditLog.after,
    })
    .from(auditLog)
    .where(and(eq(auditLog.subject, runOn), eq(auditLog.action, 'run.started')))
    .orderBy(desc(auditLog.auditSeq))
    .limit(limit);
}

/** The names of people, by id. */
export async function readNames(executor: Executor, personIds: string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map();
  const rows = await executor
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(sql`${people.id} = any(${list(personIds, 'text')})`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
