import type { Database } from '../../db/client';
import { listWithdrawalsIn } from '../../db/queries/withdrawals';
import type { Actor } from '../../engine/actor';
import type { WithdrawalStatus } from '../../engine/notices';
import { authorize } from '../authorize';

/** A withdrawal as whoever sends the money needs it: with the whole number of the account. */
export interface WithdrawalToMark {
  withdrawalId: string;
  merchantId: string;
  merchantName: string | null;
  status: WithdrawalStatus;
  currency: string;
  amountMinor: bigint;
  askedAt: Date;
  holderName: string;
  bankName: string;
  country: string;
  number: string;
  bic: string | null;
}

const AT_ONCE = 500;

/** The withdrawals of all stores in a state, those asked for first first. */
export async function listWithdrawalsToMark(
  database: Database,
  actor: Actor,
  status: WithdrawalStatus,
): Promise<WithdrawalToMark[]> {
  authorize(actor, 'withdrawals.mark');
  const all: WithdrawalToMark[] = [];
  for (let after: WithdrawalToMark | null = null; ; ) {
    const rows = await listWithdrawalsIn(database.drizzle, status, after, AT_ONCE);
    for (const { withdrawal, account, merchantName } of rows) {
      const { withdrawalId, merchantId, currency, amountMinor, askedAt } = withdrawal;
      const { holderName, bankName, country, bic } = account;
      const number = account.iban ?? account.accountNumber ?? '';
      all.push({
        ...{ withdrawalId, merchantId, merchantName, status, currency, amountMinor, askedAt },
        ...{ holderName, bankName, country, number, bic },
      });
    }
    after = all.at(-1) ?? null;
    if (rows.length < AT_ONCE) return all;
  }
}
