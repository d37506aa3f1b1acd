import { CircleAlert, CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { Money } from '@/components/money';
import { moneyText } from '@/components/money-text';
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import type { CalendarDate } from '@/engine/calendar';
import type { DepositPeriod } from '@/services/get-deposit';
import { whyFigure } from '../why/address';

interface PeriodSumProps {
  period: DepositPeriod;
  currency: string;
  today: CalendarDate | null;
}

/** Opening + frozen - deducted - given back = closing, and what of it stays unexplained. */
export function PeriodSum({ period, currency, today }: PeriodSumProps) {
  const t = useTranslations('margin.period');
  const locale = useLocale();
  const isExplained = period.unexplainedMinor === 0n;
  const Icon = isExplained ? CircleCheck : CircleAlert;
  const day = (date: CalendarDate) => dateWords(date, locale, today);
  const terms = [
    { key: 'opening', sign: '', name: t('opening'), minor: period.openingMinor },
    { key: 'frozen', sign: '+', name: t('frozen'), minor: period.frozenMinor },
    { key: 'deducted', sign: '\u2212', name: t('deducted'), minor: period.deductedMinor },
    { key: 'given_back', sign: '\u2212', name: t('given_back'), minor: period.givenBackMinor },
    { key: 'closing', sign: '=', name: t('closing'), minor: period.closingMinor },
  ];
  return (
    <Card aria-labelledby="period-title" className="flex flex-col justify-between">
      <CardHeader>
        <CardTitle id="period-title">{t('title', { from: day(period.from), to: day(period.to) })}</CardTitle>
        <CardDescription>{t('what')}</CardDescription>
      </CardHeader>
      <dl className="grid gap-x-4 px-4 py-4 text-sm sm:px-5 md:grid-cols-5">
        {terms.map((term) => (
          <div
            key={term.key}
            data-term={term.key}
            className="flex items-baseline justify-between gap-3 py-1 last:border-t max-md:last:pt-2 md:flex-col md:items-start md:justify-end md:last:border-t-0 md:py-0"
          >
            <dt className="text-muted-foreground">
              {term.sign !== '' && <span className="mr-1.5 font-semibold text-foreground">{term.sign}</span>}
              {term.name}
            </dt>
            <dd className="font-semibold md:text-base">
              <Link
                href={whyFigure('deposit', { currency, as_of: period.to, from: period.from })}
                prefetch={false}
                className="underline decoration-border underline-offset-2 hover:decoration-primary"
              >
                <Money minor={term.minor} currency={currency} />
              </Link>
            </dd>
          </div>
        ))}
      </dl>
      <p
        className={`flex items-center gap-2 border-t px-4 py-3 text-sm sm:px-5 ${isExplained ? 'text-good' : 'text-bad'}`}
        role={isExplained ? undefined : 'alert'}
      >
        <Icon aria-hidden="true" className="size-4 shrink-0" />
        <span>
          <span className="font-semibold">
            {t('unexplained', { amount: moneyText(period.unexplainedMinor, currency, locale) })}
          </span>
          {' \u2013 '}
          {isExplained ? t('unexplained_none') : t('unexplained_some')}
        </span>
      </p>
    </Card>
  );
}
