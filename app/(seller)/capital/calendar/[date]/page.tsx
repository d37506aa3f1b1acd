import { CalendarX2 } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireSeller } from '@/app/actor';
import { dateWords } from '@/components/date-words';
import { moneyText } from '@/components/money-text';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { ChoiceLinks } from '@/components/ui/choice-links';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { isCalendarDate } from '@/engine/calendar';
import { getExpectedDay } from '@/services/get-expected-day';
import { portalDatabase } from '@/services/portal';
import { addressOf, textIn } from '../../address';
import { ExpectedHolds } from './expected-holds';
import { ExpectedOrders } from './expected-orders';

interface Place {
  date: string;
}

/** The date of the address; a page that is not there for anything else. */
async function dateOf(params: Promise<Place>): Promise<string> {
  const { date } = await params;
  if (!isCalendarDate(date)) notFound();
  return date;
}

export async function generateMetadata({ params }: PageProps<'/capital/calendar/[date]'>): Promise<Metadata> {
  // Who may not see the page learns nothing by its title.
  await requireSeller('capital.read');
  const t = await getTranslations('calendar.day');
  return { title: t('title', { date: dateWords(await dateOf(params), await getLocale()) }) };
}

/** The list behind one bar of the release calendar. */
export default async function CalendarDayPage({
  params,
  searchParams,
}: PageProps<'/capital/calendar/[date]'>) {
  const actor = await requireSeller('capital.read');
  const date = await dateOf(params);
  const asked = await searchParams;
  const t = await getTranslations('calendar.day');
  const capital = await getTranslations('capital');
  const locale = await getLocale();
  const [afterOrder, afterHold] = [textIn(asked, 'after_order'), textIn(asked, 'after_hold')];
  const day = await getExpectedDay(portalDatabase(), actor, {
    on: date,
    currency: textIn(asked, 'currency'),
    afterOrder,
    afterHold,
  });
  const path = `/capital/calendar/${date}`;
  const above = [{ href: '/capital', title: capital('title') }];
  const title = t('title', { date: dateWords(date, locale, day?.today ?? null) });
  if (day === null) {
    return (
      <div className="flex flex-col gap-6">
        <PageHeader title={title} above={above} />
        <Card>
          <EmptyState
            icon={CalendarX2}
            title={t('past')}
            action={
              <Button asChild variant="outline">
                <Link href={`${addressOf('/capital', { from: date, to: date })}#entries`}>
                  {t('past_link')}
                </Link>
              </Button>
            }
          />
        </Card>
      </div>
    );
  }
  const { currency, currencies, sums } = day;
  const here = { currency: currencies.length > 1 ? currency : null };
  const money = (minor: bigint) => moneyText(minor, currency, locale);
  const onward = (kind: 'orders' | 'holds', isFirst: boolean) => {
    const name = kind === 'orders' ? 'after_order' : 'after_hold';
    const next = day.next[kind];
    if (next === null && isFirst) return null;
    return (
      <CardContent className="flex flex-wrap gap-3 border-t">
        {!isFirst && (
          <Button asChild variant="outline">
            <Link href={addressOf(path, here)}>{t('first')}</Link>
          </Button>
        )}
        {next !== null && (
          <Button asChild variant="outline">
            <Link href={addressOf(path, { ...here, [name]: next })}>{t('more')}</Link>
          </Button>
        )}
      </CardContent>
    );
  };
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={title}
        above={above}
        actions={
          currencies.length > 1 && (
            <ChoiceLinks
              label={capital('currency')}
              choices={currencies.map((each) => ({
                name: each,
                href: addressOf(path, { currency: each }),
                isChosen: each === currency,
              }))}
            />
          )
        }
      >
        {sums !== null && (
          <p>
            {t('sum', {
              certain: money(sums.certain.minor),
              conditional: money(sums.conditional.minor),
              deposit: money(sums.deposit.minor),
            })}
          </p>
        )}
        <p className="text-muted-foreground">{t('what')}</p>
      </PageHeader>
      {day.orders.length + day.holds.length === 0 && (
        <Card>
          <EmptyState icon={CalendarX2} title={t('none')} />
        </Card>
      )}
      {day.orders.length > 0 && (
        <Card aria-labelledby="orders-title">
          <CardHeader>
            <CardTitle id="orders-title">{t('orders')}</CardTitle>
          </CardHeader>
          <ExpectedOrders day={day} />
          {onward('orders', afterOrder === null)}
        </Card>
      )}
      {day.holds.length > 0 && (
        <Card aria-labelledby="holds-title">
          <CardHeader>
            <CardTitle id="holds-title">{t('holds')}</CardTitle>
          </CardHeader>
          <ExpectedHolds day={day} />
          {onward('holds', afterHold === null)}
        </Card>
      )}
    </div>
  );
}
