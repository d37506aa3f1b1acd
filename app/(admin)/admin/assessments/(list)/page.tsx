import { ChevronLeft, ChevronRight, SearchX, Store } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { listAssessments } from '@/services/list-assessments';
import { portalDatabase } from '@/services/portal';
import { addressOf, isFiltered, readAsk } from './address';
import { AssessmentTable } from './assessment-table';
import { Counts } from './counts';
import { Filters } from './filters';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('assessments'))('title') };
}

export default async function Assessments({ searchParams }: PageProps<'/admin/assessments'>) {
  const actor = await requireActor('assessments.read');
  const t = await getTranslations('assessments');
  const ask = readAsk(await searchParams);
  const list = await listAssessments(portalDatabase(), actor, ask);
  const pages = [
    {
      cursor: list.previousCursor,
      name: t('previous'),
      icon: <ChevronLeft aria-hidden="true" />,
      isBack: true,
    },
    { cursor: list.nextCursor, name: t('next'), icon: <ChevronRight aria-hidden="true" />, isBack: false },
  ].filter((page) => page.cursor !== null);
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title={t('title')}>
        <p className="max-w-prose text-sm text-muted-foreground">{t('intro')}</p>
      </PageHeader>
      {list.total === 0 ? (
        <Card>
          <EmptyState icon={Store} title={t('empty.none_title')}>
            {t('empty.none_why')}
          </EmptyState>
        </Card>
      ) : (
        <>
          <Counts list={list} ask={ask} />
          <Filters ask={ask} tiers={list.tiers} />
          <div className="flex flex-col gap-2">
            <p role="status" className="flex items-center gap-4 text-sm text-muted-foreground">
              {t('shown', { count: list.count, total: list.total, isFiltered: String(isFiltered(ask)) })}
              {isFiltered(ask) && (
                <Link href="/admin/assessments" className="text-primary underline underline-offset-4">
                  {t('filters.clear')}
                </Link>
              )}
            </p>
            <Card>
              {list.merchants.length === 0 ? (
                <EmptyState icon={SearchX} title={t('empty.title')}>
                  {t('empty.why')}
                </EmptyState>
              ) : (
                <AssessmentTable merchants={list.merchants} today={list.today} />
              )}
            </Card>
          </div>
          {pages.length > 0 && (
            <nav aria-label={t('paging')} className="flex gap-3">
              {pages.map((page) => (
                <Button
                  key={page.name}
                  asChild
                  variant="outline"
                  className={page.isBack ? undefined : 'ml-auto'}
                >
                  <Link href={addressOf({ ...ask, cursor: page.cursor })}>
                    {page.isBack && page.icon}
                    {page.name}
                    {!page.isBack && page.icon}
                  </Link>
                </Button>
              ))}
            </nav>
          )}
        </>
      )}
    </div>
  );
}
