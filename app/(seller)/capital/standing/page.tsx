import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requireSeller } from '@/app/actor';
import { PageHeader } from '@/components/ui/page-header';
import { getStanding } from '@/services/get-standing';
import { portalDatabase } from '@/services/portal';
import { AgeingCard } from './ageing-card';
import { readAsk } from './ask';
import { ChoiceCard } from './choice-card';
import { HistoryCard } from './history-card';
import { LiftCard } from './lift-card';
import { Notices } from './notices';
import { OutlookCard } from './outlook-card';
import { RuleLink } from './rule-link';
import { ScorecardCard } from './scorecard-card';
import { TierCard } from './tier-card';
import { Top } from './top';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('standing'))('title') };
}

export default async function StandingPage({ searchParams }: PageProps<'/capital/standing'>) {
  const actor = await requireSeller('capital.read');
  const ask = readAsk(await searchParams);
  const t = await getTranslations('standing');
  const capital = await getTranslations('capital');
  const view = await getStanding(portalDatabase(), actor, ask);
  if (view === null) notFound();
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title={t('title')} above={[{ href: '/capital', title: capital('title') }]}>
        <p className="max-w-3xl text-sm text-pretty text-muted-foreground">
          {t('intro')} <RuleLink section="5" />
        </p>
      </PageHeader>
      <Notices view={view} ask={ask} />
      <Top view={view} />
      {view.merchant.enrolment !== 'closed' && (
        <div className="grid items-start gap-3 lg:grid-cols-2">
          <LiftCard view={view} />
          <OutlookCard view={view} />
        </div>
      )}
      <ScorecardCard view={view} ask={ask} />
      {view.ageing !== null && <AgeingCard ageing={view.ageing} view={view} ask={ask} />}
      <TierCard view={view} />
      <ChoiceCard view={view} />
      <HistoryCard view={view} ask={ask} />
    </div>
  );
}
