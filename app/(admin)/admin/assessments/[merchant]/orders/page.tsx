import { ChevronRight, PackageSearch } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { dateWords } from '@/components/date-words';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { COUNTED } from '@/engine/counted';
import { listCounted } from '@/services/assessments/list-counted';
import { getMerchantName } from '@/services/get-merchant-name';
import { portalDatabase } from '@/services/portal';
import { ExportLink } from '../../../export-link';
import { addressOf } from '../(overview)/address';
import { merchantIdOf } from '../merchant';
import { countedAddressOf, countedExportOf, readCountedAsk } from './address';
import { CountedTable } from './counted-table';

export async function generateMetadata({
  params,
}: PageProps<'/admin/assessments/[merchant]/orders'>): Promise<Metadata> {
  const actor = await requireActor('assessments.read');
  const name = await getMerchantName(portalDatabase(), actor, merchantIdOf((await params).merchant));
  return { title: (await getTranslations('assessment.orders'))('document_title', { name: name ?? '' }) };
}

/** The orders, or the feedback, behind a number of an assessment. */
export default async function CountedOrders({
  params,
  searchParams,
}: PageProps<'/admin/assessments/[merchant]/orders'>) {
  const actor = await requireActor('assessments.read');
  const ask = readCountedAsk(merchantIdOf((await params).merchant), await searchParams);
  const t = await getTranslations('assessment.orders');
  const pages = await getTranslations('assessments');
  const locale = await getLocale();
  const page = await listCounted(portalDatabase(), actor, ask.merchantId, ask);
  const name = await getMerchantName(portalDatabase(), actor, ask.merchantId);
  if (name === null) notFound();
  const above = [
    { href: '/admin/assessments', title: pages('title') },
    {
      href: addressOf({
        merchantId: ask.merchantId,
        ...{
          on: page?.isLatest === false ? page.assessedOn : null,
          historyBefore: null,
          changesBefore: null,
          toldBefore: null,
        },
      }),
      title: name,
    },
  ];
  if (page === null) {
    return (
      <div className="flex flex-col gap-5">
        <PageHeader title={t('title')} above={above} />
        <Card>
          <EmptyState icon={PackageSearch} title={t('never.title')}>
            {t('never.why')}
          </EmptyState>
        </Card>
      </div>
    );
  }
  const date = dateWords(page.assessedOn, locale);
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title={t('title')} above={above} actions={<ExportLink href={countedExportOf(ask)} />}>
        <p className="max-w-prose text-sm text-muted-foreground">
          {t('what', {
            date,
            from: dateWords(page.from, locale),
            to: dateWords(page.to, locale),
            version: String(page.policyVersion),
          })}
        </p>
      </PageHeader>
      {ask.on !== null && ask.on !== page.assessedOn && (
        <Notice role="status">{t('not_exact', { asked: dateWords(ask.on, locale), date })}</Notice>
      )}
      <nav aria-label={t('label')} className="-mx-4 overflow-x-auto px-4 sm:mx-0 sm:px-0">
        <ul className="flex gap-2 py-1 sm:grid sm:grid-cols-4 lg:grid-cols-7">
          {COUNTED.map((counted) => (
            <li key={counted} className="min-w-32 sm:min-w-0">
              <Link
                href={countedAddressOf({ ...ask, counted, place: null })}
                aria-current={counted === page.counted ? 'true' : undefined}
                className={cn(
                  'flex h-full flex-col gap-0.5 rounded-lg border bg-card px-3 py-2 hover:border-input hover:bg-muted',
                  'aria-[current]:border-primary aria-[current]:bg-primary-soft',
                )}
              >
                <span className="text-2xl font-semibold tabular-nums">{page.counts[counted]}</span>
                <span className="text-xs text-muted-foreground">{t(`counted.${counted}`)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Card>
        {page.rows.length === 0 ? (
          <EmptyState icon={PackageSearch} title={t(`none.${page.counted}`)}>
            {t('none_why')}
          </EmptyState>
        ) : (
          <CountedTable rows={page.rows} counted={page.counted} />
        )}
      </Card>
      <p className="max-w-prose text-xs text-muted-foreground">{t('as_known', { date })}</p>
      {(page.nextPlace !== null || ask.place !== null) && (
        <nav aria-label={pages('paging')} className="flex gap-3">
          {ask.place !== null && (
            <Button asChild variant="outline">
              <Link href={countedAddressOf({ ...ask, place: null })}>{t('first')}</Link>
            </Button>
          )}
          {page.nextPlace !== null && (
            <Button asChild variant="outline" className="ml-auto">
              <Link href={countedAddressOf({ ...ask, place: page.nextPlace })}>
                {pages('next')}
                <ChevronRight aria-hidden="true" />
              </Link>
            </Button>
          )}
        </nav>
      )}
    </div>
  );
}
