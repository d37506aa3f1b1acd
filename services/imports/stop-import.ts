import type { Database } from '../../db/client';
import { updateImport } from '../../db/queries/imports';
import type { Actor } from '../../engine/actor';
import { recordAudit } from '../audit/record-audit';
import { authorizePerson } from '../authorize';
import { countImport } from '../measure';
import { afterCommit } from '../transaction';
import { changeImport, type ImportAsk, type ImportRefused, refuseImport } from './change-import';

export type StopImportAnswer = { status: 'done' } | { status: 'repeated' } | ImportRefused;

/**
 * Stops a check, which is then to be asked for again, or a recording: what was recorded stays, and it can be gone on
 * with. The lines that are being recorded at that moment still are.
 */
export async function stopImport(
  database: Database,
  actor: Actor,
  ask: ImportAsk,
  now: Date = new Date(),
): Promise<StopImportAnswer> {
  const person = authorizePerson(actor, 'imports.record');
  return changeImport<{ status: 'done' }>(database, person, ask, 'import.stopped', async (executor, row) => {
    const isChecking = row.status === 'checking';
    if (!isChecking && row.status !== 'recording') return refuseImport('not_under_way');
    await updateImport(
      executor,
      row.importId,
      [row.status],
      isChecking ? { status: 'uploaded' } : { status: 'stopped', stopAskedBy: person.personId, endedAt: now },
    );
    const after = isChecking ? {} : { ...row.recorded, lines_read: row.linesRead };
    const before = { status: row.status };
    await recordAudit(
      executor,
      person,
      { action: 'import.stopped', subject: row.importId, before, after: { file: row.fileName, ...after } },
      now,
    );
    if (!isChecking) afterCommit(executor, () => countImport('stopped'));
    return { status: 'done' };
  });
}
