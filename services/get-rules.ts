import type { Database } from '../db/client';
import { newestPolicy, readMarketplace } from '../db/queries/marketplace';
import type { Actor } from '../engine/actor';
import type { Policy } from '../engine/policy';
import { authorizePerson } from './authorize';

/** The values that the rules name: everybody who signs in may read them. */
export interface RulesInForce {
  version: number;
  policy: Policy;
  /** A newer version, which comes into force with the next run; null where there is none. */
  nextVersion: number | null;
}

/** The policy in force. */
export async function getRules(database: Database, actor: Actor): Promise<RulesInForce> {
  authorizePerson(actor, 'account.own');
  const { policyVersion: version, policy } = await readMarketplace(database.drizzle);
  const newest = await newestPolicy(database.drizzle);
  return { version, policy, nextVersion: newest.version > version ? newest.version : null };
}
