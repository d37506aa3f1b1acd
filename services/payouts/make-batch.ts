import type { Database } from '../../db/client';
import { readMarketplace } from '../../db/queries/marketplace';
import { insertBatch, lockWithdrawals, readBatch } from '../../db/queries/payouts';
import type { Actor } from '../../engine/actor';
import { dateOf } from '../../engine/calendar';
import { payoutPlaceOf } from '../../engine/payouts';
import { type Refusal, refuse, type Submitted } from '../access/change-access';
import { isSubmissionId, submitOnce } from '../access/submit-once';
import { recordAudit } from '../audit/record-audit';
import { authorizePerson } from '../authorize';
import { inTransaction } from '../transaction';
import { keptPayer, payerNumber, payersHere } from './payers';
import { messageIdOf } from './payout-ids';
import {
  type BatchAsk,
  type BatchPlace,
  type BatchRefusal,
  batchSizeProblem,
  readBatchTerms,
} from './weigh-batch';

/** `changed`: some of them were sent, returned or put into another batch since they were looked at. */
export type MakeBatchRefusal = BatchRefusal | 'changed';

export interface BatchMade {
  status: 'made';
  batchId: string;
  messageId: string;
  withdrawals: number;
  totalMinor: bigint;
  currency: string;
  /** Whether this very form had made it before. */
  isRepeated: boolean;
}

/** Undoes the transaction, and carries its answer out. */
class Undone extends Error {
  constructor(readonly code: MakeBatchRefusal) {
    super(code);
  }
}

/**
 * Puts withdrawals into a batch for the bank, in one transaction, once a form: all that are named or none. Each is locked
 * and looked at again, so that it is in one batch only, however many people make one at a moment. The money moves by
 * nothing of this: it left the payment accounts when it was asked for.
 *
 * @param ask.withdrawalIds those that were shown and confirmed, all of one currency
 */
export async function makeBatch(
  database: Database,
  actor: Actor,
  ask: Submitted & BatchAsk & { withdrawalIds: readonly string[] },
  { payers = payersHere(), now = new Date() }: BatchPlace = {},
): Promise<BatchMade | Refusal<MakeBatchRefusal>> {
  const person = authorizePerson(actor, 'payouts.batch');
  if (!isSubmissionId(ask.submissionId)) return refuse('bad_form');
  const batchId = ask.submissionId.toLowerCase();
  const { currency } = ask;
  const ids = [...new Set(ask.withdrawalIds.map((id) => id.toLowerCase()))];
  try {
    return await inTransaction(database, async (executor): Promise<BatchMade> => {
      if (!(await submitOnce(executor, actor, 'payout.batched', ask.submissionId))) {
        const made = await readBatch(executor, { batchId });
        if (made === null) throw new Undone('changed');
        const { messageId, withdrawals, totalMinor } = made.batch;
        const said = { batchId, messageId, withdrawals, totalMinor, currency: made.batch.currency };
        return { status: 'made', ...said, isRepeated: true };
      }
      const { policy } = await readMarketplace(executor);
      const today = dateOf(now.getTime(), policy.timezone);
      const terms = readBatchTerms(ask, payers, today);
      if (typeof terms === 'string') throw new Undone(terms);
      if (ids.length === 0) throw new Undone('nothing_chosen');
      const rows = await lockWithdrawals(executor, ids);
      const areToSend = rows.every((row) => payoutPlaceOf(row) === 'to_send' && row.currency === currency);
      if (rows.length !== ids.length || !areToSend) throw new Undone('changed');
      const amounts = rows.map(({ amountMinor }) => amountMinor);
      const problem = batchSizeProblem(amounts);
      if (problem !== null) throw new Undone(problem);
      const totalMinor = amounts.reduce((sum, each) => sum + each, 0n);
      const messageId = messageIdOf(batchId, today);
      const { payer, executeOn } = terms;
      await insertBatch(
        executor,
        {
          ...{ batchId, currency, messageId, payer: keptPayer(payer), executeOn },
          ...{ withdrawals: rows.length, totalMinor, madeBy: person.personId, madeAt: now },
        },
        ids,
      );
      await recordAudit(executor, actor, {
        action: 'payout.batched',
        subject: batchId,
        after: {
          ...{ batch: messageId, withdrawals: rows.length, total_minor: totalMinor, currency },
          ...{ execute_on: executeOn, payer: payer === null ? null : payerNumber(payer).slice(-4) },
        },
      });
      const made = { batchId, messageId, withdrawals: rows.length, totalMinor, currency };
      return { status: 'made', ...made, isRepeated: false };
    });
  } catch (error) {
    if (error instanceof Undone) return refuse(error.code);
    throw error;
  }
}
