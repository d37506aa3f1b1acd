import type { Database } from '../db/client';
import {
  insertPolicy,
  lockDay,
  newestPolicy,
  readMarketplace,
  updateMarketplace,
} from '../db/queries/marketplace';
import { DEFAULT_POLICY, type Policy, PolicyRefused, readPolicy } from '../engine/policy';
import { inTransaction } from './transaction';

export interface PolicySet {
  version: number;
  policy: Policy;
  isInForce: boolean;
}

/**
 * Records a new policy version (rules.md, section 11): in force at once where no fact is recorded yet, else from the
 * next run on. Throws `PolicyRefused` where it is none, or where it moves the time zone under recorded facts.
 *
 * @param changes what is merged over the base
 * @param options.over the default policy, or the one in force
 * @param options.atOnce in force at once all the same: for a scenario, which has a clock of its own
 */
export async function setPolicy(
  database: Database,
  changes: unknown,
  options: { over: 'default' | 'in force'; atOnce?: boolean } = { over: 'default' },
): Promise<PolicySet> {
  return inTransaction(database, async (executor) => {
    await lockDay(executor, 'exclusive');
    const state = await readMarketplace(executor);
    const policy = readPolicy(changes, options.over === 'default' ? DEFAULT_POLICY : state.policy);
    if (state.hasFacts && policy.timezone !== state.policy.timezone) {
      throw new PolicyRefused([
        `timezone: cannot change from ${state.policy.timezone} to ${policy.timezone} once a fact is recorded`,
      ]);
    }
    const { version } = await newestPolicy(executor);
    await insertPolicy(executor, version + 1, policy);
    const isInForce = options.atOnce === true || !state.hasFacts;
    if (isInForce) await updateMarketplace(executor, { policyVersion: version + 1 });
    return { version: version + 1, policy, isInForce };
  });
}

export interface PolicyShown {
  version: number;
  policy: Policy;
  /** A newer version, which comes into force with the next run. */
  next: { version: number; policy: Policy } | null;
}

/** The policy in force, and the one that the next run brings. */
export async function showPolicy(database: Database): Promise<PolicyShown> {
  const state = await readMarketplace(database.drizzle);
  const newest = await newestPolicy(database.drizzle);
  return {
    version: state.policyVersion,
    policy: state.policy,
    next: newest.version > state.policyVersion ? newest : null,
  };
}
