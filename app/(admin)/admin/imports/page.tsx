import { ChevronLeft, ChevronRight, FileUp } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { MOST_UPLOAD_MB, UPLOAD_REFUSALS } from '@/engine/imports';
import { listImports } from '@/services/imports/list-imports';
import { portalDatabase } from '@/services/portal';
import { PATH } from './address';
import { ImportTable } from './import-table';
import { UploadForm } from './upload-form';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('imports'))('title') };
}

/** It has no skeleton on purpose: a file must be brought without a script too. */
export default async function Imports({ searchParams }: PageProps<'/admin/imports'>) {
  await connection();
  const actor = await requireActor('imports.read');
  const t = await getTranslations('imports');
  const { before, refused: code } = await searchParams;
  const cursor = typeof before === 'string' ? before : null;
  const { imports, timezone, next } = await listImports(portalDatabase(), actor, { cursor });
  const refused = UPLOAD_REFUSALS.find((each) => each === code) ?? null;
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title={t('title')}>
        <p className="max-w-prose text-sm text-pretty text-muted-foreground">{t('intro')}</p>
      </PageHeader>
      {refused !== null && (
        <Notice tone="bad" role="alert">
          <a href="#file" className="underline underline-offset-4">
            {t(`upload.refused.${refused}`, { most: MOST_UPLOAD_MB })}
          </a>
        </Notice>
      )}
      <Card aria-labelledby="upload">
        <CardHeader>
          <CardTitle id="upload">{t('upload.title')}</CardTitle>
          <CardDescription className="max-w-prose text-pretty">{t('upload.what')}</CardDescription>
        </CardHeader>
        <CardContent>
          <UploadForm refused={refused} />
        </CardContent>
      </Card>
      <Card aria-labelledby="imports">
        <CardHeader className="pb-2">
          <CardTitle id="imports">{t('list.title')}</CardTitle>
        </CardHeader>
        {imports.length === 0 ? (
          <EmptyState icon={FileUp} title={t('list.none_title')}>
            {t('list.none_why')}
          </EmptyState>
        ) : (
          <ImportTable imports={imports} timezone={timezone} />
        )}
      </Card>
      {(cursor !== null || next !== null) && (
        <nav aria-label={t('list.paging')} className="flex gap-3">
          {cursor !== null && (
            <Button asChild variant="outline">
              <Link href={PATH}>
                <ChevronLeft aria-hidden="true" />
                {t('list.newest')}
              </Link>
            </Button>
          )}
          {next !== null && (
            <Button asChild variant="outline" className="ml-auto">
              <Link href={`${PATH}?${new URLSearchParams({ before: next })}`}>
                {t('list.older')}
                <ChevronRight aria-hidden="true" />
              </Link>
            </Button>
          )}
        </nav>
      )}
    </div>
  );
}
