import { useLocale, useTranslations } from 'next-intl';
import { DayBars } from '@/components/chart/day-bars';
import { DateText } from '@/components/date-text';
import { dateWords } from '@/components/date-words';
import { Money } from '@/components/money';
import { moneyText } from '@/components/money-text';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { CalendarDate } from '@/engine/calendar';
import type { HistoryDay } from '@/services/get-capital';

interface HistoryCardProps {
  history: HistoryDay[];
  currency: string;
  today: CalendarDate | null;
}

/** What the last 90 days brought and took, as a chart and as a table. */
export function HistoryCard({ history, currency, today }: HistoryCardProps) {
  const t = useTranslations('calendar.history');
  const calendar = useTranslations('calendar');
  const locale = useLocale();
  const filled = history
    .filter((day) => day.releasedMinor !== 0n || day.givenBackMinor !== 0n || day.deductedMinor !== 0n)
    .reverse();
  const columns = [
    ['released', (day: HistoryDay) => day.releasedMinor],
    ['given_back', (day: HistoryDay) => day.givenBackMinor],
    ['deducted', (day: HistoryDay) => -day.deductedMinor],
  ] as const;
  return (
    <Card aria-labelledby="history-title">
      <CardHeader>
        <CardTitle id="history-title">{t('title')}</CardTitle>
        <CardDescription>{filled.length === 0 ? t('none') : t('what')}</CardDescription>
      </CardHeader>
      {filled.length > 0 && (
        <CardContent className="flex flex-col gap-3">
          <DayBars
            currency={currency}
            names={[
              { look: 'certain', name: t('released') },
              { look: 'frozen', name: t('given_back') },
              { look: 'owed', name: t('deducted') },
            ]}
            bars={history.map((day) => ({
              on: day.on,
              up: [
                { look: 'certain', minor: day.releasedMinor },
                { look: 'frozen', minor: day.givenBackMinor },
              ],
              down: [{ look: 'owed', minor: day.deductedMinor }],
              title: t('day_title', {
                date: dateWords(day.on, locale, today),
                released: moneyText(day.releasedMinor, currency, locale),
                given_back: moneyText(day.givenBackMinor, currency, locale),
                deducted: moneyText(day.deductedMinor, currency, locale),
              }),
            }))}
          />
          <details>
            <summary className="w-fit cursor-pointer rounded text-sm font-medium text-primary">
              {calendar('table')}
            </summary>
            <div className="pt-2">
              <Table label={t('title')} phone="cards">
                <TableHeader>
                  <TableRow>
                    <TableHead>{calendar('columns.day')}</TableHead>
                    {columns.map(([name]) => (
                      <TableHead key={name} className="text-right">
                        {t(name)}
                      </TableHead>
                    ))}
                  </TableRow>
                </TableHeader>
                <TableBody>
                  {filled.map((day) => (
                    <TableRow key={day.on}>
                      <TableCell>
                        <DateText date={day.on} today={today} />
                      </TableCell>
                      {columns.map(([name, read]) => (
                        <TableCell key={name} className="sm:text-right" label={t(name)}>
                          <Money minor={read(day)} currency={currency} />
                        </TableCell>
                      ))}
                    </TableRow>
                  ))}
                </TableBody>
              </Table>
            </div>
          </details>
        </CardContent>
      )}
    </Card>
  );
}
