import type { Database } from '../../db/client';
import { updateImport } from '../../db/queries/imports';
import { wakeTask } from '../../db/queries/tasks';
import type { Actor } from '../../engine/actor';
import { IMPORT_TASK, noCounts } from '../../engine/imports';
import { authorizePerson } from '../authorize';
import { changeImport, type ImportAsk, type ImportRefused, refuseImport } from './change-import';

export type StartRecordingAnswer = { status: 'done' } | { status: 'repeated' } | ImportRefused;

/**
 * Has a checked file recorded in the background, in the person's name; or goes on with one that was stopped or failed,
 * where it was. The audit log hears of it when it ends, with what became of the lines.
 */
export async function startRecording(
  database: Database,
  actor: Actor,
  ask: ImportAsk,
): Promise<StartRecordingAnswer> {
  const person = authorizePerson(actor, 'imports.record');
  return changeImport<{ status: 'done' }>(database, person, ask, 'import.recorded', async (executor, row) => {
    if (row.status === 'checking' || row.status === 'recording') return refuseImport('under_way');
    if (row.status === 'recorded') return refuseImport('recorded_already');
    if (row.checked === null) return refuseImport('not_checked');
    const begun = row.recordedBy === null ? { linesRead: 0, bytesRead: 0, recorded: noCounts() } : {};
    await updateImport(executor, row.importId, [row.status], {
      ...{ status: 'recording', recordedBy: person.personId, ...begun },
      ...{ stopAskedBy: null, endedAt: null, error: null },
    });
    await wakeTask(executor, IMPORT_TASK);
    return { status: 'done' };
  });
}
