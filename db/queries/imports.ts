import { and, asc, count, desc, eq, gt, inArray, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { FindingPhase, LineCounts } from '../../engine/imports';
import { insertRows } from '../bulk';
import type { Executor } from '../client';
import { importFindings, importParts, imports } from '../schema/imports';
import { people } from '../schema/people';

/** Files of facts that people brought, their pieces and their findings. */

export type ImportRow = typeof imports.$inferSelect;
export type FindingRow = typeof importFindings.$inferSelect;

/** Begins an upload; false where one of that id is there already. */
export async function insertImport(
  executor: Executor,
  row: Pick<ImportRow, 'importId' | 'fileName' | 'madeBy' | 'madeAt'>,
): Promise<boolean> {
  const rows = await executor
    .insert(imports)
    .values({ ...row, format: 'csv', fileBytes: 0, fileHash: '', status: 'uploading' })
    .onConflictDoNothing()
    .returning({ importId: imports.importId });
  return rows.length === 1;
}

export async function insertPart(
  executor: Executor,
  importId: string,
  partNo: number,
  content: Buffer,
): Promise<void> {
  await executor.insert(importParts).values({ importId, partNo, content });
}

/** A piece of the file; null after the last one. */
export async function readPart(executor: Executor, importId: string, partNo: number): Promise<Buffer | null> {
  const [row] = await executor
    .select({ content: importParts.content })
    .from(importParts)
    .where(and(eq(importParts.importId, importId), eq(importParts.partNo, partNo)));
  return row?.content ?? null;
}

/** An upload that came to nothing leaves nothing. */
export async function deleteUpload(executor: Executor, importId: string): Promise<void> {
  await executor.delete(imports).where(and(eq(imports.importId, importId), eq(imports.status, 'uploading')));
}

/** Uploads that a server has left unfinished since then. */
export async function deleteLeftUploads(executor: Executor, before: Date): Promise<void> {
  await executor.delete(imports).where(and(eq(imports.status, 'uploading'), lt(imports.madeAt, before)));
}

type Change = Partial<Omit<typeof imports.$inferInsert, 'importId'>>;

/** Changes a row that is in one of those states; false where it is not. */
export async function updateImport(
  executor: Executor,
  importId: string,
  from: ImportRow['status'][],
  change: Change,
): Promise<boolean> {
  const rows = await executor
    .update(imports)
    .set(change)
    .where(and(eq(imports.importId, importId), inArray(imports.status, from)))
    .returning({ importId: imports.importId });
  return rows.length === 1;
}

/** The row, which nobody else changes until the transaction ends. */
export async function lockImport(executor: Executor, importId: string): Promise<ImportRow | null> {
  const [row] = await executor.select().from(imports).where(eq(imports.importId, importId)).for('update');
  return row ?? null;
}

export async function readImportRow(executor: Executor, importId: string): Promise<ImportRow | null> {
  const [row] = await executor.select().from(imports).where(eq(imports.importId, importId));
  return row ?? null;
}

const recorders = alias(people, 'recorders');
const stoppers = alias(people, 'stoppers');
const removers = alias(people, 'removers');

export interface NamedImport {
  row: ImportRow;
  madeByName: string;
  recordedByName: string | null;
  stoppedByName: string | null;
  removedByName: string | null;
}

function named(executor: Executor) {
  return executor
    .select({
      row: imports,
      madeByName: people.name,
      recordedByName: recorders.name,
      stoppedByName: stoppers.name,
      removedByName: removers.name,
    })
    .from(imports)
    .innerJoin(people, eq(people.id, imports.madeBy))
    .leftJoin(recorders, eq(recorders.id, imports.recordedBy))
    .leftJoin(stoppers, eq(stoppers.id, imports.stopAskedBy))
    .leftJoin(removers, eq(removers.id, imports.removedBy));
}

export async function readImport(executor: Executor, importId: string): Promise<NamedImport | null> {
  const [row] = await named(executor).where(
    and(eq(imports.importId, importId), ne(imports.status, 'uploading')),
  );
  return row ?? null;
}

/** Newest first; those before a place, or the newest. */
export async function listImportRows(
  executor: Executor,
  before: { madeAt: string; importId: string } | null,
  limit: number,
): Promise<NamedImport[]> {
  const isBefore =
    before === null
      ? undefined
      : sql`(${imports.madeAt}, ${imports.importId}) < (${before.madeAt}::timestamptz, ${before.importId})`;
  return named(executor)
    .where(and(ne(imports.status, 'uploading'), isBefore))
    .orderBy(desc(imports.madeAt), desc(imports.importId))
    .limit(limit);
}

/** The newest other import of the very same file, recorded ones before others. */
export async function findSameFile(executor: Executor, row: ImportRow): Promise<NamedImport | null> {
  const [same] = await named(executor)
    .where(
      and(
        eq(imports.fileHash, row.fileHash),
        ne(imports.importId, row.importId),
        ne(imports.status, 'uploading'),
        lt(imports.madeAt, row.madeAt),
      ),
    )
    .orderBy(sql`${imports.recorded} is null`, desc(imports.madeAt))
    .limit(1);
  return same ?? null;
}

/** Whichever has waited longest to be worked on. */
export async function findImportToDo(executor: Executor): Promise<ImportRow | null> {
  const [row] = await executor
    .select()
    .from(imports)
    .where(inArray(imports.status, ['checking', 'recording']))
    .orderBy(asc(imports.madeAt), asc(imports.importId))
    .limit(1);
  return row ?? null;
}

/** How many that are to be worked on come before it. */
export async function countAhead(executor: Executor, row: ImportRow): Promise<number> {
  const [ahead] = await executor
    .select({ count: count() })
    .from(imports)
    .where(
      and(
        inArray(imports.status, ['checking', 'recording']),
        or(
          lt(imports.madeAt, row.madeAt),
          and(eq(imports.madeAt, row.madeAt), lt(imports.importId, row.importId)),
        ),
      ),
    );
  return ahead?.count ?? 0;
}

/** Says how far a check is; false where it was stopped. */
export async function touchCheck(
  executor: Executor,
  importId: string,
  progress: { linesRead: number; bytesRead: number },
): Promise<boolean> {
  return updateImport(executor, importId, ['checking'], progress);
}

/** Says how far a recording is, in the transaction that records. */
export async function touchRecording(
  executor: Executor,
  importId: string,
  progress: { linesRead: number; bytesRead: number; recorded: LineCounts },
): Promise<boolean> {
  return updateImport(executor, importId, ['recording'], progress);
}

export async function insertFindings(executor: Executor, rows: FindingRow[]): Promise<void> {
  await insertRows(executor, importFindings, rows);
}

export async function deleteFindings(
  executor: Executor,
  importId: string,
  phase: FindingPhase,
): Promise<void> {
  await executor
    .delete(importFindings)
    .where(and(eq(importFindings.importId, importId), eq(importFindings.phase, phase)));
}

/** `refused`: what came to nothing; `waits`: what is parked. */
export type FindingChoice = 'refused' | 'waits';

function chosen(choice: FindingChoice): SQL {
  return choice === 'waits'
    ? sql`${importFindings.code} = 'parked'`
    : sql`${importFindings.code} is distinct from 'parked'`;
}

export interface FindingsAsk {
  importId: string;
  phase: FindingPhase;
  choice: FindingChoice;
  /** Findings of later lines only. */
  afterLine: number;
  limit: number;
}

/** In the file's order. */
export async function listFindingRows(
  executor: Executor,
  { importId, phase, choice, afterLine, limit }: FindingsAsk,
): Promise<FindingRow[]> {
  return executor
    .select()
    .from(importFindings)
    .where(
      and(
        eq(importFindings.importId, importId),
        eq(importFindings.phase, phase),
        gt(importFindings.line, afterLine),
        chosen(choice),
      ),
    )
    .orderBy(asc(importFindings.line))
    .limit(limit);
}

/** How many findings of each code are listed. */
export async function countFindings(
  executor: Executor,
  importId: string,
  phase: FindingPhase,
): Promise<{ code: FindingRow['code']; count: number }[]> {
  return executor
    .select({ code: importFindings.code, count: count() })
    .from(importFindings)
    .where(and(eq(importFindings.importId, importId), eq(importFindings.phase, phase)))
    .groupBy(importFindings.code);
}

/** Forgets the file itself and the texts of its lines; what became of it stays. */
export async function deleteFile(
  executor: Executor,
  importId: string,
  by: { removedAt: Date; removedBy: string | null },
): Promise<void> {
  await executor.delete(importParts).where(eq(importParts.importId, importId));
  await executor.update(importFindings).set({ text: '' }).where(eq(importFindings.importId, importId));
  await executor.update(imports).set(by).where(eq(imports.importId, importId));
}

/** Imports whose file is older than that and is still there; none that is being worked on. */
export async function findOldImports(executor: Executor, before: Date, limit: number): Promise<string[]> {
  const rows = await executor
    .select({ importId: imports.importId })
    .from(imports)
    .where(
      and(
        lt(imports.madeAt, before),
        isNull(imports.removedAt),
        inArray(imports.status, ['uploaded', 'checked', 'recorded', 'stopped', 'failed']),
      ),
    )
    .orderBy(asc(imports.madeAt))
    .limit(limit);
  return rows.map(({ importId }) => importId);
}
