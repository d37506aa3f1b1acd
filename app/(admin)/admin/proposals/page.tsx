import { ChevronRight, Plus, SearchX, Users } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { mayDo } from '@/engine/actor';
import { portalDatabase } from '@/services/portal';
import { listProposals } from '@/services/proposals/list-proposals';
import { ExportLink } from '../export-link';
import { addressOf, exportAddressOf, isFiltered, type ListAsk, readAsk } from './address';
import { Filters } from './filters';
import { NEW_KINDS } from './new/[kind]/kinds';
import { ProposalTable } from './proposal-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('proposals'))('title') };
}

async function NewLinks() {
  const t = await getTranslations('proposals');
  return (
    <nav aria-label={t('new_kinds')} className="flex flex-wrap gap-2">
      {NEW_KINDS.map((kind) => (
        <Button key={kind} asChild variant="outline" size="small">
          <Link href={`/admin/proposals/new/${kind}`}>
            <Plus aria-hidden="true" />
            {t(`kinds.${kind}`)}
          </Link>
        </Button>
      ))}
    </nav>
  );
}

async function Pages({ ask, nextCursor }: { ask: ListAsk; nextCursor: string | null }) {
  const t = await getTranslations('proposals');
  if (nextCursor === null && ask.cursor === null) return null;
  return (
    <nav aria-label={t('paging')} className="flex flex-wrap gap-3">
      {ask.cursor !== null && (
        <Button asChild variant="outline">
          <Link href={addressOf({ ...ask, cursor: null })}>{t('first_page')}</Link>
        </Button>
      )}
      {nextCursor !== null && (
        <Button asChild variant="outline" className="ml-auto">
          <Link href={addressOf({ ...ask, cursor: nextCursor })}>
            {t('next_page')}
            <ChevronRight aria-hidden="true" />
          </Link>
        </Button>
      )}
    </nav>
  );
}

export default async function Proposals({ searchParams }: PageProps<'/admin/proposals'>) {
  const actor = await requireActor('proposals.read');
  const t = await getTranslations('proposals');
  const ask = readAsk(await searchParams);
  const { rows, timezone, now, nextCursor } = await listProposals(portalDatabase(), actor, ask);
  const isNarrowed = isFiltered(ask);
  const isAny = isNarrowed || ask.cursor !== null || rows.length > 0;
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title={t('title')} actions={mayDo(actor, 'proposals.make') && <NewLinks />}>
        <p className="max-w-prose text-sm text-pretty text-muted-foreground">{t('intro')}</p>
      </PageHeader>
      {isAny && <Filters ask={ask} />}
      <div className="flex flex-col gap-2">
        {isAny && (
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <p role="status" className="flex items-center gap-4 text-sm text-muted-foreground">
              {t('shown', { count: rows.length })}
              {isNarrowed && (
                <Link href="/admin/proposals" className="text-primary underline underline-offset-4">
                  {t('filters.clear')}
                </Link>
              )}
            </p>
            <ExportLink href={exportAddressOf(ask)} />
          </div>
        )}
        <Card>
          {rows.length > 0 && <ProposalTable {...{ rows, timezone, now }} />}
          {rows.length === 0 && isAny && (
            <EmptyState icon={SearchX} title={t('empty.title')}>
              {t('empty.why')}
            </EmptyState>
          )}
          {!isAny && (
            <EmptyState icon={Users} title={t('empty.none_title')}>
              {t('empty.none_why')}
            </EmptyState>
          )}
        </Card>
      </div>
      <Pages ask={ask} nextCursor={nextCursor} />
    </div>
  );
}
