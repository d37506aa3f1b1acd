import { useLocale, useTranslations } from 'next-intl';
import { StepArea } from '@/components/chart/step-area';
import { dateWords } from '@/components/date-words';
import { DaySums } from '@/components/day-sums';
import { moneyText } from '@/components/money-text';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
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
            <DaySums
              label={t('title')}
              day={t('day')}
              sum={t('deposit')}
              rows={over.map(({ on, minor }) => [
                on,
                dateWords(on, locale, today),
                minor.toString(),
                moneyText(minor, currency, locale),
              ])}
            />
          </div>
        </details>
      </CardContent>
    </Card>
  );
}
