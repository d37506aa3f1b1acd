import { CalendarCheck, SearchX, Snowflake } from 'lucide-react';
import type { Metadata } from 'next';
import Form from 'next/form';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireSeller } from '@/app/actor';
import { dateWords } from '@/components/date-words';
import { FigureCard } from '@/components/figure-card';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { ChoiceLinks } from '@/components/ui/choice-links';
import { EmptyState } from '@/components/ui/empty-state';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { PageHeader } from '@/components/ui/page-header';
import { type Deposit, getDeposit } from '@/services/get-deposit';
import { portalDatabase } from '@/services/portal';
import { addressOf, dateIn, textIn } from '../address';
import { AsOfForm } from '../as-of-form';
import { AsOfNotice } from '../as-of-notice';
import { StandingLine } from '../standing-line';
import { whyFigure } from '../why/address';
import { HoldTable } from './hold-table';
import { OverTime } from './over-time';
import { PeriodSum } from './period-sum';

const PATH = '/capital/early-loan-margin';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('margin'))('title') };
}

export default async function EarlyLoanMarginPage({ searchParams }: PageProps<'/capital/early-loan-margin'>) {
  const actor = await requireSeller('capital.read');
  const params = await searchParams;
  const t = await getTranslations('margin');
  const capital = await getTranslations('capital');
  const which = textIn(params, 'show') === 'all' ? 'all' : 'open';
  const orderId = textIn(params, 'order');
  const place = textIn(params, 'after');
  const askedFrom = dateIn(params, 'from');
  const deposit = await getDeposit(portalDatabase(), actor, {
    currency: textIn(params, 'currency'),
    asOf: dateIn(params, 'as_of'),
    from: askedFrom,
    which,
    orderId,
    place,
  });
  if (deposit === null) notFound();
  const { today, standing } = deposit;
  const above = [{ href: '/capital', title: capital('title') }];
  if (!('currency' in deposit)) {
    return (
      <div className="flex flex-col gap-6">
        <PageHeader title={t('title')} above={above}>
          <StandingLine standing={standing} today={today} />
        </PageHeader>
        <Card>
          <EmptyState icon={Snowflake} title={t('empty.open_title')}>
            {t('empty.open_why')}
          </EmptyState>
        </Card>
      </div>
    );
  }

  const { asOf, currency, currencies, period } = deposit;
  const chosen = currencies.length > 1 ? currency : null;
  const from = askedFrom !== null && askedFrom === period.from ? askedFrom : null;
  const here = { currency: chosen, as_of: asOf, from, show: which === 'all' ? 'all' : null };
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={t('title')}
        above={[{ href: addressOf('/capital', { currency: chosen, as_of: asOf }), title: capital('title') }]}
        actions={
          <>
            {currencies.length > 1 && (
              <ChoiceLinks
                label={capital('currency')}
                choices={currencies.map((each) => ({
                  name: each,
                  href: addressOf(PATH, { ...here, currency: each }),
                  isChosen: each === currency,
                }))}
              />
            )}
            <AsOfForm
              path={PATH}
              keeps={{ currency: chosen, show: here.show, order: orderId }}
              asOf={asOf}
              today={today}
              from={period.from}
            />
          </>
        }
      >
        <p className="text-muted-foreground">{t('intro')}</p>
        <StandingLine standing={standing} today={today} />
      </PageHeader>
      <AsOfNotice asked={textIn(params, 'as_of')} asOf={asOf} today={today} />

      <div className="grid items-stretch gap-3 lg:grid-cols-[minmax(15rem,1fr)_3fr]">
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-1">
          <Now deposit={deposit} />
        </div>
        <PeriodSum period={period} currency={currency} today={today} />
      </div>

      <OverTime deposit={deposit} />
      <Holds deposit={deposit} which={which} orderId={orderId} isFirst={place === null} here={here} />
    </div>
  );
}

async function Now({ deposit }: { deposit: Deposit }) {
  const t = await getTranslations('margin.now');
  const locale = await getLocale();
  const { asOf, currency, depositMinor, coming, today } = deposit;
  const chosen = deposit.currencies.length > 1 ? currency : null;
  const label = asOf === null ? t('label') : t('label_then', { date: dateWords(asOf, locale) });
  const nextLine = () => {
    if (coming === null) return null;
    if (coming.next !== null) return t('next_line', { date: dateWords(coming.next.on, locale, today) });
    return depositMinor === 0n ? t('next_none') : t('next_stopped');
  };
  return (
    <>
      <FigureCard
        icon={Snowflake}
        tone="frozen"
        label={label}
        minor={depositMinor}
        currency={currency}
        href={whyFigure('deposit', { currency: chosen, as_of: asOf })}
      >
        {coming === null ? t('next_then') : t('holds', { count: coming.openHolds })}
      </FigureCard>
      {coming !== null && (
        <FigureCard
          icon={CalendarCheck}
          tone="primary"
          label={t('next')}
          minor={coming.next?.minor ?? 0n}
          currency={currency}
          {...(coming.next !== null && {
            href: addressOf(`/capital/calendar/${coming.next.on}`, { currency: chosen }),
          })}
        >
          {nextLine()}
        </FigureCard>
      )}
    </>
  );
}

interface HoldsProps {
  deposit: Deposit;
  which: 'open' | 'all';
  orderId: string | null;
  isFirst: boolean;
  /** What the address says besides, and keeps. */
  here: Record<string, string | null>;
}

async function Holds({ deposit, which, orderId, isFirst, here }: HoldsProps) {
  const t = await getTranslations('margin.holds');
  const { holds, nextPlace, asOf, currency, today } = deposit;
  const description = () => {
    if (orderId !== null) return t('found', { order: orderId });
    return which === 'open' && asOf === null ? t('order_open') : t('order_all');
  };
  return (
    <Card id="holds" aria-labelledby="holds-title" className="scroll-mt-4">
      <CardHeader>
        <CardTitle id="holds-title">{t('title')}</CardTitle>
        <CardDescription className="break-words">{description()}</CardDescription>
        <div className="flex flex-wrap items-end justify-between gap-3 pt-2">
          <ChoiceLinks
            label={t('which')}
            choices={(['open', 'all'] as const).map((each) => ({
              name: t(each),
              href: addressOf(PATH, { ...here, show: each === 'all' ? 'all' : null }),
              isChosen: orderId === null && each === which,
            }))}
          />
          <Form action={PATH} scroll={false} className="flex flex-wrap items-end gap-2">
            {Object.entries(here).map(([name, value]) =>
              value === null ? null : <input key={name} type="hidden" name={name} value={value} />,
            )}
            <div className="flex flex-col gap-1">
              <Label htmlFor="order">{t('find')}</Label>
              <Input
                id="order"
                key={orderId}
                name="order"
                type="search"
                defaultValue={orderId ?? ''}
                maxLength={200}
                className="w-52"
              />
            </div>
            <Button type="submit" variant="outline">
              {t('find_button')}
            </Button>
            {orderId !== null && (
              <Button asChild variant="link" size="inline" className="h-10 px-1">
                <Link href={addressOf(PATH, here)} scroll={false}>
                  {t('find_all')}
                </Link>
              </Button>
            )}
          </Form>
        </div>
      </CardHeader>
      {holds.length === 0 ? (
        <NoHolds orderId={orderId} which={which} asOf={asOf} currency={currency} />
      ) : (
        <div className="pt-3">
          <HoldTable holds={holds} currency={currency} today={today} />
        </div>
      )}
      {(nextPlace !== null || !isFirst) && (
        <CardContent className="flex flex-wrap gap-3 border-t">
          {!isFirst && (
            <Button asChild variant="outline">
              <Link href={`${addressOf(PATH, here)}#holds`}>{t('first')}</Link>
            </Button>
          )}
          {nextPlace !== null && (
            <Button asChild variant="outline">
              <Link href={`${addressOf(PATH, { ...here, after: nextPlace })}#holds`}>{t('more')}</Link>
            </Button>
          )}
        </CardContent>
      )}
    </Card>
  );
}

interface NoHoldsProps {
  orderId: string | null;
  which: 'open' | 'all';
  asOf: string | null;
  currency: string;
}

/** Why there is nothing to show, and what would change that. */
async function NoHolds({ orderId, which, asOf, currency }: NoHoldsProps) {
  const t = await getTranslations('margin.empty');
  const locale = await getLocale();
  if (orderId !== null) {
    return (
      <EmptyState icon={SearchX} title={t('order_title', { order: orderId })}>
        {t('order_why', { currency })}
      </EmptyState>
    );
  }
  if (asOf !== null) {
    return (
      <EmptyState icon={Snowflake} title={t('then_title')}>
        {t('then_why', { date: dateWords(asOf, locale) })}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={Snowflake} title={which === 'open' ? t('open_title') : t('all_title')}>
      {t('open_why')}
    </EmptyState>
  );
}
