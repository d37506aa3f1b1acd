import { getLocale, getTranslations } from 'next-intl/server';
import { dateWords } from '@/components/date-words';
import { instantWords } from '@/components/instant-words';
import { moneyText } from '@/components/money-text';
import { currencyDigits, isCurrency } from '@/engine/money';
import { LEAST_WHY_CHARACTERS } from '@/engine/proposals';
import type { PublishRefusal } from '@/services/policy/publish-policy';
import type { ProposalRefused } from '@/services/proposals/refusal';
import { exampleAmount } from './example-amount';

const POLICY_REASONS: readonly PublishRefusal[] = [
  ...(['policy_invalid', 'timezone_fixed', 'date_past', 'date_needed'] as const),
];

/** Why something was not done, in words, with today's figures. */
export async function refusalWords({ code, figures }: ProposalRefused, timezone: string): Promise<string> {
  const t = await getTranslations('proposals');
  const locale = await getLocale();
  const { currency = '', amountMinor, date, decision } = figures;
  const known = isCurrency(currency);
  const at = decision === undefined ? { date: '', time: '' } : instantWords(decision.at, locale, timezone);
  const reason = POLICY_REASONS.find((each) => each === figures.code);
  return t(`refused.${code}`, {
    currency,
    digits: known ? currencyDigits(currency) : 0,
    example: known ? exampleAmount(currency) : '120.00',
    amount: known && amountMinor !== undefined ? moneyText(amountMinor, currency, locale) : '',
    date: date === undefined ? at.date : dateWords(date, locale),
    time: at.time,
    name: decision?.name ?? '',
    status: decision?.status ?? '',
    least: LEAST_WHY_CHARACTERS,
    reason: reason === undefined ? '' : t(`policy_reasons.${reason}`),
  });
}
