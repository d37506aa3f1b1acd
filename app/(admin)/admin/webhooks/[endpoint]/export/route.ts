import type { NextRequest } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { portalDatabase } from '@/services/portal';
import { type DeliveryShown, listDeliveries } from '@/services/webhooks/list-deliveries';
import { getEndpoint } from '@/services/webhooks/list-endpoints';
import { everyPage, exportTable } from '../../../export-table';
import { readAsk } from '../../address';

const ROWS_AT_ONCE = 500;

/** The messages of an endpoint that the address's filter leaves, as a file; what they say is not in it. */
export async function GET(
  request: NextRequest,
  { params }: RouteContext<'/admin/webhooks/[endpoint]/export'>,
): Promise<Response> {
  const actor = await requireActor('webhooks.read');
  const { endpoint: segment } = await params;
  const found = segment.includes('\0') ? null : await getEndpoint(portalDatabase(), actor, segment);
  if (found === null) return new Response(null, { status: 404 });
  const t = await getTranslations('webhooks');
  const { endpointId } = found.endpoint;
  const { filter } = readAsk(Object.fromEntries(request.nextUrl.searchParams));
  return exportTable<DeliveryShown>(actor, {
    table: 'webhook_deliveries',
    filter: { endpoint: endpointId, status: filter.status, merchant: filter.merchantId },
    columns: [
      { head: t('export.message'), cell: (row) => row.messageId },
      { head: t('export.event'), cell: (row) => row.event },
      { head: t('export.store'), cell: (row) => row.merchantId },
      { head: t('export.status'), cell: (row) => t(`deliveries.statuses.${row.status}`) },
      { head: t('export.tries'), cell: (row) => row.attempts },
      { head: t('export.made_at'), cell: (row) => row.createdAt },
      { head: t('export.ended_at'), cell: (row) => row.endedAt },
      { head: t('export.last_status'), cell: (row) => row.tries[0]?.httpStatus ?? null },
      { head: t('export.last_error'), cell: (row) => row.tries[0]?.error ?? null },
    ],
    chunks: everyPage<DeliveryShown, bigint>((before) =>
      listDeliveries(portalDatabase(), actor, { endpointId, filter, before, pageSize: ROWS_AT_ONCE }),
    ),
  });
}
