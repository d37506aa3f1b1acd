import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { instantWords } from '@/components/instant-words';
import { percentText } from '@/components/money-text';
import { ACCOUNTS } from '@/engine/accounts';
import { ROLES } from '@/engine/actor';
import { AUDIT_ACTIONS, auditGroupOf, readAuditChoice } from '@/engine/audit';
import { isCalendarDate } from '@/engine/calendar';
import { REFUND_REASONS } from '@/engine/policy';

/** Longer texts are cut here; the export has them whole. */
const LONGEST_TEXT = 300;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** The fields of the log's rows in words, and what stands in them. */
export function useValueWords(timezone: string) {
  const t = useTranslations('audit');
  const roles = useTranslations('names.roles');
  const reasons = useTranslations('names.refund_reasons');
  const accounts = useTranslations('accounts');
  const locale = useLocale();

  function field(path: string[]): string {
    return path
      .map((step) => {
        const key = `fields.${step}`;
        return t.has(key as 'fields.name') ? t(key as 'fields.name') : step.replaceAll('_', ' ');
      })
      .join(' › ');
  }

  function text(name: string, value: string): string {
    const known = `values.${value}`;
    const role = ROLES.find((each) => each === value);
    const account = ACCOUNTS.find((each) => each === value);
    const reason = REFUND_REASONS.find((each) => each === value);
    const choice = name === 'action' ? readAuditChoice(value) : null;
    const action = AUDIT_ACTIONS.find((each) => each === choice);
    if (name === 'role' && role) return roles(role);
    if (name === 'deduction_order' && account) return accounts(`${account}.name`);
    if (name === 'merchant_borne_reasons' && reason) return reasons(reason);
    if (action) return t(`actions.${action}`);
    if (choice) return t('filters.all_of', { group: t(`groups.${auditGroupOf(choice)}`) });
    if (isCalendarDate(value)) return dateWords(value, locale);
    if (INSTANT.test(value)) {
      const { date, time } = instantWords(new Date(value), locale, timezone);
      return `${date} ${time}`;
    }
    if (!value.includes('.') && t.has(known as 'values.code')) return t(known as 'values.code');
    return value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}…` : value;
  }

  function value(path: string[], what: unknown): string {
    const name = path.at(-1) ?? '';
    if (Array.isArray(what) && what.length > 0)
      return what.map((each) => value(path, each)).join(t('between'));
    if (typeof what === 'boolean') return t(what ? 'yes' : 'no');
    if (typeof what === 'number') {
      return name.endsWith('_bps') ? percentText(what, locale) : new Intl.NumberFormat(locale).format(what);
    }
    if (typeof what === 'string' && what.trim() !== '') return text(name, what);
    return t('nothing');
  }

  return { field, value };
}
