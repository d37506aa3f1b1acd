import type { Database, Executor } from '../../db/client';
import { lockBankAccounts } from '../../db/queries/bank-accounts';
import { lockDay, readMarketplace } from '../../db/queries/marketplace';
import { insertWithdrawal, readEntryOfFact, readWithdrawal } from '../../db/queries/withdrawals';
import type { Actor } from '../../engine/actor';
import { readFact } from '../../engine/facts';
import type { Submitted } from '../access/change-access';
import { recordAudit } from '../audit/record-audit';
import { authorizeSeller } from '../authorize';
import { recordRead } from '../record-facts';
import { changeCollecting } from './change-collecting';
import {
  readReadyMoney,
  refuseWithdrawal,
  type WithdrawalAsk,
  type WithdrawalRefused,
  weigh,
} from './read-collecting';

export interface WithdrawalAsked {
  status: 'asked';
  withdrawalId: string;
  currency: string;
  amountMinor: bigint;
  /** The entry that took it from the payment account. */
  entrySeq: bigint;
  /** Whether this very form had asked for it before. */
  isRepeated: boolean;
}

/**
 * Asks for money to be sent to a bank account on file. It leaves the payment account at once, by a fact that is recorded
 * in the same transaction: under the lock of the store's books the balance and the debt are looked at again, and where
 * they forbid it nothing is recorded at all. The same form again is answered as the first time.
 */
export async function askWithdrawal(
  database: Database,
  actor: Actor,
  ask: Submitted & WithdrawalAsk,
  now: Date = new Date(),
): Promise<WithdrawalAsked | WithdrawalRefused> {
  const seller = authorizeSeller(actor, 'withdrawals.ask');
  const { merchantId, personId } = seller;
  const withdrawalId = ask.submissionId.toLowerCase();
  const form = { action: 'withdrawal.asked', submissionId: ask.submissionId } as const;
  const answer = await changeCollecting<WithdrawalAsked | WithdrawalRefused>(
    database,
    seller,
    form,
    async (executor) => {
      await lockDay(executor, 'shared');
      const state = await readMarketplace(executor);
      await lockBankAccounts(executor, merchantId, 'shared');
      const weighed = await weigh(executor, merchantId, ask, now);
      if (weighed.status === 'refused') return weighed;
      const { amountMinor, account, money } = weighed;
      const { currency } = money;
      const fact = {
        id: `withdrawal ${withdrawalId}`,
        type: 'withdrawal.settled',
        at: now.toISOString(),
        merchant: merchantId,
        amount: amountMinor.toString(),
        currency,
      };
      const [recorded] = await recordRead(executor, state, [fact], [readFact(fact, state.policy)]);
      if (recorded?.code === 'insufficient_funds') return tellWhatIsThere(executor, merchantId, currency);
      if (recorded?.status !== 'applied')
        throw new Error(`the withdrawal was not applied: ${recorded?.status} ${recorded?.code ?? ''}`);
      const made = await readEntryOfFact(executor, fact.id);
      if (made === null) throw new Error(`the fact ${fact.id} made no entry`);
      await insertWithdrawal(executor, {
        ...{ withdrawalId, merchantId, currency, amountMinor },
        bankAccountId: account.bankAccountId,
        askedBy: personId,
        askedAt: now,
        factSeq: made.factSeq,
      });
      await recordAudit(executor, actor, {
        action: 'withdrawal.asked',
        merchantId,
        subject: withdrawalId,
        after: {
          ...{ amount_minor: amountMinor, currency },
          ...{ bank: account.bankName, number_ending: account.ending },
        },
      });
      const { entrySeq } = made.entry;
      return { status: 'asked', withdrawalId, currency, amountMinor, entrySeq, isRepeated: false };
    },
  );
  if (answer.status === 'repeated') return asBefore(database, merchantId, withdrawalId);
  return answer.status === 'refused' ? { money: null, ...answer } : answer;
}

/** What is there under the lock, which is not what was there a moment ago. */
async function tellWhatIsThere(
  executor: Executor,
  merchantId: string,
  currency: string,
): Promise<WithdrawalRefused> {
  const all = await readReadyMoney(executor, merchantId);
  const money = all.find((each) => each.currency === currency) ?? null;
  const isInDebt = money !== null && money.owedMinor > 0n;
  return refuseWithdrawal(isInDebt ? 'in_debt' : 'insufficient_funds', money);
}

/** What the form was answered the first time. */
async function asBefore(
  database: Database,
  merchantId: string,
  withdrawalId: string,
): Promise<WithdrawalAsked | WithdrawalRefused> {
  const row = await readWithdrawal(database.drizzle, withdrawalId);
  if (row === null || row.withdrawal.merchantId !== merchantId) return refuseWithdrawal('bad_form');
  const { currency, amountMinor } = row.withdrawal;
  return {
    ...{ status: 'asked', withdrawalId, currency, amountMinor },
    ...{ entrySeq: row.entrySeq ?? 0n, isRepeated: true },
  };
}
