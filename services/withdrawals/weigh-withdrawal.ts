import type { Database } from '../../db/client';
import type { Actor } from '../../engine/actor';
import { authorizeSeller } from '../authorize';
import { inSnapshot } from '../snapshot';
import { type Weighed, type WithdrawalAsk, type WithdrawalRefused, weigh } from './read-collecting';

/** What would come of asking for a withdrawal now; nothing is done. */
export async function weighWithdrawal(
  database: Database,
  actor: Actor,
  ask: WithdrawalAsk,
  now: Date = new Date(),
): Promise<Weighed | WithdrawalRefused> {
  const { merchantId } = authorizeSeller(actor, 'withdrawals.ask');
  return inSnapshot(database, actor, (executor) => weigh(executor, merchantId, ask, now));
}
