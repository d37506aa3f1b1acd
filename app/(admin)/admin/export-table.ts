import { getLocale, getTranslations } from 'next-intl/server';
import type { PersonActor } from '@/engine/actor';
import { portalDatabase } from '@/services/portal';
import type { ExportedTable } from '@/services/tables/exported-tables';
import { type ExportFilter, noteExport } from '@/services/tables/note-export';
import { type Column, csvOf } from './csv';

/** Every table of the marketplace's side, taken away as a file. */

/** As many rows as a spreadsheet opens, its head left out. */
const MOST_ROWS = 1_048_000;

interface TableFile<Row> {
  table: ExportedTable;
  /** The merchant that all rows are about, where they are about one: it is in the file's name too. */
  merchantId?: string;
  /** What the reader's filter leaves, for the audit log. */
  filter: ExportFilter;
  /** With heads in the reader's language. An amount is a `Sum`; its currency has a column of its own. */
  columns: readonly Column<Row>[];
  /** In the order of the page, a chunk at a time, each read when it is asked for; `[rows]` where they are few. */
  chunks: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>;
}

function fileName(parts: readonly string[]): string {
  return `${parts.map((part) => part.replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 80)).join('-')}.csv`;
}

/**
 * The table as a download, noted in the audit log before its first byte. Throws `Refused` to whoever may not read the
 * table; the route itself begins with `requireActor`.
 */
export async function exportTable<Row>(actor: PersonActor, file: TableFile<Row>): Promise<Response> {
  const { table, merchantId, filter, columns, chunks } = file;
  const t = await getTranslations('search');
  const exportedOn = await noteExport(portalDatabase(), actor, {
    ...{ table, merchantId, filter, atMost: MOST_ROWS, now: new Date() },
  });
  const most = new Intl.NumberFormat(await getLocale()).format(MOST_ROWS);
  const bound = { rows: MOST_ROWS, words: t('export_ends', { most }) };
  const name = fileName([table, ...(merchantId === undefined ? [] : [merchantId]), exportedOn]);
  return new Response(csvOf(columns, chunks, bound), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
}

/**
 * The chunks of a list that is read a page at a time, from its first page on.
 *
 * @param read the page at a cursor; its `next` is null on the last one
 */
export async function* everyPage<Row, Cursor>(
  read: (cursor: Cursor | null) => Promise<{ rows: readonly Row[]; next: Cursor | null }>,
): AsyncGenerator<readonly Row[], void, void> {
  let cursor: Cursor | null = null;
  do {
    const page: { rows: readonly Row[]; next: Cursor | null } = await read(cursor);
    yield page.rows;
    cursor = page.next;
  } while (cursor !== null);
}
