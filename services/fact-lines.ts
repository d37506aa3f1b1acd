import { PassThrough, type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { parseInstant } from '../engine/calendar';
import { type ColumnMapping, cellsOfLine } from '../engine/import-columns';
import { type TextLine, textLines } from './text-lines';

/** Reading the facts of one source line by line: NDJSON or CSV, either gzipped. */

/** A line of a source: what it holds, or why it cannot be read. */
export interface FactLine {
  file: string;
  line: number;
  /** As it stands in the source; a record of a CSV may go on over lines. */
  text: string;
  raw: unknown;
  problem: string | null;
  /** The instant of the fact, for merging; null where it has none. */
  epochMs: number | null;
}

/** Why a source cannot be read to its end, where that is no error of the machine's. */
export type UnreadableKind = 'broken_gzip' | 'too_much';

/** A source that cannot be opened, or breaks off. */
export class UnreadableFile extends Error {
  constructor(
    file: string,
    problem: string,
    readonly kind: UnreadableKind | null = null,
  ) {
    super(`${file}: ${problem}`);
    this.name = 'UnreadableFile';
  }
}

/** How much is taken of a source. */
export interface ReadBounds {
  /** Characters of a line. */
  longestLine: number;
  /** Bytes once it is unpacked; without it, any number. */
  mostBytes?: number;
}

/** What the source is: without a mapping, its first line names a CSV's columns as the facts' fields are named. */
export type SourceForm = { isCsv: false } | { isCsv: true; mapping: ColumnMapping | null };

export const GZIP_MAGIC = 0x1f8b;

class TooMuch extends Error {}

/** The bytes as they are without gzip; more than the bound is an error. */
export function unpacked(stored: Readable, isGzip: boolean, mostBytes = Number.POSITIVE_INFINITY): Readable {
  const plain = new PassThrough();
  let bytes = 0;
  const bound = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > mostBytes) done(new TooMuch(`unpacks to more than ${mostBytes} bytes`));
      else done(null, chunk);
    },
  });
  // What fails in here is met by whoever reads `plain`.
  pipeline(isGzip ? [stored, createGunzip(), bound, plain] : [stored, bound, plain]).catch((error) =>
    plain.destroy(error),
  );
  return plain;
}

/** What went wrong with a source, as an error that names it. */
export function unreadable(file: string, error: unknown): UnreadableFile {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof TooMuch) return new UnreadableFile(file, message, 'too_much');
  if (code?.startsWith('Z_'))
    return new UnreadableFile(file, `its gzip is broken or cut off (${message})`, 'broken_gzip');
  if (code === 'ENOENT') return new UnreadableFile(file, 'there is no such file');
  if (code === 'EISDIR') return new UnreadableFile(file, 'is a folder');
  if (code === 'EACCES') return new UnreadableFile(file, 'may not be read');
  return new UnreadableFile(file, message);
}

function lineOf(file: string, line: number, text: string, raw: unknown): FactLine {
  const at = typeof raw === 'object' && raw !== null && 'at' in raw ? raw.at : null;
  const epochMs = typeof at === 'string' ? (parseInstant(at)?.epochMs ?? null) : null;
  return { file, line, text, raw, problem: null, epochMs };
}

function badLine(file: string, line: number, text: string, problem: string): FactLine {
  return { file, line, text, raw: null, problem, epochMs: null };
}

/** The source's lines without its byte order mark. */
async function* markless(lines: AsyncIterable<TextLine>): AsyncGenerator<TextLine, void, void> {
  let isFirst = true;
  for await (const line of lines) {
    yield isFirst ? { ...line, text: line.text.replace(/^\uFEFF/, '') } : line;
    isFirst = false;
  }
}

async function* ndjsonLines(file: string, stream: Readable, longest: number): AsyncGenerator<FactLine> {
  let line = 0;
  for await (const { text, isCut } of markless(textLines(stream, longest))) {
    line += 1;
    if (text.trim() === '') continue;
    if (isCut) {
      yield badLine(file, line, text, `is longer than ${longest} characters`);
      continue;
    }
    let raw: unknown;
    try {
      raw = JSON.parse(text);
    } catch {
      yield badLine(file, line, text, 'is not JSON');
      continue;
    }
    yield lineOf(file, line, text, raw);
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

interface CsvRecord extends TextLine {
  /** The number of its first line. */
  line: number;
}

/** The records of a CSV, each by itself, so that a spoilt one spoils no other. */
async function* csvRecords(stream: Readable, longest: number): AsyncGenerator<CsvRecord> {
  const lines = markless(textLines(stream, longest))[Symbol.asyncIterator]();
  const ahead: TextLine[] = [];
  let line = 0;
  const next = async (): Promise<TextLine | null> => {
    const waiting = ahead.shift();
    if (waiting !== undefined) return waiting;
    const { value, done } = await lines.next();
    return done ? null : value;
  };
  try {
    for (let first = await next(); first !== null; first = await next()) {
      line += 1;
      const more: TextLine[] = [];
      let { text: whole, isCut } = first;
      while (!isCut && hasOpenQuote(whole) && more.length < LONGEST_CELL_LINES && whole.length <= longest) {
        const following = await next();
        if (following === null) break;
        more.push(following);
        whole += `\n${following.text}`;
        isCut = following.isCut;
      }
      if (more.length > 0 && hasOpenQuote(whole)) {
        ahead.unshift(...more);
        yield { line, ...first };
      } else {
        yield { line, text: whole, isCut: isCut || whole.length > longest };
        line += more.length;
      }
    }
  } finally {
    await lines.return?.();
  }
}

/** The cells of one record. Throws where it is none, as with a quote that is never closed. */
export function cellsOf(text: string, delimiter: string): string[] {
  const isTab = delimiter === '\t';
  const [cells = []]: string[][] = parse(text, { trim: !isTab, delimiter });
  return isTab ? cells.map((cell) => cell.trim()) : cells;
}

const DELIMITERS = [',', ';', '\t', '|'];

/** What stands between the cells, by the line that names the columns: whichever of them there is most of. */
export function delimiterOf(heads: string): string {
  const bare = heads.replaceAll(/"[^"]*"/g, '');
  const count = (delimiter: string) => bare.split(delimiter).length;
  return DELIMITERS.toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}

function csvProblem(error: unknown): string {
  const [reason = ''] = (error as Error).message.split(/ at line | on line /);
  return `is not CSV: ${reason}`;
}

async function* csvLines(
  file: string,
  stream: Readable,
  mapping: ColumnMapping | null,
  longest: number,
): AsyncGenerator<FactLine> {
  let delimiter = mapping?.delimiter ?? null;
  let names: string[] | null = null;
  for await (const { line, text, isCut } of csvRecords(stream, longest)) {
    if (text.trim() === '') continue;
    if (isCut) {
      yield badLine(file, line, text, `is longer than ${longest} characters`);
      continue;
    }
    delimiter ??= delimiterOf(text);
    try {
      const cells = cellsOf(text, delimiter);
      if (names === null) {
        names = cells;
        continue;
      }
      if (cells.length !== names.length) {
        const problem = `has ${cells.length} cells, and the first line has ${names.length}`;
        yield badLine(file, line, text, problem);
        continue;
      }
      const named =
        mapping === null
          ? names.map((name, index): [string, string] => [name, cells[index] ?? ''])
          : cellsOfLine(mapping, cells);
      yield lineOf(file, line, text, factOfCells(named));
    } catch (error) {
      yield badLine(file, line, text, csvProblem(error));
    }
  }
}

/** The records of a CSV as they stand, its first one too, without their being read as facts. */
export async function* recordsOf(file: string, stream: Readable, longest: number): AsyncGenerator<CsvRecord> {
  try {
    for await (const record of csvRecords(stream, longest)) if (record.text.trim() !== '') yield record;
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** The facts of a source, in its order; empty lines are passed over. Throws `UnreadableFile`. */
export async function* factLines(
  file: string,
  stream: Readable,
  form: SourceForm,
  { longestLine }: ReadBounds,
): AsyncGenerator<FactLine> {
  try {
    yield* form.isCsv
      ? csvLines(file, stream, form.mapping, longestLine)
      : ndjsonLines(file, stream, longestLine);
  } catch (error) {
    throw unreadable(file, error);
  }
}
