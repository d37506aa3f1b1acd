import Link from 'next/link';
import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Money } from '@/components/money';
import { moneyText } from '@/components/money-text';
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
import type { Losses, LossesUnder } from '@/services/exposure/get-losses';
import { ExportLink } from '../../export-link';
import { addressOf } from '../address';

const COLUMNS = [
  ['platform', 'platformMinor'],
  ['shortfall', 'shortfallMinor'],
  ['recovered', 'recoveredMinor'],
  ['written_off', 'writtenOffMinor'],
  ['owed', 'owedMinor'],
  ['net', 'netMinor'],
] as const;

/** Basis points to one decimal. */
function bpsText(bps: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(bps);
}

function Rate({ rate, lossOrders }: Pick<LossesUnder, 'rate' | 'lossOrders'>) {
  const t = useTranslations('exposure.losses');
  const locale = useLocale();
  if (rate.bps === null) return null;
  return (
    <span className="flex flex-col items-end">
      <span className="font-semibold whitespace-nowrap tabular-nums">
        {t('bps', { bps: bpsText(rate.bps, locale) })}
      </span>
      <span className="text-xs text-muted-foreground">
        {rate.lowBps === null || rate.highBps === null
          ? t('no_interval')
          : t('interval', { low: bpsText(rate.lowBps, locale), high: bpsText(rate.highBps, locale) })}
      </span>
      <span className="text-xs text-muted-foreground">{t('loss_orders', { count: lossOrders })}</span>
      {rate.isFew && rate.lowBps !== null && <span className="text-xs text-warn">{t('few')}</span>}
    </span>
  );
}

/** Losses and recoveries by the policy version that the orders were released under. */
export function LossesCard({ losses }: { losses: Losses }) {
  const t = useTranslations('exposure.losses');
  const locale = useLocale();
  const { versions, all, currency } = losses;
  const row = (each: Losses['all'], name: ReactNode, key: string) => (
    <TableRow key={key}>
      <TableCell className="font-medium whitespace-nowrap">{name}</TableCell>
      <TableCell label={t('columns.released')} className="text-right">
        <span className="flex flex-col items-end">
          <Money minor={each.releasedMinor} currency={currency} />
          <span className="text-xs text-muted-foreground">
            {t('orders', { orders: each.orders, early: each.early })}
          </span>
        </span>
      </TableCell>
      {COLUMNS.map(([column, read]) => (
        <TableCell
          key={column}
          label={t(`columns.${column}`)}
          className={column === 'net' ? 'text-right font-semibold' : 'text-right'}
        >
          <Money minor={each[read]} currency={currency} />
        </TableCell>
      ))}
      <TableCell label={t('columns.rate')} className="text-right sm:min-w-36">
        <Rate rate={each.rate} lossOrders={each.lossOrders} />
      </TableCell>
    </TableRow>
  );
  return (
    <Card aria-labelledby="losses-title">
      <CardHeader className="pb-4 items-start sm:flex-row sm:justify-between sm:gap-4">
        <div className="flex flex-col gap-1">
          <CardTitle id="losses-title">{t('title')}</CardTitle>
          <CardDescription>{versions.length === 0 ? t('none', { currency }) : t('what')}</CardDescription>
        </div>
        {versions.length > 0 && <ExportLink href={addressOf('/losses/export', { currency })} />}
      </CardHeader>
      {versions.length > 0 && (
        <>
          <Table label={t('label')} phone="cards">
            <TableHeader>
              <tr>
                <TableHead>{t('columns.version')}</TableHead>
                <TableHead className="text-right">{t('columns.released')}</TableHead>
                {COLUMNS.map(([column]) => (
                  <TableHead key={column} className="text-right">
                    {t(`columns.${column}`)}
                  </TableHead>
                ))}
                <TableHead className="text-right">{t('columns.rate')}</TableHead>
              </tr>
            </TableHeader>
            <TableBody>
              {versions.map((each) =>
                row(
                  each,
                  <Link
                    href={`/admin/policy/versions/${each.policyVersion}`}
                    className="underline underline-offset-4 hover:text-primary"
                  >
                    {t('version', { version: each.policyVersion })}
                  </Link>,
                  String(each.policyVersion),
                ),
              )}
            </TableBody>
            {versions.length > 1 && <TableFooter>{row(all, t('all'), 'all')}</TableFooter>}
          </Table>
          <CardContent className="text-sm text-muted-foreground">
            <p className="max-w-prose">
              {t('net_is', { amount: moneyText(all.netMinor, currency, locale) })}
            </p>
          </CardContent>
        </>
      )}
    </Card>
  );
}
