import type { Database } from '../../db/client';
import { lockBankAccounts, markBankAccountRemoved, readBankAccounts } from '../../db/queries/bank-accounts';
import { readMarketplace } from '../../db/queries/marketplace';
import type { Actor } from '../../engine/actor';
import { dateOf } from '../../engine/calendar';
import { type ChangeAnswer, refuse, type Submitted } from '../access/change-access';
import { recordAudit } from '../audit/record-audit';
import { authorizeSeller } from '../authorize';
import { tellStore } from '../notices/tell-store';
import { endingOf } from './bank-account-state';
import { changeCollecting } from './change-collecting';

/** In the order in which they are looked at. */
export type RemoveBankAccountRefusal = 'unknown_account' | 'removed_already';

/**
 * Takes a bank account off the file: nothing more is sent to it. At once and without a password, for who sees a strange
 * account there must be quick. What was asked for before goes its way.
 */
export async function removeBankAccount(
  database: Database,
  actor: Actor,
  ask: Submitted & { bankAccountId: string },
  now: Date = new Date(),
): Promise<ChangeAnswer<RemoveBankAccountRefusal>> {
  const seller = authorizeSeller(actor, 'bank_accounts.change');
  const form = { action: 'bank_account.removed', submissionId: ask.submissionId } as const;
  return changeCollecting<ChangeAnswer<RemoveBankAccountRefusal>>(
    database,
    seller,
    form,
    async (executor) => {
      const { merchantId, personId, name } = seller;
      await lockBankAccounts(executor, merchantId, 'exclusive');
      const all = await readBankAccounts(executor, merchantId);
      const account = all.find(({ bankAccountId }) => bankAccountId === ask.bankAccountId);
      if (account === undefined) return refuse('unknown_account');
      if (account.removedAt !== null) return refuse('removed_already');
      await markBankAccountRemoved(executor, merchantId, account.bankAccountId, { personId, at: now });
      const { policy } = await readMarketplace(executor);
      await tellStore(executor, merchantId, [
        {
          kind: 'bank_account_removed',
          cause: `bank account removed ${account.bankAccountId}`,
          happenedOn: dateOf(now.getTime(), policy.timezone),
          currency: account.currency,
          details: { bank: account.bankName, ending: endingOf(account), by: name },
        },
      ]);
      await recordAudit(executor, actor, {
        action: 'bank_account.removed',
        merchantId,
        subject: account.bankAccountId,
        before: {
          ...{ bank: account.bankName, currency: account.currency },
          ...{ holder: account.holderName, number_ending: endingOf(account) },
        },
      });
      return { status: 'done' };
    },
  );
}
