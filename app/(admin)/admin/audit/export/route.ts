import type { NextRequest } from 'next/server';
import { requireActor } from '@/app/actor';
import { exportAudit } from '@/services/audit/export-audit';
import { portalDatabase } from '@/services/portal';
import { readAsk } from '../address';
import { csvOf } from './csv';

/** The rows that the address's filter leaves, as a file. */
export async function GET(request: NextRequest): Promise<Response> {
  const actor = await requireActor('audit.read');
  const { filter } = readAsk(Object.fromEntries(request.nextUrl.searchParams));
  const { chunks, exportedOn } = await exportAudit(portalDatabase(), actor, { filter, now: new Date() });
  return new Response(csvOf(chunks), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="audit-log-${exportedOn}.csv"`,
      'cache-control': 'no-store',
    },
  });
}
