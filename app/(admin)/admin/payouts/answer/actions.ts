'use server';

import { randomUUID } from 'node:crypto';
import { revalidatePath } from 'next/cache';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { instantWords } from '@/components/instant-words';
import { moneyText } from '@/components/money-text';
import { MOST_ANSWER_BYTES } from '@/engine/payouts';
import type { AnswerDeed, AnswerStep } from '@/services/payouts/plan-answer';
import { takeAnswer } from '@/services/payouts/take-answer';
import { type AnswerRefused, type AnswerWeighed, weighAnswer } from '@/services/payouts/weigh-answer';
import { portalDatabase } from '@/services/portal';
import { batchAddress, PATH, withdrawalAddress } from '../address';
import type { AnswerLine, AnswerOutcome } from '../outcome';
import { pack, unpack } from './packed-file';

const TONES: Record<AnswerDeed, AnswerLine['tone']> = {
  mark_sent: 'good',
  mark_returned: 'bad',
  is_marked: 'neutral',
  waits: 'neutral',
  contradicts: 'warn',
  not_understood: 'warn',
  not_mentioned: 'neutral',
};
const DEEDS = Object.keys(TONES) as AnswerDeed[];
/** In the portal's own zone: when a file was read is a note, not a date of the books. */
const ZONE = 'UTC';

async function refusedAs(refused: AnswerRefused | { code: 'no_file' }): Promise<AnswerOutcome> {
  const t = await getTranslations('payouts.answer.refused');
  const said = (text: string, batchId: string | null = null): AnswerOutcome => ({
    ...{ id: randomUUID(), status: 'refused', text },
    batchHref: batchId === null ? null : batchAddress(batchId),
  });
  switch (refused.code) {
    case 'no_file':
      return said(t('no_file'));
    case 'unreadable': {
      const { problem, line, detail } = refused;
      const where = { line: line ?? 0, hasLine: String(line !== null), detail: detail ?? '' };
      return said(t(problem, where));
    }
    case 'unknown_batch':
      return said(t('unknown_batch', { name: refused.messageId }));
    case 'read_before': {
      const at = instantWords(refused.readAt, await getLocale(), ZONE);
      return said(t('read_before', { date: at.date, time: `${at.time} UTC` }), refused.batchId);
    }
    case 'conflict': {
      const { conflict, line, about, batchId } = refused;
      return said(t(conflict, { line: line ?? 0, hasLine: String(line !== null), about }), batchId);
    }
  }
}

/** All that an answer would do, in words. */
async function confirmOf(plan: AnswerWeighed, bytes: Uint8Array): Promise<AnswerOutcome> {
  const t = await getTranslations('payouts.answer');
  const locale = await getLocale();
  const { steps, unknown, batch, answer } = plan;
  const say = (minor: bigint) => moneyText(minor, batch.currency, locale);
  const lineOf = ({ payment, status, deed, reason }: AnswerStep): AnswerLine => ({
    withdrawalId: payment.withdrawalId,
    href: withdrawalAddress(payment.withdrawalId),
    store: payment.merchantId,
    amount: say(payment.amountMinor),
    status: status ?? t('status_none'),
    deed: t(`deeds.${deed}`),
    tone: TONES[deed],
    reason: reason ?? '',
  });
  const sums = DEEDS.flatMap((deed) => {
    const of = steps.filter((step) => step.deed === deed);
    if (of.length === 0) return [];
    const total = say(of.reduce((sum, { payment }) => sum + payment.amountMinor, 0n));
    return t('sums', { deed: t(`deeds.${deed}`), count: of.length, total });
  });
  const isAny = steps.some(({ deed }) => deed === 'mark_sent' || deed === 'mark_returned');
  return {
    id: randomUUID(),
    status: 'confirm',
    packed: pack(bytes),
    of: t('of', { name: answer.answerName, batch: batch.messageId }),
    sums,
    lines: steps.map(lineOf),
    unknown:
      unknown.length === 0
        ? null
        : {
            title: t('unknown', { count: unknown.length }),
            lines: unknown.map(({ id, line }) => (line === null ? id : t('unknown_line', { id, line }))),
          },
    contradicts: steps.some(({ deed }) => deed === 'contradicts'),
    submit: t(isAny ? 'do' : 'do_nothing'),
  };
}

async function uploaded(form: FormData): Promise<Uint8Array | 'no_file' | 'too_large'> {
  const file = form.get('file');
  if (!(file instanceof File) || file.size === 0) return 'no_file';
  return file.size > MOST_ANSWER_BYTES ? 'too_large' : new Uint8Array(await file.arrayBuffer());
}

/** Reads a bank's answer and says what it would do; confirmed, does it. */
export async function answerAction(_before: AnswerOutcome | null, form: FormData): Promise<AnswerOutcome> {
  const actor = await requireActor('withdrawals.mark');
  const step = form.get('step');
  if (step === 'edit') return { id: randomUUID(), status: 'editing' };
  if (step !== 'do') {
    const bytes = await uploaded(form);
    if (bytes === 'no_file') return refusedAs({ code: 'no_file' });
    if (bytes === 'too_large')
      return refusedAs({
        ...{ status: 'refused', code: 'unreadable' },
        problem: bytes,
        line: null,
        detail: null,
      });
    const plan = await weighAnswer(portalDatabase(), actor, bytes);
    return plan.status === 'refused' ? refusedAs(plan) : confirmOf(plan, bytes);
  }
  const packed = form.get('packed');
  const bytes = typeof packed === 'string' ? unpack(packed) : null;
  if (bytes === null) return refusedAs({ code: 'no_file' });
  const answer = await takeAnswer(portalDatabase(), actor, bytes);
  if (answer.status === 'refused') return refusedAs(answer);
  revalidatePath(PATH, 'layout');
  const t = await getTranslations('payouts.answer');
  const { sent, returned, untouched, batchId } = answer;
  return {
    ...{ id: randomUUID(), status: 'done', batchHref: batchAddress(batchId) },
    text: t('done', { sent, returned, untouched }),
  };
}
