import { useTranslations } from 'next-intl';
import { Money } from '@/components/money';
import type { Account } from '@/engine/accounts';
import type { CapitalEntry } from '@/services/find-entries';

/** The merchant's own accounts, and what it waits for. */
const SHOWN: Account[] = ['payment_account', 'marketplace_account', 'deposit', 'receivable', 'order_funds'];

/** What an entry did to the merchant's accounts. */
export function EventLines({ entry }: { entry: CapitalEntry }) {
  const t = useTranslations('accounts');
  const lines = SHOWN.filter((account) => entry.amounts[account] !== 0n);
  if (lines.length === 0) return null;
  return (
    <ul className="flex w-full max-w-80 flex-col text-sm">
      {lines.map((account) => (
        <li key={account} className="flex justify-between gap-4">
          <span className="text-muted-foreground">{t(`${account}.name`)}</span>
          <Money
            minor={entry.amounts[account]}
            currency={entry.currency}
            signs="both"
            className="font-medium"
          />
        </li>
      ))}
    </ul>
  );
}
