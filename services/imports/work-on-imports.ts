import type { Database } from '../../db/client';
import { whileAlone } from '../../db/queries/alone';
import { findImportToDo, type ImportRow, lockImport, updateImport } from '../../db/queries/imports';
import type { Actor } from '../../engine/actor';
import { authorize } from '../authorize';
import { UnreadableFile } from '../fact-lines';
import { countError, countImport } from '../measure';
import { findActor } from '../sign-in/person-actor';
import { afterCommit, inTransaction, sqlState } from '../transaction';
import { type CheckBounds, checkImport } from './check-import';
import { CannotGoOn, NotOurs } from './ended';
import { auditRecording, recordImport } from './record-import';

/** Checking and recording what people have brought, one file after the other, on whichever server is free for it. */

const WORKING = 'imports';

export interface WorkOptions extends CheckBounds {
  /** Whether the server is about to end: what is under way is gone on with by another. */
  isStopping?: () => boolean;
}

/** Why it failed, as a name that the page knows, or in the error's own words. */
function reasonOf(error: unknown): string {
  if (error instanceof UnreadableFile && error.kind !== null) return error.kind;
  return (error instanceof Error ? error.message : String(error))
    .toWellFormed()
    .replaceAll('\0', '')
    .slice(0, 1000);
}

/** Whether the database was away, or the server is ending: another time it may go well. */
function isPassing(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== null) return /^(08|53|57)/.test(state);
  return !(error instanceof UnreadableFile || error instanceof CannotGoOn) && isConnectionError(error);
}

function isConnectionError(error: unknown): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== undefined && /^E[A-Z]+$/.test(code)) return true;
    if (/connection terminated|connection timeout|pool after calling end/i.test(cause.message)) return true;
  }
  return false;
}

async function fail(database: Database, row: ImportRow, error: unknown): Promise<void> {
  await inTransaction(database, async (executor) => {
    const held = await lockImport(executor, row.importId);
    if (held?.status !== row.status) return;
    afterCommit(executor, () => {
      countImport('failed');
      countError('import');
    });
    await updateImport(executor, row.importId, [row.status], {
      ...{ status: 'failed', error: reasonOf(error), endedAt: new Date() },
    });
    if (row.status !== 'recording' || row.recordedBy === null) return;
    const person = await findActor(executor, { id: row.recordedBy }, null);
    if (person !== null) await auditRecording(executor, person, held, false);
  });
}

async function workOn(
  database: Database,
  actor: Actor,
  row: ImportRow,
  isStopping: () => boolean,
  bounds: CheckBounds,
): Promise<void> {
  try {
    if (row.status === 'checking') await checkImport(database, actor, row, isStopping, bounds);
    else await recordImport(database, row, isStopping);
  } catch (error) {
    if (error instanceof NotOurs) return;
    if (isPassing(error)) throw error;
    await fail(database, row, error);
  }
}

/**
 * Checks and records every file that waits for it, the one that was brought first before the others; nothing while
 * another server is at it. What a server has left half done is gone on with, and no line is counted or recorded twice.
 *
 * @returns how many were worked on
 */
export async function workOnImports(
  database: Database,
  actor: Actor,
  { isStopping = () => false, ...bounds }: WorkOptions = {},
): Promise<number> {
  authorize(actor, 'imports.work');
  const worked = await whileAlone(database, WORKING, 'try', async () => {
    for (let count = 0; ; count += 1) {
      const row = isStopping() ? null : await findImportToDo(database.drizzle);
      if (row === null) return count;
      await workOn(database, actor, row, isStopping, bounds);
    }
  });
  return worked ?? 0;
}
