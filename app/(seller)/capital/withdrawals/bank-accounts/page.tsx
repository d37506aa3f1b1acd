import { randomUUID } from 'node:crypto';
import { Landmark, Wallet } from 'lucide-react';
import type { Metadata } from 'next';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import { requireSeller } from '@/app/actor';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { portalDatabase } from '@/services/portal';
import { listBankAccounts } from '@/services/withdrawals/list-bank-accounts';
import { textIn } from '../../address';
import { AccountList } from './account-list';
import { AddForm } from './add-form';
import { RemovalScope } from './removal';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('withdrawals.accounts'))('title') };
}

/** It has no skeleton on purpose: its forms must work without a script too. */
export default async function BankAccountsPage({
  searchParams,
}: PageProps<'/capital/withdrawals/bank-accounts'>) {
  const actor = await requireSeller('capital.read');
  const params = await searchParams;
  const t = await getTranslations('withdrawals.accounts');
  const capital = await getTranslations('capital');
  const withdrawals = await getTranslations('withdrawals');
  const locale = await getLocale();
  const { withdrawals: texts, account, sign_in } = await getMessages();
  const { current, past, currencies, countries, timezone, proof } = await listBankAccounts(
    portalDatabase(),
    actor,
  );
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  const countryName = (code: string) => names.of(code) ?? code;
  const compare = new Intl.Collator(locale).compare;
  const replaced = current.find(({ bankAccountId }) => bankAccountId === textIn(params, 'replaces'));
  const currency = replaced?.currency ?? textIn(params, 'currency') ?? undefined;
  const shown = { timezone, countryName };
  return (
    <NextIntlClientProvider messages={{ withdrawals: texts, account, sign_in }}>
      <div className="flex flex-col gap-6">
        <PageHeader
          title={t('title')}
          above={[
            { href: '/capital', title: capital('title') },
            { href: '/capital/withdrawals', title: withdrawals('title') },
          ]}
        >
          <p className="max-w-prose text-sm text-muted-foreground">{t('intro')}</p>
        </PageHeader>
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)]">
          <div className="flex min-w-0 flex-col gap-5">
            <Card aria-labelledby="current">
              <CardHeader>
                <CardTitle id="current">{t('current')}</CardTitle>
              </CardHeader>
              <RemovalScope>
                {current.length === 0 ? (
                  <EmptyState icon={Landmark} title={t('empty_title')}>
                    {t('empty_why')}
                  </EmptyState>
                ) : (
                  <AccountList label={t('current')} accounts={current} isCurrent {...shown} />
                )}
              </RemovalScope>
            </Card>
            {past.length > 0 && (
              <Card>
                <details>
                  <summary className="px-4 py-3 text-sm font-medium sm:px-5">
                    {t('past', { count: past.length })}
                  </summary>
                  <div className="border-t">
                    <AccountList
                      label={t('past', { count: past.length })}
                      accounts={past}
                      isCurrent={false}
                      {...shown}
                    />
                  </div>
                </details>
              </Card>
            )}
          </div>
          <Card id="add" aria-labelledby="add-title" className="scroll-mt-4">
            <CardHeader>
              <CardTitle id="add-title">
                {t(replaced === undefined ? 'add.title' : 'add.title_change')}
              </CardTitle>
              <CardDescription>{t('add.what')}</CardDescription>
            </CardHeader>
            {currencies.length === 0 ? (
              <EmptyState icon={Wallet} title={withdrawals('empty.title')}>
                {withdrawals('empty.why')}
              </EmptyState>
            ) : (
              <CardContent>
                <AddForm
                  key={`${replaced?.bankAccountId} ${currency}`}
                  submission={randomUUID()}
                  currencies={currencies}
                  countries={countries
                    .map((code) => ({ code, name: countryName(code) }))
                    .sort((a, b) => compare(a.name, b.name))}
                  replaceable={current
                    .filter(({ replacedAt }) => replacedAt === null)
                    .map(({ bankAccountId, bankName, ending, currency: of }) => ({
                      id: bankAccountId,
                      name: `${of}: ${withdrawals('form.account_choice', { bank: bankName, ending })}`,
                    }))}
                  begin={{ replaces: replaced?.bankAccountId, currency }}
                  proof={proof}
                />
              </CardContent>
            )}
          </Card>
        </div>
      </div>
    </NextIntlClientProvider>
  );
}
