import { Store } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requireSeller } from '@/app/actor';
import { Card } from '@/components/ui/card';
import { ChoiceLinks } from '@/components/ui/choice-links';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { getCapital } from '@/services/get-capital';
import { portalDatabase } from '@/services/portal';
import { addressOf, dateIn, textIn } from '../address';
import { AsOfForm } from '../as-of-form';
import { AsOfNotice } from '../as-of-notice';
import { StandingLine } from '../standing-line';
import { BalancesTable } from './balances-table';
import { CalendarCard } from './calendar-card';
import { Cards } from './cards';
import { entriesAsked } from './entries-address';
import { EntriesCard } from './entries-card';
import { HistoryCard } from './history-card';

const PATH = '/capital';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('capital'))('title') };
}

export default async function CapitalPage({ searchParams }: PageProps<'/capital'>) {
  const actor = await requireSeller('capital.read');
  const params = await searchParams;
  const t = await getTranslations('capital');
  const askedDate = dateIn(params, 'as_of');
  const asked = entriesAsked(params);
  const capital = await getCapital(portalDatabase(), actor, {
    currency: textIn(params, 'currency'),
    asOf: askedDate,
    entries: asked,
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
      <Cards capital={capital} chosen={chosen} />
      {capital.calendar !== null && (
        <CalendarCard calendar={capital.calendar} forecasts={capital.forecasts} chosen={chosen} />
      )}
      <HistoryCard history={capital.history} currency={currency} today={today} />
      <EntriesCard capital={capital} asked={asked} chosen={chosen} />
      <BalancesTable
        balances={capital.balances}
        sumMinor={capital.sumMinor}
        currency={currency}
        asOf={asOf}
      />
    </div>
  );
}
