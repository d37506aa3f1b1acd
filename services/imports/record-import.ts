import { setImmediate as breathe } from 'node:timers/promises';
import type { Database, Executor } from '../../db/client';
import {
  type ImportRow,
  insertFindings,
  lockImport,
  touchRecording,
  updateImport,
} from '../../db/queries/imports';
import { mayDo, type PersonActor } from '../../engine/actor';
import { noCounts } from '../../engine/imports';
import { recordAudit } from '../audit/record-audit';
import type { FactLine } from '../fact-lines';
import { countImport, observeImportBatch, secondsSince } from '../measure';
import { recordLines } from '../record-lines';
import { findActor } from '../sign-in/person-actor';
import { traced } from '../trace';
import { afterCommit, inTransaction } from '../transaction';
import { broughtLines } from './brought-file';
import { countLines } from './count-lines';
import { CannotGoOn, NotOurs } from './ended';
import { findingsOf, withAnswers } from './findings';
import { readBrought } from './read-brought';

/** Recording a file that was brought, batch by batch; each batch with the progress in one transaction. */

const LINES_PER_TRANSACTION = 1000;

/** The person in whose name it is recorded. Throws `CannotGoOn` where they may not any more. */
async function recorderOf(database: Database, { recordedBy }: ImportRow): Promise<PersonActor> {
  const person = recordedBy === null ? null : await findActor(database.drizzle, { id: recordedBy }, null);
  if (person === null || !mayDo(person, 'imports.record')) throw new CannotGoOn('may_no_longer');
  return person;
}

/** Tells the audit log what became of the lines, in the name of whoever had them recorded. */
export async function auditRecording(
  executor: Executor,
  person: PersonActor,
  row: ImportRow,
  isWhole: boolean,
): Promise<void> {
  const { bad, ...counts } = row.recorded ?? noCounts();
  const after = { file: row.fileName, sha256: row.fileHash, ...counts, bad_lines: bad, is_whole: isWhole };
  await recordAudit(executor, person, { action: 'import.recorded', subject: row.importId, after });
}

/** Records a batch, where the import is still as far as it was when the batch was read. */
async function recordBatch(
  database: Database,
  row: ImportRow,
  lines: FactLine[],
  { linesBefore, bytesRead }: { linesBefore: number; bytesRead: number },
): Promise<void> {
  const began = performance.now();
  await traced('import batch', { 'sluice.lines': lines.length }, () =>
    inTransaction(database, async (executor) => {
      const held = await lockImport(executor, row.importId);
      if (held?.status !== 'recording' || held.linesRead !== linesBefore) throw new NotOurs();
      const answers = await recordLines(executor, lines, readBrought);
      const before = held.recorded ?? noCounts();
      await insertFindings(executor, findingsOf(row.importId, 'record', answers, before));
      const recorded = withAnswers(before, answers);
      await touchRecording(executor, row.importId, {
        ...{ linesRead: linesBefore + lines.length, bytesRead, recorded },
      });
      afterCommit(executor, () => {
        countLines('record', answers);
        observeImportBatch('record', secondsSince(began));
      });
    }),
  );
}

/**
 * Goes on recording where it was. Throws `NotOurs` where somebody has stopped it, `CannotGoOn` where nobody may have it
 * recorded any more, and `UnreadableFile`.
 */
export async function recordImport(
  database: Database,
  row: ImportRow,
  isStopping: () => boolean,
): Promise<void> {
  const person = await recorderOf(database, row);
  let bytesRead = 0;
  const onBytes = (bytes: number) => {
    bytesRead = bytes;
  };
  let linesRead = 0;
  let batch: FactLine[] = [];
  const flush = async () => {
    if (isStopping()) throw new NotOurs();
    if (batch.length === 0) return;
    await recordBatch(database, row, batch, { linesBefore: linesRead - batch.length, bytesRead });
    batch = [];
  };
  for await (const line of broughtLines(database, row, onBytes)) {
    linesRead += 1;
    if (linesRead % LINES_PER_TRANSACTION === 0) await breathe();
    if (linesRead <= row.linesRead) continue;
    batch.push(line);
    if (batch.length >= LINES_PER_TRANSACTION) await flush();
  }
  await flush();
  await inTransaction(database, async (executor) => {
    const held = await lockImport(executor, row.importId);
    if (held?.status !== 'recording' || held.linesRead !== linesRead) throw new NotOurs();
    await updateImport(executor, row.importId, ['recording'], {
      ...{ status: 'recorded', linesTotal: linesRead, bytesRead: row.fileBytes, endedAt: new Date() },
    });
    await auditRecording(executor, person, held, true);
    afterCommit(executor, () => countImport('recorded'));
  });
}
