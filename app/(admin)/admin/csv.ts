import { stringify } from 'csv-stringify/sync';
import { decimalText } from '@/engine/money';

/** What a cell may hold: an instant is written in UTC, a sum as a decimal, nothing as an empty cell. */
export type Cell = string | number | bigint | boolean | Date | Sum | null;

/** Minor units, with the currency that says where the point goes. */
export interface Sum {
  minor: bigint;
  currency: string;
}

export interface Column<Row> {
  head: string;
  cell: (row: Row) => Cell;
}

function isSum(value: object): value is Sum {
  return 'minor' in value;
}

/** A sum below zero begins with a minus, and is no formula. */
function sumText({ minor, currency }: Sum) {
  return { value: decimalText(minor, currency), escape_formulas: false };
}

function linesOf(records: Cell[][], isFirst: boolean): string {
  return stringify(records, {
    // By it spreadsheets know that the text is UTF-8.
    bom: isFirst,
    // What a spreadsheet would take for a formula gets an apostrophe before it.
    escape_formulas: true,
    cast: {
      boolean: String,
      date: (instant) => instant.toISOString(),
      object: (value) => (isSum(value) ? sumText(value) : JSON.stringify(value)),
    },
    record_delimiter: 'windows',
  });
}

/** How many rows a file may have, and what its last line says where there were more. */
export interface Bound {
  rows: number;
  words: string;
}

async function* textsOf<Row>(
  columns: readonly Column<Row>[],
  chunks: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  bound: Bound | null,
): AsyncGenerator<string, void, void> {
  yield linesOf([columns.map(({ head }) => head)], true);
  let left = bound?.rows ?? Number.POSITIVE_INFINITY;
  for await (const rows of chunks) {
    const taken = rows.slice(0, left);
    left -= taken.length;
    yield linesOf(
      taken.map((row) => columns.map(({ cell }) => cell(row))),
      false,
    );
    if (bound !== null && taken.length < rows.length) {
      yield linesOf([[bound.words]], false);
      return;
    }
  }
}

/** The rows as CSV, a chunk at a time; the next is asked for when whoever downloads it has taken the one before. */
export function csvOf<Row>(
  columns: readonly Column<Row>[],
  chunks: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  bound: Bound | null = null,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const texts = textsOf(columns, chunks, bound);
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await texts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await texts.return();
    },
  });
}
