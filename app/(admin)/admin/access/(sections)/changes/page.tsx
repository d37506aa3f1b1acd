import { ScrollText } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { listAccessChanges } from '@/services/audit/list-audit';
import { portalDatabase } from '@/services/portal';
import { ChangeList } from '../../change-list';

const SHOWN = 100;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access.changes'))('document_title') };
}

export default async function RecentChanges() {
  const actor = await requireActor('access.read');
  const t = await getTranslations('access.changes');
  const { rows, timezone } = await listAccessChanges(portalDatabase(), actor, SHOWN, {
    withSignIns: false,
  });
  return (
    <Card aria-labelledby="changes">
      <CardHeader className="pb-2">
        <CardTitle id="changes">{t('title')}</CardTitle>
        <CardDescription>{t('what', { count: SHOWN, timezone })}</CardDescription>
      </CardHeader>
      {rows.length === 0 ? (
        <EmptyState icon={ScrollText} title={t('empty_title')}>
          {t('empty_why')}
        </EmptyState>
      ) : (
        <ChangeList label={t('title')} rows={rows} timezone={timezone} />
      )}
    </Card>
  );
}
