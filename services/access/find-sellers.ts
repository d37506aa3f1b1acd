import type { Database } from '../../db/client';
import { searchSellers } from '../../db/queries/sellers';
import type { Actor } from '../../engine/actor';
import { authorize } from '../authorize';

/** A store as people name it; one that gave no name goes by its id. */
export interface Seller {
  merchantId: string;
  name: string;
}

/**
 * Stores whose name or id holds the text, by name; `hasMore` where the limit left some out. Who asks gives people
 * their merchants and sees no money: names and ids are all there is.
 */
export async function findSellers(
  database: Database,
  actor: Actor,
  text: string,
  limit: number,
): Promise<{ sellers: Seller[]; hasMore: boolean }> {
  authorize(actor, 'access.read');
  const rows = await searchSellers(database.drizzle, text, limit + 1);
  const sellers = rows.slice(0, limit).map((row) => ({ ...row, name: row.name ?? row.merchantId }));
  return { sellers, hasMore: rows.length > limit };
}
