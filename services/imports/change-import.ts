import type { Database, Executor } from '../../db/client';
import { type ImportRow, lockImport } from '../../db/queries/imports';
import type { PersonActor } from '../../engine/actor';
import type { AuditAction } from '../../engine/audit';
import type { Submitted } from '../access/change-access';
import { changeOnce } from '../policy/change-once';

/** What all changes of an import have in common. */

/** In the order in which they are looked at. */
export type ImportRefusal =
  | 'bad_form'
  | 'unknown_import'
  | 'file_removed'
  | 'bad_columns'
  | 'under_way'
  | 'recorded_already'
  | 'not_checked'
  | 'not_under_way';

export interface ImportRefused {
  status: 'refused';
  code: ImportRefusal;
}

export function refuseImport(code: ImportRefusal): ImportRefused {
  return { status: 'refused', code };
}

export type ImportAsk = Submitted & { importId: string };

/** Changes an import whose file is still there, once a form, with its row locked. */
export async function changeImport<Answer extends { status: string }>(
  database: Database,
  person: PersonActor,
  { submissionId, importId }: ImportAsk,
  action: AuditAction,
  work: (executor: Executor, row: ImportRow) => Promise<Answer | ImportRefused>,
): Promise<Answer | ImportRefused | { status: 'repeated' }> {
  return changeOnce<Answer | ImportRefused>(
    database,
    person,
    { action, permission: 'imports.record', submissionId },
    async (executor) => {
      const row = await lockImport(executor, importId);
      if (row === null || row.status === 'uploading') return refuseImport('unknown_import');
      if (row.removedAt !== null) return refuseImport('file_removed');
      return work(executor, row);
    },
  );
}
