import { getTranslations } from 'next-intl/server';
import { requireActor } from '@/app/actor';
import { listPolicies } from '@/services/policy/list-policies';
import { portalDatabase } from '@/services/portal';
import { exportTable } from '../../export-table';

/** Every policy version, as a file. */
export async function GET(): Promise<Response> {
  const actor = await requireActor('policy.read');
  const t = await getTranslations('policy');
  const { versions } = await listPolicies(portalDatabase(), actor);
  return exportTable(actor, {
    table: 'policy_versions',
    filter: {},
    chunks: [versions],
    columns: [
      { head: t('list.version'), cell: (row) => row.version },
      { head: t('list.state'), cell: (row) => t(`states.${row.state}`) },
      { head: t('list.from'), cell: (row) => row.effectiveFrom },
      { head: t('list.first_run'), cell: (row) => row.firstRunOn },
      { head: t('list.last_run'), cell: (row) => row.lastRunOn },
      { head: t('list.runs'), cell: (row) => row.runs },
      { head: t('list.proposed_by'), cell: (row) => row.proposedBy },
      { head: t('list.approved_by'), cell: (row) => row.approvedBy },
      { head: t('propose.why'), cell: (row) => row.why },
      { head: t('list.recorded'), cell: (row) => row.recordedAt },
      { head: t('list.policy'), cell: (row) => JSON.stringify(row.policy) },
    ],
  });
}
