import { createHash } from 'node:crypto';
import type { Database, Executor } from '../../db/client';
import { readAnswerOf } from '../../db/queries/payouts';
import type { Actor } from '../../engine/actor';
import { type PayoutPlace, payoutPlaceOf } from '../../engine/payouts';
import { authorize } from '../authorize';
import { loadBatch } from './load-batch';
import type { PayoutBatch } from './payout-file';
import { type AnswerConflict, type AnswerPlan, planAnswer } from './plan-answer';
import { type AnswerProblem, type BankAnswer, readBankAnswer } from './read-bank-answer';

export interface AnswerWeighed extends AnswerPlan {
  status: 'possible';
  batch: Pick<PayoutBatch, 'batchId' | 'messageId' | 'currency'>;
  answer: Pick<BankAnswer, 'answerName' | 'status'>;
}

/** Refused, and nothing done. */
export type AnswerRefused =
  | ({ status: 'refused'; code: 'unreadable' } & AnswerProblem)
  | { status: 'refused'; code: 'unknown_batch'; messageId: string }
  | ({ status: 'refused'; code: 'conflict'; batchId: string; messageId: string } & AnswerConflict)
  /** This very file was read before, and all that it says was done then. */
  | { status: 'refused'; code: 'read_before'; batchId: string; readAt: Date };

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Reads an answer and says what it would do. */
export async function planOf(executor: Executor, bytes: Uint8Array): Promise<AnswerWeighed | AnswerRefused> {
  const known = await readAnswerOf(executor, hashOf(bytes));
  if (known !== null) {
    const { batchId, readAt } = known;
    return { status: 'refused', code: 'read_before', batchId, readAt };
  }
  const read = readBankAnswer(bytes);
  if ('problem' in read) return { status: 'refused', code: 'unreadable', ...read };
  const { answer, file } = read;
  const loaded = await loadBatch(executor, { messageId: answer.messageId });
  if (loaded === null) return { status: 'refused', code: 'unknown_batch', messageId: answer.messageId };
  const { batch, rows } = loaded;
  const places = new Map<string, PayoutPlace>(
    rows.map(({ withdrawal }) => [withdrawal.withdrawalId, payoutPlaceOf(withdrawal)]),
  );
  const plan = planAnswer(answer, file, batch, (id) => places.get(id) ?? 'in_batch');
  const { batchId, messageId, currency } = batch;
  if ('conflict' in plan) return { status: 'refused', code: 'conflict', batchId, messageId, ...plan };
  const { answerName, status } = answer;
  return {
    status: 'possible',
    ...plan,
    batch: { batchId, messageId, currency },
    answer: { answerName, status },
  };
}

/** What a bank's answer would do to the batch that it names; nothing is done. */
export async function weighAnswer(
  database: Database,
  actor: Actor,
  bytes: Uint8Array,
): Promise<AnswerWeighed | AnswerRefused> {
  authorize(actor, 'withdrawals.mark');
  return planOf(database.drizzle, bytes);
}
