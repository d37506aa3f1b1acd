import type { NextRequest } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { isCalendarDate } from '@/engine/calendar';
import { portalDatabase } from '@/services/portal';
import { listLeft } from '@/services/runs/list-left';
import { everyPage, exportTable } from '../../../export-table';

const ROWS_AT_ONCE = 1000;

/** What a run left for a reason and is there still. */
export async function GET(
  request: NextRequest,
  { params }: RouteContext<'/admin/runs/[date]/export'>,
): Promise<Response> {
  const actor = await requireActor('runs.read');
  const { date } = await params;
  const t = await getTranslations('runs.run.left');
  const list = await getTranslations('runs.list');
  const reason = request.nextUrl.searchParams.get('left') ?? '';
  const currency = request.nextUrl.searchParams.get('currency');
  const chunks = everyPage(async (after: string | null) =>
    isCalendarDate(date)
      ? listLeft(portalDatabase(), actor, { runOn: date, reason, currency, after, limit: ROWS_AT_ONCE })
      : { rows: [], next: null },
  );
  return exportTable(actor, {
    table: 'run_skips',
    filter: { run: date.slice(0, 10), left: reason.slice(0, 40), currency: currency?.slice(0, 3) ?? null },
    columns: [
      { head: t('order'), cell: ({ orderId }) => orderId },
      { head: t('store'), cell: ({ merchantId }) => merchantId },
      { head: t('due'), cell: ({ dueOn }) => dueOn },
      { head: t('since'), cell: ({ disputedSince }) => disputedSince },
      { head: list('currency'), cell: (row) => row.currency },
      { head: t('amount'), cell: (row) => ({ minor: row.amountMinor, currency: row.currency }) },
    ],
    chunks,
  });
}
