import { randomUUID } from 'node:crypto';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { instantWords } from '@/components/instant-words';
import { Badge, type Tone } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import type { BankAccountShown, BankAccountState } from '@/services/withdrawals/bank-account-state';
import { addressOf } from '../../address';
import { RemoveForm } from './removal';

const TONES: Record<BankAccountState, Tone> = {
  usable: 'good',
  waiting: 'warn',
  replaced: 'neutral',
  removed: 'neutral',
};

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-col">
      <dt className="text-xs text-muted-foreground">{name}</dt>
      <dd className="break-words">{children}</dd>
    </div>
  );
}

interface AccountListProps {
  label: string;
  accounts: BankAccountShown[];
  timezone: string;
  countryName: (code: string) => string;
  /** Whether they can be changed and removed. */
  isCurrent: boolean;
}

/** Bank accounts, each with what it is for and since when. */
export function AccountList({ label, accounts, timezone, countryName, isCurrent }: AccountListProps) {
  const t = useTranslations('withdrawals.accounts');
  const locale = useLocale();
  const at = (instant: Date) => instantWords(instant, locale, timezone);
  return (
    <ul aria-label={label} className="divide-y">
      {accounts.map((account) => {
        const { bankAccountId, bankName: bank, ending, state, replacedAt, replacesEnding } = account;
        return (
          <li key={bankAccountId} className="flex flex-col gap-3 px-4 py-4 sm:px-5">
            <p className="flex flex-wrap items-center gap-2 font-medium">
              <span className="break-words">{bank}</span>
              <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>
            </p>
            <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
              <Fact name={t('facts.currency')}>{account.currency}</Fact>
              <Fact name={t('facts.number')}>
                {t(account.kind === 'iban' ? 'number_iban' : 'number_account', { ending })}
              </Fact>
              {account.bic !== null && <Fact name={t('facts.bic')}>{account.bic}</Fact>}
              <Fact name={t('facts.holder')}>{account.holderName}</Fact>
              <Fact name={t('facts.country')}>{countryName(account.country)}</Fact>
              <Fact name={t('facts.added')}>{t('at', at(account.addedAt))}</Fact>
            </dl>
            {state === 'waiting' && (
              <p className="text-sm">
                {t('usable_from', at(account.usableAt))}
                {replacesEnding !== null && ` ${t('replaces', { ending: replacesEnding })}`}
              </p>
            )}
            {replacedAt !== null && <p className="text-sm">{t('replaced_at', at(replacedAt))}</p>}
            {isCurrent && (
              <div className="flex flex-wrap items-start gap-3">
                {replacedAt === null && (
                  <Button asChild variant="outline" size="small">
                    <Link
                      href={`${addressOf('/capital/withdrawals/bank-accounts', { replaces: bankAccountId })}#add`}
                      aria-label={t('change_of', { bank, ending })}
                    >
                      {t('change')}
                    </Link>
                  </Button>
                )}
                <div className="min-w-0 flex-1">
                  <RemoveForm
                    submission={randomUUID()}
                    bankAccountId={bankAccountId}
                    bank={bank}
                    ending={ending}
                  />
                </div>
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
