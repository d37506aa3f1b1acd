import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { parseInstant } from '../engine/calendar';

/** Reading files of facts: NDJSON or CSV, either gzipped, or standard input; several merged by time. */

/** A line of a file: what it holds, or why it cannot be read. */
export interface FactLine {
  file: string;
  line: number;
  raw: unknown;
  problem: string | null;
  /** The instant of the fact, for merging; null where it has none. */
  epochMs: number | null;
}

/** A file that cannot be opened, or breaks off. */
export class UnreadableFile extends Error {
  constructor(file: string, problem: string) {
    super(`${file}: ${problem}`);
    this.name = 'UnreadableFile';
  }
}

const GZIP_MAGIC = 0x1f8b;
const LONGEST_LINE = 1_000_000;

/** How far the reading has come, in bytes as stored. */
export interface BytesRead {
  read: number;
  total: number;
}

interface Source {
  stream: Readable;
  isCsv: boolean;
}

async function openSource(file: string, bytes: BytesRead): Promise<Source> {
  const stored = file === '-' ? process.stdin : createReadStream(file);
  const first = await firstBytes(stored, file);
  stored.on('data', (chunk: Buffer) => {
    bytes.read += chunk.length;
  });
  const isGzip = first.length >= 2 && first.readUInt16BE(0) === GZIP_MAGIC;
  const plain = new PassThrough();
  // What fails in here is met by whoever reads `plain`.
  pipeline(isGzip ? [stored, createGunzip(), plain] : [stored, plain]).catch((error) => plain.destroy(error));
  if (file !== '-') return { stream: plain, isCsv: /\.csv(\.gz)?$/i.test(file) };
  const start = await firstBytes(plain, file);
  return { stream: plain, isCsv: !/^\uFEFF?\s*[{[]/.test(start.toString('utf8')) && start.length > 0 };
}

/** The first bytes of a stream, which stay in it. */
async function firstBytes(stream: Readable, file: string): Promise<Buffer> {
  try {
    for (;;) {
      const chunk = stream.read() as Buffer | null;
      if (chunk !== null) {
        stream.unshift(chunk);
        return chunk;
      }
      if (stream.readableEnded) return Buffer.alloc(0);
      const ended = await new Promise<boolean>((resolve, reject) => {
        stream.once('readable', () => resolve(false));
        stream.once('end', () => resolve(true));
        stream.once('error', reject);
      });
      if (ended) return Buffer.alloc(0);
    }
  } catch (error) {
    throw new UnreadableFile(file, reasonOf(error));
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'is a folder';
  if (code === 'EACCES') return 'may not be read';
  if (code?.startsWith('Z_')) return `its gzip is broken or cut off (${message})`;
  return message;
}

function lineOf(file: string, line: number, raw: unknown): FactLine {
  const at = typeof raw === 'object' && raw !== null && 'at' in raw ? raw.at : null;
  const epochMs = typeof at === 'string' ? (parseInstant(at)?.epochMs ?? null) : null;
  return { file, line, raw, problem: null, epochMs };
}

function badLine(file: string, line: number, problem: string): FactLine {
  return { file, line, raw: null, problem, epochMs: null };
}

async function* ndjsonLines(file: string, stream: Readable): AsyncGenerator<FactLine> {
  let line = 0;
  for await (let text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1;
    if (line === 1) text = text.replace(/^\uFEFF/, '');
    if (text.trim() === '') continue;
    if (text.length > LONGEST_LINE) {
      yield badLine(file, line, `is longer than ${LONGEST_LINE} characters`);
      continue;
    }
    let raw: unknown;
    try {
      raw = JSON.parse(text);
    } catch {
      yield badLine(file, line, 'is not JSON');
      continue;
    }
    yield lineOf(file, line, raw);
  }
}

/** Cells are texts: what the fact's own table has as a number or a truth value is read as one. */
function factOfCells(cells: [name: string, cell: string][]): Record<string, unknown> {
  const read = (name: string, cell: string) => {
    if (name === 'fee_bps' && /^\d+$/.test(cell)) return Number(cell);
    if (name === 'positive' && /^(true|false)$/i.test(cell)) return cell.toLowerCase() === 'true';
    return cell;
  };
  const filled = cells.filter(([, cell]) => cell !== '');
  return Object.fromEntries(filled.map(([name, cell]) => [name, read(name, cell)]));
}

/** A quoted cell may go on over lines; one that goes on for longer was never closed. */
const LONGEST_CELL_LINES = 100;

function hasOpenQuote(text: string): boolean {
  return (text.match(/"/g)?.length ?? 0) % 2 === 1;
}

/** The records of a CSV, each by itself, so that a spoilt one spoils no other: its first line's number and its text. */
async function* csvRecords(stream: Readable): AsyncGenerator<{ line: number; text: string }> {
  const lines = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })[
    Symbol.asyncIterator
  ]();
  const ahead: string[] = [];
  let line = 0;
  const next = async (): Promise<string | null> => {
    const waiting = ahead.shift();
    if (waiting !== undefined) return waiting;
    const { value, done } = await lines.next();
    return done ? null : value;
  };
  for (let text = await next(); text !== null; text = await next()) {
    line += 1;
    const more: string[] = [];
    let whole = text;
    while (hasOpenQuote(whole) && more.length < LONGEST_CELL_LINES && whole.length <= LONGEST_LINE) {
      const following = await next();
      if (following === null) break;
      more.push(following);
      whole += `\n${following}`;
    }
    if (hasOpenQuote(whole)) {
      ahead.unshift(...more);
      yield { line, text };
    } else {
      yield { line, text: whole };
      line += more.length;
    }
  }
}

/** The cells of one record. Throws where it is none, as with a quote that is never closed. */
function cellsOf(text: string): string[] {
  const records: string[][] = parse(text, { trim: true });
  return records[0] ?? [];
}

async function* csvLines(file: string, stream: Readable): AsyncGenerator<FactLine> {
  let names: string[] | null = null;
  for await (const { line, text } of csvRecords(stream)) {
    if (text.trim() === '') continue;
    try {
      const cells = cellsOf(names === null ? text.replace(/^\uFEFF/, '') : text);
      if (names === null) {
        names = cells;
        continue;
      }
      const columns = names;
      if (cells.length !== columns.length)
        yield badLine(file, line, `has ${cells.length} cells, and the first line has ${columns.length}`);
      else yield lineOf(file, line, factOfCells(columns.map((name, index) => [name, cells[index] ?? ''])));
    } catch (error) {
      const [reason = ''] = (error as Error).message.split(/ at line | on line /);
      yield badLine(file, line, `is not CSV: ${reason}`);
    }
  }
}

async function* linesOf(file: string, { stream, isCsv }: Source): AsyncGenerator<FactLine> {
  try {
    yield* isCsv ? csvLines(file, stream) : ndjsonLines(file, stream);
  } catch (error) {
    throw new UnreadableFile(file, reasonOf(error));
  }
}

/**
 * The facts of the files, merged by time: of the files' next lines the earliest comes first, the earlier file first
 * where they are equal, and a line without a time at once. Every file is opened before anything is read; throws
 * `UnreadableFile` where one cannot be.
 */
export async function* readFactFiles(files: string[], bytes: BytesRead): AsyncGenerator<FactLine> {
  for (const file of files) {
    if (file === '-') continue;
    try {
      const handle = await open(file);
      const status = await handle.stat();
      await handle.close();
      if (status.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
      bytes.total += status.size;
    } catch (error) {
      throw new UnreadableFile(file, reasonOf(error));
    }
  }
  const heads: { lines: AsyncGenerator<FactLine>; head: FactLine }[] = [];
  for (const file of files) {
    const lines = linesOf(file, await openSource(file, bytes));
    const { value } = await lines.next();
    if (value) heads.push({ lines, head: value });
  }
  while (heads.length > 0) {
    let earliest = 0;
    for (const [index, { head }] of heads.entries()) {
      if (timeOf(head) < timeOf(heads[earliest]?.head)) earliest = index;
    }
    const chosen = heads[earliest];
    if (chosen === undefined) return;
    yield chosen.head;
    const { value } = await chosen.lines.next();
    if (value) chosen.head = value;
    else heads.splice(earliest, 1);
  }
}

function timeOf(line: FactLine | undefined): number {
  return line?.epochMs ?? Number.NEGATIVE_INFINITY;
}
