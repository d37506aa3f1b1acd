import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ShareBar } from '@/components/chart/share-bar';
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
import type { Debts } from '@/services/exposure/list-debts';
import { type Ask, addressOf } from '../address';

type Owed = Debts['open'];

/** How much is owed in each age; closed stores apart. */
export function AgesCard({ debts, ask }: { debts: Debts; ask: Ask }) {
  const t = useTranslations('exposure');
  const { currency, ages, open, closed } = debts;
  const whole = open.owedMinor + closed.owedMinor;
  const cell = (owed: Owed, column: 'open' | 'closed') => (
    <TableCell label={t(`debts.ages.columns.${column}`)} className="text-right">
      <span className="flex flex-col items-end">
        <Money minor={owed.owedMinor} currency={currency} />
        <span className="text-xs text-muted-foreground">{t('stores', { count: owed.stores })}</span>
      </span>
    </TableCell>
  );
  return (
    <Card aria-labelledby="ages-title">
      <CardHeader className="pb-4">
        <CardTitle id="ages-title">{t('debts.ages.title')}</CardTitle>
        <CardDescription>{t('debts.ages.what')}</CardDescription>
      </CardHeader>
      <Table label={t('debts.ages.label')} phone="cards">
        <TableHeader>
          <tr>
            <TableHead>{t('debts.ages.columns.age')}</TableHead>
            <TableHead className="text-right">{t('debts.ages.columns.open')}</TableHead>
            <TableHead className="text-right">{t('debts.ages.columns.closed')}</TableHead>
            <TableHead className="text-right">{t('debts.ages.columns.all')}</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {ages.map((each) => {
            const owedMinor = each.open.owedMinor + each.closed.owedMinor;
            const name = t(`debts.ages.${each.age}`);
            return (
              <TableRow key={each.age}>
                <TableCell className="font-medium sm:w-1/3">
                  {owedMinor === 0n ? (
                    name
                  ) : (
                    <Link
                      href={addressOf('/debts', { currency: ask.currency, age: each.age })}
                      aria-label={t('debts.ages.show', { age: name })}
                      aria-current={ask.age === each.age ? 'true' : undefined}
                      className="underline underline-offset-4 hover:text-primary"
                    >
                      {name}
                    </Link>
                  )}
                  <ShareBar
                    parts={[{ look: 'owed', minor: owedMinor }]}
                    wholeMinor={whole}
                    className="mt-1 max-sm:hidden"
                  />
                </TableCell>
                {cell(each.open, 'open')}
                {cell(each.closed, 'closed')}
                <TableCell label={t('debts.ages.columns.all')} className="text-right font-medium">
                  <Money minor={owedMinor} currency={currency} />
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
        <TableFooter>
          <TableRow>
            <TableCell>{t('together')}</TableCell>
            {cell(open, 'open')}
            {cell(closed, 'closed')}
            <TableCell label={t('debts.ages.columns.all')} className="text-right">
              <Money minor={whole} currency={currency} />
            </TableCell>
          </TableRow>
        </TableFooter>
      </Table>
    </Card>
  );
}
