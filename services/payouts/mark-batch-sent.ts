import type { Database } from '../../db/client';
import type { Actor } from '../../engine/actor';
import { authorize } from '../authorize';
import { markWithdrawalSent } from '../withdrawals/mark-withdrawal';
import { loadBatch } from './load-batch';

export type MarkBatchAnswer =
  | { status: 'done'; marked: number; already: number; returned: number }
  | { status: 'refused'; code: 'unknown_batch' };

/**
 * Notes that the bank has sent all of a batch that is not marked yet, each withdrawal in a transaction of its own, and
 * tells their stores. Done again, or after it broke off, it does what is left.
 */
export async function markBatchSent(
  database: Database,
  actor: Actor,
  ask: { batchId: string },
  now: Date = new Date(),
): Promise<MarkBatchAnswer> {
  authorize(actor, 'withdrawals.mark');
  const loaded = await loadBatch(database.drizzle, { batchId: ask.batchId.toLowerCase() });
  if (loaded === null) return { status: 'refused', code: 'unknown_batch' };
  const counts = { marked: 0, already: 0, returned: 0 };
  for (const { withdrawalId } of loaded.batch.payments) {
    const answer = await markWithdrawalSent(database, actor, { withdrawalId }, now);
    if (answer.status === 'done') counts.marked += 1;
    else counts[answer.status === 'already' ? 'already' : 'returned'] += 1;
  }
  return { status: 'done', ...counts };
}
