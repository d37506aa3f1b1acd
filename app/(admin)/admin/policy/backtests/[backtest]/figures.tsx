import { useLocale, useTranslations } from 'next-intl';
import { Money } from '@/components/money';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import {
  averageTenths,
  BACKTEST_FIGURE_NAMES,
  BACKTEST_FIGURES,
  type BacktestResult,
  type ShiftedOrders,
} from '@/engine/backtests';
import { tenthsText } from '../../backtest-headline';

interface CurrencyProps {
  result: BacktestResult;
  currency: string;
}

/** A count, with its sign where it is a difference. */
function Count({ value, signed = false }: { value: number; signed?: boolean }) {
  const locale = useLocale();
  const signDisplay = signed ? 'exceptZero' : 'auto';
  return <span className="tabular-nums">{new Intl.NumberFormat(locale, { signDisplay }).format(value)}</span>;
}

/** Every figure as it happened, under the draft, and the difference. */
export function FigureTable({ result, currency }: CurrencyProps) {
  const t = useTranslations('backtests.figures');
  const found = result.currencies[currency];
  if (found === undefined) return null;
  const { happened, draft } = found;
  const { enrolled } = result;
  const rows = [
    ...(['ever', 'end'] as const).map((when) => ({
      ...{ key: `enrolled_${when}` as const, unit: 'count' as const },
      ...{ was: BigInt(enrolled.happened[when]), is: BigInt(enrolled.draft[when]) },
    })),
    ...BACKTEST_FIGURE_NAMES.map((key) => ({
      ...{ key, unit: BACKTEST_FIGURES[key], was: BigInt(happened[key]), is: BigInt(draft[key]) },
    })),
  ];
  const cell = (unit: 'count' | 'minor', value: bigint, signed = false) =>
    unit === 'count' ? (
      <Count value={Number(value)} signed={signed} />
    ) : (
      <Money minor={value} currency={currency} signs={signed ? 'both' : 'minus'} />
    );
  return (
    <Card aria-labelledby="figures">
      <CardHeader className="pb-2">
        <CardTitle id="figures">{t('title', { currency })}</CardTitle>
      </CardHeader>
      <Table label={t('title', { currency })} phone="cards">
        <TableHeader>
          <tr>
            <TableHead>{t('figure')}</TableHead>
            <TableHead className="text-right">{t('happened')}</TableHead>
            <TableHead className="text-right">{t('draft')}</TableHead>
            <TableHead className="text-right">{t('difference')}</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {rows.map(({ key, unit, was, is }) => (
            <TableRow key={key}>
              <TableCell className="font-medium">{t(key)}</TableCell>
              <TableCell label={t('happened')} className="text-right">
                {cell(unit, was)}
              </TableCell>
              <TableCell label={t('draft')} className="text-right">
                {cell(unit, is)}
              </TableCell>
              <TableCell label={t('difference')} className="text-right font-medium">
                {cell(unit, is - was, true)}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

/** What would have been paid out on another day. */
export function ShiftTable({ result, currency }: CurrencyProps) {
  const t = useTranslations('backtests.shifts');
  const days = useTranslations('backtests.result');
  const locale = useLocale();
  const found = result.currencies[currency];
  if (found === undefined) return null;
  const row = (kind: 'sooner' | 'later', { orders, minor, minor_days, median_days }: ShiftedOrders) => (
    <TableRow>
      <TableCell className="font-medium">{t(kind)}</TableCell>
      <TableCell label={t('orders')} className="text-right">
        <Count value={orders} />
      </TableCell>
      <TableCell label={t('minor')} className="text-right">
        <Money minor={minor} currency={currency} />
      </TableCell>
      <TableCell label={t('days')} className="text-right tabular-nums">
        {orders === 0 ? t('none') : tenthsText(averageTenths({ minor, minor_days }), locale)}
      </TableCell>
      <TableCell label={t('median')} className="text-right tabular-nums">
        {median_days === null ? t('none') : days('median_days', { count: median_days })}
      </TableCell>
      <TableCell label={t('minor_days')} className="text-right">
        {t.rich('money_days_rich', { amount: () => <Money minor={minor_days} currency={currency} /> })}
      </TableCell>
    </TableRow>
  );
  return (
    <Card aria-labelledby="shifts">
      <CardHeader className="pb-2">
        <CardTitle id="shifts">{t('title', { currency })}</CardTitle>
      </CardHeader>
      <Table label={t('title', { currency })} phone="cards">
        <TableHeader>
          <tr>
            <TableHead>{t('which')}</TableHead>
            <TableHead className="text-right">{t('orders')}</TableHead>
            <TableHead className="text-right">{t('minor')}</TableHead>
            <TableHead className="text-right">{t('days')}</TableHead>
            <TableHead className="text-right">{t('median')}</TableHead>
            <TableHead className="text-right">{t('minor_days')}</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {row('sooner', found.sooner)}
          {row('later', found.later)}
        </TableBody>
      </Table>
    </Card>
  );
}
