import { ShieldCheck } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { DateText } from '@/components/date-text';
import { dateWords } from '@/components/date-words';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { StandingQuestion, StandingView } from '@/services/get-standing';
import type { Ageing, BadDay } from '@/services/get-standing-ageing';
import { askHref } from './ask';

const KINDS = ['disputed', 'refunded', 'late', 'negative'] as const;
type Kind = (typeof KINDS)[number];

function Events({ counts }: { counts: Record<Kind, number> }) {
  const t = useTranslations('standing.ageing');
  return (
    <ul className="flex flex-wrap gap-1.5 max-sm:justify-end">
      {KINDS.filter((kind) => counts[kind] > 0).map((kind) => (
        <li key={kind}>
          <Badge tone={kind === 'disputed' || kind === 'refunded' ? 'bad' : 'warn'}>
            {t(kind, { count: counts[kind] })}
          </Badge>
        </li>
      ))}
    </ul>
  );
}

function Orders({ day }: { day: BadDay }) {
  const t = useTranslations('standing.ageing');
  const is = useTranslations('standing.ageing.is');
  const between = useTranslations('standing.ageing')('between');
  if (day.orders.length === 0) return <span className="text-muted-foreground">{t('no_orders')}</span>;
  return (
    <ul className="flex flex-col gap-1 max-sm:items-end">
      {day.orders.map(({ orderId, isDisputed, isRefunded, isLate }) => (
        <li key={orderId} className="flex flex-wrap gap-x-2 max-sm:justify-end">
          <Link
            href={`/capital/orders/${encodeURIComponent(orderId)}`}
            className="font-medium break-all text-primary underline underline-offset-4"
          >
            {orderId}
          </Link>
          <span className="text-muted-foreground">
            {[isDisputed && is('disputed'), isRefunded && is('refunded'), isLate && is('late')]
              .filter(Boolean)
              .join(between)}
          </span>
        </li>
      ))}
      {day.hasMoreOrders && <li className="text-muted-foreground">{t('more_orders')}</li>}
    </ul>
  );
}

interface AgeingCardProps {
  ageing: Ageing;
  view: StandingView;
  ask: StandingQuestion;
}

/** What counts against the store, by day, with the date on which each day stops counting. */
export function AgeingCard({ ageing, view, ask }: AgeingCardProps) {
  const t = useTranslations('standing.ageing');
  const locale = useLocale();
  const { today, rules } = view;
  const { days, totals, dayCount, nextPlace } = ageing;
  if (dayCount === 0) {
    return (
      <Card id="ageing" className="scroll-mt-4">
        <EmptyState icon={ShieldCheck} title={t('none_title')}>
          {t('none')}
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card id="ageing" aria-labelledby="ageing-title" className="scroll-mt-4">
      <CardHeader className="pb-3">
        <CardTitle id="ageing-title">{t('title')}</CardTitle>
        <CardDescription>{t('what', { days: rules.windowDays })}</CardDescription>
        <div className="flex flex-wrap items-center gap-2 pt-1 text-sm">
          {t('what_of')} <Events counts={totals} />
        </div>
      </CardHeader>
      <Table label={t('title')} phone="cards">
        <TableHeader>
          <TableRow>
            <TableHead>{t('day')}</TableHead>
            <TableHead>{t('what_day')}</TableHead>
            <TableHead>{t('orders')}</TableHead>
            <TableHead>{t('leaves')}</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {days.map((day) => (
            <TableRow key={day.on}>
              <TableCell className="whitespace-nowrap max-sm:font-medium">
                <DateText date={day.on} today={today} />
              </TableCell>
              <TableCell label={t('what_day')}>
                <Events counts={day} />
              </TableCell>
              <TableCell label={t('orders')}>
                <Orders day={day} />
              </TableCell>
              <TableCell label={t('leaves')}>
                <span className="flex flex-col max-sm:items-end max-sm:text-right">
                  <DateText date={day.leavesOn} today={today} className="font-medium" />
                  {day.firstAssessmentWithoutOn !== day.leavesOn && (
                    <span className="text-xs text-muted-foreground">
                      {t('without', { date: dateWords(day.firstAssessmentWithoutOn, locale, today) })}
                    </span>
                  )}
                </span>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {(nextPlace !== null || ask.daysAfter !== null) && (
        <CardContent className="flex flex-wrap gap-3 border-t">
          {ask.daysAfter !== null && (
            <Button asChild variant="outline" size="small">
              <Link href={askHref({ ...ask, daysAfter: null }, '#ageing')}>{t('first')}</Link>
            </Button>
          )}
          {nextPlace !== null && (
            <Button asChild variant="outline" size="small" className="ml-auto">
              <Link href={askHref({ ...ask, daysAfter: nextPlace }, '#ageing')}>{t('more')}</Link>
            </Button>
          )}
        </CardContent>
      )}
    </Card>
  );
}
