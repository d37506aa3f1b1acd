import { useLocale, useTranslations } from 'next-intl';
import { ShareBar } from '@/components/chart/share-bar';
import { dateWords } from '@/components/date-words';
import { EnrolmentBadge } from '@/components/enrolment-badge';
import { Money } from '@/components/money';
import { moneyText, percentText } from '@/components/money-text';
import { Badge } from '@/components/ui/badge';
import { Card, CardDescription, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { Exposure, MerchantAtRisk } from '@/services/exposure/get-exposure';
import { ExportLink } from '../../export-link';
import { addressOf } from '../address';
import { StoreLink } from '../store-link';
import { partsOf } from './cover-card';
import { partBps } from './figures';

/** The sentences that say why a store is among the ten. */
function useWhy(currency: string): (merchant: MerchantAtRisk) => string[] {
  const t = useTranslations('exposure.merchants.why');
  const locale = useLocale();
  const money = (minor: bigint) => moneyText(minor, currency, locale);
  return ({ exposedMinor, uncoveredMinor, byAccountsMinor, openMinor, orders, owedMinor, owedSince }) => {
    const words = [];
    if (owedMinor > 0n && owedSince !== null)
      words.push(t('owes', { amount: money(owedMinor), date: dateWords(owedSince, locale) }));
    if (uncoveredMinor > 0n) {
      const percent = percentText(partBps(uncoveredMinor, exposedMinor), locale);
      words.push(t('uncovered', { percent, amount: money(exposedMinor), orders }));
      if (openMinor === 0n) words.push(t('accounts'));
      else if (byAccountsMinor === 0n) words.push(t('accounts_none'));
      else words.push(t('accounts_some', { amount: money(byAccountsMinor) }));
    }
    return words;
  };
}

/** The ten stores that the marketplace could lose most with, and why. */
export function MerchantsCard({ exposure }: { exposure: Exposure }) {
  const t = useTranslations('exposure');
  const { merchants, currency } = exposure;
  const why = useWhy(currency);
  const most = merchants[0]?.exposedMinor ?? 0n;
  const top = merchants.reduce((all, { exposedMinor }) => (exposedMinor > all ? exposedMinor : all), most);
  return (
    <Card id="merchants" aria-labelledby="merchants-title">
      <CardHeader className="pb-4 items-start sm:flex-row sm:justify-between sm:gap-4">
        <div className="flex flex-col gap-1">
          <CardTitle id="merchants-title">{t('merchants.title')}</CardTitle>
          <CardDescription>
            {merchants.length === 0 ? t('merchants.none', { currency }) : t('merchants.what')}
          </CardDescription>
        </div>
        {merchants.length > 0 && <ExportLink href={addressOf('/merchants/export', { currency })} />}
      </CardHeader>
      {merchants.length > 0 && (
        <Table label={t('merchants.label')} phone="cards">
          <TableHeader>
            <tr>
              <TableHead>{t('store')}</TableHead>
              <TableHead className="text-right">{t('merchants.columns.at_stake')}</TableHead>
              <TableHead className="text-right">{t('merchants.columns.at_risk')}</TableHead>
              <TableHead className="text-right">{t('merchants.columns.uncovered')}</TableHead>
              <TableHead className="text-right">{t('merchants.columns.owed')}</TableHead>
              <TableHead>{t('merchants.columns.why')}</TableHead>
            </tr>
          </TableHeader>
          <TableBody>
            {merchants.map((merchant) => (
              <TableRow key={merchant.merchantId} className="hover:bg-muted/50">
                <TableCell className="sm:min-w-44 max-sm:pb-2">
                  <span className="flex min-w-0 flex-col gap-1">
                    <StoreLink merchantId={merchant.merchantId} name={merchant.name} />
                    <span className="flex flex-wrap gap-1">
                      <EnrolmentBadge enrolment={merchant.enrolment} />
                      {merchant.tier !== null && <Badge>{t('tier', { tier: merchant.tier })}</Badge>}
                    </span>
                  </span>
                </TableCell>
                <TableCell
                  label={t('merchants.columns.at_stake')}
                  className="text-right text-base font-semibold"
                >
                  <Money minor={merchant.atStakeMinor} currency={currency} />
                </TableCell>
                <TableCell label={t('merchants.columns.at_risk')} className="text-right sm:min-w-28">
                  <span className="flex flex-col items-end gap-1">
                    <Money minor={merchant.exposedMinor} currency={currency} />
                    <ShareBar parts={partsOf(merchant)} wholeMinor={top} className="w-28 max-sm:hidden" />
                  </span>
                </TableCell>
                <TableCell label={t('merchants.columns.uncovered')} className="text-right">
                  <Money minor={merchant.uncoveredMinor} currency={currency} />
                </TableCell>
                <TableCell label={t('merchants.columns.owed')} className="text-right">
                  <Money
                    minor={merchant.owedMinor}
                    currency={currency}
                    className={merchant.owedMinor > 0n ? 'font-semibold text-bad' : undefined}
                  />
                </TableCell>
                <TableCell className="text-muted-foreground sm:min-w-64">
                  <span className="flex flex-col">
                    {why(merchant).map((sentence) => (
                      <span key={sentence}>{sentence}</span>
                    ))}
                  </span>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}
