import { getTranslations } from 'next-intl/server';
import type { PersonActor } from '@/engine/actor';
import { METRICS } from '@/engine/scorecard';
import { type ListedMerchant, listAssessments } from '@/services/list-assessments';
import { portalDatabase } from '@/services/portal';
import type { Column } from '../../csv';
import { everyPage, exportTable } from '../../export-table';
import type { ListAsk } from '../(list)/address';

const ROWS_AT_ONCE = 500;

type Row = ListedMerchant & { of: ListedMerchant['money'][number] | undefined };

/** Every store that the filter leaves, as a file: a row a store and a currency. Shares are in basis points. */
export async function exportStores(actor: PersonActor, ask: ListAsk): Promise<Response> {
  const t = await getTranslations('assessments');
  const names = await getTranslations('names.enrolment');
  const { filter, sort } = ask;
  const sum = (head: string, read: (of: NonNullable<Row['of']>) => bigint): Column<Row> => ({
    head,
    cell: ({ of }) => (of === undefined ? null : { minor: read(of), currency: of.currency }),
  });
  const columns: Column<Row>[] = [
    { head: t('columns.merchant'), cell: (row) => row.name },
    { head: t('work.export.id'), cell: (row) => row.merchantId },
    { head: t('columns.standing'), cell: (row) => names(row.enrolment) },
    { head: t('work.export.tier'), cell: (row) => row.tier },
    { head: t('work.export.assessed_on'), cell: (row) => row.assessment?.assessedOn ?? null },
    { head: t('work.export.eligible'), cell: (row) => row.assessment?.isEligible ?? null },
    { head: t('columns.score'), cell: (row) => row.assessment?.score ?? null },
    ...METRICS.map(
      (metric): Column<Row> => ({
        head: metric.endsWith('_bps') ? `${t(`metrics.${metric}`)} (bps)` : t(`metrics.${metric}`),
        cell: (row) => row.assessment?.metrics[metric] ?? null,
      }),
    ),
    {
      head: t('work.export.failed'),
      cell: (row) =>
        (row.assessment?.failedGates ?? [])
          .map((metric) => t(`metrics.${metric}`))
          .join(t('work.between_sums')),
    },
    { head: t('work.export.currency'), cell: ({ of }) => of?.currency ?? null },
    sum(t('work.export.frozen'), (of) => of.depositMinor),
    sum(t('work.export.owed'), (of) => of.owedMinor),
  ];
  return exportTable(actor, {
    table: 'assessments',
    filter: {
      ...{ view: 'all', search: filter.search, enrolment: filter.enrolment, tier: filter.tier, sort },
      ...{ outcome: filter.outcome, failed: filter.failedGate, is_in_debt: filter.isInDebt },
    },
    columns,
    chunks: everyPage<Row, string>(async (cursor) => {
      const list = await listAssessments(portalDatabase(), actor, {
        filter,
        sort,
        cursor,
        limit: ROWS_AT_ONCE,
      });
      const rows = list.merchants.flatMap((merchant): Row[] =>
        merchant.money.length === 0
          ? [{ ...merchant, of: undefined }]
          : merchant.money.map((of) => ({ ...merchant, of })),
      );
      return { rows, next: list.nextCursor };
    }),
  });
}
