import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { getBatch } from '@/services/payouts/get-batch';
import { portalDatabase } from '@/services/portal';
import { exportTable } from '../../../export-table';
import { payoutColumns } from '../../payout-columns';

/** What is in a batch and where each of it is, as a file; for the bank there are others. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/admin/payouts/[batch]/export'>,
): Promise<Response> {
  const actor = await requireActor('payouts.read');
  const t = await getTranslations('payouts');
  const batch = await getBatch(portalDatabase(), actor, (await params).batch);
  if (batch === null) notFound();
  return exportTable(actor, {
    table: 'payout_batch',
    filter: { batch: batch.messageId },
    columns: payoutColumns(t),
    chunks: [batch.rows],
  });
}
