import type { NextRequest } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { DEBT_AGES } from '@/engine/debt-age';
import { getCurrencies } from '@/services/exposure/get-currencies';
import { listDebts } from '@/services/exposure/list-debts';
import { portalDatabase } from '@/services/portal';
import { exportTable } from '../../../export-table';
import { readAsk } from '../../address';

/** The stores that owe in a currency, with the age of what they owe, as a file. */
export async function GET(request: NextRequest): Promise<Response> {
  const actor = await requireActor('exposure.read');
  const t = await getTranslations('exposure');
  const money = await getCurrencies(portalDatabase(), actor);
  const { currency, age, stores } = readAsk(Object.fromEntries(request.nextUrl.searchParams), money);
  const ask = { currency: currency ?? '', age, stores, cursor: null, limit: Number.POSITIVE_INFINITY };
  const debts = currency === null ? null : await listDebts(portalDatabase(), actor, ask);
  const sum = (minor: bigint) => ({ minor, currency: currency ?? '' });
  return exportTable(actor, {
    table: 'receivables',
    filter: { currency, age, stores },
    columns: [
      { head: t('files.merchant_id'), cell: ({ merchantId }) => merchantId },
      { head: t('store'), cell: ({ name }) => name },
      { head: t('files.closed_on'), cell: ({ closedOn }) => closedOn },
      { head: t('files.currency'), cell: () => currency },
      { head: t('debts.stores.owed'), cell: ({ owedMinor }) => sum(owedMinor) },
      ...DEBT_AGES.map(({ name }) => ({
        head: t(`debts.ages.${name}`),
        cell: ({ byAge }: { byAge: Record<typeof name, bigint> }) => sum(byAge[name]),
      })),
      { head: t('debts.stores.since'), cell: ({ since }) => since },
    ],
    chunks: [debts?.debtors ?? []],
  });
}
