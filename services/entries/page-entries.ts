import type { Database } from '../../db/client';
import { readMerchant } from '../../db/queries/answers';
import { readWholeEntries } from '../../db/queries/order-for-staff';
import type { Actor } from '../../engine/actor';
import type { EntryAnswer } from '../../engine/api/entries';
import { authorize } from '../authorize';
import { inSnapshot } from '../snapshot';
import { entryAnswer } from './entry-answer';

/** A page of a merchant's entries in all its currencies. */
export interface EntriesPage {
  /** Newest first. */
  entries: EntryAnswer[];
  /** The next page has the entries before this place; null where there are none. */
  nextBefore: bigint | null;
}

/**
 * A merchant's entries before a place in its sequence, newest first; before none, the newest. Places are counted without
 * gaps, so a page is found by counting. Throws `Refused`.
 *
 * @returns null where no merchant of this id has opened
 */
export async function pageEntries(
  database: Database,
  actor: Actor,
  { merchantId, before, limit }: { merchantId: string; before: bigint | null; limit: number },
): Promise<EntriesPage | null> {
  authorize(actor, 'merchant.read');
  return inSnapshot(database, actor, async (executor) => {
    const merchant = await readMerchant(executor, merchantId);
    if (merchant === null) return null;
    const end = merchant.entryCount + 1n;
    const from = before === null || before > end ? end : before;
    const seqs: bigint[] = [];
    for (let seq = from - 1n; seq >= 1n && seqs.length < limit; seq -= 1n) seqs.push(seq);
    const rows = await readWholeEntries(executor, merchantId, seqs);
    const last = seqs.at(-1) ?? 1n;
    return { entries: rows.reverse().map(entryAnswer), nextBefore: last > 1n ? last : null };
  });
}
