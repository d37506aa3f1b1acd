import type { Database, Executor } from '../db/client';
import {
  insertPolicy,
  lockDay,
  newestPolicy,
  readMarketplace,
  updateMarketplace,
} from '../db/queries/marketplace';
import { hasPeople } from '../db/queries/people';
import { listVersionDates } from '../db/queries/policies';
import type { Actor } from '../engine/actor';
import { addDays, type CalendarDate } from '../engine/calendar';
import { DEFAULT_POLICY, type Policy, PolicyRefused, readPolicy } from '../engine/policy';
import { comingVersions } from '../engine/policy-calendar';
import { recordAudit } from './audit/record-audit';
import { authorize } from './authorize';
import { changedValues } from './policy/changed-values';
import { inTransaction } from './transaction';

export interface PolicySet {
  version: number;
  policy: Policy;
  isInForce: boolean;
}

export interface PolicyOptions {
  /** What the changes are merged over: the default policy, or the one in force. */
  over: 'default' | 'in force';
  /** In force at once all the same: for a scenario, which has a clock of its own. */
  atOnce?: boolean;
}

/** There are people: one alone sets no policy any more, not even an operator. */
export class TakesTwoPeople extends Error {
  constructor() {
    super('no policy is set: this database has people in it, and with people it takes two, on the page');
    this.name = 'TakesTwoPeople';
  }
}

/**
 * Records a new policy version (rules.md, section 11): in force at once where no fact is recorded yet, else from the
 * next run on. Throws `PolicyRefused` where it is none, or where it moves the time zone under recorded facts, and
 * `TakesTwoPeople` where anybody may come in.
 *
 * @param changes what is merged over the base
 */
export async function setPolicy(
  database: Database,
  actor: Actor,
  changes: unknown,
  options: PolicyOptions = { over: 'default' },
): Promise<PolicySet> {
  authorize(actor, 'policy.set');
  return inTransaction(database, async (executor) => {
    if (await hasPeople(executor)) throw new TakesTwoPeople();
    return recordPolicy(executor, actor, changes, options);
  });
}

/** Records a new policy version, as the last thing in a transaction of a verb that has asked whether it may. */
export async function recordPolicy(
  executor: Executor,
  actor: Actor,
  changes: unknown,
  options: PolicyOptions,
): Promise<PolicySet> {
  await lockDay(executor, 'exclusive');
  const state = await readMarketplace(executor);
  const policy = readPolicy(changes, options.over === 'default' ? DEFAULT_POLICY : state.policy);
  if (state.hasFacts && policy.timezone !== state.policy.timezone) {
    throw new PolicyRefused([
      `timezone: cannot change from ${state.policy.timezone} to ${policy.timezone} once a fact is recorded`,
    ]);
  }
  const newest = await newestPolicy(executor);
  const version = newest.version + 1;
  await insertPolicy(executor, version, policy);
  const isInForce = options.atOnce === true || !state.hasFacts;
  if (isInForce) await updateMarketplace(executor, { policyVersion: version });
  const changed = changedValues(newest.policy, policy);
  await recordAudit(executor, actor, { action: 'policy.set', subject: String(version), ...changed });
  return { version, policy, isInForce };
}

export interface PolicyShown {
  version: number;
  policy: Policy;
  /** The versions that wait, in the order in which they come; without a date, one comes with the next run. */
  coming: { version: number; effectiveFrom: CalendarDate | null }[];
}

/** The policy in force, and what comes after it. */
export async function showPolicy(database: Database, actor: Actor): Promise<PolicyShown> {
  authorize(actor, 'policy.read');
  const state = await readMarketplace(database.drizzle);
  const nextRunOn = state.openOn === null ? null : addDays(state.openOn, 1);
  const versions = await listVersionDates(database.drizzle);
  const coming = comingVersions(versions, state.policyVersion, nextRunOn);
  return { version: state.policyVersion, policy: state.policy, coming };
}
