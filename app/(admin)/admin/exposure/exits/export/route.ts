import type { NextRequest } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { getCurrencies } from '@/services/exposure/get-currencies';
import { listExits } from '@/services/exposure/list-exits';
import { portalDatabase } from '@/services/portal';
import { everyPage, exportTable } from '../../../export-table';
import { readAsk } from '../../address';

const ROWS_AT_ONCE = 1000;

/** The held and frozen money of a currency that has no exit, as a file. */
export async function GET(request: NextRequest): Promise<Response> {
  const actor = await requireActor('exposure.read');
  const t = await getTranslations('exposure');
  const enrolments = await getTranslations('names.enrolment');
  const money = await getCurrencies(portalDatabase(), actor);
  const { currency, reason } = readAsk(Object.fromEntries(request.nextUrl.searchParams), money);
  const pages = everyPage(async (cursor: string | null) => {
    const ask = { currency: currency ?? '', reason, cursor, limit: ROWS_AT_ONCE };
    const page = currency === null ? null : await listExits(portalDatabase(), actor, ask);
    return { rows: page?.rows ?? [], next: page?.next ?? null };
  });
  return exportTable(actor, {
    table: 'stuck_money',
    filter: { currency, reason },
    columns: [
      { head: t('exits.list.columns.order'), cell: ({ orderId }) => orderId },
      { head: t('files.merchant_id'), cell: ({ merchantId }) => merchantId },
      { head: t('store'), cell: ({ name }) => name },
      { head: t('files.enrolment'), cell: ({ enrolment }) => enrolments(enrolment) },
      { head: t('files.currency'), cell: (row) => row.currency },
      {
        head: t('exits.list.columns.amount'),
        cell: (row) => ({ minor: row.amountMinor, currency: row.currency }),
      },
      { head: t('exits.list.columns.why'), cell: (row) => t(`exits.reasons.${row.reason}`) },
      { head: t('files.since'), cell: ({ since }) => since },
      { head: t('files.paid_on'), cell: ({ paidOn }) => paidOn },
      { head: t('files.ship_by_on'), cell: ({ shipByOn }) => shipByOn },
      { head: t('files.shipped_on'), cell: ({ shippedOn }) => shippedOn },
    ],
    chunks: pages,
  });
}
