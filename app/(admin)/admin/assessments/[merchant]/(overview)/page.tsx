import { ChevronLeft, ChevronRight, ClipboardList, ReceiptText } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { requireActor } from '@/app/actor';
import { dateWords } from '@/components/date-words';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { Skeleton } from '@/components/ui/skeleton';
import { type AssessmentView, getAssessment } from '@/services/get-assessment';
import { getMerchantName } from '@/services/get-merchant-name';
import { portalDatabase } from '@/services/portal';
import { merchantIdOf } from '../merchant';
import { type Ask, addressOf, readAsk } from './address';
import { Changes } from './changes';
import { Contents } from './contents';
import { Decisions } from './decisions';
import { History } from './history';
import { LatestNotes } from './latest-notes';
import { LedTo } from './led-to';
import { MoneyNow, MoneyNowLoading } from './money-now';
import { ScorecardTable } from './scorecard-table';
import { Standing } from './standing';
import { TierTable } from './tier-table';
import { Told } from './told';
import { Top } from './top';
import { Trends } from './trends';

export async function generateMetadata({
  params,
}: PageProps<'/admin/assessments/[merchant]'>): Promise<Metadata> {
  const actor = await requireActor('assessments.read');
  const name = await getMerchantName(portalDatabase(), actor, merchantIdOf((await params).merchant));
  if (name === null) return { title: (await getTranslations('assessment.unknown'))('title') };
  return { title: (await getTranslations('assessment'))('document_title', { name }) };
}

/** Which assessment is shown, where it is not the latest one. */
async function Shown({ view, ask }: { view: AssessmentView; ask: Ask }) {
  const t = await getTranslations('assessment.older');
  const locale = await getLocale();
  const { scorecard, merchant } = view;
  if (ask.on === null || scorecard?.assessedOn === merchant.lastAssessedOn) return null;
  const asked = dateWords(ask.on, locale);
  const version = String(scorecard?.policyVersion ?? '');
  const date = scorecard === null ? '' : dateWords(scorecard.assessedOn, locale);
  return (
    <Notice role="status">
      {scorecard === null && t('none', { asked })}
      {scorecard !== null && scorecard.assessedOn === ask.on && t('shown', { date, version })}
      {scorecard !== null && scorecard.assessedOn !== ask.on && t('not_exact', { asked, date, version })}{' '}
      <Link href={addressOf({ ...ask, on: null })} className="text-primary underline underline-offset-4">
        {t('latest')}
      </Link>
    </Notice>
  );
}

async function Neighbours({ view, ask }: { view: AssessmentView; ask: Ask }) {
  const t = await getTranslations('assessment.go');
  const { before, after } = view.neighbours;
  return (
    <nav aria-label={t('label')} className="flex gap-2">
      {before !== null && (
        <Button asChild variant="outline" size="small">
          <Link href={addressOf({ ...ask, on: before })} scroll={false}>
            <ChevronLeft aria-hidden="true" />
            {t('earlier')}
          </Link>
        </Button>
      )}
      {after !== null && (
        <Button asChild variant="outline" size="small">
          <Link
            href={addressOf({ ...ask, on: after === view.merchant.lastAssessedOn ? null : after })}
            scroll={false}
          >
            {t('later')}
            <ChevronRight aria-hidden="true" />
          </Link>
        </Button>
      )}
    </nav>
  );
}

export default async function MerchantAssessment({
  params,
  searchParams,
}: PageProps<'/admin/assessments/[merchant]'>) {
  const actor = await requireActor('assessments.read');
  const ask = readAsk(merchantIdOf((await params).merchant), await searchParams);
  const view = await getAssessment(portalDatabase(), actor, ask.merchantId, ask);
  if (view === null) notFound();
  const t = await getTranslations('assessment');
  const pages = await getTranslations('assessments');
  const { merchant, scorecard, today } = view;
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title={merchant.name ?? merchant.merchantId}
        above={[{ href: '/admin/assessments', title: pages('title') }]}
        actions={
          <>
            <Neighbours view={view} ask={ask} />
            <Button asChild variant="outline" size="small">
              <Link href={`/admin/assessments/${encodeURIComponent(merchant.merchantId)}/entries`}>
                <ReceiptText aria-hidden="true" />
                {t('entries')}
              </Link>
            </Button>
          </>
        }
      />
      <Contents />
      <Shown view={view} ask={ask} />
      {scorecard === null ? (
        <Card>
          <EmptyState icon={ClipboardList} title={t('never_assessed.title')}>
            {t(merchant.closure === null ? 'never_assessed.open' : 'never_assessed.closed')}
          </EmptyState>
        </Card>
      ) : (
        <>
          <Top card={scorecard} merchant={merchant} today={today} />
          <ScorecardTable card={scorecard} merchantId={merchant.merchantId} />
        </>
      )}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        {scorecard !== null && (
          <div className="flex flex-col gap-5">
            <LedTo card={scorecard} />
            <TierTable card={scorecard} />
          </div>
        )}
        <Standing merchant={merchant} today={today} />
      </div>
      <Suspense fallback={<MoneyNowLoading />}>
        <MoneyNow actor={actor} merchantId={merchant.merchantId} />
      </Suspense>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Suspense fallback={<Skeleton className="h-72 rounded-lg" />}>
          <Decisions actor={actor} merchantId={merchant.merchantId} />
        </Suspense>
        <Suspense fallback={<Skeleton className="h-72 rounded-lg" />}>
          <LatestNotes actor={actor} merchantId={merchant.merchantId} />
        </Suspense>
      </div>
      <Suspense fallback={<Skeleton className="h-150 rounded-lg" />}>
        <Trends actor={actor} merchantId={merchant.merchantId} />
      </Suspense>
      <Suspense fallback={<Skeleton className="h-96 rounded-lg" />}>
        <Told actor={actor} ask={ask} />
      </Suspense>
      <Changes changes={view.changes} changesBefore={view.changesBefore} ask={ask} />
      <History
        history={view.history}
        historyBefore={view.historyBefore}
        shownOn={scorecard?.assessedOn ?? null}
        ask={ask}
      />
    </div>
  );
}
