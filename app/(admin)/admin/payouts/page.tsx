import { ChevronLeft, ChevronRight, Landmark, SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { Button } from '@/components/ui/button';
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { mayDo } from '@/engine/actor';
import { getPayouts } from '@/services/payouts/get-payouts';
import { listBatches } from '@/services/payouts/list-batches';
import { listPayouts, type PayoutList } from '@/services/payouts/list-payouts';
import { portalDatabase } from '@/services/portal';
import { ExportLink } from '../export-link';
import { addressOf, exportAddressOf, isFiltered, PATH, type PayoutAsk, readAsk } from './address';
import { BatchTable } from './batch-table';
import { BooksCard } from './books-card';
import { Filters } from './filters';
import { PayoutTable } from './payout-table';
import { ToSendCards } from './to-send-cards';

const LATEST_BATCHES = 3;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('payouts'))('title') };
}

async function Pages({ ask, list }: { ask: PayoutAsk; list: PayoutList }) {
  const t = await getTranslations('payouts.list');
  const { olderCursor: older, newerCursor: newer } = list;
  if (older === null && newer === null) return null;
  return (
    <nav aria-label={t('paging')} className="flex flex-wrap gap-3">
      {newer !== null && (
        <>
          <Button asChild variant="outline">
            <Link href={addressOf({ ...ask, cursor: null })}>{t('newest')}</Link>
          </Button>
          <Button asChild variant="outline">
            <Link href={addressOf({ ...ask, cursor: newer })}>
              <ChevronLeft aria-hidden="true" />
              {t('newer')}
            </Link>
          </Button>
        </>
      )}
      {older !== null && (
        <Button asChild variant="outline" className="ml-auto">
          <Link href={addressOf({ ...ask, cursor: older })}>
            {t('older')}
            <ChevronRight aria-hidden="true" />
          </Link>
        </Button>
      )}
    </nav>
  );
}

async function Withdrawals({
  ask,
  list,
  currencies,
}: {
  ask: PayoutAsk;
  list: PayoutList;
  currencies: string[];
}) {
  const t = await getTranslations('payouts');
  const isNarrowed = isFiltered(ask);
  return (
    <section aria-label={t('list.title')} className="flex flex-col gap-3">
      <h2 className="text-lg font-semibold">{t('list.title')}</h2>
      <Filters ask={ask} currencies={currencies} />
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p role="status" className="flex items-center gap-4 text-sm text-muted-foreground">
          {t('list.shown', { count: list.count })}
          {isNarrowed && (
            <Link href={PATH} className="text-primary underline underline-offset-4">
              {t('filters.clear')}
            </Link>
          )}
        </p>
        <ExportLink href={exportAddressOf(ask)} />
      </div>
      <Card>
        {list.rows.length > 0 ? (
          <PayoutTable label={t('list.title')} rows={list.rows} timezone={list.timezone} />
        ) : (
          <EmptyState icon={SearchX} title={t(isNarrowed ? 'list.empty_title' : 'list.none_title')}>
            {t(isNarrowed ? 'list.empty_why' : 'list.none_why')}
          </EmptyState>
        )}
      </Card>
      <Pages ask={ask} list={list} />
    </section>
  );
}

/** What is to be sent to banks, the batches that it goes in, and how all of it ties to the books. */
export default async function PayoutsPage({ searchParams }: PageProps<'/admin/payouts'>) {
  const actor = await requireActor('payouts.read');
  const t = await getTranslations('payouts');
  const ask = readAsk(await searchParams);
  const database = portalDatabase();
  const [payouts, list, latest] = await Promise.all([
    getPayouts(database, actor),
    listPayouts(database, actor, ask),
    listBatches(database, actor, { cursor: null, limit: LATEST_BATCHES }),
  ]);
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={t('title')}
        actions={
          <>
            <Button asChild variant="outline">
              <Link href={`${PATH}/batches`}>{t('batches.all')}</Link>
            </Button>
            {mayDo(actor, 'withdrawals.mark') && (
              <Button asChild variant="outline">
                <Link href={`${PATH}/answer`}>
                  <Landmark aria-hidden="true" />
                  {t('answer.title')}
                </Link>
              </Button>
            )}
          </>
        }
      >
        <p className="max-w-prose text-sm text-muted-foreground">{t('intro')}</p>
      </PageHeader>
      <ToSendCards payouts={payouts} mayBatch={mayDo(actor, 'payouts.batch')} />
      {latest.batches.length > 0 && (
        <Card>
          <CardHeader>
            <CardTitle>{t('batches.latest')}</CardTitle>
            <CardDescription>{t('batches.what')}</CardDescription>
          </CardHeader>
          <BatchTable label={t('batches.latest')} batches={latest.batches} timezone={latest.timezone} />
        </Card>
      )}
      <BooksCard sums={payouts.sums} />
      <Withdrawals ask={ask} list={list} currencies={payouts.sums.map(({ currency }) => currency)} />
    </div>
  );
}
