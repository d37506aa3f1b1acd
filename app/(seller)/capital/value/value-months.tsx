import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Money } from '@/components/money';
import { percentText } from '@/components/money-text';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { addDays, addMonths } from '@/engine/calendar';
import type { ValueMonth } from '@/services/get-value';
import { addressOf } from '../address';
import { less, ratioText, shareBps } from './ratio-text';

/** Month by month: what was released, how much of it early, how long it took and would have taken. */
export function ValueMonths({ months, currency }: { months: ValueMonth[]; currency: string }) {
  const t = useTranslations('value.months');
  const days = useTranslations('value');
  const locale = useLocale();
  const name = new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  const nothing = <span className="text-muted-foreground">{t('nothing')}</span>;
  const inDays = (text: string | null) => (text === null ? nothing : days('days', { days: text }));
  const columns = [
    ['orders', (month: ValueMonth) => month.orders.toLocaleString(locale)],
    ['proceeds', (month: ValueMonth) => <Money minor={month.proceedsMinor} currency={currency} />],
    ['early', (month: ValueMonth) => <Money minor={month.earlyMinor} currency={currency} />],
    [
      'share',
      (month: ValueMonth) => {
        const share = shareBps(month.earlyMinor, month.proceedsMinor);
        return share === null ? nothing : percentText(share, locale);
      },
    ],
    ['took', (month: ValueMonth) => inDays(ratioText(month.tookDays, locale))],
    ['standard', (month: ValueMonth) => inDays(ratioText(month.standardDays, locale))],
    ['saved', (month: ValueMonth) => inDays(ratioText(less(month.standardDays, month.receivedDays), locale))],
    ['turnover', (month: ValueMonth) => ratioText(month.turnover, locale, 2) ?? nothing],
  ] as const;
  return (
    <Card id="months" aria-labelledby="months-title" className="scroll-mt-4">
      <CardHeader>
        <CardTitle id="months-title">{t('title')}</CardTitle>
        <CardDescription>{t('what')}</CardDescription>
      </CardHeader>
      <div className="pt-3">
        <Table label={t('title')} phone="cards">
          <TableHeader>
            <TableRow>
              <TableHead>{t('month')}</TableHead>
              {columns.map(([column]) => (
                <TableHead key={column} className="text-right">
                  {t(column)}
                </TableHead>
              ))}
            </TableRow>
          </TableHeader>
          <TableBody>
            {months.map((month) => (
              <TableRow key={month.month}>
                <TableCell className="font-medium whitespace-nowrap">
                  <Link
                    href={`${addressOf('/capital', {
                      currency,
                      kind: 'releases',
                      from: month.month,
                      to: addDays(addMonths(month.month, 1), -1),
                    })}#entries`}
                    prefetch={false}
                    className="text-primary underline underline-offset-2 hover:no-underline"
                  >
                    {name.format(new Date(`${month.month}T00:00:00Z`))}
                  </Link>
                </TableCell>
                {columns.map(([column, read]) => (
                  <TableCell key={column} className="tabular-nums sm:text-right" label={t(column)}>
                    {read(month)}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      <CardContent className="border-t text-sm text-muted-foreground">
        <p className="max-w-prose">{t('turnover_what')}</p>
      </CardContent>
    </Card>
  );
}
