import type { Database } from '../../db/client';
import { deleteFile } from '../../db/queries/imports';
import type { Actor } from '../../engine/actor';
import { recordAudit } from '../audit/record-audit';
import { authorizePerson } from '../authorize';
import { changeImport, type ImportAsk, type ImportRefused, refuseImport } from './change-import';

export type RemoveFileAnswer = { status: 'done' } | { status: 'repeated' } | ImportRefused;

/** Forgets the file that was brought, with the texts of its lines. What became of it stays: counts, codes, facts. */
export async function removeImportFile(
  database: Database,
  actor: Actor,
  ask: ImportAsk,
  now: Date = new Date(),
): Promise<RemoveFileAnswer> {
  const person = authorizePerson(actor, 'imports.record');
  return changeImport<{ status: 'done' }>(database, person, ask, 'import.removed', async (executor, row) => {
    if (row.status === 'checking' || row.status === 'recording') return refuseImport('under_way');
    await deleteFile(executor, row.importId, { removedAt: now, removedBy: person.personId });
    const after = { file: row.fileName, sha256: row.fileHash };
    await recordAudit(executor, person, { action: 'import.removed', subject: row.importId, after }, now);
    return { status: 'done' };
  });
}
