import type { Database, Executor } from '../../db/client';
import { readMarketplace } from '../../db/queries/marketplace';
import { listVersions, type VersionRow } from '../../db/queries/policies';
import type { Actor } from '../../engine/actor';
import { addDays, type CalendarDate, dateOf } from '../../engine/calendar';
import { comingVersions } from '../../engine/policy-calendar';
import { type PolicyChange, policyDifference } from '../../engine/policy-difference';
import { authorize } from '../authorize';
import { inSnapshot } from '../snapshot';

/** The policy versions with what became of each. */

/** `overtaken`: a newer version came before it, or with it: it was never in force, and never will be. */
export type VersionState = 'in_force' | 'coming' | 'was' | 'overtaken';

export interface PolicyVersionShown extends VersionRow {
  state: VersionState;
  /** The first day of the version after it; null while none has followed. */
  untilOn: CalendarDate | null;
  /** What it says otherwise than the version that was in force before it; of the first, nothing. */
  changes: PolicyChange[];
}

export interface Policies {
  inForce: PolicyVersionShown;
  coming: PolicyVersionShown[];
  /** All of them, newest first. */
  versions: PolicyVersionShown[];
  openOn: CalendarDate | null;
  /** The date of the instant of asking, in the time zone of the policy in force. */
  today: CalendarDate;
  timezone: string;
  hasFacts: boolean;
}

/** The versions as they are in one state of the books. */
export async function readPolicies(executor: Executor, now: Date): Promise<Policies> {
  const state = await readMarketplace(executor);
  const rows = await listVersions(executor);
  const { openOn, policyVersion, policy, hasFacts } = state;
  const coming = new Set(
    comingVersions(rows, policyVersion, openOn === null ? null : addDays(openOn, 1)).map(
      (row) => row.version,
    ),
  );
  const stateOf = ({ version, runs }: VersionRow): VersionState => {
    if (version === policyVersion) return 'in_force';
    if (coming.has(version)) return 'coming';
    // The first one counts from the beginning, before any run.
    return runs > 0 || (version === 1 && version < policyVersion) ? 'was' : 'overtaken';
  };
  const versions: PolicyVersionShown[] = [];
  let before: VersionRow | null = null;
  for (const row of rows.toReversed()) {
    const shown = {
      ...row,
      state: stateOf(row),
      untilOn: null,
      changes: before === null ? [] : policyDifference(before.policy, row.policy),
    };
    versions.unshift(shown);
    if (shown.state === 'overtaken') continue;
    const last = versions.find((each) => each.version === before?.version);
    if (last !== undefined) last.untilOn = row.firstRunOn ?? row.effectiveFrom;
    before = row;
  }
  const inForce = versions.find(({ state: each }) => each === 'in_force');
  if (inForce === undefined) throw new Error(`policy version ${policyVersion} is not recorded`);
  return {
    ...{ inForce, versions, openOn, hasFacts, timezone: policy.timezone },
    coming: versions.filter(({ state: each }) => each === 'coming').toReversed(),
    today: dateOf(now.getTime(), policy.timezone),
  };
}

/** Every policy version: which is in force, which wait for their date, which were, and who published them. */
export async function listPolicies(
  database: Database,
  actor: Actor,
  now: Date = new Date(),
): Promise<Policies> {
  authorize(actor, 'policy.read');
  return inSnapshot(database, actor, (executor) => readPolicies(executor, now));
}
