import { FileText, ScrollText } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requireSeller } from '@/app/actor';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { ChoiceLinks } from '@/components/ui/choice-links';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { listCalendarFeeds } from '@/services/calendar-feed/list-calendar-feeds';
import { portalDatabase } from '@/services/portal';
import { listStatements, type StatementList } from '@/services/statements/list-statements';
import { addressOf, textIn } from '../address';
import { FeedCard } from './feed-card';
import { MonthCard } from './month-card';

const PATH = '/capital/statements';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('statements'))('title') };
}

/**
 * A store's months to take away, its certificate, and its calendar. It has no skeleton on purpose: who has no script must
 * be able to end an address too.
 */
export default async function Statements({ searchParams }: PageProps<'/capital/statements'>) {
  const actor = await requireSeller('capital.read');
  const params = await searchParams;
  const t = await getTranslations('statements');
  const capital = await getTranslations('capital');
  const before = textIn(params, 'before');
  const [list, { feeds, timezone }] = await Promise.all([
    listStatements(portalDatabase(), actor, { currency: textIn(params, 'currency'), before }),
    listCalendarFeeds(portalDatabase(), actor),
  ]);
  if (list === null) notFound();
  const hasMonths = 'statements' in list;
  const chosen = hasMonths && list.currencies.length > 1 ? list.currency : null;
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={t('title')}
        above={[{ href: addressOf('/capital', { currency: chosen }), title: capital('title') }]}
        actions={
          chosen !== null &&
          hasMonths && (
            <ChoiceLinks
              label={capital('currency')}
              choices={list.currencies.map((each) => ({
                name: each,
                href: addressOf(PATH, { currency: each }),
                isChosen: each === chosen,
              }))}
            />
          )
        }
      >
        <p className="max-w-prose text-muted-foreground">{t('intro')}</p>
      </PageHeader>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        {hasMonths ? (
          <Months list={list} chosen={chosen} before={before} />
        ) : (
          <Card>
            <EmptyState icon={FileText} title={t('empty.title')}>
              {t('empty.why')}
            </EmptyState>
          </Card>
        )}
        <div className="flex min-w-0 flex-col gap-5">
          <Card aria-labelledby="certificate-title">
            <CardHeader>
              <CardTitle id="certificate-title">{t('certificate.card')}</CardTitle>
              <CardDescription>{t('certificate.card_what')}</CardDescription>
            </CardHeader>
            <CardContent>
              <Button asChild variant="outline">
                <Link href="/capital/certificate">
                  <ScrollText aria-hidden="true" />
                  {t('certificate.card_open')}
                </Link>
              </Button>
            </CardContent>
          </Card>
          <FeedCard feeds={feeds} timezone={timezone} />
        </div>
      </div>
    </div>
  );
}

interface MonthsProps {
  list: StatementList;
  chosen: string | null;
  before: string | null;
}

async function Months({ list, chosen, before }: MonthsProps) {
  const t = await getTranslations('statements.months');
  const { statements, nextBefore } = list;
  const newest = statements[0]?.month;
  // A month that the store does not have is passed over.
  const isPage = before !== null && newest !== undefined && newest < before && !statements[0]?.isOpen;
  return (
    <section aria-labelledby="months-title" className="flex min-w-0 flex-col gap-3">
      <div className="flex flex-col gap-1">
        <h2 id="months-title" className="text-lg font-semibold">
          {t('title')}
        </h2>
        <p className="max-w-prose text-sm text-muted-foreground">{t('what')}</p>
      </div>
      {before !== null && !isPage && <Notice tone="warn">{t('bad', { text: before })}</Notice>}
      {statements.map((statement, place) => (
        <MonthCard key={statement.month} statement={statement} chosen={chosen} isUnfolded={place === 0} />
      ))}
      {(nextBefore !== null || isPage) && (
        <div className="flex flex-wrap gap-3">
          {isPage && (
            <Button asChild variant="outline">
              <Link href={addressOf(PATH, { currency: chosen })}>{t('newest')}</Link>
            </Button>
          )}
          {nextBefore !== null && (
            <Button asChild variant="outline">
              <Link href={addressOf(PATH, { currency: chosen, before: nextBefore })}>{t('older')}</Link>
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
