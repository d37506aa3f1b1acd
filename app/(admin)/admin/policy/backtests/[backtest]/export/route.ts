import type { NextRequest } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { BACKTEST_FIGURE_NAMES, BACKTEST_FIGURES, type BacktestFigure } from '@/engine/backtests';
import { type BacktestMerchantsShown, listBacktestMerchants } from '@/services/policy/get-backtest';
import { portalDatabase } from '@/services/portal';
import { everyPage, exportTable } from '../../../../export-table';
import { readAsk } from '../address';
import { backtestOf } from '../backtest';

const ROWS_AT_ONCE = 1000;

type Row = BacktestMerchantsShown['merchants'][number];

/** The stores of a backtest that the address asks for, with every figure of both sides, as a file. */
export async function GET(
  request: NextRequest,
  { params }: RouteContext<'/admin/policy/backtests/[backtest]/export'>,
): Promise<Response> {
  const actor = await requireActor('policy.read');
  const view = await backtestOf((await params).backtest);
  if (view === null || view.result === null) return new Response(null, { status: 404 });
  const { backtestId } = view.backtest;
  const ask = readAsk(Object.fromEntries(request.nextUrl.searchParams), view.result);
  const t = await getTranslations('backtests');
  const read = async (cursor: number | null) => {
    const offset = cursor ?? 0;
    const page = await listBacktestMerchants(
      portalDatabase(),
      actor,
      backtestId,
      { ...ask, offset },
      ROWS_AT_ONCE,
    );
    return { rows: page.merchants, next: page.hasMore ? offset + ROWS_AT_ONCE : null };
  };
  const sum = (row: Row, text: string | bigint) => ({ minor: BigInt(text), currency: row.currency });
  const figure = (side: 'happened' | 'draft', name: BacktestFigure) => ({
    head: t(`columns.side_${side}`, { figure: t(`figures.${name}`) }),
    cell: (row: Row) =>
      BACKTEST_FIGURES[name] === 'minor'
        ? sum(row, row.figures[side][name])
        : Number(row.figures[side][name]),
  });
  return exportTable<Row>(actor, {
    table: 'backtest_merchants',
    filter: { backtest: backtestId, currency: ask.currency, choice: ask.choice, sort: ask.sort },
    chunks: everyPage(read),
    columns: [
      { head: t('columns.backtest'), cell: () => backtestId },
      { head: t('columns.store_id'), cell: (row) => row.merchantId },
      { head: t('merchants.store'), cell: (row) => row.name },
      { head: t('columns.currency'), cell: (row) => row.currency },
      { head: t('merchants.minor_days'), cell: (row) => sum(row, row.soonerMinorDays) },
      ...(['sooner', 'later'] as const).flatMap((kind) => [
        {
          head: `${t(`shifts.${kind}`)}: ${t('shifts.orders')}`,
          cell: (row: Row) => row.figures[kind].orders,
        },
        {
          head: `${t(`shifts.${kind}`)}: ${t('shifts.minor')}`,
          cell: (row: Row) => sum(row, row.figures[kind].minor),
        },
      ]),
      ...BACKTEST_FIGURE_NAMES.flatMap((name) => [figure('happened', name), figure('draft', name)]),
    ],
  });
}
