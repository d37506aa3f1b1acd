import type { Database } from '../../db/client';
import { readMarketplace } from '../../db/queries/marketplace';
import { readPayout } from '../../db/queries/payouts';
import type { Actor } from '../../engine/actor';
import { authorize } from '../authorize';
import { type PayoutShown, showPayout } from './list-payouts';
import { endToEndIdOf } from './payout-ids';

/** One withdrawal, with what it made in the books. */
export interface PayoutDetail extends PayoutShown {
  endToEndId: string;
  kind: 'iban' | 'account_number';
  bic: string | null;
  askedByName: string;
  entrySeq: bigint | null;
  returnEntrySeq: bigint | null;
  timezone: string;
}

/** One withdrawal; null where there is none of that id. */
export async function getPayout(
  database: Database,
  actor: Actor,
  withdrawalId: string,
): Promise<PayoutDetail | null> {
  authorize(actor, 'payouts.read');
  const row = await readPayout(database.drizzle, withdrawalId.toLowerCase());
  if (row === null) return null;
  const { policy } = await readMarketplace(database.drizzle);
  const { askedByName, entrySeq, returnEntrySeq, account } = row;
  return {
    ...showPayout(row),
    endToEndId: endToEndIdOf(row.withdrawal.withdrawalId),
    kind: account.iban === null ? 'account_number' : 'iban',
    bic: account.bic,
    ...{ askedByName, entrySeq, returnEntrySeq, timezone: policy.timezone },
  };
}
