import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { listRuns } from '@/services/list-runs';
import { portalDatabase } from '@/services/portal';
import type { RunShown } from '@/services/runs/run-shown';
import type { Column } from '../../csv';
import { everyPage, exportTable } from '../../export-table';

const RUNS_AT_ONCE = 500;
const REASONS = ['order_in_dispute', 'hold_in_dispute', 'exposure_cap'] as const;

/** A run in one currency; what is counted of a run as a whole stands in its first row alone, so that columns add up. */
interface Row {
  run: RunShown;
  currency: string | null;
  isFirst: boolean;
}

function rowsOf(run: RunShown): Row[] {
  const moved = run.money.map(({ currency }) => currency);
  const left = (run.skipped ?? []).map(({ currency }) => currency);
  const currencies = [...new Set([...moved, ...left])].toSorted();
  return (currencies.length === 0 ? [null] : currencies).map((currency, index) => ({
    ...{ run, currency, isFirst: index === 0 },
  }));
}

function moneyOf({ run, currency }: Row, field: 'releasedMinor' | 'frozenMinor' | 'givenBackMinor') {
  if (currency === null) return null;
  const sums = run.money.find((each) => each.currency === currency);
  return { minor: sums?.[field] ?? 0n, currency };
}

/** Every run, newest first, a row for each of its currencies. */
export async function GET(): Promise<Response> {
  const actor = await requireActor('runs.read');
  const t = await getTranslations('runs');
  const starters = await getTranslations('runs.starters');
  const ofRun = (head: string, cell: (run: RunShown) => number | Date | null): Column<Row> => ({
    ...{ head, cell: ({ run, isFirst }) => (isFirst ? cell(run) : null) },
  });
  const columns: Column<Row>[] = [
    { head: t('list.date'), cell: ({ run }) => run.runOn },
    { head: t('list.attempt_head'), cell: ({ run }) => run.attempt },
    { head: t('list.status'), cell: ({ run }) => t(`statuses.${run.status}`) },
    {
      head: t('list.started_by'),
      cell: ({ run: { startedBy } }) =>
        'name' in startedBy ? starters(startedBy.kind, { name: startedBy.name }) : starters(startedBy.kind),
    },
    { head: t('list.policy'), cell: ({ run }) => run.policyVersion },
    ofRun(t('list.visited'), (run) => run.merchantsVisited),
    ofRun(t('list.assessments'), (run) => run.assessments),
    ofRun(t('list.changes'), (run) => run.enrolmentChanges),
    ofRun(t('list.releases'), (run) => run.releases),
    ofRun(t('list.given_back'), (run) => run.holdsGivenBack),
    ofRun(t('list.started'), (run) => run.startedAt),
    ofRun(t('list.finished'), (run) => run.finishedAt),
    { head: t('list.currency'), cell: ({ currency }) => currency },
    { head: t('list.released'), cell: (row) => moneyOf(row, 'releasedMinor') },
    { head: t('list.frozen'), cell: (row) => moneyOf(row, 'frozenMinor') },
    { head: t('list.back'), cell: (row) => moneyOf(row, 'givenBackMinor') },
    ...REASONS.flatMap((reason): Column<Row>[] => {
      const of = ({ run, currency }: Row) =>
        run.skipped?.find((skip) => skip.reason === reason && skip.currency === currency);
      const head = t(`run.left.reasons.${reason}`);
      return [
        { head: t('list.left_head', { reason: head }), cell: (row) => of(row)?.count ?? null },
        {
          head: t('list.left_amount_head', { reason: head }),
          cell: (row) => {
            const skip = of(row);
            return skip === undefined ? null : { minor: skip.amountMinor, currency: skip.currency };
          },
        },
      ];
    }),
  ];
  const now = new Date();
  const chunks = everyPage<Row, string>(async (cursor) => {
    const { runs, olderCursor } = await listRuns(portalDatabase(), actor, {
      ...{ cursor, now, limit: RUNS_AT_ONCE },
    });
    return { rows: runs.flatMap(rowsOf), next: olderCursor };
  });
  return exportTable(actor, { table: 'runs', filter: {}, columns, chunks });
}
