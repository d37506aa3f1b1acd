import { CircleCheck, Clock, SearchX } from 'lucide-react';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { DateText } from '@/components/date-text';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import type { Actor } from '@/engine/actor';
import { listWork } from '@/services/assessments/list-work';
import { portalDatabase } from '@/services/portal';
import { addressOf, isFiltered, type ListAsk } from './address';
import { Filters } from './filters';
import { Paging } from './paging';
import { Reasons } from './reasons';
import { Shown } from './shown';
import { WorkTable } from './work-table';

/** The stores that there is a reason to look at, those first where the most money is at stake. */
export async function WorkList({ actor, ask }: { actor: Actor; ask: ListAsk }) {
  const t = await getTranslations('assessments');
  const page = await listWork(portalDatabase(), actor, ask);
  const all = addressOf({ ...ask, view: 'all', reason: null, currency: null, cursor: null });
  const toAll = (
    <Link href={all} className="text-sm text-primary underline underline-offset-4">
      {t('work.to_all')}
    </Link>
  );
  return (
    <>
      <Reasons page={page} ask={ask} />
      <Filters ask={ask} tiers={page.tiers} currencies={page.currencies} currency={page.currency} />
      <div className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <Shown ask={ask} count={page.count} total={page.any} />
          {page.today !== null && (
            <p className="flex items-center gap-1.5 text-sm text-muted-foreground">
              <Clock aria-hidden="true" className="size-4 shrink-0" />
              <span>
                {page.outOfDate === 0
                  ? t.rich('work.as_of', { date: () => <DateText date={page.today ?? ''} /> })
                  : t('work.out_of_date', { count: page.outOfDate })}
              </span>
            </p>
          )}
        </div>
        <Card>
          {page.items.length > 0 && (
            <WorkTable items={page.items} currency={page.currency} today={page.today} />
          )}
          {page.items.length === 0 &&
            (isFiltered(ask) ? (
              <EmptyState icon={SearchX} title={t('work.empty.filtered')} action={toAll}>
                {t('work.empty.filtered_why')}
              </EmptyState>
            ) : (
              <EmptyState icon={CircleCheck} title={t('work.empty.title')} action={toAll}>
                {t('work.empty.why')}
              </EmptyState>
            ))}
        </Card>
        <p className="max-w-prose text-xs text-muted-foreground">{t('work.at_stake_what')}</p>
      </div>
      <Paging ask={ask} previous={page.previousCursor} next={page.nextCursor} />
    </>
  );
}
