import type { Executor } from '../../db/client';
import { lockDay, readMarketplace, updateMarketplace } from '../../db/queries/marketplace';
import { readListening } from '../../db/queries/webhook-endpoints';

/**
 * Has transactions write down what there is to tell while any endpoint is on, and only then. The day lock makes it an
 * exact cut: who records after this transaction has ended, knows.
 */
export async function keepListeners(executor: Executor): Promise<void> {
  const hasListeners = (await readListening(executor)).length > 0;
  if ((await readMarketplace(executor)).hasListeners === hasListeners) return;
  await lockDay(executor, 'exclusive');
  await updateMarketplace(executor, { hasListeners });
}
