import { createTranslator } from 'next-intl';
import type { Locale } from '@/components/i18n/locales';
import { en } from '@/components/i18n/messages/en';
import { zh } from '@/components/i18n/messages/zh';
import { ACCOUNTS, type Account } from '@/engine/accounts';
import { currencyDigits, decimalText } from '@/engine/money';

const MESSAGES: Record<Locale, typeof en> = { en, zh };

/** The texts of what is taken away, in one language, wherever it is made. */
export function wordsOf(locale: Locale) {
  const messages = MESSAGES[locale];
  return {
    locale,
    t: createTranslator({ locale, messages, namespace: 'statements' }),
    names: createTranslator({ locale, messages, namespace: 'names' }),
    accounts: createTranslator({ locale, messages, namespace: 'accounts' }),
  };
}
export type Words = ReturnType<typeof wordsOf>;

/** The accounts that are the seller's, in the order in which pages and papers show them. */
export const OWN_ACCOUNTS = [
  'payment_account',
  'order_funds',
  'deposit',
  'marketplace_account',
  'receivable',
] as const satisfies Account[];

/** All eight, the seller's first. */
export const ALL_ACCOUNTS: Account[] = [
  ...OWN_ACCOUNTS,
  ...ACCOUNTS.filter((account) => !OWN_ACCOUNTS.some((own) => own === account)),
];

/** `2026-11` as a reader says it. */
export function monthWords(month: string, locale: Locale): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month: 'long' });
  return format.format(new Date(`${month}-01T00:00:00Z`));
}

/** An amount without its currency, which a paper's head says, as the locale groups its digits. */
export function amountText(minor: bigint, currency: string, locale: Locale): string {
  const digits = currencyDigits(currency);
  const format = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(locale, format).format(decimalText(minor, currency) as `${number}`);
}

/** What a file is called: letters, digits and dashes only, whatever the store's id is made of. */
export function fileName(parts: string[], ending: string): string {
  const plain = parts.map((part) => part.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, ''));
  return `${plain.filter((part) => part !== '').join('-')}.${ending}`;
}
