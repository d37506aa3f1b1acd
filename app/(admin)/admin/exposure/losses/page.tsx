import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { requireActor } from '@/app/actor';
import type { PersonActor } from '@/engine/actor';
import { getCoverage } from '@/services/exposure/get-coverage';
import { getCurrencies } from '@/services/exposure/get-currencies';
import { getLosses } from '@/services/exposure/get-losses';
import { portalDatabase } from '@/services/portal';
import { readAsk } from '../address';
import { Head } from '../head';
import { NoneYet } from '../none-yet';
import { WaitingCard } from '../waiting';
import { CoverageCard } from './coverage-card';
import { LossesCard } from './losses-card';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('exposure');
  return { title: `${t('sections.losses')} · ${t('title')}` };
}

/** What refunds have cost by policy version, and how often the deposit was enough. */
export default async function LossesPage({ searchParams }: PageProps<'/admin/exposure/losses'>) {
  const actor = await requireActor('exposure.read');
  const money = await getCurrencies(portalDatabase(), actor);
  const { currency } = readAsk(await searchParams, money);
  return (
    <div className="flex flex-col gap-5">
      <Head section="losses" currencies={money.currencies} currency={currency} />
      {currency === null ? (
        <NoneYet />
      ) : (
        <>
          <Suspense key={`losses ${currency}`} fallback={<WaitingCard className="h-64" />}>
            <Losses actor={actor} currency={currency} />
          </Suspense>
          <Suspense key={`coverage ${currency}`} fallback={<WaitingCard className="h-120" />}>
            <Coverage actor={actor} currency={currency} />
          </Suspense>
        </>
      )}
    </div>
  );
}

interface OfCurrency {
  actor: PersonActor;
  currency: string;
}

async function Losses({ actor, currency }: OfCurrency) {
  return <LossesCard losses={await getLosses(portalDatabase(), actor, currency)} />;
}

async function Coverage({ actor, currency }: OfCurrency) {
  return <CoverageCard coverage={await getCoverage(portalDatabase(), actor, currency)} />;
}
