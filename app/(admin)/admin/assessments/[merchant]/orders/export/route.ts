import type { NextRequest } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { type CountedRow, listCounted } from '@/services/assessments/list-counted';
import { portalDatabase } from '@/services/portal';
import type { Column } from '../../../../csv';
import { everyPage, exportTable } from '../../../../export-table';
import { merchantIdOf } from '../../merchant';
import { readCountedAsk } from '../address';

const ROWS_AT_ONCE = 1000;

/** What an assessment counted, as a file. */
export async function GET(
  request: NextRequest,
  { params }: RouteContext<'/admin/assessments/[merchant]/orders/export'>,
): Promise<Response> {
  const actor = await requireActor('assessments.read');
  const t = await getTranslations('assessment.orders');
  const states = await getTranslations('names.order_states');
  const { merchantId, counted, on } = readCountedAsk(
    merchantIdOf((await params).merchant),
    Object.fromEntries(request.nextUrl.searchParams),
  );
  const first = await listCounted(portalDatabase(), actor, merchantId, { counted, on, limit: 1 });
  if (first === null) return new Response(null, { status: 404 });
  const columns: Column<CountedRow>[] = [
    { head: t('order'), cell: (row) => row.orderId },
    { head: t('shipped_on'), cell: (row) => row.shippedOn },
    { head: t('ship_by'), cell: (row) => row.shipByOn },
    { head: t('disputed'), cell: (row) => row.disputedOn },
    { head: t('refunded'), cell: (row) => row.refundedOn },
    { head: t('left_on'), cell: (row) => row.feedback?.on ?? null },
    { head: t('counted.positive'), cell: (row) => row.feedback?.isPositive ?? null },
    { head: t('state'), cell: (row) => states(row.state) },
    { head: t('currency'), cell: (row) => row.currency },
    { head: t('amount'), cell: (row) => ({ minor: row.amountMinor, currency: row.currency }) },
  ];
  return exportTable(actor, {
    table: 'assessment_orders',
    merchantId,
    filter: { counted, assessed_on: first.assessedOn },
    columns,
    chunks: everyPage<CountedRow, string>(async (place) => {
      const page = await listCounted(portalDatabase(), actor, merchantId, {
        ...{ counted, on: first.assessedOn, place, limit: ROWS_AT_ONCE },
      });
      return { rows: page?.rows ?? [], next: page?.nextPlace ?? null };
    }),
  });
}
