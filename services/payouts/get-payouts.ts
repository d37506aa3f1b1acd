import type { Database } from '../../db/client';
import { readMarketplace } from '../../db/queries/marketplace';
import { type PayoutSumsRow, sumPayouts } from '../../db/queries/payout-sums';
import type { Actor } from '../../engine/actor';
import { authorize } from '../authorize';
import { inSnapshot } from '../snapshot';
import { payersHere } from './payers';

/**
 * Payouts of one currency held against the books. What left payment accounts and was asked for here is, by the
 * withdrawals: to send, in batches, sent and returned; what is left over is unexplained, and 0 in health.
 */
export interface PayoutSums extends PayoutSumsRow {
  /** Withdrawals that came as facts from outside: nobody asked for them here, and nothing of them is sent from here. */
  leftOutside: bigint;
  backOutside: bigint;
  unexplained: bigint;
  unexplainedBack: bigint;
  /** Whether the settings name an account that pays in the currency. */
  hasPayer: boolean;
}

export interface Payouts {
  sums: PayoutSums[];
  timezone: string;
  /** Whether the settings name any account that pays. */
  hasPayers: boolean;
}

/** What is to be sent, by currency, and how the payouts tie to the books: all of one moment. */
export async function getPayouts(database: Database, actor: Actor): Promise<Payouts> {
  authorize(actor, 'payouts.read');
  const payers = payersHere();
  return inSnapshot(database, actor, async (executor) => {
    const { policy } = await readMarketplace(executor);
    const rows = await sumPayouts(executor);
    return {
      sums: rows.map((row) => ({
        ...row,
        leftOutside: row.left - row.leftForAsked,
        backOutside: row.back - row.backOfAsked,
        unexplained: row.leftForAsked - row.toSend - row.inBatch - row.sent - row.returned,
        unexplainedBack: row.backOfAsked - row.returned,
        hasPayer: payers.some(({ currency }) => currency === row.currency),
      })),
      timezone: policy.timezone,
      hasPayers: payers.length > 0,
    };
  });
}
