import { insertRows } from '../../db/bulk';
import type { Database } from '../../db/client';
import { readMarketplace } from '../../db/queries/marketplace';
import { deleteWorkMoney } from '../../db/queries/work-list';
import { findUnreckoned } from '../../db/queries/work-list-sources';
import { workList, workMoney } from '../../db/schema/work-list';
import type { Actor } from '../../engine/actor';
import { authorize } from '../authorize';
import { inSnapshot } from '../snapshot';
import { inTransaction } from '../transaction';
import { reckonWork } from './reckon-work';

const CHUNK_SIZE = 250;

/**
 * Brings the work list up to date with the books: reckons anew whoever's books have changed since, and after a run
 * everybody. Safe to repeat, to break off and to do in several processes. Before the first run there is nothing to do.
 *
 * @returns how many merchants were reckoned
 */
export async function keepWorkList(
  database: Database,
  actor: Actor,
  { isStopping = () => false }: { isStopping?: () => boolean } = {},
): Promise<number> {
  authorize(actor, 'assessments.keep');
  let reckoned = 0;
  // Once along the ids: whoever changes behind it is the next call's.
  for (let after = ''; !isStopping(); ) {
    const rows = await inSnapshot(database, actor, async (executor) => {
      const { openOn, policy } = await readMarketplace(executor);
      if (openOn === null) return null;
      const merchantIds = await findUnreckoned(executor, openOn, after, CHUNK_SIZE);
      after = merchantIds.at(-1) ?? '';
      return merchantIds.length === 0 ? null : reckonWork(executor, merchantIds, { policy, openOn });
    });
    if (rows === null) break;
    await inTransaction(database, async (executor) => {
      // The rows of the list are taken first: whoever else writes the same merchants waits, and then overwrites whole.
      await insertRows(executor, workList, rows.list, {
        target: ['merchantId'],
        set: ['lockCount', 'reckonedOn', 'reasons', 'longDisputes', 'oldestDisputeOn'],
      });
      await deleteWorkMoney(
        executor,
        rows.list.map((row) => row.merchantId),
      );
      await insertRows(executor, workMoney, rows.money);
    });
    reckoned += rows.list.length;
  }
  return reckoned;
}
