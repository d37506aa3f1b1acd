import type { Readable } from 'node:stream';
import type { Database } from '../../db/client';
import type { UploadRefusal } from '../../engine/imports';
import { cellsOf, delimiterOf, UnreadableFile, unreadable } from '../fact-lines';
import { type BroughtFile, firstRecords, openBrought } from './brought-file';

/** What a file that was brought is, by its beginning. */

const HEAD_BYTES = 64 * 1024;
const MOST_COLUMNS = 200;

export type Sniffed =
  | { format: 'ndjson' }
  | { format: 'csv'; columns: string[]; delimiter: string }
  | { refused: UploadRefusal };

async function headOf(file: BroughtFile, stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= HEAD_BYTES) break;
    }
  } catch (error) {
    throw unreadable(file.fileName, error);
  }
  return Buffer.concat(chunks).subarray(0, HEAD_BYTES);
}

const ZIP = Buffer.from('PK');
const OLD_EXCEL = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const PDF = Buffer.from('%PDF');
const UTF_16 = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

function beginsWith(head: Buffer, mark: Buffer): boolean {
  return head.subarray(0, mark.length).equals(mark);
}

/** The beginning as text; or why it is none. */
function textOf(head: Buffer): { text: string } | { refused: UploadRefusal } {
  if (head.length === 0) return { refused: 'empty' };
  if (beginsWith(head, ZIP) || beginsWith(head, OLD_EXCEL)) return { refused: 'spreadsheet' };
  if (UTF_16.some((mark) => beginsWith(head, mark))) return { refused: 'not_utf8' };
  if (beginsWith(head, PDF) || head.includes(0)) return { refused: 'not_text' };
  try {
    // The last character may go on behind the beginning.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return text.trim() === '' ? { refused: 'empty' } : { text: text.trimStart() };
  } catch {
    return { refused: 'not_utf8' };
  }
}

function isJsonObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

async function sniffCsv(database: Database, file: BroughtFile): Promise<Sniffed> {
  const [heads, first] = await firstRecords(database, file, 2);
  if (heads === undefined || heads.isCut || heads.text.startsWith('<')) return { refused: 'not_csv' };
  const delimiter = delimiterOf(heads.text);
  let columns: string[];
  try {
    columns = cellsOf(heads.text, delimiter);
  } catch {
    return { refused: 'not_csv' };
  }
  if (columns.length < 2) return { refused: 'not_csv' };
  if (columns.length > MOST_COLUMNS) return { refused: 'too_many_columns' };
  if (first === undefined) return { refused: 'only_heads' };
  return { format: 'csv', delimiter, columns: columns.map((column) => column.slice(0, 200)) };
}

/** Whether the file is NDJSON or a CSV, and its columns; or why it is neither. */
export async function sniffFile(database: Database, file: BroughtFile): Promise<Sniffed> {
  try {
    const stream = await openBrought(database, file);
    const head = await headOf(file, stream).finally(() => stream.destroy());
    const read = textOf(head);
    if ('refused' in read) return read;
    const { text } = read;
    if (text.startsWith('[')) return { refused: 'json_array' };
    if (!text.startsWith('{')) return await sniffCsv(database, file);
    const [line = ''] = text.split(/\r\n|\n|\r/, 1);
    const isWhole = line.length < text.length || head.length < HEAD_BYTES;
    return !isWhole || isJsonObject(line) ? { format: 'ndjson' } : { refused: 'not_ndjson' };
  } catch (error) {
    if (error instanceof UnreadableFile && error.kind === 'broken_gzip') return { refused: 'broken_gzip' };
    throw error;
  }
}
