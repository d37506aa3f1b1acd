import { ChevronLeft, ChevronRight, Download, ScrollText, SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { listAudit } from '@/services/audit/list-audit';
import { portalDatabase } from '@/services/portal';
import { type AuditAsk, addressOf, exportAddressOf, isFiltered, readAsk } from './address';
import { AuditTable } from './audit-table';
import { Filters } from './filters';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('title') };
}

async function Pages({ ask, older, newer }: { ask: AuditAsk; older: string | null; newer: string | null }) {
  const t = await getTranslations('audit');
  if (older === null && newer === null) return null;
  return (
    <nav aria-label={t('paging')} className="flex flex-wrap gap-3">
      {newer !== null && (
        <>
          <Button asChild variant="outline">
            <Link href={addressOf({ ...ask, cursor: null })}>{t('newest')}</Link>
          </Button>
          <Button asChild variant="outline">
            <Link href={addressOf({ ...ask, cursor: newer })}>
              <ChevronLeft aria-hidden="true" />
              {t('newer')}
            </Link>
          </Button>
        </>
      )}
      {older !== null && (
        <Button asChild variant="outline" className="ml-auto">
          <Link href={addressOf({ ...ask, cursor: older })}>
            {t('older')}
            <ChevronRight aria-hidden="true" />
          </Link>
        </Button>
      )}
    </nav>
  );
}

export default async function AuditLog({ searchParams }: PageProps<'/admin/audit'>) {
  const actor = await requireActor('audit.read');
  const t = await getTranslations('audit');
  const ask = readAsk(await searchParams);
  const { rows, timezone, olderCursor, newerCursor } = await listAudit(portalDatabase(), actor, ask);
  const isNarrowed = isFiltered(ask);
  const isAny = isNarrowed || ask.cursor !== null || rows.length > 0;
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title={t('title')}>
        <p className="max-w-prose text-sm text-muted-foreground">{t('intro', { timezone })}</p>
      </PageHeader>
      {isAny && <Filters ask={ask} />}
      <div className="flex flex-col gap-2">
        {isAny && (
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <p role="status" className="flex items-center gap-4 text-sm text-muted-foreground">
              {t('shown', { count: rows.length })}
              {isNarrowed && (
                <Link href="/admin/audit" className="text-primary underline underline-offset-4">
                  {t('filters.clear')}
                </Link>
              )}
            </p>
            <Button asChild variant="outline" size="small">
              {/* A plain link: nothing is exported before somebody asks for it. */}
              <a href={exportAddressOf(ask)} download title={t('export_what')}>
                <Download aria-hidden="true" />
                {t('export')}
              </a>
            </Button>
          </div>
        )}
        <Card>
          {rows.length > 0 && <AuditTable rows={rows} timezone={timezone} />}
          {rows.length === 0 && isAny && (
            <EmptyState icon={SearchX} title={t('empty.title')}>
              {t('empty.why')}
            </EmptyState>
          )}
          {!isAny && (
            <EmptyState icon={ScrollText} title={t('empty.none_title')}>
              {t('empty.none_why')}
            </EmptyState>
          )}
        </Card>
      </div>
      <Pages ask={ask} older={olderCursor} newer={newerCursor} />
    </div>
  );
}
