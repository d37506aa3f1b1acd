import { ReceiptText, SearchX } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requireSeller } from '@/app/actor';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { listOrders, type OrdersPage, type OrdersQuestion } from '@/services/list-orders';
import { portalDatabase } from '@/services/portal';
import { type SearchParams, textIn } from '../../address';
import { askHref, isFiltered, PATH, readAsk } from './address';
import { Filters } from './filters';
import { Lists } from './lists';
import { OrderTable } from './order-table';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('orders'))('title') };
}

export default async function Orders({ searchParams }: PageProps<'/capital/orders'>) {
  const actor = await requireSeller('capital.read');
  const t = await getTranslations('orders');
  const params = await searchParams;
  const asked = readAsk(params);
  const page = await listOrders(portalDatabase(), actor, asked);
  if (page === null) notFound();
  const ask = { ...asked, currency: page.currency };
  return (
    <div className="flex flex-col gap-5">
      <PageHeader title={t('title')}>
        <p className="max-w-prose text-sm text-muted-foreground">{t('intro')}</p>
      </PageHeader>
      {page.currencies.length === 0 ? (
        <Card>
          <EmptyState icon={ReceiptText} title={t('empty.none_title')}>
            {t('empty.none_why')}
          </EmptyState>
        </Card>
      ) : (
        <>
          <Lists ask={ask} counts={page.counts} />
          <Filters ask={ask} currencies={page.currencies} />
          <Problems params={params} ask={ask} />
          <div className="flex flex-col gap-2">
            <p role="status" className="flex flex-wrap items-center gap-x-4 text-sm text-muted-foreground">
              {t(`listed.${page.listedBy}_${ask.sort}`)}
              {isFiltered(ask) && (
                <Link href={PATH} className="text-primary underline underline-offset-4">
                  {t('filters.clear')}
                </Link>
              )}
            </p>
            <Card>
              {page.orders.length === 0 ? (
                <Nothing page={page} ask={ask} />
              ) : (
                <OrderTable orders={page.orders} today={page.today} />
              )}
            </Card>
          </div>
          <Paging page={page} ask={ask} />
        </>
      )}
    </div>
  );
}

/** What of the address could not be followed. */
async function Problems({ params, ask }: { params: SearchParams; ask: OrdersQuestion }) {
  const t = await getTranslations('orders.listed');
  const bad = (['from', 'to'] as const).flatMap((name) => {
    const text = textIn(params, name);
    return text !== null && ask[name] === null ? [text] : [];
  });
  return (
    <>
      {bad.map((text) => (
        <Notice key={text} tone="warn">
          {t('bad_date', { text })}
        </Notice>
      ))}
      {ask.from !== null && ask.to !== null && ask.from > ask.to && (
        <Notice tone="warn">{t('backwards')}</Notice>
      )}
    </>
  );
}

async function Nothing({ page, ask }: { page: OrdersPage; ask: OrdersQuestion }) {
  const t = await getTranslations('orders.empty');
  if (page.isCutShort) {
    return (
      <EmptyState icon={SearchX} title={t('further_title')}>
        {t('further_why')}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={SearchX} title={t('title')}>
      {ask.search !== null && ask.which === 'all' ? t('search_why') : t('why')}
    </EmptyState>
  );
}

async function Paging({ page, ask }: { page: OrdersPage; ask: OrdersQuestion }) {
  const t = await getTranslations('orders.paging');
  if (page.nextPlace === null && ask.place === null) return null;
  return (
    <nav aria-label={t('label')} className="flex flex-wrap gap-3">
      {ask.place !== null && (
        <Button asChild variant="outline">
          <Link href={askHref({ ...ask, place: null })}>{t('first')}</Link>
        </Button>
      )}
      {page.nextPlace !== null && (
        <Button asChild variant="outline" className="ml-auto">
          <Link href={askHref({ ...ask, place: page.nextPlace })}>
            {t(page.isCutShort ? 'further' : 'next')}
          </Link>
        </Button>
      )}
    </nav>
  );
}
