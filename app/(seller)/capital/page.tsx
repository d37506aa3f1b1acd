import { HandCoins, PiggyBank, Snowflake, Store, Truck, Wallet } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireSeller } from '@/app/actor';
import { dateWords } from '@/components/date-words';
import { EntryTable } from '@/components/entry-table';
import { FigureCard } from '@/components/figure-card';
import { moneyText } from '@/components/money-text';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { ChoiceLinks } from '@/components/ui/choice-links';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { type Capital, getCapital } from '@/services/get-capital';
import { portalDatabase } from '@/services/portal';
import { addressOf, dateIn, type SearchParams, textIn } from './address';
import { AsOfForm } from './as-of-form';
import { AsOfNotice } from './as-of-notice';
import { BalancesTable } from './balances-table';
import { StandingLine } from './standing-line';

const PATH = '/capital';
const MARGIN_PATH = '/capital/early-loan-margin';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('capital'))('title') };
}

function placeIn(params: SearchParams): bigint | null {
  const text = textIn(params, 'from_entry');
  return text !== null && /^\d{1,18}$/.test(text) ? BigInt(text) : null;
}

export default async function CapitalPage({ searchParams }: PageProps<'/capital'>) {
  const actor = await requireSeller('capital.read');
  const params = await searchParams;
  const t = await getTranslations('capital');
  const askedDate = dateIn(params, 'as_of');
  const from = placeIn(params);
  const capital = await getCapital(portalDatabase(), actor, {
    currency: textIn(params, 'currency'),
    asOf: askedDate,
    from,
  });
  if (capital === null) notFound();
  const { today, standing } = capital;
  if (!('currency' in capital)) {
    return (
      <div className="flex flex-col gap-6">
        <PageHeader title={t('title')}>
          <StandingLine standing={standing} today={today} />
        </PageHeader>
        <Card>
          <EmptyState icon={Store} title={t('empty.title')}>
            {t('empty.why')}
          </EmptyState>
        </Card>
      </div>
    );
  }

  const { currency, currencies, asOf } = capital;
  const chosen = currencies.length > 1 ? currency : null;
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={t('title')}
        actions={
          <>
            {currencies.length > 1 && (
              <ChoiceLinks
                label={t('currency')}
                choices={currencies.map((each) => ({
                  name: each,
                  href: addressOf(PATH, { currency: each, as_of: asOf }),
                  isChosen: each === currency,
                }))}
              />
            )}
            <AsOfForm path={PATH} keeps={{ currency: chosen }} asOf={asOf} today={today} />
          </>
        }
      >
        <StandingLine standing={standing} today={today} />
      </PageHeader>
      <AsOfNotice asked={textIn(params, 'as_of')} asOf={asOf} today={today} />
      <Cards capital={capital} marginHref={addressOf(MARGIN_PATH, { currency: chosen, as_of: asOf })} />
      <BalancesTable balances={capital.balances} sumMinor={capital.sumMinor} currency={currency} />
      <Entries capital={capital} chosen={chosen} isFirst={from === null} />
    </div>
  );
}

async function Cards({ capital, marginHref }: { capital: Capital; marginHref: string }) {
  const t = await getTranslations('capital.cards');
  const locale = await getLocale();
  const { currency, balances, coming, today } = capital;
  const money = (minor: bigint) => moneyText(minor, currency, locale);
  const day = (date: string) => dateWords(date, locale, today);

  const wayLine = () => {
    if (coming === null) return t('way.then');
    if (balances.order_funds === 0n) return t('way.none');
    if (coming.release === null) return t('way.undated');
    const { on, paidMinor, frozenMinor } = coming.release;
    const words = { date: day(on), paid: money(paidMinor), frozen: money(frozenMinor) };
    return frozenMinor === 0n ? t('way.next', words) : t('way.next_frozen', words);
  };
  const depositLine = () => {
    if (balances.deposit === 0n) return t('deposit.none');
    if (coming === null) return t('deposit.then');
    if (coming.deposit === null) return t('deposit.stopped');
    return t('deposit.next', { minor: money(coming.deposit.minor), date: day(coming.deposit.on) });
  };
  const owedMinor = -balances.receivable;
  return (
    <section
      aria-label={t('label')}
      className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,13.5rem),1fr))] gap-3"
    >
      <FigureCard
        icon={Wallet}
        tone="good"
        label={t('ready.label')}
        minor={balances.payment_account}
        currency={currency}
        href="#entries"
      >
        {owedMinor > 0n ? t('ready.blocked') : t('ready.line')}
      </FigureCard>
      <FigureCard
        icon={Truck}
        tone="primary"
        label={t('way.label')}
        minor={balances.order_funds}
        currency={currency}
        href="#entries"
      >
        {wayLine()}
      </FigureCard>
      <FigureCard
        icon={Snowflake}
        tone="frozen"
        label={t('deposit.label')}
        minor={balances.deposit}
        currency={currency}
        href={marginHref}
      >
        {depositLine()}
      </FigureCard>
      <FigureCard
        icon={PiggyBank}
        tone="neutral"
        label={t('marketplace.label')}
        minor={balances.marketplace_account}
        currency={currency}
        href="#entries"
      >
        {t('marketplace.line')}
      </FigureCard>
      <FigureCard
        icon={HandCoins}
        tone={owedMinor > 0n ? 'bad' : 'neutral'}
        label={t('owe.label')}
        minor={owedMinor}
        currency={currency}
        href="#entries"
      >
        {owedMinor > 0n ? t('owe.line') : t('owe.none')}
      </FigureCard>
    </section>
  );
}

async function Entries({
  capital,
  chosen,
  isFirst,
}: {
  capital: Capital;
  chosen: string | null;
  isFirst: boolean;
}) {
  const t = await getTranslations('capital.entries');
  const words = await getTranslations('entries');
  const locale = await getLocale();
  const { entries, nextEntry, asOf, today } = capital;
  const title = asOf === null ? t('title') : t('title_then', { date: dateWords(asOf, locale) });
  const here = { currency: chosen, as_of: asOf };
  return (
    <Card id="entries" aria-labelledby="entries-title" className="scroll-mt-4">
      <CardHeader>
        <CardTitle id="entries-title">{title}</CardTitle>
        <CardDescription>{t('what')}</CardDescription>
      </CardHeader>
      {entries.length === 0 ? (
        <EmptyState icon={Store} title={words('empty.title')}>
          {words('empty.why')}
        </EmptyState>
      ) : (
        <div className="pt-3">
          <EntryTable
            label={title}
            lines={entries}
            today={today}
            holdHref={({ orderId }) => addressOf(MARGIN_PATH, { currency: chosen, order: orderId })}
          />
        </div>
      )}
      {(nextEntry !== null || !isFirst) && (
        <CardContent className="flex flex-wrap gap-3 border-t">
          {!isFirst && (
            <Button asChild variant="outline">
              <Link href={`${addressOf(PATH, here)}#entries`}>{words('newest')}</Link>
            </Button>
          )}
          {nextEntry !== null && (
            <Button asChild variant="outline">
              <Link href={`${addressOf(PATH, { ...here, from_entry: nextEntry.toString() })}#entries`}>
                {words('older')}
              </Link>
            </Button>
          )}
        </CardContent>
      )}
    </Card>
  );
}
