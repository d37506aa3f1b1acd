import { SearchX, Store } from 'lucide-react';
import { getTranslations } from 'next-intl/server';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import type { Actor } from '@/engine/actor';
import { listAssessments } from '@/services/list-assessments';
import { portalDatabase } from '@/services/portal';
import type { ListAsk } from './address';
import { AssessmentTable } from './assessment-table';
import { Counts } from './counts';
import { Filters } from './filters';
import { Paging } from './paging';
import { Shown } from './shown';

/** Every store with its latest assessment. */
export async function AllStores({ actor, ask }: { actor: Actor; ask: ListAsk }) {
  const t = await getTranslations('assessments');
  const list = await listAssessments(portalDatabase(), actor, ask);
  if (list.total === 0) {
    return (
      <Card>
        <EmptyState icon={Store} title={t('empty.none_title')}>
          {t('empty.none_why')}
        </EmptyState>
      </Card>
    );
  }
  return (
    <>
      <Counts list={list} ask={ask} />
      <Filters ask={ask} tiers={list.tiers} />
      <div className="flex flex-col gap-2">
        <Shown ask={ask} count={list.count} total={list.total} />
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
      <Paging ask={ask} previous={list.previousCursor} next={list.nextCursor} />
    </>
  );
}
