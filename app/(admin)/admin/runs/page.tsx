import { CalendarClock, ChevronLeft, ChevronRight } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { Button } from '@/components/ui/button';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { mayDo } from '@/engine/actor';
import { listAlerts } from '@/services/alerts/list-alerts';
import { listRuns } from '@/services/list-runs';
import { portalDatabase } from '@/services/portal';
import { portalSchedule } from '@/services/runs/schedule';
import { ExportLink } from '../export-link';
import { OpenAlerts, PastAlerts } from './alerts';
import { NextRun } from './next-run';
import { RunTable } from './run-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('runs'))('title') };
}

/**
 * It has no skeleton on purpose: a page sent in pieces needs a script to be put together, and a run must also be started
 * and followed without one. Its few rows come by their key.
 */
export default async function DailyRuns({ searchParams }: PageProps<'/admin/runs'>) {
  await connection();
  const actor = await requireActor('runs.read');
  const t = await getTranslations('runs');
  const { before, alerts: alertsBefore } = await searchParams;
  const now = new Date();
  const cursor = typeof before === 'string' ? before : null;
  const list = await listRuns(portalDatabase(), actor, { cursor, now });
  const { runs, next, olderCursor, isNewest } = list;
  const alertCursor =
    typeof alertsBefore === 'string' && /^\d{1,18}$/.test(alertsBefore) ? BigInt(alertsBefore) : null;
  const alerts = await listAlerts(portalDatabase(), actor, { before: alertCursor });
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title={t('title')} actions={<ExportLink href="/admin/runs/export" />}>
        <p className="max-w-prose text-sm text-muted-foreground">{t('intro')}</p>
      </PageHeader>
      <OpenAlerts open={alerts.open} timezone={alerts.timezone} />
      <NextRun
        next={next}
        schedule={portalSchedule()}
        unfinished={list.unfinished}
        done={list.latestDone}
        mayStart={mayDo(actor, 'runs.start')}
        now={now}
      />
      <Card aria-labelledby="runs-done">
        <CardHeader className="pb-2">
          <CardTitle id="runs-done">{t('list.title')}</CardTitle>
        </CardHeader>
        {runs.length === 0 ? (
          <EmptyState icon={CalendarClock} title={t('empty.title')}>
            {t('empty.why')}
          </EmptyState>
        ) : (
          <RunTable runs={runs} today={next.today} />
        )}
      </Card>
      {(olderCursor !== null || !isNewest) && (
        <nav aria-label={t('list.paging')} className="flex gap-3">
          {!isNewest && (
            <Button asChild variant="outline">
              <Link href="/admin/runs">
                <ChevronLeft aria-hidden="true" />
                {t('list.newest')}
              </Link>
            </Button>
          )}
          {olderCursor !== null && (
            <Button asChild variant="outline" className="ml-auto">
              <Link href={`/admin/runs?before=${olderCursor}`}>
                {t('list.older')}
                <ChevronRight aria-hidden="true" />
              </Link>
            </Button>
          )}
        </nav>
      )}
      <PastAlerts list={alerts} isNewest={alertCursor === null} />
    </div>
  );
}
