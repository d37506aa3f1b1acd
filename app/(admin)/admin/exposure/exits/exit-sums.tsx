import { CircleCheck, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { Money } from '@/components/money';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { ExitSums } from '@/services/exposure/sum-exits';
import { addressOf } from '../address';

interface ExitSumsCardProps {
  sums: ExitSums;
  currencies: string[];
  chosen: string;
}

/** How much has no exit in every currency, and what counts as one. */
export function ExitSumsCard({ sums, currencies, chosen }: ExitSumsCardProps) {
  const t = useTranslations('exposure.exits');
  const locale = useLocale();
  return (
    <Card aria-labelledby="sums-title">
      <CardHeader className="pb-4">
        <CardTitle id="sums-title">{t('sums.title')}</CardTitle>
        <CardDescription>{t('what')}</CardDescription>
      </CardHeader>
      {sums.isRunning && (
        <CardContent className="pt-0 sm:pt-0">
          <Notice>{t('running')}</Notice>
        </CardContent>
      )}
      <Table label={t('sums.label')} phone="cards">
        <TableHeader>
          <tr>
            <TableHead>{t('sums.columns.currency')}</TableHead>
            <TableHead className="text-right">{t('sums.columns.amount')}</TableHead>
            <TableHead className="text-right">{t('sums.columns.orders')}</TableHead>
            <TableHead>{t('sums.columns.why')}</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {currencies.map((currency) => {
            const own = sums.sums.filter((each) => each.currency === currency);
            const minor = own.reduce((all, each) => all + each.amountMinor, 0n);
            const Icon = minor === 0n ? CircleCheck : TriangleAlert;
            return (
              <TableRow key={currency}>
                <TableCell className="font-medium">
                  <Link
                    href={addressOf('/exits', { currency })}
                    aria-current={currency === chosen ? 'true' : undefined}
                    className="underline underline-offset-4 hover:text-primary"
                  >
                    {currency}
                  </Link>
                </TableCell>
                <TableCell label={t('sums.columns.amount')} className="text-right">
                  <span
                    className={
                      minor === 0n
                        ? 'inline-flex items-center gap-1 text-good'
                        : 'inline-flex items-center gap-1 font-semibold text-bad'
                    }
                  >
                    <Icon aria-hidden="true" className="size-4" />
                    <Money minor={minor} currency={currency} />
                  </span>
                </TableCell>
                <TableCell label={t('sums.columns.orders')} className="text-right tabular-nums">
                  {own.reduce((all, { count }) => all + count, 0).toLocaleString(locale)}
                </TableCell>
                <TableCell label={t('sums.columns.why')} className="text-muted-foreground">
                  {own.length === 0
                    ? t('sums.none_one')
                    : new Intl.ListFormat(locale).format(own.map(({ reason }) => t(`reasons.${reason}`)))}
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
      <CardContent>
        <details className="text-sm">
          <summary className="w-fit cursor-pointer rounded font-medium text-primary">
            {t('how.summary')}
          </summary>
          <ul className="flex max-w-prose list-disc flex-col gap-1 pt-2 pl-5 text-muted-foreground">
            <li>{t('how.dated')}</li>
            <li>{t('how.case')}</li>
            <li>{t('how.usual', { late: sums.lateDays, usual: sums.usualDays })}</li>
            <li>{t('how.faults')}</li>
          </ul>
        </details>
      </CardContent>
    </Card>
  );
}
