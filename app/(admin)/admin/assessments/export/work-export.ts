import { getLocale, getTranslations } from 'next-intl/server';
import { dateWords } from '@/components/date-words';
import type { PersonActor } from '@/engine/actor';
import { listWork, type WorkItem, type WorkMoney } from '@/services/assessments/list-work';
import { portalDatabase } from '@/services/portal';
import type { Column } from '../../csv';
import { everyPage, exportTable } from '../../export-table';
import type { ListAsk } from '../(list)/address';

const ROWS_AT_ONCE = 500;

type Row = WorkItem & { currency: string; of: WorkMoney | undefined };

/** The work list as a file: a row a store and a currency, that of the list first. */
export async function exportWork(actor: PersonActor, ask: ListAsk): Promise<Response> {
  const t = await getTranslations('assessments');
  const names = await getTranslations('names.enrolment');
  const locale = await getLocale();
  const { filter, reason, currency } = ask;
  const asked = { filter: { ...filter, reason }, currency, limit: ROWS_AT_ONCE };
  const sum = (head: string, read: (of: WorkMoney) => bigint): Column<Row> => ({
    head,
    cell: ({ of, currency: of_currency }) => ({
      minor: of === undefined ? 0n : read(of),
      currency: of_currency,
    }),
  });
  const columns: Column<Row>[] = [
    { head: t('columns.merchant'), cell: (row) => row.name },
    { head: t('work.export.id'), cell: (row) => row.merchantId },
    { head: t('columns.standing'), cell: (row) => names(row.enrolment) },
    { head: t('work.export.tier'), cell: (row) => row.tier },
    {
      head: t('work.export.reasons'),
      cell: (row) => row.reasons.map((each) => t(`work.reasons.${each}`)).join(t('work.between_sums')),
    },
    {
      head: t('work.export.failed'),
      cell: (row) =>
        (row.assessment?.failedGates ?? [])
          .map((metric) => t(`metrics.${metric}`))
          .join(t('work.between_sums')),
    },
    { head: t('work.export.assessed_on'), cell: (row) => row.assessment?.assessedOn ?? null },
    { head: t('columns.score'), cell: (row) => row.assessment?.score ?? null },
    { head: t('work.export.currency'), cell: (row) => row.currency },
    sum(t('work.export.at_stake'), (of) => of.atStakeMinor),
    sum(t('work.export.at_risk'), (of) => of.atRiskMinor),
    sum(t('work.export.owed'), (of) => of.owedMinor),
    sum(t('work.export.frozen'), (of) => of.depositMinor),
    sum(t('work.export.held'), (of) => of.heldMinor),
    {
      head: t('work.export.owed_since'),
      cell: ({ of }) => (of?.owedSince == null ? null : dateWords(of.owedSince, locale)),
    },
  ];
  return exportTable(actor, {
    table: 'assessments',
    filter: {
      ...{ view: 'work', search: filter.search, enrolment: filter.enrolment, tier: filter.tier },
      ...{
        outcome: filter.outcome,
        failed: filter.failedGate,
        is_in_debt: filter.isInDebt,
        reason,
        currency,
      },
    },
    columns,
    chunks: everyPage<Row, string>(async (cursor) => {
      const page = await listWork(portalDatabase(), actor, { ...asked, cursor });
      const rows = page.items.flatMap((item): Row[] =>
        item.money.length === 0
          ? [{ ...item, currency: page.currency, of: undefined }]
          : item.money.map((of) => ({ ...item, currency: of.currency, of })),
      );
      return { rows, next: page.nextCursor };
    }),
  });
}
