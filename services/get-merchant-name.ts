import type { Database } from '../db/client';
import { readMerchant } from '../db/queries/answers';

/** What to call a merchant: its name, or else its id; null where no merchant of this id has opened. */
export async function getMerchantName(database: Database, merchantId: string): Promise<string | null> {
  const row = await readMerchant(database.drizzle, merchantId);
  return row === null ? null : (row.name ?? row.merchantId);
}
