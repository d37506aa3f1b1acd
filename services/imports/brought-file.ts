import { Readable } from 'node:stream';
import type { Database } from '../../db/client';
import { type ImportRow, readPart } from '../../db/queries/imports';
import type { ColumnMapping } from '../../engine/import-columns';
import { LONGEST_UPLOADED_LINE, MOST_UNPACKED_BYTES } from '../../engine/imports';
import { type FactLine, factLines, GZIP_MAGIC, recordsOf, type SourceForm, unpacked } from '../fact-lines';

/** Reading a file that somebody brought, from the pieces that are kept of it; never the whole of it at once. */

export type BroughtFile = Pick<ImportRow, 'importId' | 'fileName'>;

/** Told how many bytes of the file, as it was sent, were read. */
type OnBytes = (bytes: number) => void;

async function* pieces(database: Database, importId: string, onBytes?: OnBytes): AsyncGenerator<Buffer> {
  let bytes = 0;
  for (let partNo = 1; ; partNo += 1) {
    const piece = await readPart(database.drizzle, importId, partNo);
    if (piece === null) return;
    bytes += piece.length;
    onBytes?.(bytes);
    yield piece;
  }
}

/** The file unpacked. */
export async function openBrought(
  database: Database,
  { importId }: Pick<ImportRow, 'importId'>,
  onBytes?: OnBytes,
): Promise<Readable> {
  const first = await readPart(database.drizzle, importId, 1);
  const isGzip = first !== null && first.length >= 2 && first.readUInt16BE(0) === GZIP_MAGIC;
  const stored = Readable.from(pieces(database, importId, onBytes), { objectMode: false });
  return unpacked(stored, isGzip, MOST_UNPACKED_BYTES);
}

/** The mapping that a CSV is read by. */
export function mappingOf({ mapping }: Pick<ImportRow, 'mapping'>): ColumnMapping | null {
  return 'fields' in mapping ? (mapping as ColumnMapping) : null;
}

/** The facts of the file, line by line. Throws `UnreadableFile`. */
export async function* broughtLines(
  database: Database,
  row: Pick<ImportRow, 'importId' | 'fileName' | 'format' | 'mapping'>,
  onBytes?: OnBytes,
): AsyncGenerator<FactLine> {
  const form: SourceForm = row.format === 'csv' ? { isCsv: true, mapping: mappingOf(row) } : { isCsv: false };
  const stream = await openBrought(database, row, onBytes);
  try {
    yield* factLines(row.fileName, stream, form, { longestLine: LONGEST_UPLOADED_LINE });
  } finally {
    stream.destroy();
  }
}

/** The first records of a CSV as they stand. Throws `UnreadableFile`. */
export async function firstRecords(
  database: Database,
  { importId, fileName }: BroughtFile,
  most: number,
): Promise<{ line: number; text: string; isCut: boolean }[]> {
  const stream = await openBrought(database, { importId });
  const records: { line: number; text: string; isCut: boolean }[] = [];
  try {
    for await (const record of recordsOf(fileName, stream, LONGEST_UPLOADED_LINE)) {
      records.push(record);
      if (records.length === most) break;
    }
    return records;
  } finally {
    stream.destroy();
  }
}
