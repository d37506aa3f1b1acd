import { BadgeCheck } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { requireActor } from '@/app/actor';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { mayDo, type PersonActor } from '@/engine/actor';
import { getCurrencies } from '@/services/exposure/get-currencies';
import { listDebts } from '@/services/exposure/list-debts';
import { portalDatabase } from '@/services/portal';
import { type Ask, readAsk } from '../address';
import { Head } from '../head';
import { NoneYet } from '../none-yet';
import { WaitingCard } from '../waiting';
import { AgesCard } from './ages-card';
import { DebtorsCard } from './debtors-card';

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('exposure');
  return { title: `${t('sections.debts')} · ${t('title')}` };
}

/** What stores owe, by age, and who they are. */
export default async function DebtsPage({ searchParams }: PageProps<'/admin/exposure/debts'>) {
  const actor = await requireActor('exposure.read');
  const money = await getCurrencies(portalDatabase(), actor);
  const ask = readAsk(await searchParams, money);
  return (
    <div className="flex flex-col gap-5">
      <Head section="debts" currencies={money.currencies} currency={ask.currency} />
      {ask.currency === null ? (
        <NoneYet />
      ) : (
        <Suspense
          key={ask.currency}
          fallback={
            <>
              <WaitingCard className="h-80" />
              <WaitingCard className="h-96" />
            </>
          }
        >
          <Debts actor={actor} ask={ask} currency={ask.currency} />
        </Suspense>
      )}
    </div>
  );
}

async function Debts({ actor, ask, currency }: { actor: PersonActor; ask: Ask; currency: string }) {
  const t = await getTranslations('exposure.debts');
  const debts = await listDebts(portalDatabase(), actor, { ...ask, currency });
  if (debts === null) return <NoneYet />;
  if (debts.open.stores + debts.closed.stores === 0) {
    return (
      <Card>
        <EmptyState icon={BadgeCheck} title={t('none_title', { currency })}>
          {t('none_why')}
        </EmptyState>
      </Card>
    );
  }
  return (
    <>
      <AgesCard debts={debts} ask={ask} />
      <DebtorsCard debts={debts} ask={ask} mayPropose={mayDo(actor, 'proposals.make')} />
    </>
  );
}
