import { randomUUID } from 'node:crypto';
import { NotebookPen } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { mayDo } from '@/engine/actor';
import { MOST_NOTE_CHARACTERS } from '@/engine/notes';
import { getMerchantName } from '@/services/get-merchant-name';
import { listNotes } from '@/services/notes/list-notes';
import { portalDatabase } from '@/services/portal';
import { merchantIdOf } from '../merchant';
import { NoteForm } from './note-form';
import { NoteList } from './note-list';

export async function generateMetadata({
  params,
}: PageProps<'/admin/assessments/[merchant]/notes'>): Promise<Metadata> {
  const actor = await requireActor('assessments.read');
  const name = await getMerchantName(portalDatabase(), actor, merchantIdOf((await params).merchant));
  return { title: (await getTranslations('notes'))('document_title', { name: name ?? '' }) };
}

/** What reviewers noted of a store, and a form for the next note. */
export default async function Notes({
  params,
  searchParams,
}: PageProps<'/admin/assessments/[merchant]/notes'>) {
  const actor = await requireActor('assessments.read');
  const merchantId = merchantIdOf((await params).merchant);
  const { before } = await searchParams;
  const asked = typeof before === 'string' ? before : null;
  const page = await listNotes(portalDatabase(), actor, merchantId, { before: asked });
  const name = await getMerchantName(portalDatabase(), actor, merchantId);
  if (page === null || name === null) notFound();
  const t = await getTranslations('notes');
  const pages = await getTranslations('assessments');
  const path = `/admin/assessments/${encodeURIComponent(merchantId)}`;
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      <PageHeader
        title={t('title')}
        above={[
          { href: '/admin/assessments', title: pages('title') },
          { href: path, title: name },
        ]}
      >
        <p className="max-w-prose text-sm text-muted-foreground">{t('what')}</p>
      </PageHeader>
      {mayDo(actor, 'notes.write') && (
        <Card aria-labelledby="write">
          <CardHeader>
            <CardTitle id="write">{t('write')}</CardTitle>
          </CardHeader>
          <CardContent>
            <NextIntlClientProvider messages={{ notes: (await getMessages()).notes }}>
              <NoteForm
                merchantId={merchantId}
                submission={randomUUID()}
                mostCharacters={MOST_NOTE_CHARACTERS}
              />
            </NextIntlClientProvider>
          </CardContent>
        </Card>
      )}
      <Card>
        {page.notes.length === 0 ? (
          <EmptyState icon={NotebookPen} title={t(asked === null ? 'none' : 'end')}>
            {t('none_why')}
          </EmptyState>
        ) : (
          <CardContent className="pt-5">
            <NoteList notes={page.notes} timezone={page.timezone} />
          </CardContent>
        )}
      </Card>
      {(page.before !== null || asked !== null) && (
        <nav aria-label={pages('paging')} className="flex gap-3">
          {asked !== null && (
            <Button asChild variant="outline">
              <Link href={`${path}/notes`}>{t('newest')}</Link>
            </Button>
          )}
          {page.before !== null && (
            <Button asChild variant="outline" className="ml-auto">
              <Link href={`${path}/notes?before=${page.before}`}>{t('older')}</Link>
            </Button>
          )}
        </nav>
      )}
    </div>
  );
}
