import type { Database } from '../../db/client';
import { insertReads } from '../../db/queries/notices';
import type { Actor } from '../../engine/actor';
import { authorizeSeller } from '../authorize';

/**
 * Marks notices of the acting seller's store as read by that seller: these, or all up to one. Marked again, they stay as
 * they are.
 *
 * @returns how many were unread before
 */
export async function markNotices(
  database: Database,
  actor: Actor,
  which: { places: bigint[] } | { upTo: bigint },
): Promise<number> {
  const { merchantId, personId } = authorizeSeller(actor, 'notices.mark');
  return insertReads(database.drizzle, merchantId, personId, which);
}
