import type { NextRequest } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { getCurrencies } from '@/services/exposure/get-currencies';
import { getExposure } from '@/services/exposure/get-exposure';
import { portalDatabase } from '@/services/portal';
import { exportTable } from '../../export-table';
import { readAsk } from '../address';

/** The exposure of a currency by tier, as a file. */
export async function GET(request: NextRequest): Promise<Response> {
  const actor = await requireActor('exposure.read');
  const t = await getTranslations('exposure');
  const money = await getCurrencies(portalDatabase(), actor);
  const { currency } = readAsk(Object.fromEntries(request.nextUrl.searchParams), money);
  const exposure = currency === null ? null : await getExposure(portalDatabase(), actor, currency);
  const tiers = exposure?.tiers ?? [];
  const sum = (minor: bigint) => ({ minor, currency: currency ?? '' });
  return exportTable(actor, {
    table: 'exposure',
    filter: { currency },
    columns: [
      { head: t('cover.columns.tier'), cell: ({ tier }) => tier ?? t('cover.left') },
      { head: t('files.currency'), cell: () => currency },
      { head: t('cover.columns.orders'), cell: ({ orders }) => orders },
      { head: t('cover.columns.stores'), cell: ({ stores }) => stores },
      { head: t('cover.columns.at_risk'), cell: ({ exposedMinor }) => sum(exposedMinor) },
      { head: t('cover.columns.deposit'), cell: ({ byDepositMinor }) => sum(byDepositMinor) },
      { head: t('cover.columns.uncovered'), cell: ({ uncoveredMinor }) => sum(uncoveredMinor) },
      { head: t('cover.columns.accounts'), cell: ({ byAccountsMinor }) => sum(byAccountsMinor) },
      { head: t('cover.columns.open'), cell: ({ openMinor }) => sum(openMinor) },
    ],
    chunks: [tiers],
  });
}
