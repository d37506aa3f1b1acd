import { CircleAlert, CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { DateText } from '@/components/date-text';
import { Money } from '@/components/money';
import { moneyText } from '@/components/money-text';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import {
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table';
import type { CalendarDate } from '@/engine/calendar';
import type { CertifiedCurrency, FrozenOn } from '@/services/statements/get-certificate';
import { addressOf } from '../address';
import { sumReleased } from './sum-released';

/** So many dates are seen at once; the rest is folded away. */
const DATES_SHOWN = 14;

interface CurrencyCardsProps {
  certified: CertifiedCurrency;
  /** The past date that it is as of; null: now. */
  asOf: CalendarDate | null;
  /** Whether there are several currencies. */
  hasChoice: boolean;
}

/** What the certificate says in one currency. */
export function CurrencyCards(props: CurrencyCardsProps) {
  const { certified } = props;
  return (
    <>
      <Released certified={certified} />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-5">
          <Deposit certified={certified} />
          <Waiting certified={certified} />
        </div>
        <Dates {...props} />
      </div>
    </>
  );
}

function Released({ certified: { currency, released } }: { certified: CertifiedCurrency }) {
  const t = useTranslations('statements.certificate.released');
  const kinds = useTranslations('names.entry_kinds');
  const id = `released-${currency}`;
  const all = sumReleased(released);
  const columns = ['gross', 'fee', 'frozen', 'paid'] as const;
  const cells = (of: typeof all) =>
    columns.map((column) => (
      <TableCell key={column} label={t(column)} className="sm:text-right">
        <Money minor={of[`${column}Minor`]} currency={currency} />
      </TableCell>
    ));
  return (
    <Card aria-labelledby={id}>
      <CardHeader>
        <CardTitle id={id}>{t('title', { currency })}</CardTitle>
        <CardDescription>{t('what')}</CardDescription>
      </CardHeader>
      <div className="pt-3">
        <Table label={t('title', { currency })} phone="cards">
          <TableHeader>
            <TableRow>
              <TableHead>{t('rule')}</TableHead>
              <TableHead className="text-right">{t('orders')}</TableHead>
              {columns.map((column) => (
                <TableHead key={column} className="text-right">
                  {t(column)}
                </TableHead>
              ))}
            </TableRow>
          </TableHeader>
          <TableBody>
            {released.map((each) => (
              <TableRow key={each.kind}>
                <TableCell className="font-medium">{kinds(each.kind)}</TableCell>
                <TableCell label={t('orders')} className="tabular-nums sm:text-right">
                  {each.orders}
                </TableCell>
                {cells(each)}
              </TableRow>
            ))}
          </TableBody>
          <TableFooter>
            <TableRow>
              <TableCell>{t('sum')}</TableCell>
              <TableCell label={t('orders')} className="tabular-nums sm:text-right">
                {all.orders}
              </TableCell>
              {cells(all)}
            </TableRow>
          </TableFooter>
        </Table>
      </div>
    </Card>
  );
}

interface Term {
  name: string;
  minor: bigint;
  sign?: string;
  isSum?: boolean;
}

function Terms({ terms, currency }: { terms: Term[]; currency: string }) {
  return (
    <dl className="flex flex-col px-4 py-3 text-sm sm:px-5">
      {terms.map(({ name, minor, sign = '', isSum = false }) => (
        <div
          key={name}
          className={`flex items-baseline justify-between gap-3 py-1 ${isSum ? 'mt-1 border-t pt-2 font-semibold' : ''}`}
        >
          <dt className={isSum ? '' : 'text-muted-foreground'}>
            {sign !== '' && <span className="mr-1.5 font-semibold text-foreground">{sign}</span>}
            {name}
          </dt>
          <dd className="font-medium">
            <Money minor={minor} currency={currency} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function TermsCard({
  id,
  title,
  what,
  children,
}: Record<'id' | 'title', string> & { what?: string; children: ReactNode }) {
  return (
    <Card aria-labelledby={id}>
      <CardHeader>
        <CardTitle id={id}>{title}</CardTitle>
        {what !== undefined && <CardDescription>{what}</CardDescription>}
      </CardHeader>
      {children}
    </Card>
  );
}

function Deposit({ certified: { currency, deposit } }: { certified: CertifiedCurrency }) {
  const t = useTranslations('statements.certificate.deposit');
  const months = useTranslations('statements.months');
  const locale = useLocale();
  const isExplained = deposit.unexplainedMinor === 0n;
  const Icon = isExplained ? CircleCheck : CircleAlert;
  const terms = [
    { name: t('frozen'), minor: deposit.frozenMinor },
    { name: t('deducted'), minor: deposit.deductedMinor, sign: '\u2212' },
    { name: t('given_back'), minor: deposit.givenBackMinor, sign: '\u2212' },
    { name: t('left'), minor: deposit.leftMinor, sign: '=', isSum: true },
  ];
  return (
    <TermsCard id={`deposit-${currency}`} title={t('title', { currency })} what={t('what')}>
      <Terms terms={terms} currency={currency} />
      <p
        className={`flex items-center gap-2 border-t px-4 py-3 text-sm font-semibold sm:px-5 ${isExplained ? 'text-good' : 'text-bad'}`}
      >
        <Icon aria-hidden="true" className="size-4 shrink-0" />
        {months('unexplained', { amount: moneyText(deposit.unexplainedMinor, currency, locale) })}
      </p>
    </TermsCard>
  );
}

function Waiting({ certified: { currency, balances } }: { certified: CertifiedCurrency }) {
  const t = useTranslations('statements.certificate.money');
  const terms = [
    { name: t('waits'), minor: balances.order_funds },
    { name: t('ready'), minor: balances.payment_account },
    { name: t('marketplace'), minor: balances.marketplace_account },
    { name: t('owes'), minor: -balances.receivable },
  ];
  return (
    <TermsCard id={`money-${currency}`} title={t('title', { currency })}>
      <Terms terms={terms} currency={currency} />
    </TermsCard>
  );
}

function Dates({ certified: { currency, deposit }, asOf, hasChoice }: CurrencyCardsProps) {
  const t = useTranslations('statements.certificate.dates');
  const id = `dates-${currency}`;
  const rest = deposit.dates.slice(DATES_SHOWN);
  const holds = addressOf('/capital/early-loan-margin', {
    currency: hasChoice ? currency : null,
    as_of: asOf,
  });
  return (
    <Card aria-labelledby={id}>
      <CardHeader>
        <CardTitle id={id}>{t('title', { currency })}</CardTitle>
        <CardDescription>
          {t('holds', { count: deposit.holds })} {deposit.holds > 0 && t('dispute')}
        </CardDescription>
      </CardHeader>
      {deposit.dates.length > 0 && (
        <>
          <div className="pt-3">
            <DateTable
              label={`${t('on')}, ${currency}`}
              dates={deposit.dates.slice(0, DATES_SHOWN)}
              currency={currency}
            />
          </div>
          {rest.length > 0 && (
            <details className="border-t">
              <summary className="px-4 py-2.5 text-sm font-medium hover:bg-muted sm:px-5">
                {t('more', { count: rest.length })}
              </summary>
              <DateTable label={t('more', { count: rest.length })} dates={rest} currency={currency} />
            </details>
          )}
          <CardContent className="border-t">
            <Button asChild variant="outline">
              <Link href={`${holds}#holds`}>{t('orders_link')}</Link>
            </Button>
          </CardContent>
        </>
      )}
    </Card>
  );
}

function DateTable({ label, dates, currency }: { label: string; dates: FrozenOn[]; currency: string }) {
  const t = useTranslations('statements.certificate.dates');
  return (
    <Table label={label}>
      <TableHeader>
        <TableRow>
          <TableHead>{t('on')}</TableHead>
          <TableHead className="text-right">{t('orders')}</TableHead>
          <TableHead className="text-right">{t('amount')}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {dates.map(({ releaseOn, holds, amountMinor }) => (
          <TableRow key={releaseOn}>
            <TableCell>
              <DateText date={releaseOn} />
            </TableCell>
            <TableCell className="text-right tabular-nums">{holds}</TableCell>
            <TableCell className="text-right">
              <Money minor={amountMinor} currency={currency} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
