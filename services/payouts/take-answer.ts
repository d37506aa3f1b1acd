import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/client';
import { insertAnswer } from '../../db/queries/payouts';
import type { Actor } from '../../engine/actor';
import { recordAudit } from '../audit/record-audit';
import { authorizePerson } from '../authorize';
import { inTransaction } from '../transaction';
import { markWithdrawalReturned, markWithdrawalSent } from '../withdrawals/mark-withdrawal';
import type { AnswerStep } from './plan-answer';
import { type AnswerRefused, hashOf, planOf } from './weigh-answer';

export interface AnswerTaken {
  status: 'done';
  batchId: string;
  messageId: string;
  sent: number;
  returned: number;
  /** Left as they were, for whatever reason. */
  untouched: number;
}

/**
 * Does what a bank's answer says: marks as sent what it accepted, and as returned what it rejected, each in a transaction
 * of its own, so that an answer that breaks off is simply read again. When all is done the file itself is noted: from
 * then on it does nothing.
 */
export async function takeAnswer(
  database: Database,
  actor: Actor,
  bytes: Uint8Array,
  now: Date = new Date(),
): Promise<AnswerTaken | AnswerRefused> {
  const person = authorizePerson(actor, 'withdrawals.mark');
  const plan = await planOf(database.drizzle, bytes);
  if (plan.status === 'refused') return plan;
  const { batchId, messageId } = plan.batch;
  const counts = { sent: 0, returned: 0, untouched: 0 };
  const payments: Record<string, string | null>[] = [];
  for (const step of plan.steps) {
    const did = await doStep(database, actor, step, now);
    counts[did === 'mark_sent' ? 'sent' : did === 'mark_returned' ? 'returned' : 'untouched'] += 1;
    payments.push({ withdrawal: step.payment.withdrawalId, status: step.status, did, reason: step.reason });
  }
  const summary = {
    ...{ bank_message: plan.answer.answerName, status: plan.answer.status },
    ...{ marked_sent: counts.sent, marked_returned: counts.returned, untouched: counts.untouched },
    unknown: plan.unknown.map(({ id }) => id),
  };
  const fileHash = hashOf(bytes);
  await inTransaction(database, async (executor) => {
    const answer = { answerId: randomUUID(), batchId, fileHash, summary: { ...summary, payments } };
    const isNew = await insertAnswer(executor, { ...answer, readBy: person.personId, readAt: now });
    // Somebody else has just read the same file: together they did everything once.
    if (!isNew) return;
    await recordAudit(executor, actor, {
      action: 'payout.answer_read',
      subject: batchId,
      after: { batch: messageId, ...summary, sha256: fileHash },
    });
  });
  return { status: 'done', batchId, messageId, ...counts };
}

/** What came of a step: what it was to do, or `is_marked` where somebody was faster. */
async function doStep(
  database: Database,
  actor: Actor,
  { payment, deed, reason }: AnswerStep,
  now: Date,
): Promise<AnswerStep['deed']> {
  const { withdrawalId } = payment;
  if (deed === 'mark_sent') {
    const answer = await markWithdrawalSent(database, actor, { withdrawalId }, now);
    if (answer.status === 'refused') return 'contradicts';
    return answer.status === 'done' ? deed : 'is_marked';
  }
  if (deed === 'mark_returned') {
    const ask = { withdrawalId, why: reason ?? '' };
    const answer = await markWithdrawalReturned(database, actor, ask, now);
    if (answer.status === 'refused')
      throw new Error(`${withdrawalId} was not marked as returned: ${answer.code}`);
    return answer.status === 'done' ? deed : 'is_marked';
  }
  return deed;
}
