import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { type BatchShown, listBatches } from '@/services/payouts/list-batches';
import { portalDatabase } from '@/services/portal';
import { everyPage, exportTable } from '../../../export-table';

const ROWS_AT_ONCE = 500;

/** Every batch, as a file. */
export async function GET(): Promise<Response> {
  const actor = await requireActor('payouts.read');
  const t = await getTranslations('payouts.export');
  return exportTable(actor, {
    table: 'payout_batches',
    filter: {},
    columns: [
      { head: t('batch'), cell: (row: BatchShown) => row.messageId },
      { head: t('made_at'), cell: (row) => row.madeAt },
      { head: t('made_by'), cell: (row) => row.madeByName },
      { head: t('execute_on'), cell: (row) => row.executeOn },
      { head: t('amount'), cell: (row) => ({ minor: row.totalMinor, currency: row.currency }) },
      { head: t('currency'), cell: (row) => row.currency },
      { head: t('withdrawals'), cell: (row) => row.withdrawals },
      { head: t('waiting'), cell: (row) => row.waiting },
      { head: t('sent'), cell: (row) => row.sent },
      { head: t('returned'), cell: (row) => row.returned },
    ],
    chunks: everyPage<BatchShown, string>(async (cursor) => {
      const { batches, next } = await listBatches(portalDatabase(), actor, { cursor, limit: ROWS_AT_ONCE });
      return { rows: batches, next };
    }),
  });
}
