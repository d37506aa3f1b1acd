import type { Executor } from '../../db/client';
import { readPolicyVersion } from '../../db/queries/marketplace';
import type { Policy } from '../../engine/policy';

/** Reads each policy version once. */
export function policyReader(executor: Executor): (version: number) => Promise<Policy> {
  const policies = new Map<number, Promise<Policy>>();
  const read = async (version: number) => {
    const policy = await readPolicyVersion(executor, version);
    if (policy === null) throw new Error(`policy version ${version} is not recorded`);
    return policy;
  };
  return (version) => {
    const known = policies.get(version) ?? read(version);
    policies.set(version, known);
    return known;
  };
}
