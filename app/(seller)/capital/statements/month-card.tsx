import { CircleAlert, CircleCheck, Download, Hourglass } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { Money } from '@/components/money';
import { moneyText } from '@/components/money-text';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import {
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table';
import type { Amounts } from '@/engine/accounts';
import type { Statement } from '@/services/statements/statement';
import { addressOf } from '../address';
import { monthWords, OWN_ACCOUNTS } from './words';

const FORMATS = ['csv', 'xlsx', 'pdf'] as const;

interface MonthCardProps {
  statement: Statement;
  /** The currency, where there are several to choose from. */
  chosen: string | null;
  isUnfolded: boolean;
}

/** A month: what was left of it, its sums, and its files. */
export function MonthCard({ statement, chosen, isUnfolded }: MonthCardProps) {
  const t = useTranslations('statements');
  const locale = useLocale();
  const { month, currency, isOpen, entries, closing } = statement;
  const name = monthWords(month, locale);
  const id = `month-${month}`;
  const amount = moneyText(closing.payment_account, currency, locale);
  return (
    <Card aria-labelledby={id}>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3 p-4 sm:px-5">
        <div className="flex min-w-0 flex-col gap-1">
          <h3 id={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 font-semibold">
            {name}
            {isOpen && (
              <Badge tone="warn">
                <Hourglass aria-hidden="true" />
                {t('open')}
              </Badge>
            )}
          </h3>
          <p className="text-sm text-muted-foreground">
            {t('months.entries', { count: entries })}
            {' · '}
            {t(isOpen ? 'months.left_now' : 'months.left', { amount })}
          </p>
        </div>
        <ul aria-label={t('months.take', { month: name })} className="flex gap-2">
          {FORMATS.map((format) => (
            <li key={format}>
              <Button asChild variant="outline" size="small">
                <a
                  href={addressOf(`/capital/statements/${month}/${format}`, { currency: chosen })}
                  aria-label={t(`months.${format}_label`, { month: name })}
                  download
                >
                  <Download aria-hidden="true" />
                  {t(`months.${format}`)}
                </a>
              </Button>
            </li>
          ))}
        </ul>
      </div>
      <details open={isUnfolded} className="border-t">
        <summary className="px-4 py-2.5 text-sm font-medium hover:bg-muted sm:px-5">
          {t('months.sums', { month: name })}
        </summary>
        {entries === 0 ? (
          <p className="px-4 pb-3 text-sm text-muted-foreground sm:px-5">{t('months.quiet')}</p>
        ) : (
          <Sums statement={statement} label={t('months.sums', { month: name })} />
        )}
        {isOpen && <p className="px-4 pb-3 text-sm text-muted-foreground sm:px-5">{t('open_what')}</p>}
      </details>
    </Card>
  );
}

function Sums({ statement, label }: { statement: Statement; label: string }) {
  const t = useTranslations('statements');
  const kinds = useTranslations('names.entry_kinds');
  const accounts = useTranslations('accounts');
  const locale = useLocale();
  const { currency, opening, closing, unexplainedMinor } = statement;
  const isExplained = unexplainedMinor === 0n;
  const Icon = isExplained ? CircleCheck : CircleAlert;
  const cells = (amounts: Amounts, signs: 'minus' | 'both' = 'minus') =>
    OWN_ACCOUNTS.map((account) => (
      <TableCell key={account} label={accounts(`${account}.name`)} className="text-right">
        {signs === 'both' && amounts[account] === 0n ? (
          <span className="text-muted-foreground">{moneyText(0n, currency, locale)}</span>
        ) : (
          <Money minor={amounts[account]} currency={currency} signs={signs} />
        )}
      </TableCell>
    ));
  return (
    <>
      <Table label={label}>
        <TableHeader>
          <TableRow>
            <TableHead>{t('columns.kind')}</TableHead>
            {OWN_ACCOUNTS.map((account) => (
              <TableHead key={account} className="text-right">
                {accounts(`${account}.name`)}
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          <TableRow className="font-medium">
            <TableCell>{t('rows.opening')}</TableCell>
            {cells(opening)}
          </TableRow>
          {statement.kinds.map(({ kind, entries, amounts }) => (
            <TableRow key={kind}>
              <TableCell className="min-w-40">
                {kinds(kind)} <span className="text-muted-foreground">× {entries}</span>
              </TableCell>
              {cells(amounts, 'both')}
            </TableRow>
          ))}
        </TableBody>
        <TableFooter>
          <TableRow>
            <TableCell>{t('rows.closing')}</TableCell>
            {cells(closing)}
          </TableRow>
        </TableFooter>
      </Table>
      <p
        className={`flex items-center gap-2 border-t px-4 py-3 text-sm sm:px-5 ${isExplained ? 'text-good' : 'text-bad'}`}
        role={isExplained ? undefined : 'alert'}
      >
        <Icon aria-hidden="true" className="size-4 shrink-0" />
        <span>
          <span className="font-semibold">
            {t('months.unexplained', { amount: moneyText(unexplainedMinor, currency, locale) })}
          </span>
          {' \u2013 '}
          {isExplained ? t('months.unexplained_none') : t('months.unexplained_some')}
        </span>
      </p>
    </>
  );
}
