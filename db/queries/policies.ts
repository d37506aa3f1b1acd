import { aliasedTable, and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import type { CalendarDate } from '../../engine/calendar';
import type { Policy } from '../../engine/policy';
import type { Executor } from '../client';
import { people } from '../schema/people';
import { policyDrafts } from '../schema/policy-drafts';
import { policyVersions } from '../schema/runs';

/** Policy versions with what became of them, and the drafts that somebody is thinking about. */

/** Every version with its date, oldest first. */
export async function listVersionDates(
  executor: Executor,
): Promise<{ version: number; effectiveFrom: CalendarDate | null }[]> {
  return executor
    .select({ version: policyVersions.version, effectiveFrom: policyVersions.effectiveFrom })
    .from(policyVersions)
    .orderBy(asc(policyVersions.version));
}

export interface VersionRow {
  version: number;
  policy: Policy;
  effectiveFrom: CalendarDate | null;
  recordedAt: Date;
  /** Its first run and its latest, where it had one. */
  firstRunOn: CalendarDate | null;
  lastRunOn: CalendarDate | null;
  runs: number;
  /** The proposal that it was published by, where two people did. */
  proposalId: string | null;
  proposedBy: string | null;
  approvedBy: string | null;
  why: string | null;
}

/** Every version, newest first. */
export async function listVersions(executor: Executor): Promise<VersionRow[]> {
  const { rows } = await executor.execute<{
    version: number;
    policy: Policy;
    effective_from: string | null;
    recorded_at: string;
    first_run_on: string | null;
    last_run_on: string | null;
    runs: bigint;
    proposal_id: string | null;
    proposed_by: string | null;
    approved_by: string | null;
    why: string | null;
  }>(sql`
    select v.version, v.policy, v.effective_from, v.recorded_at, r.first_run_on, r.last_run_on, coalesce(r.runs, 0) as runs,
      p.proposal_id, proposer.name as proposed_by, approver.name as approved_by, p.why
    from policy_versions v
    left join (
      select policy_version, min(run_on) as first_run_on, max(run_on) as last_run_on, count(*) as runs
      from runs group by policy_version
    ) r on r.policy_version = v.version
    left join proposals p on p.policy_version = v.version and p.status = 'approved'
    left join people proposer on proposer.person_id = p.proposed_by
    left join people approver on approver.person_id = p.decided_by
    order by v.version desc`);
  return rows.map((row) => ({
    version: row.version,
    policy: row.policy,
    effectiveFrom: row.effective_from,
    recordedAt: new Date(row.recorded_at),
    firstRunOn: row.first_run_on,
    lastRunOn: row.last_run_on,
    runs: Number(row.runs),
    proposalId: row.proposal_id,
    proposedBy: row.proposed_by,
    approvedBy: row.approved_by,
    why: row.why,
  }));
}

/** The version of the latest run up to a date, with that run; null before the first. */
export async function versionOfRunBy(
  executor: Executor,
  on: CalendarDate,
): Promise<{ version: number; runOn: CalendarDate } | null> {
  const { rows } = await executor.execute<{ policy_version: number; run_on: string }>(
    sql`select policy_version, run_on from runs where run_on <= ${on} order by run_on desc, attempt desc limit 1`,
  );
  const [row] = rows;
  return row === undefined ? null : { version: row.policy_version, runOn: row.run_on };
}

/** The newest version that counted before the first run: facts were recorded under it. */
export async function versionBeforeRuns(executor: Executor): Promise<number | null> {
  const { rows } = await executor.execute<{ version: number | null }>(
    sql`select max(policy_version) as version from facts where open_on is null`,
  );
  return rows[0]?.version ?? null;
}

export type DraftRow = typeof policyDrafts.$inferSelect;

const makers = aliasedTable(people, 'makers');
const changers = aliasedTable(people, 'changers');

function named(executor: Executor) {
  return executor
    .select({ draft: policyDrafts, madeByName: makers.name, changedByName: changers.name })
    .from(policyDrafts)
    .innerJoin(makers, eq(makers.id, policyDrafts.madeBy))
    .innerJoin(changers, eq(changers.id, policyDrafts.changedBy));
}

/** The drafts that are not put away, the one changed last first. */
export async function listDrafts(executor: Executor) {
  return named(executor)
    .where(isNull(policyDrafts.endedAt))
    .orderBy(desc(policyDrafts.changedAt), asc(policyDrafts.draftId));
}

export async function readDraft(executor: Executor, draftId: string) {
  const [row] = await named(executor).where(eq(policyDrafts.draftId, draftId));
  return row ?? null;
}

/** Adds a draft; false where one of that id is there. */
export async function insertDraft(
  executor: Executor,
  draft: typeof policyDrafts.$inferInsert,
): Promise<boolean> {
  const rows = await executor
    .insert(policyDrafts)
    .values(draft)
    .onConflictDoNothing()
    .returning({ draftId: policyDrafts.draftId });
  return rows.length > 0;
}

/** Locks a draft as it is. */
export async function lockDraft(executor: Executor, draftId: string): Promise<DraftRow | null> {
  const { rows } = await executor.execute(
    sql`select from ${policyDrafts} where ${policyDrafts.draftId} = ${draftId} for update`,
  );
  if (rows.length === 0) return null;
  const [row] = await executor.select().from(policyDrafts).where(eq(policyDrafts.draftId, draftId));
  return row ?? null;
}

/** Writes a new revision of a draft, where that one is still its latest. */
export async function updateDraft(
  executor: Executor,
  draftId: string,
  revision: number,
  change: Partial<typeof policyDrafts.$inferInsert>,
): Promise<void> {
  const rows = await executor
    .update(policyDrafts)
    .set(change)
    .where(and(eq(policyDrafts.draftId, draftId), eq(policyDrafts.revision, revision)))
    .returning({ draftId: policyDrafts.draftId });
  if (rows.length === 0) throw new Error(`draft ${draftId} has changed since it was locked`);
}
