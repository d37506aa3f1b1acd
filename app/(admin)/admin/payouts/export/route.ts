import type { NextRequest } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { listPayouts } from '@/services/payouts/list-payouts';
import { portalDatabase } from '@/services/portal';
import { everyPage, exportTable } from '../../export-table';
import { readAsk } from '../address';
import { payoutColumns } from '../payout-columns';

const ROWS_AT_ONCE = 500;

/** The withdrawals that the address's filter leaves, as a file. */
export async function GET(request: NextRequest): Promise<Response> {
  const actor = await requireActor('payouts.read');
  const t = await getTranslations('payouts');
  const { filter } = readAsk(Object.fromEntries(request.nextUrl.searchParams));
  const { place, currency, merchantId, search } = filter;
  return exportTable(actor, {
    table: 'payouts',
    filter: { place, currency, merchant: merchantId, search },
    columns: payoutColumns(t),
    chunks: everyPage<Awaited<ReturnType<typeof listPayouts>>['rows'][number], string>(async (cursor) => {
      const { rows, olderCursor } = await listPayouts(portalDatabase(), actor, {
        ...{ filter, cursor, limit: ROWS_AT_ONCE },
      });
      return { rows, next: olderCursor };
    }),
  });
}
