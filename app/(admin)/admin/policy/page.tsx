import { randomUUID } from 'node:crypto';
import { FlaskConical, PencilLine } from 'lucide-react';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { mayDo } from '@/engine/actor';
import { listDraftsAndBacktests } from '@/services/policy/get-draft';
import { listPolicies } from '@/services/policy/list-policies';
import { portalDatabase } from '@/services/portal';
import { ExportLink } from '../export-link';
import { BacktestTable } from './backtest-table';
import { DraftTable } from './draft-table';
import { InForce } from './in-force';
import { NewDraft } from './new-draft';
import { OnDate } from './on-date';
import { VersionTable } from './version-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('policy'))('title') };
}

/** It has no skeleton on purpose: drafts are made without a script too. */
export default async function Policies({ searchParams }: PageProps<'/admin/policy'>) {
  await connection();
  const actor = await requireActor('policy.read');
  const t = await getTranslations('policy');
  const backtestWords = await getTranslations('backtests');
  const { on } = await searchParams;
  const policies = await listPolicies(portalDatabase(), actor);
  const { drafts, backtests } = await listDraftsAndBacktests(portalDatabase(), actor);
  const { versions, timezone } = policies;
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title={t('title')}>
        <p className="max-w-prose text-sm text-muted-foreground">{t('intro')}</p>
      </PageHeader>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <InForce policies={policies} />
        <OnDate actor={actor} asked={typeof on === 'string' ? on : null} policies={policies} />
      </div>
      <Card aria-labelledby="drafts">
        <CardHeader className="pb-2">
          <CardTitle id="drafts">{t('drafts.title')}</CardTitle>
          <CardDescription>{t('drafts.what')}</CardDescription>
        </CardHeader>
        {drafts.length === 0 ? (
          <EmptyState icon={PencilLine} title={t('drafts.none')} className="py-8" />
        ) : (
          <DraftTable drafts={drafts} timezone={timezone} />
        )}
        {mayDo(actor, 'policy.draft') && (
          <CardContent className="border-t">
            <NewDraft policies={policies} drafts={drafts} submission={randomUUID()} />
          </CardContent>
        )}
      </Card>
      <Card aria-labelledby="backtests">
        <CardHeader className="pb-2">
          <CardTitle id="backtests">{backtestWords('list')}</CardTitle>
          <CardDescription>{backtestWords('list_what')}</CardDescription>
        </CardHeader>
        {backtests.length === 0 ? (
          <EmptyState icon={FlaskConical} title={backtestWords('none')} className="py-8" />
        ) : (
          <BacktestTable backtests={backtests} timezone={timezone} />
        )}
      </Card>
      <Card aria-labelledby="versions">
        <CardHeader className="flex-row flex-wrap items-start justify-between gap-3 pb-2">
          <div className="flex min-w-0 flex-col gap-1">
            <CardTitle id="versions">{t('list.title')}</CardTitle>
            <CardDescription>{t('list.what')}</CardDescription>
          </div>
          <ExportLink href="/admin/policy/export" />
        </CardHeader>
        <VersionTable versions={versions} timezone={timezone} />
      </Card>
    </div>
  );
}
