import type { Database } from '../db/client';
import { nextPolicy, readMarketplace } from '../db/queries/marketplace';
import type { Actor } from '../engine/actor';
import type { Policy } from '../engine/policy';
import { authorizePerson } from './authorize';

/** The values that the rules name: everybody who signs in may read them. */
export interface RulesInForce {
  version: number;
  policy: Policy;
  /** Another version, which comes into force with the next run; null where there is none. */
  nextVersion: number | null;
}

/** The policy in force. */
export async function getRules(database: Database, actor: Actor): Promise<RulesInForce> {
  authorizePerson(actor, 'account.own');
  const { policyVersion: version, policy } = await readMarketplace(database.drizzle);
  const next = await nextPolicy(database.drizzle);
  return { version, policy, nextVersion: next.version === version ? null : next.version };
}
