import { ChevronLeft, ChevronRight, SearchX, Store } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { listMerchantEntries, type MerchantEntries } from '@/services/entries/list-merchant-entries';
import { getMerchantName } from '@/services/get-merchant-name';
import { portalDatabase } from '@/services/portal';
import { ExportLink } from '../../../export-link';
import { EntryLedger } from '../../../orders/entry-ledger';
import { merchantIdOf } from '../merchant';
import {
  type EntriesAsk,
  entriesExportHref,
  entriesHref,
  isFiltered,
  merchantHref,
  readAsk,
} from './address';
import { Filters } from './filters';
import { PeriodTable } from './period-table';

type Props = PageProps<'/admin/assessments/[merchant]/entries'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const actor = await requireActor('assessments.read');
  const name = await getMerchantName(portalDatabase(), actor, merchantIdOf((await params).merchant));
  if (name === null) return { title: (await getTranslations('assessment.unknown'))('title') };
  return { title: (await getTranslations('staff_order.entries'))('document_title', { name }) };
}

type Shown = NonNullable<MerchantEntries['shown']>;

async function Pages({ merchantId, ask, shown }: { merchantId: string; ask: EntriesAsk; shown: Shown }) {
  const t = await getTranslations('staff_order.entries');
  const { older, newer } = shown;
  if (older === null && newer === null) return null;
  return (
    <nav aria-label={t('paging')} className="flex flex-wrap gap-3">
      {newer !== null && (
        <>
          <Button asChild variant="outline">
            <Link href={entriesHref(merchantId, { ...ask, at: null })}>{t('newest')}</Link>
          </Button>
          <Button asChild variant="outline">
            <Link href={entriesHref(merchantId, { ...ask, at: newer })}>
              <ChevronLeft aria-hidden="true" />
              {t('newer')}
            </Link>
          </Button>
        </>
      )}
      {older !== null && (
        <Button asChild variant="outline" className="ml-auto">
          <Link href={entriesHref(merchantId, { ...ask, at: older })}>
            {t('older')}
            <ChevronRight aria-hidden="true" />
          </Link>
        </Button>
      )}
    </nav>
  );
}

async function Found({
  merchantId,
  ask,
  shown,
  today,
}: {
  merchantId: string;
  ask: EntriesAsk;
  shown: Shown;
  today: string | null;
}) {
  const t = await getTranslations('staff_order.entries');
  const { entries, currency, isCut } = shown;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p role="status" className="flex items-center gap-4 text-sm text-muted-foreground">
          {t('shown', { count: entries.length })}
          {isFiltered(ask) && (
            <Link
              href={entriesHref(merchantId, { currency })}
              className="text-primary underline underline-offset-4"
            >
              {t('filters.clear')}
            </Link>
          )}
        </p>
        <ExportLink href={entriesExportHref(merchantId, { ...ask, currency })} />
      </div>
      {isCut && <Notice tone="warn">{t('cut')}</Notice>}
      <Card>
        {entries.length === 0 ? (
          <EmptyState icon={SearchX} title={t('none_title')}>
            {t('none_why')}
          </EmptyState>
        ) : (
          <EntryLedger
            label={t('title')}
            merchantId={merchantId}
            currency={currency}
            today={today}
            lines={entries}
          />
        )}
      </Card>
    </div>
  );
}

export default async function EntriesPage({ params, searchParams }: Props) {
  const actor = await requireActor('assessments.read');
  const t = await getTranslations('staff_order.entries');
  const assessments = await getTranslations('assessments');
  const merchantId = merchantIdOf((await params).merchant);
  const ask = readAsk(await searchParams);
  const list = await listMerchantEntries(portalDatabase(), actor, merchantId, ask);
  if (list === null) notFound();
  const { merchantName, currencies, today, shown } = list;
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title={t('title')}
        above={[
          { href: '/admin/assessments', title: assessments('title') },
          { href: merchantHref(merchantId), title: merchantName },
        ]}
      >
        <p className="max-w-prose text-sm text-muted-foreground">{t('intro', { name: merchantName })}</p>
      </PageHeader>
      {shown === null ? (
        <Card>
          <EmptyState icon={Store} title={t('empty_title')}>
            {t('empty_why')}
          </EmptyState>
        </Card>
      ) : (
        <>
          <Filters
            merchantId={merchantId}
            ask={ask}
            currencies={currencies}
            currency={shown.currency}
            today={today}
          />
          <PeriodTable
            merchantId={merchantId}
            ask={{ ...ask, currency: shown.currency }}
            currency={shown.currency}
            today={today}
            period={shown.period}
          />
          <Found merchantId={merchantId} ask={ask} shown={shown} today={today} />
          <Pages merchantId={merchantId} ask={ask} shown={shown} />
        </>
      )}
    </div>
  );
}
