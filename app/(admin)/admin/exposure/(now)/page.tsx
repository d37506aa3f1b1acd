import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { requireActor } from '@/app/actor';
import type { PersonActor } from '@/engine/actor';
import { getCurrencies } from '@/services/exposure/get-currencies';
import { getExposure } from '@/services/exposure/get-exposure';
import { portalDatabase } from '@/services/portal';
import { readAsk } from '../address';
import { Head } from '../head';
import { NoneYet } from '../none-yet';
import { WaitingCard, WaitingFigures } from '../waiting';
import { CoverCard } from './cover-card';
import { ExitFigure } from './exit-figure';
import { Figures } from './figures';
import { MerchantsCard } from './merchants-card';

const FIGURES = ['at_risk', 'deposit', 'uncovered', 'open', 'exits'];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('exposure'))('title') };
}

/** What early release has at risk now, and what stands behind it. */
export default async function ExposurePage({ searchParams }: PageProps<'/admin/exposure'>) {
  const actor = await requireActor('exposure.read');
  const money = await getCurrencies(portalDatabase(), actor);
  const { currency } = readAsk(await searchParams, money);
  return (
    <div className="flex flex-col gap-5">
      <Head section="now" currencies={money.currencies} currency={currency} />
      {currency === null || money.today === null ? (
        <NoneYet />
      ) : (
        <Suspense
          key={currency}
          fallback={
            <>
              <WaitingFigures figures={FIGURES} />
              <WaitingCard className="h-72" />
              <WaitingCard className="h-160" />
            </>
          }
        >
          <Now actor={actor} currency={currency} />
        </Suspense>
      )}
    </div>
  );
}

async function Now({ actor, currency }: { actor: PersonActor; currency: string }) {
  const exposure = await getExposure(portalDatabase(), actor, currency);
  if (exposure === null) return <NoneYet />;
  return (
    <>
      <Figures exposure={exposure}>
        <Suspense fallback={<WaitingFigures figures={['exits']} />}>
          <ExitFigure actor={actor} currency={currency} />
        </Suspense>
      </Figures>
      <CoverCard exposure={exposure} />
      <MerchantsCard exposure={exposure} />
    </>
  );
}
