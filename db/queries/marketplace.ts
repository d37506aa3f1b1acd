import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { CalendarDate } from '../../engine/calendar';
import type { Policy } from '../../engine/policy';
import type { Executor } from '../client';
import { marketplace, policyVersions, runs } from '../schema/runs';

/** The marketplace's own state: the open day, the policy in force, the runs. */

export interface MarketplaceState {
  openOn: CalendarDate | null;
  runAttempt: number;
  isRunning: boolean;
  policyVersion: number;
  hasFacts: boolean;
  hasListeners: boolean;
  demoUntil: CalendarDate | null;
  isDemoFilled: boolean;
  policy: Policy;
}

/**
 * Every book's change takes the day lock shared; opening a day, ending a run and a policy at once take it alone. It is
 * sent at once, so what is asked for next is seen under the lock.
 */
export async function lockDay(executor: Executor, mode: 'shared' | 'exclusive'): Promise<void> {
  const lock = sql.raw(mode === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock');
  await executor.execute(sql`select ${lock}(hashtext('sluice day'), hashtext(current_schema()))`).execute();
}

/** The state with the policy in force. Under the day lock it stays as it is read. */
export async function readMarketplace(executor: Executor): Promise<MarketplaceState> {
  const [row] = await executor
    .select({ state: marketplace, policy: policyVersions.policy })
    .from(marketplace)
    .innerJoin(policyVersions, eq(policyVersions.version, marketplace.policyVersion))
    .execute();
  if (row === undefined) throw new Error('the database has not been set up: its schema is not up to date');
  return { ...row.state, policy: row.policy };
}

/** The open business date alone; null before the first run. */
export async function readOpenDay(executor: Executor): Promise<CalendarDate | null> {
  const [row] = await executor.select({ openOn: marketplace.openOn }).from(marketplace);
  return row?.openOn ?? null;
}

export async function updateMarketplace(
  executor: Executor,
  change: Partial<typeof marketplace.$inferInsert>,
): Promise<void> {
  await executor.update(marketplace).set(change);
}

export interface PolicyOfRun {
  version: number;
  policy: Policy;
}

/** The newest policy version whose date has come, by a condition on that date. */
async function newestWhere(executor: Executor, hasCome: SQL): Promise<PolicyOfRun> {
  const [row] = await executor
    .select({ version: policyVersions.version, policy: policyVersions.policy })
    .from(policyVersions)
    .where(hasCome)
    .orderBy(desc(policyVersions.version))
    .limit(1);
  if (row === undefined) throw new Error('no policy version is recorded');
  return row;
}

/** The newest policy version, whenever it comes into force. */
export async function newestPolicy(executor: Executor): Promise<PolicyOfRun> {
  return newestWhere(executor, sql`true`);
}

/** The policy that the run of a date brings (rules.md, section 11): the newest version whose date has come. */
export async function policyFor(executor: Executor, on: CalendarDate): Promise<PolicyOfRun> {
  return newestWhere(
    executor,
    sql`${policyVersions.effectiveFrom} is null or ${policyVersions.effectiveFrom} <= ${on}::date`,
  );
}

/** The policy that the run of the day after the open one brings; before the first run, the newest that has no date. */
export async function nextPolicy(executor: Executor): Promise<PolicyOfRun> {
  return newestWhere(
    executor,
    sql`${policyVersions.effectiveFrom} is null
      or ${policyVersions.effectiveFrom} <= (select ${marketplace.openOn} + 1 from ${marketplace})`,
  );
}

export async function readPolicyVersion(executor: Executor, version: number): Promise<Policy | null> {
  const [row] = await executor.select().from(policyVersions).where(eq(policyVersions.version, version));
  return row?.policy ?? null;
}

/** @param effectiveFrom the first date that it may be in force on; null where it comes with the next run */
export async function insertPolicy(
  executor: Executor,
  version: number,
  policy: Policy,
  effectiveFrom: CalendarDate | null = null,
): Promise<void> {
  await executor.insert(policyVersions).values({ version, policy, effectiveFrom });
}

export type RunRow = typeof runs.$inferSelect;

export async function readRun(
  executor: Executor,
  runOn: CalendarDate,
  attempt: number,
): Promise<RunRow | null> {
  const [row] = await executor
    .select()
    .from(runs)
    .where(and(eq(runs.runOn, runOn), eq(runs.attempt, attempt)));
  return row ?? null;
}

/** The latest run, whatever became of it. */
export async function latestRun(executor: Executor): Promise<RunRow | null> {
  const [row] = await executor.select().from(runs).orderBy(desc(runs.runOn), desc(runs.attempt)).limit(1);
  return row ?? null;
}

/** The runs, newest first, from the one before an attempt on. */
export async function listRuns(
  executor: Executor,
  limit: number,
  before: { runOn: CalendarDate; attempt: number } | null = null,
): Promise<RunRow[]> {
  return executor
    .select()
    .from(runs)
    .where(
      before === null
        ? undefined
        : sql`(${runs.runOn}, ${runs.attempt}) < (${before.runOn}::date, ${before.attempt}::int)`,
    )
    .orderBy(desc(runs.runOn), desc(runs.attempt))
    .limit(limit);
}

export async function insertRun(executor: Executor, run: typeof runs.$inferInsert): Promise<void> {
  await executor.insert(runs).values(run);
}

export async function updateRun(
  executor: Executor,
  runOn: CalendarDate,
  attempt: number,
  change: Partial<Record<keyof typeof runs.$inferInsert, unknown>>,
): Promise<void> {
  await executor
    .update(runs)
    .set(change as Partial<typeof runs.$inferInsert>)
    .where(and(eq(runs.runOn, runOn), eq(runs.attempt, attempt)));
}
