import { useTranslations } from 'next-intl';
import type { Account } from '@/engine/accounts';

/** What staff call the accounts: as sellers do, but for what a seller owes. */
export function useAccountName(): (account: Account) => string {
  const t = useTranslations('staff_order');
  const accounts = useTranslations('accounts');
  return (account) => (account === 'receivable' ? t('owed') : accounts(`${account}.name`));
}
