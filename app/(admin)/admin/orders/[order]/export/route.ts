import { notFound } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import type { WholeFact } from '@/services/orders/get-order-for-staff';
import type { Column } from '../../../csv';
import { exportTable } from '../../../export-table';
import { orderOf } from '../order';

async function factColumns(): Promise<Column<WholeFact>[]> {
  const t = await getTranslations('staff_order.facts');
  const types = await getTranslations('why.fact_types');
  return [
    { head: t('id'), cell: (row) => row.factId },
    { head: t('type'), cell: (row) => types(row.type.replace('.', '_') as never) },
    { head: t('at'), cell: (row) => row.at },
    { head: t('on'), cell: (row) => row.on },
    { head: t('recorded_at'), cell: (row) => row.recordedAt },
    { head: t('policy'), cell: (row) => row.policyVersion },
    { head: t('content'), cell: (row) => JSON.stringify(row.content) },
  ];
}

/** The facts of an order, as a file. */
export async function GET(
  _request: NextRequest,
  { params }: RouteContext<'/admin/orders/[order]/export'>,
): Promise<Response> {
  const actor = await requireActor('assessments.read');
  const order = await orderOf((await params).order);
  if (order?.paid == null) notFound();
  const { merchantId, facts } = order.paid;
  return exportTable(actor, {
    ...{ table: 'order_facts', merchantId, filter: { order: order.orderId } },
    ...{ columns: await factColumns(), chunks: [facts] },
  });
}
