'use server';

import { randomUUID } from 'node:crypto';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { requireActor } from '@/app/actor';
import { textsOf } from '@/app/sign-in/fields';
import { dateWords } from '@/components/date-words';
import { moneyText } from '@/components/money-text';
import { bankDayFrom } from '@/engine/bank-days';
import { addDays, isCalendarDate } from '@/engine/calendar';
import { MOST_DAYS_AHEAD, MOST_IN_BATCH } from '@/engine/payouts';
import { type MakeBatchRefusal, makeBatch } from '@/services/payouts/make-batch';
import { type BatchWeighed, weighBatch } from '@/services/payouts/weigh-batch';
import { portalDatabase } from '@/services/portal';
import { batchAddress, PATH } from '../address';
import type { BatchOutcome, SaidFact } from '../outcome';

/** Longer than anything that is taken; the database knows no NUL. */
const text = z
  .string()
  .max(200)
  .refine((value) => !value.includes('\0'));

const FORM = z.object({
  submission: text,
  step: z.enum(['weigh', 'make', 'edit']),
  currency: text,
  which: z.enum(['all', 'ticked']).default('all'),
  payer: text.default(''),
  date: text.default(''),
});
const TICKED = z.array(text).max(5000);

const FIELD_OF: Partial<Record<MakeBatchRefusal | 'bad_form', 'which' | 'payer' | 'date'>> = {
  unknown_payer: 'payer',
  bad_date: 'date',
  date_past: 'date',
  date_weekend: 'date',
  date_far: 'date',
  nothing_chosen: 'which',
  too_many: 'which',
  not_to_send: 'which',
  too_large: 'which',
  changed: 'which',
};

async function refusalWords(code: MakeBatchRefusal | 'bad_form', currency: string, date: string) {
  const t = await getTranslations('payouts.refused');
  const locale = await getLocale();
  const isDate = isCalendarDate(date);
  const today = new Date().toISOString().slice(0, 10);
  return t(code, {
    currency,
    most: MOST_IN_BATCH,
    date: isDate ? dateWords(date, locale) : '',
    next: isDate ? dateWords(bankDayFrom(date), locale) : '',
    last: dateWords(addDays(today, MOST_DAYS_AHEAD), locale),
  });
}

/** What is about to be done, with its sums. */
async function factsOf(weighed: BatchWeighed): Promise<{ facts: SaidFact[]; submit: string }> {
  const t = await getTranslations('payouts');
  const locale = await getLocale();
  const { currency, totalMinor, withdrawalIds, payer, executeOn, left } = weighed;
  const total = moneyText(totalMinor, currency, locale);
  const ending = (payer?.iban ?? payer?.account ?? '').slice(-4);
  return {
    facts: [
      { name: t('new.facts.withdrawals'), value: String(withdrawalIds.length) },
      { name: t('new.facts.total'), value: total },
      {
        name: t('new.facts.payer'),
        value:
          payer === null ? t('new.facts.payer_none') : t('new.payer_choice', { name: payer.name, ending }),
      },
      { name: t('new.facts.date'), value: dateWords(executeOn, locale) },
      { name: t('new.facts.left', { currency }), value: t('count', { count: left }) },
    ],
    submit: t('new.do', { total }),
  };
}

/** Weighs a batch and says what follows from it; confirmed, makes it and shows it. */
export async function makeBatchAction(_before: BatchOutcome | null, form: FormData): Promise<BatchOutcome> {
  const actor = await requireActor('payouts.batch');
  const read = FORM.safeParse(textsOf(form));
  const ids = TICKED.safeParse(form.getAll('withdrawal'));
  const id = randomUUID();
  const ticked = ids.success ? ids.data : [];
  if (!read.success || !ids.success) {
    const values = { which: 'all', payer: '', date: '', ticked };
    return { id, values, status: 'refused', field: null, text: await refusalWords('bad_form', '', '') };
  }
  const { submission: submissionId, step, currency, which, payer, date } = read.data;
  const outcome = { id, values: { which, payer, date, ticked } };
  const refused = async (code: MakeBatchRefusal | 'bad_form'): Promise<BatchOutcome> => ({
    ...outcome,
    status: 'refused',
    field: FIELD_OF[code] ?? null,
    text: await refusalWords(code, currency, date),
  });
  if (step === 'edit') return { ...outcome, status: 'editing' };
  const terms = { currency, payer, executeOn: date };
  if (step === 'weigh') {
    const withdrawalIds = which === 'all' ? null : ticked;
    const weighed = await weighBatch(portalDatabase(), actor, { ...terms, withdrawalIds });
    if (weighed.status === 'refused') return refused(weighed.code);
    return {
      ...outcome,
      status: 'confirm',
      withdrawals: weighed.withdrawalIds,
      ...(await factsOf(weighed)),
    };
  }
  const answer = await makeBatch(portalDatabase(), actor, { submissionId, ...terms, withdrawalIds: ticked });
  if (answer.status === 'refused') return refused(answer.code);
  revalidatePath(PATH, 'layout');
  redirect(`${batchAddress(answer.batchId)}?made=1`);
}
