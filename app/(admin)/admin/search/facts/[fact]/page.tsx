import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { requireActor } from '@/app/actor';
import { DateText } from '@/components/date-text';
import { instantWords } from '@/components/instant-words';
import { Badge } from '@/components/ui/badge';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import type { FactView } from '@/services/search/get-fact';
import { entryHref, merchantHref } from '../../../assessments/[merchant]/entries/address';
import { orderHref } from '../../../orders/address';
import { FactContent } from '../../../orders/fact-content';
import { SEARCH_PATH } from '../../address';
import { factOf } from './fact';

const LINK = 'text-primary underline underline-offset-4 hover:no-underline';

export async function generateMetadata({
  params,
}: PageProps<'/admin/search/facts/[fact]'>): Promise<Metadata> {
  await requireActor('assessments.read');
  const t = await getTranslations('search.one_fact');
  const fact = await factOf((await params).fact);
  return { title: fact === null ? t('unknown.title') : t('title', { id: fact.factId }) };
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-x-6 sm:flex-row">
      <dt className="w-48 shrink-0 text-muted-foreground">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}

async function Recorded({ fact }: { fact: FactView }) {
  const t = await getTranslations('search.one_fact');
  const types = await getTranslations('why.fact_types');
  const locale = await getLocale();
  const { recorded, today, timezone } = fact;
  if (recorded === null) return null;
  const instant = (at: Date) => t('instant', instantWords(at, locale, timezone));
  return (
    <Card aria-labelledby="what">
      <CardHeader>
        <CardTitle id="what">{t('what')}</CardTitle>
      </CardHeader>
      <CardContent>
        <dl className="flex flex-col gap-2 text-sm">
          <Line name={t('type')}>{types(recorded.type.replace('.', '_') as never)}</Line>
          <Line name={t('store')}>
            <Link href={merchantHref(recorded.merchantId)} className={LINK}>
              {recorded.merchantName}
            </Link>
          </Line>
          {recorded.orderId !== null && (
            <Line name={t('order')}>
              <Link href={orderHref(recorded.orderId)} className={LINK}>
                {recorded.orderId}
              </Link>
            </Line>
          )}
          <Line name={t('at')}>{instant(recorded.at)}</Line>
          <Line name={t('on')}>
            <DateText date={recorded.on} today={today} />
          </Line>
          <Line name={t('recorded_at')}>{instant(recorded.recordedAt)}</Line>
          <Line name={t('policy')}>{t('version', { version: recorded.policyVersion })}</Line>
          <Line name={t('entries')}>
            {recorded.entrySeqs.length === 0 && t('no_entries')}
            <span className="flex flex-wrap gap-x-4">
              {recorded.entrySeqs.map((seq) => (
                <Link key={seq.toString()} href={entryHref(recorded.merchantId, seq)} className={LINK}>
                  {t('entry', { seq: seq.toString() })}
                </Link>
              ))}
            </span>
          </Line>
        </dl>
      </CardContent>
    </Card>
  );
}

async function Waiting({ fact: { parked } }: { fact: FactView }) {
  const t = await getTranslations('search.one_fact');
  if (parked === null) return null;
  const { awaitedKind, awaitedId } = parked;
  return (
    <Notice tone="warn">
      {t(`waits.${awaitedKind}`, { id: awaitedId })}{' '}
      {awaitedKind !== 'merchant' && (
        <Link href={orderHref(awaitedId)} className={LINK}>
          {awaitedId}
        </Link>
      )}
    </Notice>
  );
}

export default async function FactPage({ params }: PageProps<'/admin/search/facts/[fact]'>) {
  await requireActor('assessments.read');
  const t = await getTranslations('search');
  const locale = await getLocale();
  const fact = await factOf((await params).fact);
  if (fact === null) notFound();
  const { recorded, parked, refusals, timezone } = fact;
  const content = recorded?.content ?? parked?.content ?? refusals[0]?.content;
  return (
    <div className="flex flex-col gap-5">
      <PageHeader
        title={t('one_fact.title', { id: fact.factId })}
        above={[{ href: SEARCH_PATH, title: t('title') }]}
      >
        <div className="flex gap-1">
          {recorded !== null && <Badge tone="good">{t('one_fact.recorded')}</Badge>}
          {parked !== null && <Badge tone="warn">{t('one_fact.parked')}</Badge>}
          {refusals.length > 0 && <Badge tone="bad">{t('one_fact.refused')}</Badge>}
        </div>
      </PageHeader>
      <Waiting fact={fact} />
      {refusals.map(({ code, refusedAt }) => (
        <Notice key={refusedAt.toISOString()} tone="bad">
          {t('one_fact.refused_at', {
            ...instantWords(refusedAt, locale, timezone),
            why: t(`one_fact.codes.${code}`),
          })}
        </Notice>
      ))}
      <Recorded fact={fact} />
      {content !== undefined && (
        <Card aria-labelledby="content-title">
          <CardHeader>
            <CardTitle id="content-title">{t('one_fact.content')}</CardTitle>
          </CardHeader>
          <CardContent>
            <FactContent content={content} />
          </CardContent>
        </Card>
      )}
    </div>
  );
}
