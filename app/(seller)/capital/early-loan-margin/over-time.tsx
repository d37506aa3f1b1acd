import { useLocale, useTranslations } from 'next-intl';
import { StepArea } from '@/components/chart/step-area';
import { DateText } from '@/components/date-text';
import { dateWords } from '@/components/date-words';
import { Money } from '@/components/money';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { Deposit } from '@/services/get-deposit';

/** The deposit over the period, as a chart and as a table. */
export function OverTime({ deposit }: { deposit: Deposit }) {
  const t = useTranslations('margin.over');
  const locale = useLocale();
  const { over, currency, period, today } = deposit;
  if (over.every(({ minor }) => minor === 0n)) return null;
  return (
    <Card aria-labelledby="over-title">
      <CardHeader>
        <CardTitle id="over-title">{t('title')}</CardTitle>
        <CardDescription>
          {t('what', {
            from: dateWords(period.from, locale, today),
            to: dateWords(period.to, locale, today),
          })}
        </CardDescription>
      </CardHeader>
      <CardContent className="flex flex-col gap-3">
        <StepArea points={over} currency={currency} />
        <details>
          <summary className="w-fit cursor-pointer rounded text-sm font-medium text-primary">
            {t('table')}
          </summary>
          <div className="pt-2">
            <Table label={t('title')}>
              <TableHeader>
                <TableRow>
                  <TableHead>{t('day')}</TableHead>
                  <TableHead className="text-right">{t('deposit')}</TableHead>
                </TableRow>
              </TableHeader>
              <TableBody>
                {over.map(({ on, minor }) => (
                  <TableRow key={on}>
                    <TableCell>
                      <DateText date={on} today={today} />
                    </TableCell>
                    <TableCell className="text-right">
                      <Money minor={minor} currency={currency} />
                    </TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </div>
        </details>
      </CardContent>
    </Card>
  );
}
