import type { Database } from '../../db/client';
import { readMerchant } from '../../db/queries/answers';
import type { Actor } from '../../engine/actor';
import { authorize } from '../authorize';
import { type EntryReason, readEntryReason } from '../explain-entry';
import { inSnapshot } from '../snapshot';

export interface MerchantEntryReason extends EntryReason {
  /** What to call the merchant: its name, or else its id. */
  merchantName: string;
}

/** Why an entry of a merchant's was made; null where there is no such merchant or entry. Throws `Refused`. */
export async function explainMerchantEntry(
  database: Database,
  actor: Actor,
  ask: { merchantId: string; entrySeq: bigint },
): Promise<MerchantEntryReason | null> {
  authorize(actor, 'assessments.read');
  return inSnapshot(database, actor, async (executor) => {
    const { merchantId, entrySeq } = ask;
    const merchant = await readMerchant(executor, merchantId);
    const reason = merchant === null ? null : await readEntryReason(executor, merchantId, entrySeq);
    return reason && { ...reason, merchantName: merchant?.name ?? merchantId };
  });
}
