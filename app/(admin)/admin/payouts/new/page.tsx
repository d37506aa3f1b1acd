import { randomUUID } from 'node:crypto';
import { CircleCheck } from 'lucide-react';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { dateWords } from '@/components/date-words';
import { instantWords } from '@/components/instant-words';
import { moneyText } from '@/components/money-text';
import { Card, CardContent } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { isCurrency } from '@/engine/money';
import { MOST_IN_BATCH } from '@/engine/payouts';
import { listWithdrawalsToSend, type ToSend } from '@/services/payouts/list-to-send';
import { portalDatabase } from '@/services/portal';
import { PATH, textIn } from '../address';
import { BatchForm } from './batch-form';

/** As many as somebody ticks one by one. */
const MOST_SHOWN = 200;

interface NewBatchProps {
  searchParams: PageProps<'/admin/payouts/new'>['searchParams'];
}

async function currencyOf(searchParams: NewBatchProps['searchParams']): Promise<string> {
  const currency = textIn(await searchParams, 'currency');
  if (currency === null || !isCurrency(currency)) notFound();
  return currency;
}

export async function generateMetadata({ searchParams }: NewBatchProps): Promise<Metadata> {
  await requireActor('payouts.batch');
  const t = await getTranslations('payouts');
  return { title: t('new.title', { currency: await currencyOf(searchParams) }) };
}

async function Form({ toSend }: { toSend: ToSend }) {
  const t = await getTranslations('payouts');
  const locale = await getLocale();
  const { currency, rows, totalMinor, payers, firstDay, lastDay, timezone } = toSend;
  const isAll = rows.length <= MOST_IN_BATCH;
  const all = isAll
    ? t('new.which_all', { count: rows.length, total: moneyText(totalMinor, currency, locale) })
    : t('new.which_first', { count: MOST_IN_BATCH, all: rows.length });
  return (
    <BatchForm
      submission={randomUUID()}
      currency={currency}
      payers={payers.map(({ id, name, ending }) => ({ id, name: t('new.payer_choice', { name, ending }) }))}
      firstDay={firstDay}
      lastDay={lastDay}
      dateHint={t('new.date_hint', {
        first: dateWords(firstDay, locale),
        last: dateWords(lastDay, locale),
      })}
      all={all}
      more={rows.length > MOST_SHOWN ? t('new.more', { count: MOST_SHOWN }) : null}
      rows={rows.slice(0, MOST_SHOWN).map((row) => {
        const amount = moneyText(row.amountMinor, currency, locale);
        const store = row.merchantName ?? row.merchantId;
        return {
          ...{ id: row.withdrawalId, amount, store },
          asked: instantWords(row.askedAt, locale, timezone).date,
          to: `${row.holderName}, ${t('account', { bank: row.bankName, ending: row.ending })}`,
          tickLabel: t('new.tick_of', { amount, store }),
        };
      })}
    />
  );
}

/** It has no skeleton on purpose: its form must work without a script too. */
export default async function NewBatch({ searchParams }: NewBatchProps) {
  const actor = await requireActor('payouts.batch');
  const currency = await currencyOf(searchParams);
  const t = await getTranslations('payouts');
  const { payouts: messages } = await getMessages();
  const toSend = await listWithdrawalsToSend(portalDatabase(), actor, currency);
  return (
    <div className="flex flex-col gap-6">
      <PageHeader title={t('new.title', { currency })} above={[{ href: PATH, title: t('title') }]}>
        <p className="max-w-prose text-sm text-muted-foreground">{t('new.what')}</p>
      </PageHeader>
      <Card>
        {toSend.rows.length === 0 ? (
          <EmptyState icon={CircleCheck} title={t('new.none_title', { currency })}>
            {t('new.none_why')}
          </EmptyState>
        ) : (
          <CardContent>
            <NextIntlClientProvider messages={{ payouts: messages }}>
              <Form toSend={toSend} />
            </NextIntlClientProvider>
          </CardContent>
        )}
      </Card>
    </div>
  );
}
