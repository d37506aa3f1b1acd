import { CircleAlert, CircleCheck } from 'lucide-react';
import Form from 'next/form';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import { dateWords } from '@/components/date-words';
import { EntryTable } from '@/components/entry-table';
import { Money } from '@/components/money';
import { moneyText } from '@/components/money-text';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import {
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table';
import type { FigureReason } from '@/services/explain-figure';
import { addressOf } from '../address';
import { type Figure, whyEntry } from './address';
import { RuleWords } from './rule-words';

const SECTIONS: Record<Figure, string[]> = {
  payment_account: ['3', '4', '6', '7', '10'],
  order_funds: ['4', '6', '7'],
  deposit: ['6', '7', '8', '9', '10'],
  marketplace_account: ['4', '7'],
  receivable: ['3', '7', '12'],
};

/** Why a balance is what it is. */
export function FigureReasonView({ reason, figure }: { reason: FigureReason; figure: Figure }) {
  const t = useTranslations('why.figure');
  const figures = useTranslations('why.figures');
  const locale = useLocale();
  const { currency, today } = reason;
  // A debt is told as what is owed.
  const sign = figure === 'receivable' ? -1n : 1n;
  const amount = moneyText(sign * reason.closingMinor, currency, locale);
  return (
    <div className="flex flex-col gap-4">
      <h2 className="text-xl font-semibold">{t('title', { label: figures(`${figure}.label`), amount })}</h2>
      <RuleWords words={figures(`${figure}.rule`)} sections={SECTIONS[figure]} />
      <Moved reason={reason} figure={figure} sign={sign} />
      {reason.latest.length > 0 && (
        <Card aria-labelledby="latest-title">
          <CardHeader>
            <CardTitle id="latest-title">{t('latest')}</CardTitle>
          </CardHeader>
          <EntryTable
            label={t('latest')}
            lines={reason.latest}
            today={today}
            whyHref={(line) => whyEntry(line.entrySeq)}
          />
          <CardContent className="border-t">
            <Button asChild variant="outline">
              <Link
                href={`${addressOf('/capital', {
                  currency: reason.currencies.length > 1 ? currency : null,
                  from: reason.from,
                  to: reason.to,
                })}#entries`}
              >
                {t('all')}
              </Link>
            </Button>
          </CardContent>
        </Card>
      )}
    </div>
  );
}

function Moved({ reason, figure, sign }: { reason: FigureReason; figure: Figure; sign: 1n | -1n }) {
  const t = useTranslations('why.figure');
  const names = useTranslations('names.entry_kinds');
  const locale = useLocale();
  const { currency, today, from, to, asOf, moved, unexplainedMinor } = reason;
  const day = (date: string) => dateWords(date, locale, today);
  const isExplained = unexplainedMinor === 0n;
  const Icon = isExplained ? CircleCheck : CircleAlert;
  return (
    <Card aria-labelledby="moved-title">
      <CardHeader>
        <CardTitle id="moved-title">{t('moved')}</CardTitle>
        <CardDescription>{t('policy', { version: reason.policyVersion })}</CardDescription>
        <Form action="/capital/why" className="flex flex-wrap items-end gap-2 pt-2">
          <input type="hidden" name="figure" value={figure} />
          {reason.currencies.length > 1 && <input type="hidden" name="currency" value={currency} />}
          {asOf !== null && <input type="hidden" name="as_of" value={asOf} />}
          <div className="flex flex-col gap-1">
            <Label htmlFor="why-from">{t('since')}</Label>
            <Input
              id="why-from"
              key={from}
              name="from"
              type="date"
              defaultValue={from}
              max={to}
              className="w-38"
            />
          </div>
          <Button type="submit" variant="outline">
            {t('show')}
          </Button>
        </Form>
      </CardHeader>
      <div className="pt-2">
        <Table label={t('moved')} phone="cards">
          <TableHeader>
            <TableRow>
              <TableHead>{t('kind')}</TableHead>
              <TableHead className="text-right">{t('entries')}</TableHead>
              <TableHead className="text-right">{t('amount')}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            <TableRow>
              <TableCell className="font-medium">{t('opening', { date: day(from) })}</TableCell>
              <TableCell />
              <TableCell className="sm:text-right" label={t('amount')}>
                <Money minor={sign * reason.openingMinor} currency={currency} className="font-medium" />
              </TableCell>
            </TableRow>
            {moved.map(({ kind, entries, minor }) => (
              <TableRow key={kind}>
                <TableCell>{names(kind)}</TableCell>
                <TableCell className="tabular-nums sm:text-right" label={t('entries')}>
                  {entries.toLocaleString(locale)}
                </TableCell>
                <TableCell className="sm:text-right" label={t('amount')}>
                  <Money minor={sign * minor} currency={currency} signs="both" />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
          <TableFooter>
            <TableRow>
              <TableCell>{t('closing', { date: day(to) })}</TableCell>
              <TableCell>
                <span
                  className={`flex items-center gap-1.5 font-normal ${isExplained ? 'text-good' : 'text-bad'}`}
                  role={isExplained ? undefined : 'alert'}
                >
                  <Icon aria-hidden="true" className="size-4 shrink-0" />
                  {t('unexplained', { amount: moneyText(unexplainedMinor, currency, locale) })}
                </span>
              </TableCell>
              <TableCell className="sm:text-right" label={t('amount')}>
                <Money minor={sign * reason.closingMinor} currency={currency} className="font-semibold" />
              </TableCell>
            </TableRow>
          </TableFooter>
        </Table>
      </div>
      <CardContent className="text-sm text-muted-foreground">
        {isExplained ? t('unexplained_right') : t('unexplained_wrong')}
      </CardContent>
    </Card>
  );
}
