import { getLocale, getTranslations } from 'next-intl/server';
import { DateText } from '@/components/date-text';
import { Money } from '@/components/money';
import { moneyText } from '@/components/money-text';
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import { Skeleton } from '@/components/ui/skeleton';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { Actor } from '@/engine/actor';
import { getMerchantMoney } from '@/services/get-merchant-money';
import { portalDatabase } from '@/services/portal';
import { DepositBack } from './deposit-back';

/** What the merchant has, owes and puts at risk, by currency. Summing the risk takes its time, so it comes later. */
export async function MoneyNow({ actor, merchantId }: { actor: Actor; merchantId: string }) {
  const t = await getTranslations('assessment.money');
  const locale = await getLocale();
  const answer = await getMerchantMoney(portalDatabase(), actor, merchantId);
  if (answer === null) return null;
  const { money, exposureCapMinor, on } = answer;
  return (
    <Card aria-labelledby="money-title" id="money" className="scroll-mt-4">
      <CardHeader className="pb-2">
        <CardTitle id="money-title">{t('title')}</CardTitle>
        {on !== null && (
          <CardDescription>{t.rich('what', { day: () => <DateText date={on} /> })}</CardDescription>
        )}
      </CardHeader>
      {money.length === 0 ? (
        <CardContent className="text-sm text-muted-foreground">{t('none')}</CardContent>
      ) : (
        <Table label={t('title')} phone="cards">
          <TableHeader>
            <tr>
              <TableHead>{t('currency')}</TableHead>
              <TableHead className="text-right">{t('held')}</TableHead>
              <TableHead className="text-right">{t('payment')}</TableHead>
              <TableHead className="text-right">{t('marketplace')}</TableHead>
              <TableHead className="text-right">{t('deposit')}</TableHead>
              <TableHead className="text-right">{t('owed')}</TableHead>
              <TableHead className="text-right">{t('exposure')}</TableHead>
              <TableHead className="text-right">{t('covered')}</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {money.map(({ currency, amounts, exposureMinor, coveredMinor }) => {
              const owedMinor = -amounts.receivable;
              return (
                <TableRow key={currency}>
                  <TableHead
                    scope="row"
                    className="py-3 text-foreground max-sm:block max-sm:px-0 max-sm:first:pl-0"
                  >
                    {currency}
                  </TableHead>
                  <TableCell label={t('held')} className="text-right">
                    <Money minor={amounts.order_funds} currency={currency} />
                  </TableCell>
                  <TableCell label={t('payment')} className="text-right">
                    <Money minor={amounts.payment_account} currency={currency} />
                  </TableCell>
                  <TableCell label={t('marketplace')} className="text-right">
                    <Money minor={amounts.marketplace_account} currency={currency} />
                  </TableCell>
                  <TableCell label={t('deposit')} className="text-right">
                    <Money minor={amounts.deposit} currency={currency} />
                  </TableCell>
                  <TableCell
                    label={t('owed')}
                    className={cn('text-right', owedMinor > 0n && 'font-semibold text-bad')}
                  >
                    <Money minor={owedMinor} currency={currency} />
                  </TableCell>
                  <TableCell label={t('exposure')} className="text-right">
                    <Money minor={exposureMinor} currency={currency} />
                  </TableCell>
                  <TableCell label={t('covered')} className="text-right">
                    <Money minor={coveredMinor} currency={currency} />
                  </TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      )}
      {money.some(
        ({ debts, depositBack, stoppedHolds }) => debts.length + depositBack.length + stoppedHolds > 0,
      ) && (
        <CardContent className="flex flex-col gap-6 border-t pt-5">
          {money.map((each) => (
            <DepositBack key={each.currency} money={each} on={on} />
          ))}
        </CardContent>
      )}
      <CardContent className="flex flex-col gap-1 border-t py-3 text-xs text-muted-foreground sm:py-3">
        <p>{t('exposure_what')}</p>
        <p>{t('covered_what')}</p>
        {exposureCapMinor !== null &&
          money.map(({ currency }) => (
            <p key={currency}>
              {t('cap', { amount: moneyText(BigInt(exposureCapMinor), currency, locale) })}
            </p>
          ))}
      </CardContent>
    </Card>
  );
}

/** Its place, for a merchant with one currency. */
export function MoneyNowLoading() {
  return <Skeleton className="h-58 rounded-lg sm:h-52" />;
}
