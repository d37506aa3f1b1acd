import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../db/client';
import {
  deleteUpload,
  insertImport,
  insertPart,
  readImportRow,
  updateImport,
} from '../../db/queries/imports';
import { wakeTask } from '../../db/queries/tasks';
import type { Actor, PersonActor } from '../../engine/actor';
import { guessMapping, needsNoMapping } from '../../engine/import-columns';
import { IMPORT_TASK, MOST_UPLOAD_BYTES, type UploadRefusal } from '../../engine/imports';
import { isSubmissionId } from '../access/submit-once';
import { recordAudit } from '../audit/record-audit';
import { authorizePerson } from '../authorize';
import { askAgain } from '../proposals/once';
import { inTransaction } from '../transaction';
import { type Sniffed, sniffFile } from './sniff-file';

export interface UploadAsk {
  /** A UUID, made by the server for one form; the import's id from then on. */
  submissionId: string;
  fileName: string;
  /** The file as it comes in. Throws where it is broken off. */
  file: AsyncIterable<Buffer>;
  mostBytes?: number;
}

export type UploadAnswer =
  | { status: 'taken'; importId: string }
  /** The same form was sent before. */
  | { status: 'repeated'; importId: string }
  | { status: 'refused'; code: UploadRefusal };

const PIECE_BYTES = 1024 * 1024;

/** A file's name as it can be shown: no folders, nothing that is no letter of a name or turns the line around. */
export function shownName(fileName: string): string {
  const bare = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
  const shown = bare
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim();
  return shown === '' ? 'file' : [...shown].slice(0, 150).join('');
}

interface Kept {
  bytes: number;
  hash: string;
}

/** Keeps the file piece by piece, each by itself; null as soon as it is too large. */
async function keep(
  database: Database,
  importId: string,
  { file, mostBytes }: UploadAsk,
): Promise<Kept | null> {
  const hash = createHash('sha256');
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let bytes = 0;
  let partNo = 0;
  const flush = async () => {
    if (waitingBytes === 0) return;
    partNo += 1;
    const piece = Buffer.concat(waiting);
    waiting = [];
    waitingBytes = 0;
    await insertPart(database.drizzle, importId, partNo, piece);
  };
  for await (const chunk of file) {
    bytes += chunk.length;
    if (bytes > (mostBytes ?? MOST_UPLOAD_BYTES)) return null;
    hash.update(chunk);
    waiting.push(chunk);
    waitingBytes += chunk.length;
    if (waitingBytes >= PIECE_BYTES) await flush();
  }
  await flush();
  return { bytes, hash: hash.digest('hex') };
}

const PATIENCE_MS = 15_000;
const LOOK_AGAIN_MS = 200;

/** Makes the row of the import, unless the same form is, or was, being sent: then what that came to. */
async function begin(
  database: Database,
  person: PersonActor,
  row: { importId: string; fileName: string; madeAt: Date },
): Promise<UploadAnswer | null> {
  const { importId } = row;
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_AGAIN_MS) {
    if (await insertImport(database.drizzle, { ...row, madeBy: person.personId })) return null;
    const other = await readImportRow(database.drizzle, importId);
    if (other !== null && other.madeBy !== person.personId) return { status: 'refused', code: 'bad_form' };
    if (other !== null && other.status !== 'uploading') return { status: 'repeated', importId };
    await pause(LOOK_AGAIN_MS);
  }
  return { status: 'refused', code: 'under_way' };
}

async function finish(
  database: Database,
  person: PersonActor,
  { importId, fileName, madeAt }: { importId: string; fileName: string; madeAt: Date },
  kept: Kept,
  sniffed: Exclude<Sniffed, { refused: UploadRefusal }>,
): Promise<void> {
  const columns = sniffed.format === 'csv' ? sniffed.columns : null;
  const mapping = sniffed.format === 'csv' ? guessMapping(sniffed.columns, sniffed.delimiter) : {};
  const isReady = columns === null || needsNoMapping(columns);
  await inTransaction(database, async (executor) => {
    await askAgain(executor, person, 'imports.record');
    await updateImport(executor, importId, ['uploading'], {
      ...{ format: sniffed.format, columns, mapping },
      ...{ fileBytes: kept.bytes, fileHash: kept.hash, status: isReady ? 'checking' : 'uploaded' },
    });
    if (isReady) await wakeTask(executor, IMPORT_TASK);
    const after = { file: fileName, format: sniffed.format, bytes: kept.bytes, sha256: kept.hash };
    await recordAudit(executor, person, { action: 'import.uploaded', subject: importId, after }, madeAt);
  });
}

/**
 * Takes a file of facts that a person brings, as it comes in, and keeps it in pieces. One whose columns are named as
 * the facts' fields, and every NDJSON, is checked at once. What is refused, or broken off, leaves nothing behind; the
 * same form sent twice is one import.
 */
export async function takeUpload(
  database: Database,
  actor: Actor,
  ask: UploadAsk,
  now: Date = new Date(),
): Promise<UploadAnswer> {
  const person = authorizePerson(actor, 'imports.record');
  if (!isSubmissionId(ask.submissionId)) return { status: 'refused', code: 'bad_form' };
  const row = { importId: ask.submissionId.toLowerCase(), fileName: shownName(ask.fileName), madeAt: now };
  const other = await begin(database, person, row);
  if (other !== null) return other;
  const refuse = async (code: UploadRefusal): Promise<UploadAnswer> => {
    await deleteUpload(database.drizzle, row.importId);
    return { status: 'refused', code };
  };
  try {
    const kept = await keep(database, row.importId, ask);
    if (kept === null) return await refuse('too_large');
    if (kept.bytes === 0) return await refuse('empty');
    const sniffed = await sniffFile(database, row);
    if ('refused' in sniffed) return await refuse(sniffed.refused);
    await finish(database, person, row, kept, sniffed);
    return { status: 'taken', importId: row.importId };
  } catch (error) {
    await deleteUpload(database.drizzle, row.importId).catch(() => {});
    throw error;
  }
}
