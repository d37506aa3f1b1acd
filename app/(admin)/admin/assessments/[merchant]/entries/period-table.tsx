import { CircleAlert, CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { Money } from '@/components/money';
import { moneyText } from '@/components/money-text';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { ACCOUNTS } from '@/engine/accounts';
import type { CalendarDate } from '@/engine/calendar';
import type { EntryPeriod } from '@/services/entries/list-merchant-entries';
import { useAccountName } from '../../../orders/use-account-name';
import { type EntriesAsk, entriesHref } from './address';

interface PeriodTableProps {
  merchantId: string;
  ask: EntriesAsk;
  currency: string;
  today: CalendarDate | null;
  period: EntryPeriod;
}

/** What each account held at first, what the entries did to it, what it held at last. */
export function PeriodTable({ merchantId, ask, currency, today, period }: PeriodTableProps) {
  const t = useTranslations('staff_order.period');
  const accountName = useAccountName();
  const locale = useLocale();
  const { from, to, opening, moved, closing, unexplainedMinor } = period;
  const day = (date: string) => dateWords(date, locale, today);
  const isExplained = unexplainedMinor === 0n;
  const Icon = isExplained ? CircleCheck : CircleAlert;
  const columns = [
    { name: from === null ? t('opening_first') : t('opening', { date: day(from) }), amounts: opening },
    { name: t('moved'), amounts: moved, signs: 'both' },
    { name: t('closing', { date: day(to) }), amounts: closing },
  ] as const;
  return (
    <Card aria-labelledby="period">
      <CardHeader>
        <CardTitle id="period">{t('title', { currency })}</CardTitle>
      </CardHeader>
      <Table label={t('title', { currency })} phone="cards">
        <TableHeader>
          <TableRow>
            <TableHead>{t('account')}</TableHead>
            {columns.map(({ name }) => (
              <TableHead key={name} className="text-right">
                {name}
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {ACCOUNTS.map((account) => (
            <TableRow key={account}>
              <TableCell className="font-medium">{accountName(account)}</TableCell>
              {columns.map(({ name, amounts, ...rest }) => (
                <TableCell key={name} className="sm:text-right" label={name}>
                  <Money minor={amounts[account]} currency={currency} {...rest} />
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <CardContent className="flex flex-col gap-3 border-t text-sm">
        <p
          className={`flex items-center gap-1.5 ${isExplained ? 'text-good' : 'text-bad'}`}
          role={isExplained ? undefined : 'alert'}
        >
          <Icon aria-hidden="true" className="size-4 shrink-0" />
          {t('unexplained', { amount: moneyText(unexplainedMinor, currency, locale) })}
        </p>
        <Kinds merchantId={merchantId} ask={ask} period={period} />
      </CardContent>
    </Card>
  );
}

/** How many entries of which kinds there are, each leading to them. */
function Kinds({ merchantId, ask, period }: Pick<PeriodTableProps, 'merchantId' | 'ask' | 'period'>) {
  const t = useTranslations('staff_order.period');
  const names = useTranslations('names.entry_kinds');
  return (
    <ul aria-label={t('kinds')} className="flex flex-wrap gap-x-5 gap-y-1">
      {period.kinds.map(({ kind, entries }) => (
        <li key={kind}>
          <Link
            href={entriesHref(merchantId, { ...ask, kind, order: null, at: null })}
            prefetch={false}
            className="text-primary underline underline-offset-4 hover:no-underline"
          >
            {names(kind)}
          </Link>{' '}
          <span className="text-muted-foreground tabular-nums">{t('count', { count: entries })}</span>
        </li>
      ))}
    </ul>
  );
}
