import { useLocale, useTranslations } from 'next-intl';
import { moneyText, percentText } from '@/components/money-text';
import type { RefundReason } from '@/engine/policy';
import {
  POLICY_FIELDS,
  type PolicyFieldName,
  type PolicyFieldValue,
  TIER_FIELDS,
  type TierFieldName,
} from '@/engine/policy-fields';

/** Caps are one number in each currency alike: what it comes to, in a currency with decimals and in one without. */
const EXAMPLE_CURRENCIES = ['USD', 'JPY'];

/** What a number of minor units comes to, for example. */
export function capExamples(minor: number, locale: string): string {
  const examples = EXAMPLE_CURRENCIES.map((currency) => moneyText(BigInt(minor), currency, locale));
  return new Intl.ListFormat(locale, { type: 'unit' }).format(examples);
}

export interface PolicyWords {
  label: (field: PolicyFieldName) => string;
  value: (field: PolicyFieldName, value: PolicyFieldValue) => string;
  tierLabel: (field: TierFieldName) => string;
  tierValue: (field: TierFieldName, value: number) => string;
}

/** A policy's values in words. */
export function usePolicyWords(): PolicyWords {
  const t = useTranslations('policy');
  const names = useTranslations('names.refund_reasons');
  const accounts = useTranslations('accounts');
  const locale = useLocale();
  const plain = new Intl.NumberFormat(locale);
  const listed = new Intl.ListFormat(locale, { type: 'conjunction' });
  const counted = (unit: string, value: number): string => {
    switch (unit) {
      case 'days':
      case 'months':
      case 'orders':
      case 'failures':
        return t(`units.${unit}`, { count: value });
      case 'share':
        return percentText(value, locale);
      case 'cap':
        return t('units.cap', { minor: plain.format(value), examples: capExamples(value, locale) });
      default:
        return plain.format(value);
    }
  };
  return {
    label: (field) => t(`fields.${field}.label` as never),
    value: (field, value) => {
      const { unit } = POLICY_FIELDS[field];
      if (value === null) return t('units.no_cap');
      if (unit === 'sources') {
        const [first = '', second = '', third = ''] = (value as string[]).map((source) =>
          accounts(`${source as 'deposit'}.name`),
        );
        return t('units.then', { first, second, third });
      }
      if (unit === 'reasons') {
        const reasons = value as RefundReason[];
        return reasons.length === 0
          ? t('units.no_reasons')
          : listed.format(reasons.map((each) => names(each)));
      }
      return typeof value === 'number' ? counted(unit, value) : String(value);
    },
    tierLabel: (field) => t(`fields.tiers.${field}.label`),
    tierValue: (field, value) => counted(TIER_FIELDS[field].unit, value),
  };
}
