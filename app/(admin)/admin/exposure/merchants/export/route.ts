import type { NextRequest } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { getCurrencies } from '@/services/exposure/get-currencies';
import { getExposure } from '@/services/exposure/get-exposure';
import { portalDatabase } from '@/services/portal';
import { exportTable } from '../../../export-table';
import { readAsk } from '../../address';

/** The ten merchants of a currency with most at stake, as a file. */
export async function GET(request: NextRequest): Promise<Response> {
  const actor = await requireActor('exposure.read');
  const t = await getTranslations('exposure');
  const enrolments = await getTranslations('names.enrolment');
  const money = await getCurrencies(portalDatabase(), actor);
  const { currency } = readAsk(Object.fromEntries(request.nextUrl.searchParams), money);
  const exposure = currency === null ? null : await getExposure(portalDatabase(), actor, currency);
  const sum = (minor: bigint) => ({ minor, currency: currency ?? '' });
  return exportTable(actor, {
    table: 'exposure_merchants',
    filter: { currency },
    columns: [
      { head: t('files.merchant_id'), cell: ({ merchantId }) => merchantId },
      { head: t('store'), cell: ({ name }) => name },
      { head: t('files.enrolment'), cell: ({ enrolment }) => enrolments(enrolment) },
      { head: t('files.tier'), cell: ({ tier }) => tier },
      { head: t('files.currency'), cell: () => currency },
      { head: t('cover.columns.orders'), cell: ({ orders }) => orders },
      { head: t('merchants.columns.at_stake'), cell: ({ atStakeMinor }) => sum(atStakeMinor) },
      { head: t('merchants.columns.at_risk'), cell: ({ exposedMinor }) => sum(exposedMinor) },
      { head: t('cover.columns.deposit'), cell: ({ byDepositMinor }) => sum(byDepositMinor) },
      { head: t('merchants.columns.uncovered'), cell: ({ uncoveredMinor }) => sum(uncoveredMinor) },
      { head: t('cover.columns.accounts'), cell: ({ byAccountsMinor }) => sum(byAccountsMinor) },
      { head: t('merchants.columns.owed'), cell: ({ owedMinor }) => sum(owedMinor) },
      { head: t('debts.stores.since'), cell: ({ owedSince }) => owedSince },
    ],
    chunks: [exposure?.merchants ?? []],
  });
}
