import { ChevronLeft, ChevronRight, SearchX, UserPlus } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { listPeople } from '@/services/access/list-people';
import { portalDatabase } from '@/services/portal';
import { addressOf, isFiltered, readAsk } from './address';
import { Filters } from './filters';
import { PeopleTable } from './people-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access'))('title') };
}

export default async function People({ searchParams }: PageProps<'/admin/access'>) {
  const actor = await requireActor('access.read');
  const t = await getTranslations('access.people');
  const ask = readAsk(await searchParams);
  const list = await listPeople(portalDatabase(), actor, ask);
  const isNarrowed = isFiltered(ask);
  return (
    <section aria-labelledby="people" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="people" className="text-lg font-semibold">
          {t('title')}
        </h2>
        <Button asChild>
          <Link href="/admin/access/invitations#invite">
            <UserPlus aria-hidden="true" />
            {t('invite')}
          </Link>
        </Button>
      </div>
      <Filters ask={ask} />
      <div className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-muted-foreground">
          <p role="status">
            {t('shown', { count: list.count, total: list.total, isFiltered: String(isNarrowed) })}
          </p>
          {isNarrowed && (
            <Link href="/admin/access" className="text-primary underline underline-offset-4">
              {t('filters.clear')}
            </Link>
          )}
          <p className="ml-auto">{t('timezone', { timezone: list.timezone })}</p>
        </div>
        <Card>
          {list.people.length === 0 ? (
            <EmptyState icon={SearchX} title={t('empty.title')}>
              {t('empty.why')}
            </EmptyState>
          ) : (
            <PeopleTable people={list.people} timezone={list.timezone} />
          )}
        </Card>
      </div>
      {(list.previousCursor !== null || list.nextCursor !== null) && (
        <nav aria-label={t('paging')} className="flex gap-3">
          {list.previousCursor !== null && (
            <Button asChild variant="outline">
              <Link href={addressOf({ ...ask, cursor: list.previousCursor })}>
                <ChevronLeft aria-hidden="true" />
                {t('previous')}
              </Link>
            </Button>
          )}
          {list.nextCursor !== null && (
            <Button asChild variant="outline" className="ml-auto">
              <Link href={addressOf({ ...ask, cursor: list.nextCursor })}>
                {t('next')}
                <ChevronRight aria-hidden="true" />
              </Link>
            </Button>
          )}
        </nav>
      )}
    </section>
  );
}
