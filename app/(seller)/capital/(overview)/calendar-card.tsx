import { CalendarClock } from 'lucide-react';
import Link from 'next/link';
import { getLocale, getTranslations } from 'next-intl/server';
import { DayBars } from '@/components/chart/day-bars';
import { DateText } from '@/components/date-text';
import { dateWords } from '@/components/date-words';
import { Money } from '@/components/money';
import { moneyText } from '@/components/money-text';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { Notice } from '@/components/ui/notice';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { ForecastRecord } from '@/services/get-capital';
import type { CalendarDay, ReleaseCalendar } from '@/services/get-release-calendar';
import { addressOf } from '../address';
import { ForecastWords } from './forecast-words';

interface CalendarCardProps {
  calendar: ReleaseCalendar;
  forecasts: ForecastRecord | null;
  /** The currency, where the store has several. */
  chosen: string | null;
}

const bringsSomething = (day: CalendarDay) =>
  day.certain.minor + day.conditional.minor + day.deposit.minor > 0n || day.frozenMinor > 0n;

/** The release calendar of the next 60 days, as a chart and as a table, with how good its forecasts have been. */
export async function CalendarCard({ calendar, forecasts, chosen }: CalendarCardProps) {
  const t = await getTranslations('calendar');
  const locale = await getLocale();
  const { days, later, undated, currency, today, owedMinor } = calendar;
  const money = (minor: bigint) => moneyText(minor, currency, locale);
  const hrefOf = (day: CalendarDay) => addressOf(`/capital/calendar/${day.on}`, { currency: chosen });
  const sumsOf = (day: Pick<CalendarDay, 'certain' | 'conditional' | 'deposit'>) => ({
    certain: money(day.certain.minor),
    conditional: money(day.conditional.minor),
    deposit: money(day.deposit.minor),
  });
  const filled = days.filter(bringsSomething);
  const hasLater = later.certain.count + later.conditional.count + later.deposit.count > 0;
  return (
    <Card id="calendar" aria-labelledby="calendar-title" className="scroll-mt-4">
      <CardHeader>
        <CardTitle id="calendar-title">{t('title')}</CardTitle>
        <CardDescription>{t('what')}</CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-4">
        {owedMinor > 0n && <Notice tone="warn">{t('owed', { amount: money(owedMinor) })}</Notice>}
        {filled.length === 0 ? (
          <EmptyState icon={CalendarClock} title={t('none')} />
        ) : (
          <>
            <DayBars
              currency={currency}
              names={(['certain', 'conditional', 'frozen'] as const).map((look) => ({
                look,
                name: t(`looks.${look}`),
              }))}
              bars={days.map((day) => ({
                on: day.on,
                up: [
                  { look: 'certain', minor: day.certain.minor },
                  { look: 'frozen', minor: day.deposit.minor },
                  { look: 'conditional', minor: day.conditional.minor },
                ],
                href: hrefOf(day),
                title: t('day_title', { date: dateWords(day.on, locale, today), ...sumsOf(day) }),
              }))}
            />
            <details className="group">
              <summary className="w-fit cursor-pointer rounded text-sm font-medium text-primary">
                {t('table')}
              </summary>
              <div className="pt-2">
                <Table label={t('title')} phone="cards">
                  <TableHeader>
                    <TableRow>
                      <TableHead>{t('columns.day')}</TableHead>
                      {(['certain', 'frozen', 'conditional', 'deposit'] as const).map((column) => (
                        <TableHead key={column} className="text-right">
                          {t(`columns.${column}`)}
                        </TableHead>
                      ))}
                    </TableRow>
                  </TableHeader>
                  <TableBody>
                    {filled.map((day) => (
                      <TableRow key={day.on}>
                        <TableCell>
                          <Link
                            href={hrefOf(day)}
                            prefetch={false}
                            className="text-primary underline underline-offset-2 hover:no-underline"
                          >
                            <DateText date={day.on} today={today} />
                          </Link>
                        </TableCell>
                        {(
                          [
                            ['certain', day.certain.minor],
                            ['frozen', day.frozenMinor],
                            ['conditional', day.conditional.minor],
                            ['deposit', day.deposit.minor],
                          ] as const
                        ).map(([column, minor]) => (
                          <TableCell key={column} className="sm:text-right" label={t(`columns.${column}`)}>
                            <Money minor={minor} currency={currency} />
                          </TableCell>
                        ))}
                      </TableRow>
                    ))}
                  </TableBody>
                </Table>
              </div>
            </details>
          </>
        )}
        <ul className="flex flex-col gap-1 text-sm text-muted-foreground">
          {hasLater && <li>{t('later', sumsOf(later))}</li>}
          {undated.unshipped.count > 0 && (
            <li>
              {t('unshipped', { count: undated.unshipped.count, amount: money(undated.unshipped.minor) })}
            </li>
          )}
          {undated.other.count > 0 && (
            <li>{t('undated', { count: undated.other.count, amount: money(undated.other.minor) })}</li>
          )}
        </ul>
      </CardContent>
      <ForecastWords forecasts={forecasts} currency={currency} today={today} />
    </Card>
  );
}
