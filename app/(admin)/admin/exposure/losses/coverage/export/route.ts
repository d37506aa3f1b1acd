import type { NextRequest } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import type { Share } from '@/engine/interval';
import { getCoverage } from '@/services/exposure/get-coverage';
import { getCurrencies } from '@/services/exposure/get-currencies';
import { portalDatabase } from '@/services/portal';
import { exportTable } from '../../../../export-table';
import { readAsk } from '../../../address';

/** Basis points to two decimals. */
const bps = (value: number | null) => (value === null ? null : value.toFixed(2));

/** The coverage of a currency's deductions, overall, by tier and by policy version, as a file. */
export async function GET(request: NextRequest): Promise<Response> {
  const actor = await requireActor('exposure.read');
  const t = await getTranslations('exposure');
  const money = await getCurrencies(portalDatabase(), actor);
  const { currency } = readAsk(Object.fromEntries(request.nextUrl.searchParams), money);
  const coverage = currency === null ? null : await getCoverage(portalDatabase(), actor, currency);
  const rows =
    coverage === null
      ? []
      : [
          { group: t('coverage.overall'), ...coverage.overall },
          ...coverage.byTier.map((each) => ({
            ...each,
            group: each.tier === null ? t('coverage.not_early') : t('tier', { tier: each.tier }),
          })),
          ...coverage.byVersion.map((each) => ({
            ...each,
            group: t('losses.version', { version: each.policyVersion }),
          })),
        ];
  const sum = (minor: bigint) => ({ minor, currency: currency ?? '' });
  type Row = (typeof rows)[number];
  const shareColumns = (what: string, read: (row: Row) => Share) => [
    { head: `${what}: ${t('files.hits')}`, cell: (row: Row) => read(row).hits },
    { head: `${what}: ${t('files.cases')}`, cell: (row: Row) => read(row).cases },
    { head: `${what}: bps`, cell: (row: Row) => bps(read(row).bps) },
    { head: `${what}: ${t('files.lowest')}`, cell: (row: Row) => bps(read(row).lowBps) },
    { head: `${what}: ${t('files.highest')}`, cell: (row: Row) => bps(read(row).highBps) },
  ];
  return exportTable(actor, {
    table: 'coverage',
    filter: { currency },
    columns: [
      { head: t('files.group'), cell: ({ group }) => group },
      { head: t('files.currency'), cell: () => currency },
      ...shareColumns(t('coverage.columns.drawn'), ({ deposit }) => deposit),
      ...shareColumns(t('coverage.columns.all'), ({ all }) => all),
      { head: t('coverage.columns.asked'), cell: ({ askedMinor }) => sum(askedMinor) },
      { head: t('coverage.columns.gave'), cell: ({ gaveMinor }) => sum(gaveMinor) },
    ],
    chunks: [rows],
  });
}
