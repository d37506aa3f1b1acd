import type { Database } from '../db/client';
import { readMerchant } from '../db/queries/answers';
import type { Actor } from '../engine/actor';
import { authorize } from './authorize';

/** What to call a merchant: its name, or else its id; null where no merchant of this id has opened. */
export async function getMerchantName(
  database: Database,
  actor: Actor,
  merchantId: string,
): Promise<string | null> {
  authorize(actor, 'assessments.read');
  const row = await readMerchant(database.drizzle, merchantId);
  return row === null ? null : (row.name ?? row.merchantId);
}
