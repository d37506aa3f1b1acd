import { Bell, SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { NextIntlClientProvider } from 'next-intl';
import { getMessages, getTranslations } from 'next-intl/server';
import { requireSeller } from '@/app/actor';
import { FilterChoice, FilterForm } from '@/components/filter-form';
import { Button } from '@/components/ui/button';
import { Card, CardContent } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { NOTICE_KINDS } from '@/engine/notices';
import { listNotices } from '@/services/notices/list-notices';
import { portalDatabase } from '@/services/portal';
import { addressOf, type NoticeAsk, PATH, readAsk } from './address';
import { MarkAll, MarkScope } from './mark-form';
import { NoticeList } from './notice-list';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notices'))('title') };
}

async function Filters({ ask }: { ask: NoticeAsk }) {
  const t = await getTranslations('notices');
  return (
    <FilterForm
      label={t('filters.label')}
      action={PATH}
      ask={{ kind: ask.kind, isUnread: ask.isUnread }}
      className="sm:grid-cols-[minmax(12rem,18rem)_minmax(9rem,12rem)_auto]"
      show={t('filters.show')}
    >
      <FilterChoice
        name="kind"
        label={t('filters.kind')}
        chosen={ask.kind}
        any={t('filters.any')}
        choices={NOTICE_KINDS.map((kind) => ({ value: kind, name: t(`kinds.${kind}`) }))}
      />
      <FilterChoice
        name="show"
        label={t('filters.which')}
        chosen={ask.isUnread ? 'unread' : null}
        any={t('filters.all')}
        choices={[{ value: 'unread', name: t('filters.unread') }]}
      />
    </FilterForm>
  );
}

/** It has no skeleton on purpose: its forms must work without a script too. */
export default async function NoticesPage({ searchParams }: PageProps<'/capital/notices'>) {
  const actor = await requireSeller('capital.read');
  const ask = readAsk(await searchParams);
  const t = await getTranslations('notices');
  const capital = await getTranslations('capital');
  const { notices: texts } = await getMessages();
  const { notices, next, unread, mostCounted, today, timezone } = await listNotices(
    portalDatabase(),
    actor,
    ask,
  );
  const isFiltered = ask.kind !== null || ask.isUnread;
  const newest = notices[0];
  return (
    <NextIntlClientProvider messages={{ notices: texts }}>
      <div className="flex flex-col gap-5">
        <PageHeader title={t('title')} above={[{ href: '/capital', title: capital('title') }]}>
          <p className="max-w-prose text-sm text-muted-foreground">{t('intro')}</p>
        </PageHeader>
        <Filters ask={ask} />
        <MarkScope>
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p className="flex flex-wrap gap-x-4 text-sm text-muted-foreground">
              {unread >= mostCounted
                ? t('unread_many', { count: mostCounted - 1 })
                : t('unread', { count: unread })}
              {isFiltered && (
                <Link href={PATH} className="text-primary underline underline-offset-4">
                  {t('filters.clear')}
                </Link>
              )}
            </p>
            {unread > 0 && newest !== undefined && !isFiltered && ask.before === null && (
              <MarkAll upTo={newest.noticeSeq.toString()} />
            )}
          </div>
          <Card>
            {notices.length === 0 ? (
              <EmptyState
                icon={isFiltered ? SearchX : Bell}
                title={t(isFiltered ? 'empty.filtered_title' : 'empty.title')}
              >
                {t(isFiltered ? 'empty.filtered_why' : 'empty.why')}
              </EmptyState>
            ) : (
              <NoticeList notices={notices} today={today} timezone={timezone} />
            )}
            {(next !== null || ask.before !== null) && (
              <CardContent className="flex flex-wrap gap-3 border-t">
                {ask.before !== null && (
                  <Button asChild variant="outline">
                    <Link href={addressOf({ ...ask, before: null })}>{t('newest')}</Link>
                  </Button>
                )}
                {next !== null && (
                  <Button asChild variant="outline">
                    <Link href={addressOf({ ...ask, before: next })}>{t('older')}</Link>
                  </Button>
                )}
              </CardContent>
            )}
          </Card>
        </MarkScope>
      </div>
    </NextIntlClientProvider>
  );
}
