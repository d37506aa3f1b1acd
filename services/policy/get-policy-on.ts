import type { Database } from '../../db/client';
import { versionBeforeRuns, versionOfRunBy } from '../../db/queries/policies';
import type { Actor } from '../../engine/actor';
import type { CalendarDate } from '../../engine/calendar';
import { versionFor } from '../../engine/policy-calendar';
import { authorize } from '../authorize';
import { inSnapshot } from '../snapshot';
import { type PolicyVersionShown, readPolicies } from './list-policies';

export interface PolicyOn {
  on: CalendarDate;
  version: PolicyVersionShown;
  /**
   * How it is known: by the run that opened that day or the day that was still open then; by what counted before the
   * first run; or, of a day to come, by the dates of the versions published so far.
   */
  by: { kind: 'run'; runOn: CalendarDate } | { kind: 'before_runs' } | { kind: 'dates' };
}

/** The policy in force on a date: of one that has gone by, by the runs; of one to come, as things stand. */
export async function getPolicyOn(
  database: Database,
  actor: Actor,
  on: CalendarDate,
  now: Date = new Date(),
): Promise<PolicyOn> {
  authorize(actor, 'policy.read');
  return inSnapshot(database, actor, async (executor) => {
    const { versions, inForce, openOn } = await readPolicies(executor, now);
    const named = (version: number | null) => versions.find((each) => each.version === version) ?? inForce;
    if (openOn === null || on > openOn)
      return { on, version: named(versionFor(versions, on)?.version ?? null), by: { kind: 'dates' } };
    const run = await versionOfRunBy(executor, on);
    if (run !== null) return { on, version: named(run.version), by: { kind: 'run', runOn: run.runOn } };
    const first = versions.findLast(({ runs }) => runs > 0)?.version ?? null;
    const version = (await versionBeforeRuns(executor)) ?? first;
    return { on, version: named(version), by: { kind: 'before_runs' } };
  });
}
