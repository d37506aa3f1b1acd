import { randomUUID } from 'node:crypto';
import { ArrowUpFromLine, HandCoins, Landmark, Wallet } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import { requireSeller } from '@/app/actor';
import { dateWords } from '@/components/date-words';
import { FigureCard } from '@/components/figure-card';
import { instantWords } from '@/components/instant-words';
import { moneyText } from '@/components/money-text';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { ChoiceLinks } from '@/components/ui/choice-links';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { currencyDigits } from '@/engine/money';
import { portalDatabase } from '@/services/portal';
import { type Collecting, listWithdrawals } from '@/services/withdrawals/list-withdrawals';
import { addressOf, type SearchParams, textIn } from '../address';
import { WithdrawForm } from './withdraw-form';
import { WithdrawalList } from './withdrawal-list';

const PATH = '/capital/withdrawals';
const ACCOUNTS_PATH = `${PATH}/bank-accounts`;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('withdrawals'))('title') };
}

function placeIn(params: SearchParams): bigint | null {
  const text = textIn(params, 'before');
  return text !== null && /^\d{1,18}$/.test(text) ? BigInt(text) : null;
}

/** It has no skeleton on purpose: its form must work without a script too. */
export default async function WithdrawalsPage({ searchParams }: PageProps<'/capital/withdrawals'>) {
  const actor = await requireSeller('capital.read');
  const params = await searchParams;
  const before = placeIn(params);
  const t = await getTranslations('withdrawals');
  const capital = await getTranslations('capital');
  const collecting = await listWithdrawals(portalDatabase(), actor, {
    currency: textIn(params, 'currency'),
    before,
  });
  if (collecting === null) notFound();
  const { money, chosen } = collecting;
  const above = [{ href: '/capital', title: capital('title') }];
  if (chosen === null) {
    return (
      <div className="flex flex-col gap-6">
        <PageHeader title={t('title')} above={above} />
        <Card>
          <EmptyState icon={Wallet} title={t('empty.title')}>
            {t('empty.why')}
          </EmptyState>
        </Card>
      </div>
    );
  }
  const currency = money.length > 1 ? chosen.currency : null;
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={t('title')}
        above={above}
        actions={
          money.length > 1 && (
            <ChoiceLinks
              label={t('currency')}
              choices={money.map((each) => ({
                name: each.currency,
                href: addressOf(PATH, { currency: each.currency }),
                isChosen: each.currency === chosen.currency,
              }))}
            />
          )
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1.5fr)_minmax(18rem,1fr)]">
        <Withdraw chosen={chosen} today={collecting.today} timezone={collecting.timezone} />
        <div className="flex flex-col gap-5">
          <Figures chosen={chosen} />
          <Accounts chosen={chosen} timezone={collecting.timezone} />
        </div>
      </div>
      <Listed collecting={collecting} currency={currency} isFirst={before === null} />
    </div>
  );
}

type Chosen = NonNullable<Collecting['chosen']>;

async function Figures({ chosen }: { chosen: Chosen }) {
  const t = await getTranslations('withdrawals');
  const { currency, readyMinor, owedMinor, debt } = chosen;
  return (
    <>
      <FigureCard
        icon={Wallet}
        tone="good"
        label={t('ready.label')}
        minor={readyMinor}
        currency={currency}
        href={addressOf('/capital/why', { figure: 'payment_account', currency })}
      >
        {t('ready.line', { currency })}
      </FigureCard>
      {owedMinor > 0n && (
        <FigureCard
          icon={HandCoins}
          tone="bad"
          label={t('debt.label')}
          minor={owedMinor}
          currency={currency}
          href={debt === null ? undefined : `/capital/why?entry=${debt.entrySeq}`}
        >
          {t('debt.line')}
        </FigureCard>
      )}
    </>
  );
}

interface WithdrawProps {
  chosen: Chosen;
  today: Collecting['today'];
  timezone: string;
}

async function Withdraw({ chosen, today, timezone }: WithdrawProps) {
  const t = await getTranslations('withdrawals');
  const { withdrawals } = await getMessages();
  return (
    <Card aria-labelledby="withdraw">
      <CardHeader>
        <CardTitle id="withdraw">{t('form.title')}</CardTitle>
        <CardDescription>{t('form.what')}</CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-5">
        <NextIntlClientProvider messages={{ withdrawals }}>
          <WithdrawBody chosen={chosen} today={today} timezone={timezone} />
        </NextIntlClientProvider>
      </CardContent>
    </Card>
  );
}

/** The form, or what stands in its way. */
async function WithdrawBody({ chosen, today, timezone }: WithdrawProps) {
  const t = await getTranslations('withdrawals');
  const locale = await getLocale();
  const { currency, readyMinor, owedMinor, accounts, example } = chosen;
  const usable = accounts.filter(({ state }) => state === 'usable');
  if (owedMinor > 0n) return <Debt chosen={chosen} today={today} />;
  if (usable.length === 0) {
    return (
      <>
        <Notice tone="warn">
          <p className="font-medium">{t('no_account.title', { currency })}</p>
          {accounts.length === 0 && <p>{t('no_account.why')}</p>}
          {accounts.map(({ bankAccountId, bankName, ending, usableAt }) => (
            <p key={bankAccountId}>
              {t('waiting', { bank: bankName, ending, ...instantWords(usableAt, locale, timezone) })}
            </p>
          ))}
        </Notice>
        {accounts.length === 0 && (
          <Button asChild className="self-start">
            <Link href={addressOf(ACCOUNTS_PATH, { currency })}>{t('no_account.add')}</Link>
          </Button>
        )}
      </>
    );
  }
  if (readyMinor === 0n) return <Notice>{t('ready.none', { currency })}</Notice>;
  const hint = currencyDigits(currency) === 0 ? 'form.amount_hint_whole' : 'form.amount_hint';
  return (
    <WithdrawForm
      key={currency}
      submission={randomUUID()}
      currency={currency}
      hint={t(hint, { limit: moneyText(readyMinor, currency, locale), example, currency })}
      example={example}
      accounts={usable.map(({ bankAccountId, bankName, ending }) => ({
        id: bankAccountId,
        name: t('form.account_choice', { bank: bankName, ending }),
      }))}
    />
  );
}

async function Debt({ chosen, today }: Pick<WithdrawProps, 'chosen' | 'today'>) {
  const t = await getTranslations('withdrawals.debt');
  const locale = await getLocale();
  const { currency, owedMinor, debt } = chosen;
  return (
    <Notice tone="bad">
      <div className="flex flex-col gap-2">
        <p className="font-medium">
          {t('title', { currency, owed: moneyText(owedMinor, currency, locale) })}
        </p>
        {debt !== null && (
          <p>
            {t('from', { date: dateWords(debt.bookedOn, locale, today), order: debt.orderId ?? '' })}{' '}
            <Link
              href={`/capital/why?entry=${debt.entrySeq}`}
              className="text-primary underline underline-offset-4"
            >
              {t('why')}
            </Link>
          </p>
        )}
        <p>
          {t('clears', { currency })}{' '}
          <Link href="/rules#section-3" className="text-primary underline underline-offset-4">
            {t('rule')}
          </Link>
        </p>
      </div>
    </Notice>
  );
}

async function Accounts({ chosen, timezone }: { chosen: Chosen; timezone: string }) {
  const t = await getTranslations('withdrawals.accounts');
  const words = await getTranslations('withdrawals');
  const locale = await getLocale();
  const { currency, accounts } = chosen;
  return (
    <Card aria-labelledby="accounts">
      <CardHeader>
        <CardTitle id="accounts">{t('title')}</CardTitle>
        <CardDescription>{t('what')}</CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        {accounts.length === 0 ? (
          <p className="text-sm text-muted-foreground">{t('none', { currency })}</p>
        ) : (
          <ul className="flex flex-col gap-3 text-sm">
            {accounts.map(({ bankAccountId, bankName, ending, kind, state, usableAt }) => (
              <li key={bankAccountId} className="flex items-start gap-3">
                <Landmark aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
                <div className="min-w-0">
                  <p className="font-medium break-words">{bankName}</p>
                  <p className="text-muted-foreground">
                    {t(kind === 'iban' ? 'number_iban' : 'number_account', { ending })}
                  </p>
                  {state === 'waiting' && <p>{t('usable_from', instantWords(usableAt, locale, timezone))}</p>}
                </div>
              </li>
            ))}
          </ul>
        )}
        <Button asChild variant="outline" className="self-start">
          <Link href={ACCOUNTS_PATH}>
            {t('manage')}
            <span className="sr-only">: {words('accounts.title')}</span>
          </Link>
        </Button>
      </CardContent>
    </Card>
  );
}

async function Listed({
  collecting,
  currency,
  isFirst,
}: {
  collecting: Collecting;
  currency: string | null;
  isFirst: boolean;
}) {
  const t = await getTranslations('withdrawals.list');
  const { withdrawals, next, today, timezone } = collecting;
  return (
    <Card id="list" aria-labelledby="list-title" className="scroll-mt-4">
      <CardHeader>
        <CardTitle id="list-title">{t('title')}</CardTitle>
        <CardDescription>{t('what')}</CardDescription>
      </CardHeader>
      {withdrawals.length === 0 ? (
        <EmptyState icon={ArrowUpFromLine} title={t('empty_title')}>
          {t('empty_why')}
        </EmptyState>
      ) : (
        <div className="pt-3">
          <WithdrawalList withdrawals={withdrawals} today={today} timezone={timezone} />
        </div>
      )}
      {(next !== null || !isFirst) && (
        <CardContent className="flex flex-wrap gap-3 border-t">
          {!isFirst && (
            <Button asChild variant="outline">
              <Link href={`${addressOf(PATH, { currency })}#list`}>{t('newest')}</Link>
            </Button>
          )}
          {next !== null && (
            <Button asChild variant="outline">
              <Link href={`${addressOf(PATH, { currency, before: next.toString() })}#list`}>
                {t('older')}
              </Link>
            </Button>
          )}
        </CardContent>
      )}
    </Card>
  );
}
