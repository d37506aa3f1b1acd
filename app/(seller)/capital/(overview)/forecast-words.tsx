import { useLocale, useTranslations } from 'next-intl';
import { DateText } from '@/components/date-text';
import { Money } from '@/components/money';
import { moneyText } from '@/components/money-text';
import { CardContent } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { CalendarDate } from '@/engine/calendar';
import type { ForecastRecord } from '@/services/get-capital';

interface ForecastWordsProps {
  forecasts: ForecastRecord | null;
  currency: string;
  today: CalendarDate;
}

/** How good the kept forecasts have been, in a sentence and day by day. */
export function ForecastWords({ forecasts, currency, today }: ForecastWordsProps) {
  const t = useTranslations('calendar.forecast');
  const columns = useTranslations('calendar.columns');
  const locale = useLocale();
  return (
    <CardContent className="flex flex-col gap-2 border-t text-sm">
      <h3 className="font-semibold">{t('title')}</h3>
      {forecasts === null ? (
        <p className="max-w-prose text-muted-foreground">{t('none')}</p>
      ) : (
        <>
          <p className="max-w-prose">
            {t('line', {
              days: forecasts.days.length,
              exact: forecasts.exact,
              expected: moneyText(forecasts.expectedMinor, currency, locale),
              came: moneyText(forecasts.cameMinor, currency, locale),
            })}
          </p>
          <details>
            <summary className="w-fit cursor-pointer rounded font-medium text-primary">{t('table')}</summary>
            <div className="flex flex-col gap-2 pt-2">
              <p className="max-w-prose text-muted-foreground">{t('why')}</p>
              <Table label={t('title')} phone="cards">
                <TableHeader>
                  <TableRow>
                    <TableHead>{columns('day')}</TableHead>
                    <TableHead className="text-right">{t('expected')}</TableHead>
                    <TableHead className="text-right">{t('came')}</TableHead>
                    <TableHead className="text-right">{t('difference')}</TableHead>
                  </TableRow>
                </TableHeader>
                <TableBody>
                  {forecasts.days.map((day) => (
                    <TableRow key={day.on}>
                      <TableCell>
                        <DateText date={day.on} today={today} />
                      </TableCell>
                      <TableCell className="sm:text-right" label={t('expected')}>
                        <Money minor={day.expectedMinor} currency={currency} />
                      </TableCell>
                      <TableCell className="sm:text-right" label={t('came')}>
                        <Money minor={day.cameMinor} currency={currency} />
                      </TableCell>
                      <TableCell className="sm:text-right" label={t('difference')}>
                        <Money minor={day.cameMinor - day.expectedMinor} currency={currency} signs="both" />
                      </TableCell>
                    </TableRow>
                  ))}
                </TableBody>
              </Table>
            </div>
          </details>
        </>
      )}
    </CardContent>
  );
}
