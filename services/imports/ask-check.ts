import type { Database } from '../../db/client';
import { deleteFindings, updateImport } from '../../db/queries/imports';
import { wakeTask } from '../../db/queries/tasks';
import type { Actor } from '../../engine/actor';
import { type MappingChoice, type MappingProblem, readMapping } from '../../engine/import-columns';
import { IMPORT_TASK } from '../../engine/imports';
import { recordAudit } from '../audit/record-audit';
import { authorizePerson } from '../authorize';
import { mappingOf } from './brought-file';
import { changeImport, type ImportAsk, type ImportRefused, refuseImport } from './change-import';

export type AskCheckAnswer =
  | { status: 'done' }
  | { status: 'repeated' }
  | ImportRefused
  | { status: 'problems'; problems: MappingProblem[] };

/**
 * Has a file checked line by line, in the background; nothing is recorded. Of a CSV, first keeps which field each column
 * is; null keeps it as it is.
 *
 * @param ask.isLook only keeps the columns, so that the first lines can be looked at as they are then read
 */
export async function askCheck(
  database: Database,
  actor: Actor,
  ask: ImportAsk & { choice: MappingChoice | null; isLook?: boolean },
  now: Date = new Date(),
): Promise<AskCheckAnswer> {
  const person = authorizePerson(actor, 'imports.record');
  let problems: MappingProblem[] = [];
  const answer = await changeImport(database, person, ask, 'import.checked', async (executor, row) => {
    if (row.status === 'checking' || row.status === 'recording') return refuseImport('under_way');
    if (row.recordedBy !== null) return refuseImport('recorded_already');
    let { mapping } = row;
    if (ask.choice !== null) {
      const { columns } = row;
      if (columns === null || ask.choice.columns.length !== columns.length) return refuseImport('bad_form');
      const read = readMapping(ask.choice, mappingOf(row)?.delimiter ?? ',');
      if (!read.ok) {
        problems = read.problems;
        return refuseImport('bad_columns');
      }
      mapping = read.mapping;
    }
    await deleteFindings(executor, row.importId, 'check');
    await updateImport(executor, row.importId, [row.status], {
      ...{ mapping, status: ask.isLook ? 'uploaded' : 'checking' },
      ...{ linesRead: 0, bytesRead: 0, linesTotal: null, checked: null, error: null, endedAt: null },
    });
    if (ask.isLook) return { status: 'done' };
    await wakeTask(executor, IMPORT_TASK);
    const after = { file: row.fileName, ...('fields' in mapping && { columns: mapping }) };
    await recordAudit(executor, person, { action: 'import.checked', subject: row.importId, after }, now);
    return { status: 'done' };
  });
  return problems.length > 0 ? { status: 'problems', problems } : (answer as AskCheckAnswer);
}
