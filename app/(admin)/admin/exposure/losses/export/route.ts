import type { NextRequest } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { getCurrencies } from '@/services/exposure/get-currencies';
import { getLosses } from '@/services/exposure/get-losses';
import { portalDatabase } from '@/services/portal';
import { exportTable } from '../../../export-table';
import { readAsk } from '../../address';

/** Basis points to two decimals. */
const bps = (value: number | null) => (value === null ? null : value.toFixed(2));

/** The losses of a currency by policy version, as a file. */
export async function GET(request: NextRequest): Promise<Response> {
  const actor = await requireActor('exposure.read');
  const t = await getTranslations('exposure');
  const money = await getCurrencies(portalDatabase(), actor);
  const { currency } = readAsk(Object.fromEntries(request.nextUrl.searchParams), money);
  const losses = currency === null ? null : await getLosses(portalDatabase(), actor, currency);
  const sum = (minor: bigint) => ({ minor, currency: currency ?? '' });
  const bpsHead = (what: string) => `${t('losses.columns.rate')}: ${what}`;
  return exportTable(actor, {
    table: 'losses',
    filter: { currency },
    columns: [
      { head: t('losses.columns.version'), cell: ({ policyVersion }) => policyVersion },
      { head: t('files.currency'), cell: () => currency },
      { head: t('files.released_orders'), cell: ({ orders }) => orders },
      { head: t('files.early'), cell: ({ early }) => early },
      { head: t('losses.columns.released'), cell: ({ releasedMinor }) => sum(releasedMinor) },
      { head: t('files.loss_orders'), cell: ({ lossOrders }) => lossOrders },
      { head: t('losses.columns.platform'), cell: ({ platformMinor }) => sum(platformMinor) },
      { head: t('losses.columns.shortfall'), cell: ({ shortfallMinor }) => sum(shortfallMinor) },
      { head: t('losses.columns.recovered'), cell: ({ recoveredMinor }) => sum(recoveredMinor) },
      { head: t('losses.columns.written_off'), cell: ({ writtenOffMinor }) => sum(writtenOffMinor) },
      { head: t('losses.columns.owed'), cell: ({ owedMinor }) => sum(owedMinor) },
      { head: t('losses.columns.net'), cell: ({ netMinor }) => sum(netMinor) },
      { head: bpsHead('bps'), cell: ({ rate }) => bps(rate.bps) },
      { head: bpsHead(t('files.lowest')), cell: ({ rate }) => bps(rate.lowBps) },
      { head: bpsHead(t('files.highest')), cell: ({ rate }) => bps(rate.highBps) },
    ],
    chunks: [losses?.versions ?? []],
  });
}
