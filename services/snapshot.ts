import { sql } from 'drizzle-orm';
import type { Database, Executor } from '../db/client';
import type { Actor } from '../engine/actor';

/**
 * Runs reads that must agree with one another on one state of the books, whatever is recorded meanwhile. A seller's
 * reads go by the sellers' own login, which sees the rows of that one merchant, whatever a query asks for.
 */
export async function inSnapshot<T>(
  database: Database,
  actor: Actor,
  read: (executor: Executor) => Promise<T>,
): Promise<T> {
  const isSeller = actor.kind === 'person' && actor.role === 'seller';
  const { drizzle, sellerDrizzle } = database;
  return (isSeller ? sellerDrizzle : drizzle).transaction(
    async (transaction) => {
      if (isSeller)
        await transaction.execute(sql`select set_config('sluice.merchant_id', ${actor.merchantId}, true)`);
      return read(transaction);
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}
