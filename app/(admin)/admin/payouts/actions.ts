'use server';

import { randomUUID } from 'node:crypto';
import { revalidatePath } from 'next/cache';
import { getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { requireActor } from '@/app/actor';
import { textsOf } from '@/app/sign-in/fields';
import { markBatchSent } from '@/services/payouts/mark-batch-sent';
import { portalDatabase } from '@/services/portal';
import { markWithdrawalReturned, markWithdrawalSent } from '@/services/withdrawals/mark-withdrawal';
import { PATH } from './address';
import type { MarkOutcome } from './outcome';

/** Longer than anything that is taken, so that the verb can say what is wrong; the database knows no NUL. */
const text = z
  .string()
  .max(2000)
  .refine((value) => !value.includes('\0'));

const OF_WITHDRAWAL = z.object({ withdrawal: text.min(1), why: text.default('') });
const OF_BATCH = z.object({ batch: text.min(1) });

async function refusedAs(
  code: 'bad_form' | 'unknown_withdrawal' | 'unknown_batch' | 'returned_already' | 'why_needed',
  why = '',
): Promise<MarkOutcome> {
  const t = await getTranslations('payouts.refused');
  return { id: randomUUID(), status: 'refused', text: t(code), why };
}

async function doneAs(done: 'sent' | 'returned' | 'already'): Promise<MarkOutcome> {
  revalidatePath(PATH, 'layout');
  const t = await getTranslations('payouts.done');
  return { id: randomUUID(), status: 'done', text: t(done), why: '' };
}

/** Marks one withdrawal as sent by the bank. */
export async function markSentAction(_before: MarkOutcome | null, form: FormData): Promise<MarkOutcome> {
  const actor = await requireActor('withdrawals.mark');
  const read = OF_WITHDRAWAL.safeParse(textsOf(form));
  if (!read.success) return refusedAs('bad_form');
  const answer = await markWithdrawalSent(portalDatabase(), actor, { withdrawalId: read.data.withdrawal });
  if (answer.status === 'refused') return refusedAs(answer.code);
  return doneAs(answer.status === 'done' ? 'sent' : 'already');
}

/** Marks one withdrawal as returned by the bank, with what the bank said. */
export async function markReturnedAction(_before: MarkOutcome | null, form: FormData): Promise<MarkOutcome> {
  const actor = await requireActor('withdrawals.mark');
  const read = OF_WITHDRAWAL.safeParse(textsOf(form));
  if (!read.success) return refusedAs('bad_form');
  const { withdrawal: withdrawalId, why } = read.data;
  const answer = await markWithdrawalReturned(portalDatabase(), actor, { withdrawalId, why });
  if (answer.status === 'refused') return refusedAs(answer.code, why);
  return doneAs(answer.status === 'done' ? 'returned' : 'already');
}

/** Marks all that waits of a batch as sent by the bank. */
export async function markBatchSentAction(_before: MarkOutcome | null, form: FormData): Promise<MarkOutcome> {
  const actor = await requireActor('withdrawals.mark');
  const read = OF_BATCH.safeParse(textsOf(form));
  if (!read.success) return refusedAs('bad_form');
  const answer = await markBatchSent(portalDatabase(), actor, { batchId: read.data.batch });
  if (answer.status === 'refused') return refusedAs(answer.code);
  revalidatePath(PATH, 'layout');
  const t = await getTranslations('payouts.done');
  const { marked, already, returned } = answer;
  return {
    ...{ id: randomUUID(), status: 'done', why: '' },
    text: t('batch_sent', { marked, already, returned }),
  };
}
