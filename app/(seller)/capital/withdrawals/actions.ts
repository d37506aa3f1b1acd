'use server';

import { randomUUID } from 'node:crypto';
import { revalidatePath } from 'next/cache';
import { getLocale, getTranslations } from 'next-intl/server';
import { z } from 'zod';
import { requireSeller } from '@/app/actor';
import { textsOf } from '@/app/sign-in/fields';
import { moneyText } from '@/components/money-text';
import { currencyDigits, isCurrency } from '@/engine/money';
import { portalDatabase } from '@/services/portal';
import { askWithdrawal } from '@/services/withdrawals/ask-withdrawal';
import type { Weighed, WithdrawalRefused } from '@/services/withdrawals/read-collecting';
import { weighWithdrawal } from '@/services/withdrawals/weigh-withdrawal';
import type { WithdrawOutcome } from './outcome';

/** Longer than anything that is taken; the database knows no NUL. */
const text = z
  .string()
  .max(200)
  .refine((value) => !value.includes('\0'));

const FORM = z.object({
  submission: text,
  step: z.enum(['weigh', 'ask', 'edit']),
  currency: text,
  amount: text,
  account: text,
});

const FIELD_OF: Partial<Record<WithdrawalRefused['code'], 'amount' | 'account'>> = {
  no_amount: 'amount',
  too_many_decimals: 'amount',
  not_positive: 'amount',
  too_large: 'amount',
  insufficient_funds: 'amount',
  no_account: 'account',
  account_not_usable: 'account',
};

async function refusalWords({ code, money }: WithdrawalRefused, currency: string): Promise<string> {
  const t = await getTranslations('withdrawals.refused');
  const locale = await getLocale();
  const known = isCurrency(currency) ? currency : null;
  return t(code, {
    currency: known ?? '',
    digits: known === null ? 0 : currencyDigits(known),
    owed: money === null ? '' : moneyText(money.owedMinor, money.currency, locale),
    ready: money === null ? '' : moneyText(money.readyMinor, money.currency, locale),
  });
}

/** What is about to be done, with its sums. */
async function factsOf({ amountMinor, account, money }: Weighed) {
  const t = await getTranslations('withdrawals.form');
  const locale = await getLocale();
  const say = (minor: bigint) => moneyText(minor, money.currency, locale);
  const amount = say(amountMinor);
  return {
    facts: [
      { name: t('you_withdraw'), value: amount },
      { name: t('to'), value: t('account_choice', { bank: account.bankName, ending: account.ending }) },
      { name: t('holder'), value: account.holderName },
      { name: t('there_is'), value: say(money.readyMinor) },
      { name: t('left'), value: say(money.readyMinor - amountMinor) },
    ],
    submit: t('do', { amount }),
  };
}

/** Weighs a withdrawal and says what follows from it; confirmed, asks for it. */
export async function withdrawAction(
  _before: WithdrawOutcome | null,
  form: FormData,
): Promise<WithdrawOutcome> {
  const actor = await requireSeller('withdrawals.ask');
  const read = FORM.safeParse(textsOf(form));
  const id = randomUUID();
  if (!read.success) {
    const t = await getTranslations('withdrawals.refused');
    return { id, values: { amount: '', account: '' }, status: 'refused', field: null, text: t('bad_form') };
  }
  const { submission: submissionId, step, currency, amount, account } = read.data;
  const outcome = { id, values: { amount, account } };
  const refused = async (answer: WithdrawalRefused): Promise<WithdrawOutcome> => ({
    ...outcome,
    status: 'refused',
    field: FIELD_OF[answer.code] ?? null,
    text: await refusalWords(answer, currency),
  });
  if (step === 'edit') return { ...outcome, status: 'editing' };
  const ask = { currency, amount, bankAccountId: account };
  if (step === 'weigh') {
    const weighed = await weighWithdrawal(portalDatabase(), actor, ask);
    if (weighed.status === 'refused') return refused(weighed);
    return { ...outcome, status: 'confirm', ...(await factsOf(weighed)) };
  }
  const answer = await askWithdrawal(portalDatabase(), actor, { submissionId, ...ask });
  revalidatePath('/capital', 'layout');
  if (answer.status === 'refused') return refused(answer);
  const t = await getTranslations('withdrawals.done');
  const words = { amount: moneyText(answer.amountMinor, answer.currency, await getLocale()) };
  return {
    ...outcome,
    status: 'asked',
    text: t(answer.isRepeated ? 'repeated' : 'asked', words),
    entryHref: `/capital/why?entry=${answer.entrySeq}`,
  };
}
