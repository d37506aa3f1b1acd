import { notFound } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { ACCOUNTS } from '@/engine/accounts';
import { exportMerchantEntries } from '@/services/entries/export-merchant-entries';
import type { CapitalEntry } from '@/services/find-entries';
import { portalDatabase } from '@/services/portal';
import type { Column } from '../../../../csv';
import { exportTable } from '../../../../export-table';
import { merchantIdOf } from '../../merchant';
import { readAsk } from '../address';

async function entryColumns(): Promise<Column<CapitalEntry>[]> {
  const t = await getTranslations('staff_order.export');
  const owed = (await getTranslations('staff_order'))('owed');
  const names = await getTranslations('names.entry_kinds');
  const accounts = await getTranslations('accounts');
  return [
    { head: t('entry'), cell: (row) => row.entrySeq },
    { head: t('booked_on'), cell: (row) => row.bookedOn },
    { head: t('effective_on'), cell: (row) => row.effectiveOn },
    { head: t('kind'), cell: (row) => names(row.kind) },
    { head: t('order'), cell: (row) => row.orderId },
    ...ACCOUNTS.map(
      (account): Column<CapitalEntry> => ({
        head: account === 'receivable' ? owed : accounts(`${account}.name`),
        cell: (row) => ({ minor: row.amounts[account], currency: row.currency }),
      }),
    ),
    { head: t('currency'), cell: (row) => row.currency },
    { head: t('rule'), cell: (row) => row.rule },
  ];
}

/** The merchant's entries that the address's filter leaves, as a file. */
export async function GET(
  request: NextRequest,
  { params }: RouteContext<'/admin/assessments/[merchant]/entries/export'>,
): Promise<Response> {
  const actor = await requireActor('assessments.read');
  const merchantId = merchantIdOf((await params).merchant);
  const { at: _page, ...filter } = readAsk(Object.fromEntries(request.nextUrl.searchParams));
  const found = await exportMerchantEntries(portalDatabase(), actor, merchantId, filter);
  if (found === null) notFound();
  const { currency, chunks } = found;
  return exportTable(actor, {
    ...{ table: 'entries', merchantId, filter: { ...filter, currency } },
    ...{ columns: await entryColumns(), chunks },
  });
}
