import { Search, SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import Form from 'next/form';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { PageHeader } from '@/components/ui/page-header';
import { LONGEST_SEARCH } from '@/engine/search';
import { portalDatabase } from '@/services/portal';
import { findAnything } from '@/services/search/find-anything';
import { addressOf, readAsk, SEARCH_PATH, type SearchAsk } from './address';
import { FoundList } from './found-list';
import { type FoundItems, foundItems } from './results';

const LINK = 'text-primary underline underline-offset-4 hover:no-underline';

export async function generateMetadata({ searchParams }: PageProps<'/admin/search'>): Promise<Metadata> {
  await requireActor('search.use');
  const t = await getTranslations('search');
  const { text } = readAsk(await searchParams);
  return { title: text === '' ? t('title') : t('title_of', { text }) };
}

async function SearchForm({ ask }: { ask: SearchAsk }) {
  const t = await getTranslations('search');
  return (
    <search>
      <Form key={ask.text} action={SEARCH_PATH} className="flex max-w-2xl flex-col gap-1">
        <Label htmlFor="q">{t('label')}</Label>
        <div className="flex gap-2">
          <Input
            id="q"
            name="q"
            defaultValue={ask.text}
            maxLength={LONGEST_SEARCH}
            placeholder={t('example')}
            autoComplete="off"
            enterKeyHint="search"
            spellCheck={false}
          />
          <Button type="submit">
            <Search aria-hidden="true" />
            {t('button')}
          </Button>
        </div>
      </Form>
    </search>
  );
}

async function FoundCard({ ask, found, isCut }: { ask: SearchAsk; found: FoundItems; isCut: boolean }) {
  const t = await getTranslations('search');
  return (
    <section className="flex flex-col gap-2" aria-label={t('found_label')}>
      <p role="status" className="flex flex-wrap gap-x-4 text-sm text-muted-foreground">
        {found.summary}
        {isCut && <span>{t('cut')}</span>}
        {ask.kind !== null && (
          <Link href={addressOf({ ...ask, kind: null })} className={LINK}>
            {t('all_kinds')}
          </Link>
        )}
      </p>
      <Card>
        {found.items.length > 0 ? (
          <FoundList found={found} />
        ) : (
          <EmptyState icon={SearchX} title={found.summary}>
            {t('none_why')}
          </EmptyState>
        )}
      </Card>
      {found.more.length > 0 && (
        <ul aria-label={t('more_label')} className="flex flex-wrap gap-x-5 gap-y-2 text-sm">
          {found.more.map(({ href, title }) => (
            <li key={href}>
              <Link href={href} className={LINK}>
                {title}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export default async function SearchPage({ searchParams }: PageProps<'/admin/search'>) {
  const actor = await requireActor('search.use');
  const t = await getTranslations('search');
  const ask = readAsk(await searchParams);
  const result = ask.text === '' ? null : await findAnything(portalDatabase(), actor, ask);
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title={t('title')}>
        <p className="max-w-prose text-sm text-muted-foreground">{t('intro')}</p>
      </PageHeader>
      <SearchForm ask={ask} />
      {result !== null && (
        <FoundCard
          ask={ask}
          found={await foundItems(ask.text, ask.kind, result)}
          isCut={ask.kind !== null && result.more.length > 0}
        />
      )}
    </div>
  );
}
