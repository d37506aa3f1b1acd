import { FileCode, FileSpreadsheet, Landmark } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { NextIntlClientProvider } from 'next-intl';
import { getLocale, getMessages, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { requireActor } from '@/app/actor';
import { DateText } from '@/components/date-text';
import { instantWords } from '@/components/instant-words';
import { Money } from '@/components/money';
import { moneyText } from '@/components/money-text';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { mayDo, type PersonActor } from '@/engine/actor';
import { type BatchDetail, getBatch } from '@/services/payouts/get-batch';
import { portalDatabase } from '@/services/portal';
import { ExportLink } from '../../export-link';
import { markBatchSentAction } from '../actions';
import { batchAddress, PATH, textIn } from '../address';
import { Fact, Facts } from '../facts';
import { InstantText } from '../instant-text';
import { MarkForm } from '../mark-form';
import { PayoutTable } from '../payout-table';

type BatchProps = PageProps<'/admin/payouts/[batch]'>;

async function read(params: BatchProps['params']): Promise<{ actor: PersonActor; batch: BatchDetail }> {
  const actor = await requireActor('payouts.read');
  const batch = await getBatch(portalDatabase(), actor, decodeURIComponent((await params).batch));
  if (batch === null) notFound();
  return { actor, batch };
}

export async function generateMetadata({ params }: BatchProps): Promise<Metadata> {
  const { batch } = await read(params);
  const t = await getTranslations('payouts');
  return { title: t('batch.title', { name: batch.messageId }) };
}

async function Known({ batch }: { batch: BatchDetail }) {
  const t = await getTranslations('payouts.batch');
  const { totalMinor, currency, rows, executeOn, payer, madeAt, madeByName, today, timezone } = batch;
  return (
    <Facts>
      <Fact name={t('facts.total')}>
        <Money minor={totalMinor} currency={currency} className="text-lg font-semibold" />
      </Fact>
      <Fact name={t('facts.withdrawals')}>{rows.length}</Fact>
      <Fact name={t('facts.execute')}>
        <DateText date={executeOn} today={today} />
      </Fact>
      <Fact name={t('facts.payer')}>
        {payer === null ? t('facts.payer_none') : t('payer', { name: payer.name, ending: payer.ending })}
      </Fact>
      <Fact name={t('facts.made')}>
        <InstantText at={madeAt} timezone={timezone} /> {t('facts.made_by', { name: madeByName })}
      </Fact>
    </Facts>
  );
}

async function Sums({ batch }: { batch: BatchDetail }) {
  const t = await getTranslations('payouts.batch.sums');
  const count = await getTranslations('payouts');
  const { sums, currency, totalMinor, rows } = batch;
  const lines = [
    ...(['waiting', 'sent', 'returned'] as const).map((place) => ({ name: t(place), ...sums[place] })),
    { name: t('total'), count: rows.length, minor: totalMinor },
  ];
  return (
    <dl className="grid max-w-xl grid-cols-[minmax(0,1fr)_auto_auto] gap-x-6 gap-y-2 text-sm [&>div:last-child]:font-semibold">
      {lines.map((line) => (
        <div key={line.name} className="contents">
          <dt>{line.name}</dt>
          <dd className="text-right text-muted-foreground">{count('count', { count: line.count })}</dd>
          <dd className="text-right">
            <Money minor={line.minor} currency={currency} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function FileLink({ href, icon, name, what }: { href: string; icon: ReactNode; name: string; what: string }) {
  return (
    <li className="flex flex-col items-start gap-1">
      <Button asChild variant="outline">
        {/* A plain link: nothing is taken before somebody asks for it. */}
        <a href={href} download>
          {icon}
          {name}
        </a>
      </Button>
      <span className="text-sm text-muted-foreground">{what}</span>
    </li>
  );
}

async function Files({ batch, mayTake }: { batch: BatchDetail; mayTake: boolean }) {
  const t = await getTranslations('payouts.batch.files');
  const { batchId, payer, currency, otherScripts } = batch;
  const path = `${batchAddress(batchId)}/file`;
  return (
    <Card aria-labelledby="files">
      <CardHeader>
        <CardTitle id="files">{t('title')}</CardTitle>
        <CardDescription>{t('what')}</CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        {mayTake ? (
          <ul className="flex flex-wrap gap-6">
            {payer !== null && (
              <FileLink
                href={`${path}/xml`}
                icon={<FileCode aria-hidden="true" />}
                name={t('xml')}
                what={t('xml_what')}
              />
            )}
            <FileLink
              href={`${path}/csv`}
              icon={<FileSpreadsheet aria-hidden="true" />}
              name={t('csv')}
              what={t('csv_what')}
            />
          </ul>
        ) : (
          <p className="text-sm">{t('only')}</p>
        )}
        {payer === null && <p className="text-sm">{t('no_payer', { currency })}</p>}
        {payer !== null && otherScripts > 0 && (
          <Notice tone="warn">{t('scripts', { count: otherScripts })}</Notice>
        )}
      </CardContent>
    </Card>
  );
}

async function After({ batch, mayMark }: { batch: BatchDetail; mayMark: boolean }) {
  const t = await getTranslations('payouts.batch');
  const locale = await getLocale();
  const { payouts } = await getMessages();
  const { waiting } = batch.sums;
  return (
    <Card aria-labelledby="after">
      <CardHeader>
        <CardTitle id="after">{t('after.title')}</CardTitle>
      </CardHeader>
      <CardContent className="flex flex-col gap-5">
        {waiting.count === 0 && <p className="text-sm">{t('after.none')}</p>}
        {mayMark && (
          <div className="flex flex-col items-start gap-1">
            <Button asChild variant="outline">
              <Link href={`${PATH}/answer`}>
                <Landmark aria-hidden="true" />
                {t('after.answer')}
              </Link>
            </Button>
            <span className="text-sm text-muted-foreground">{t('after.answer_what')}</span>
          </div>
        )}
        {mayMark && waiting.count > 0 && (
          <NextIntlClientProvider messages={{ payouts }}>
            <MarkForm
              action={markBatchSentAction}
              about={{ batch: batch.batchId }}
              open={t('after.all_sent')}
              follows={t('after.all_sent_follows', {
                count: waiting.count,
                total: moneyText(waiting.minor, batch.currency, locale),
              })}
              submit={t('after.all_sent_do', { count: waiting.count })}
            />
          </NextIntlClientProvider>
        )}
        {batch.answers.length > 0 && (
          <section aria-labelledby="answers" className="flex flex-col gap-2">
            <h3 id="answers" className="text-sm font-medium">
              {t('answers.title')}
            </h3>
            <ul className="flex flex-col gap-1 text-sm">
              {batch.answers.map(({ answerId, readAt, readByName, sent, returned }) => {
                const { date, time } = instantWords(readAt, locale, batch.timezone);
                return (
                  <li key={answerId}>
                    {t('answers.line', { name: readByName, date, time, sent, returned })}
                  </li>
                );
              })}
            </ul>
          </section>
        )}
      </CardContent>
    </Card>
  );
}

/** One batch: its files, what is in it, and what became of it. It has no skeleton on purpose: it has a form. */
export default async function BatchPage({ params, searchParams }: BatchProps) {
  const { actor, batch } = await read(params);
  const t = await getTranslations('payouts');
  const isNew = textIn(await searchParams, 'made') !== null;
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={t('batch.title', { name: batch.messageId })}
        above={[
          { href: PATH, title: t('title') },
          { href: `${PATH}/batches`, title: t('batches.title') },
        ]}
      />
      {isNew && (
        <Notice tone="good" role="status">
          {t('batch.made')}
        </Notice>
      )}
      <Card>
        <CardContent className="flex flex-col gap-6">
          <Known batch={batch} />
          <Sums batch={batch} />
        </CardContent>
      </Card>
      <div className="grid gap-6 lg:grid-cols-2">
        <Files batch={batch} mayTake={mayDo(actor, 'payouts.batch')} />
        <After batch={batch} mayMark={mayDo(actor, 'withdrawals.mark')} />
      </div>
      <section aria-labelledby="payments" className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 id="payments" className="text-lg font-semibold">
            {t('batch.payments')}
          </h2>
          <ExportLink href={`${batchAddress(batch.batchId)}/export`} />
        </div>
        <Card>
          <PayoutTable label={t('batch.payments')} rows={batch.rows} timezone={batch.timezone} isOfBatch />
        </Card>
      </section>
    </div>
  );
}
