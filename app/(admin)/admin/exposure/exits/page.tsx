import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { requireActor } from '@/app/actor';
import { mayDo, type PersonActor } from '@/engine/actor';
import { getCurrencies } from '@/services/exposure/get-currencies';
import { listExits } from '@/services/exposure/list-exits';
import { listOldCases } from '@/services/exposure/list-old-cases';
import { sumExits } from '@/services/exposure/sum-exits';
import { portalDatabase } from '@/services/portal';
import { type Ask, readAsk } from '../address';
import { Head } from '../head';
import { NoneYet } from '../none-yet';
import { WaitingCard } from '../waiting';
import { ExitList } from './exit-list';
import { ExitSumsCard } from './exit-sums';
import { OldCasesCard } from './old-cases';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('exposure');
  return { title: `${t('sections.exits')} · ${t('title')}` };
}

/** Always an exit: held and frozen money that has none, and the open cases that grow old. */
export default async function ExitsPage({ searchParams }: PageProps<'/admin/exposure/exits'>) {
  const actor = await requireActor('exposure.read');
  const money = await getCurrencies(portalDatabase(), actor);
  const ask = readAsk(await searchParams, money);
  return (
    <div className="flex flex-col gap-5">
      <Head section="exits" currencies={money.currencies} currency={ask.currency} />
      {ask.currency === null || money.today === null ? (
        <NoneYet />
      ) : (
        <>
          <Suspense
            key={`exits ${ask.currency}`}
            fallback={
              <>
                <WaitingCard className="h-56" />
                <WaitingCard className="h-72" />
              </>
            }
          >
            <Exits actor={actor} ask={ask} currency={ask.currency} currencies={money.currencies} />
          </Suspense>
          <Suspense key={`old ${ask.currency}`} fallback={<WaitingCard className="h-72" />}>
            <OldCases actor={actor} currency={ask.currency} />
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

async function Exits({ actor, ask, currency, currencies }: OfCurrency & { ask: Ask; currencies: string[] }) {
  const sums = await sumExits(portalDatabase(), actor);
  const page = await listExits(portalDatabase(), actor, { ...ask, currency });
  if (sums === null || page === null) return <NoneYet />;
  return (
    <>
      <ExitSumsCard sums={sums} currencies={currencies} chosen={currency} />
      <ExitList
        page={page}
        sums={sums}
        ask={{ ...ask, currency }}
        mayPropose={mayDo(actor, 'proposals.make')}
      />
    </>
  );
}

async function OldCases({ actor, currency }: OfCurrency) {
  const cases = await listOldCases(portalDatabase(), actor, currency, new Date());
  return cases === null ? null : <OldCasesCard cases={cases} currency={currency} />;
}
