import type { Database } from '../../db/client';
import { lockDay, readMarketplace } from '../../db/queries/marketplace';
import {
  lockWithdrawal,
  readEntryOfFact,
  readWithdrawal,
  updateWithdrawal,
} from '../../db/queries/withdrawals';
import type { Actor } from '../../engine/actor';
import { dateOf } from '../../engine/calendar';
import { readFact } from '../../engine/facts';
import { readWhy } from '../access/change-access';
import { recordAudit } from '../audit/record-audit';
import { authorize } from '../authorize';
import { tellStore } from '../notices/tell-store';
import { recordRead } from '../record-facts';
import { inTransaction } from '../transaction';
import { endingOf } from './bank-account-state';

/** Refusals in the order in which they are looked at. */
export type MarkAnswer =
  | { status: 'done' | 'already'; currency: string; amountMinor: bigint; merchantId: string }
  | { status: 'refused'; code: 'unknown_withdrawal' | 'returned_already' | 'why_needed' };

type Locked = NonNullable<Awaited<ReturnType<typeof lockWithdrawal>>>;

const answered = (status: 'done' | 'already', { withdrawal }: Locked): MarkAnswer => {
  const { currency, amountMinor, merchantId } = withdrawal;
  return { status, currency, amountMinor, merchantId };
};

const toldOf = ({ withdrawal, account }: Locked) => ({
  amount: `${withdrawal.amountMinor}`,
  bank: account.bankName,
  ending: endingOf(account),
});

/** Notes that a withdrawal was sent to the bank, and tells the store. Noted again, nothing is done. */
export async function markWithdrawalSent(
  database: Database,
  actor: Actor,
  ask: { withdrawalId: string },
  now: Date = new Date(),
): Promise<MarkAnswer> {
  authorize(actor, 'withdrawals.mark');
  return inTransaction(database, async (executor): Promise<MarkAnswer> => {
    const locked = await lockWithdrawal(executor, ask.withdrawalId.toLowerCase());
    if (locked === null) return { status: 'refused', code: 'unknown_withdrawal' };
    const { withdrawal } = locked;
    if (withdrawal.status === 'returned') return { status: 'refused', code: 'returned_already' };
    if (withdrawal.status === 'sent') return answered('already', locked);
    const { withdrawalId, merchantId, currency } = withdrawal;
    await updateWithdrawal(executor, withdrawalId, { status: 'sent', sentAt: now });
    const { policy } = await readMarketplace(executor);
    const row = await readWithdrawal(executor, withdrawalId);
    await tellStore(executor, merchantId, [
      {
        ...{ kind: 'withdrawal_sent', cause: `withdrawal sent ${withdrawalId}`, currency },
        happenedOn: dateOf(now.getTime(), policy.timezone),
        details: { ...toldOf(locked), entry: `${row?.entrySeq ?? ''}` },
      },
    ]);
    await recordAudit(executor, actor, {
      ...{ action: 'withdrawal.sent', merchantId, subject: withdrawalId },
      before: { status: withdrawal.status },
      after: { status: 'sent', amount_minor: withdrawal.amountMinor, currency },
    });
    return answered('done', locked);
  });
}

/**
 * Notes that the bank sent a withdrawal back: the money is in the payment account again, or has paid back a debt first,
 * by a fact that is recorded in the same transaction; and the store is told. Noted again, nothing is done.
 *
 * @param ask.why what the bank said, 10 characters or more
 */
export async function markWithdrawalReturned(
  database: Database,
  actor: Actor,
  ask: { withdrawalId: string; why: string },
  now: Date = new Date(),
): Promise<MarkAnswer> {
  authorize(actor, 'withdrawals.mark');
  const why = readWhy(ask.why);
  return inTransaction(database, async (executor): Promise<MarkAnswer> => {
    await lockDay(executor, 'shared');
    const state = await readMarketplace(executor);
    const locked = await lockWithdrawal(executor, ask.withdrawalId.toLowerCase());
    if (locked === null) return { status: 'refused', code: 'unknown_withdrawal' };
    const { withdrawal } = locked;
    if (withdrawal.status === 'returned') return answered('already', locked);
    if (why === null) return { status: 'refused', code: 'why_needed' };
    const { withdrawalId, merchantId, currency, amountMinor } = withdrawal;
    const fact = {
      id: `withdrawal returned ${withdrawalId}`,
      type: 'withdrawal.returned',
      at: now.toISOString(),
      merchant: merchantId,
      amount: amountMinor.toString(),
      currency,
    };
    const [recorded] = await recordRead(executor, state, [fact], [readFact(fact, state.policy)]);
    const made = await readEntryOfFact(executor, fact.id);
    if (recorded?.status !== 'applied' || made === null)
      throw new Error(`the return was not applied: ${recorded?.status} ${recorded?.code ?? ''}`);
    await updateWithdrawal(executor, withdrawalId, {
      ...{ status: 'returned', returnedAt: now, returnReason: why, returnFactSeq: made.factSeq },
    });
    await tellStore(executor, merchantId, [
      {
        ...{ kind: 'withdrawal_returned', cause: `withdrawal returned ${withdrawalId}`, currency },
        happenedOn: dateOf(now.getTime(), state.policy.timezone),
        details: {
          ...toldOf(locked),
          recovered: `${made.entry.receivable}`,
          reason: why,
          entry: `${made.entry.entrySeq}`,
        },
      },
    ]);
    await recordAudit(executor, actor, {
      ...{ action: 'withdrawal.returned', merchantId, subject: withdrawalId },
      before: { status: withdrawal.status },
      after: { status: 'returned', amount_minor: amountMinor, currency },
      why,
    });
    return answered('done', locked);
  });
}
