import { Layers } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { listBatches } from '@/services/payouts/list-batches';
import { portalDatabase } from '@/services/portal';
import { ExportLink } from '../../export-link';
import { PATH, textIn } from '../address';
import { BatchTable } from '../batch-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('payouts'))('batches.title') };
}

/** Every batch that was made, the latest first. */
export default async function Batches({ searchParams }: PageProps<'/admin/payouts/batches'>) {
  const actor = await requireActor('payouts.read');
  const t = await getTranslations('payouts');
  const cursor = textIn(await searchParams, 'at');
  const { batches, timezone, next } = await listBatches(portalDatabase(), actor, { cursor });
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title={t('batches.title')} above={[{ href: PATH, title: t('title') }]}>
        <p className="max-w-prose text-sm text-muted-foreground">{t('batches.what')}</p>
      </PageHeader>
      {batches.length > 0 && (
        <div className="self-end">
          <ExportLink href={`${PATH}/batches/export`} />
        </div>
      )}
      <Card>
        {batches.length > 0 ? (
          <BatchTable label={t('batches.title')} batches={batches} timezone={timezone} />
        ) : (
          <EmptyState icon={Layers} title={t('batches.none_title')}>
            {t('batches.none_why')}
          </EmptyState>
        )}
      </Card>
      <div className="flex flex-wrap gap-3">
        {cursor !== null && (
          <Button asChild variant="outline">
            <Link href={`${PATH}/batches`}>{t('batches.newest')}</Link>
          </Button>
        )}
        {next !== null && (
          <Button asChild variant="outline" className="ml-auto">
            <Link href={`${PATH}/batches?${new URLSearchParams({ at: next })}`}>{t('batches.older')}</Link>
          </Button>
        )}
      </div>
    </div>
  );
}
