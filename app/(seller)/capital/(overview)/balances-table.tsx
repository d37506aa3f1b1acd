import { CircleAlert, CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Money } from '@/components/money';
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import {
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
} from '@/components/ui/table';
import { ACCOUNTS, type Account, type Amounts } from '@/engine/accounts';
import type { CalendarDate } from '@/engine/calendar';
import { FIGURES, whyFigure } from '../why/address';

interface BalancesTableProps {
  balances: Amounts;
  sumMinor: bigint;
  currency: string;
  asOf: CalendarDate | null;
}

/** The eight accounts with what each is, and what they add up to. */
export function BalancesTable({ balances, sumMinor, currency, asOf }: BalancesTableProps) {
  const t = useTranslations('capital.balances');
  const accounts = useTranslations('accounts');
  const isRight = sumMinor === 0n;
  const Icon = isRight ? CircleCheck : CircleAlert;
  return (
    <Card id="balances" aria-labelledby="balances-title" className="scroll-mt-4">
      <CardHeader>
        <CardTitle id="balances-title">{t('title')}</CardTitle>
        <CardDescription>{t('what')}</CardDescription>
      </CardHeader>
      <div className="pt-3 pb-1">
        <Table label={t('title')} phone="cards">
          <TableHeader>
            <TableRow>
              <TableHead>{t('account')}</TableHead>
              <TableHead>{t('meaning')}</TableHead>
              <TableHead className="text-right">{t('balance')}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {ACCOUNTS.map((account) => (
              <TableRow key={account} data-account={account}>
                <TableCell className="font-medium sm:py-2">{accounts(`${account}.name`)}</TableCell>
                <TableCell className="text-muted-foreground sm:py-2">{accounts(`${account}.what`)}</TableCell>
                <TableCell className="sm:py-2 sm:text-right" label={t('balance')}>
                  <Reason account={account} currency={currency} asOf={asOf}>
                    <Money minor={balances[account]} currency={currency} className="font-medium" />
                  </Reason>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
          <TableFooter>
            <TableRow>
              <TableCell>{t('sum')}</TableCell>
              <TableCell>
                <span
                  className={`flex items-center gap-1.5 font-normal ${isRight ? 'text-good' : 'text-bad'}`}
                  role={isRight ? undefined : 'alert'}
                >
                  <Icon aria-hidden="true" className="size-4 shrink-0" />
                  {isRight ? t('sum_right') : t('sum_wrong')}
                </span>
              </TableCell>
              <TableCell className="sm:text-right" label={t('balance')}>
                <Money minor={sumMinor} currency={currency} className="font-semibold" />
              </TableCell>
            </TableRow>
          </TableFooter>
        </Table>
      </div>
    </Card>
  );
}

interface ReasonProps {
  account: Account;
  currency: string;
  asOf: CalendarDate | null;
  children: ReactNode;
}

/** The merchant's own balances lead to their reasons; the others are the marketplace's. */
function Reason({ account, currency, asOf, children }: ReasonProps) {
  const figure = FIGURES.find((each) => each === account);
  if (figure === undefined) return children;
  return (
    <Link
      href={whyFigure(figure, { currency, as_of: asOf })}
      prefetch={false}
      className="underline decoration-border underline-offset-2 hover:decoration-primary"
    >
      {children}
    </Link>
  );
}
