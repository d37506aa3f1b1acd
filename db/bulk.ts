import { createHash } from 'node:crypto';
import { getTableColumns, getTableName, type InferInsertModel, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Executor } from './client';

/**
 * Writing in sets: a table's rows travel as one array a column, in one statement however many they are. It costs a
 * ninth of a VALUES list.
 */

const ROWS_PER_STATEMENT = 20_000;

type Row<Table extends PgTable> = InferInsertModel<Table>;
type Key<Table extends PgTable> = Extract<keyof Row<Table>, string>;

function quoted(text: string): string {
  if (!text.includes('\\') && !text.includes('"')) return `"${text}"`;
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function literal(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value);
  if (value instanceof Date) return `"${value.toISOString()}"`;
  return quoted(JSON.stringify(value));
}

/** A JSON text that is ready to be written, for a column whose rows are read as what it says. */
export function jsonText(text: string): Record<string, unknown> {
  return text as unknown as Record<string, unknown>;
}

/** A PostgreSQL array's text, of plain values. */
export function arrayText(values: Iterable<unknown>): string {
  let text = '';
  for (const value of values) text += text === '' ? literal(value) : `,${literal(value)}`;
  return `{${text}}`;
}

/** A list as one parameter, for `= any(...)` and `unnest(...)`. */
export function list(values: Iterable<unknown>, type: string): SQL {
  return sql`${arrayText(values)}::${sql.raw(type)}[]`;
}

/** Rows of the caller's as a set in a query: `unnest(...) as name (column, ...)`, of plain values by column and type. */
export function unnested<Row>(
  name: string,
  rows: Row[],
  columns: Record<string, [type: string, read: (row: Row) => unknown]>,
): SQL {
  const arrays = Object.values(columns).map(([type, read]) => list(rows.map(read), type));
  const names = Object.keys(columns).map((column) => sql.identifier(column));
  return sql`unnest(${sql.join(arrays, sql`, `)}) as ${sql.identifier(name)} (${sql.join(names, sql`, `)})`;
}

type Conflict<Table extends PgTable> = { target: Key<Table>[]; set?: Key<Table>[]; add?: Key<Table>[] };

/** A column as a statement writes it. */
interface Written {
  key: string;
  /** Quoted, ready for a statement's text. */
  name: string;
  /** Of what travels: an array's elements travel as texts. */
  type: string;
  /** The column's own type, where what travels must be turned into it. */
  arrayType: string | null;
  isPlain: boolean;
}

const identifier = (name: string) => `"${name.replaceAll('"', '""')}"`;

const written = new WeakMap<PgTable, Map<string, Written>>();

function columnOf(table: PgTable, key: string): Written {
  let columns = written.get(table);
  if (columns === undefined) {
    columns = new Map(
      Object.entries(getTableColumns(table)).map(([each, column]) => [each, writtenAs(each, column)]),
    );
    written.set(table, columns);
  }
  const column = columns.get(key);
  if (column === undefined) throw new Error(`${getTableName(table)} has no column for ${key}`);
  return column;
}

function writtenAs(key: string, column: PgColumn): Written {
  const type = column.getSQLType();
  const isArray = type.endsWith('[]');
  return {
    ...{ key, name: identifier(column.name), type: isArray ? 'text' : type.replace(/ COLLATE .*/, '') },
    ...{ arrayType: isArray ? type : null, isPlain: !isArray },
  };
}

function givenValue({ name, arrayType }: Written): string {
  return arrayType === null ? `given.${name}` : `given.${name}::${arrayType}`;
}

function chunks<T>(rows: T[]): T[][] {
  if (rows.length <= ROWS_PER_STATEMENT) return [rows];
  const parts: T[][] = [];
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    parts.push(rows.slice(start, start + ROWS_PER_STATEMENT));
  }
  return parts;
}

/** From so many rows on, a column that says the same in all of them travels once. */
const ROWS_TO_COMPARE = 20;

/** Whether a column says the same plain thing in all rows. */
function isSame({ key, isPlain }: Written, rows: Record<string, unknown>[]): boolean {
  const first = rows[0]?.[key];
  if (!isPlain || (typeof first === 'object' && first !== null)) return false;
  for (const row of rows) if (row[key] !== first) return false;
  return true;
}

function arrayOf({ key, isPlain }: Written, rows: Record<string, unknown>[]): string {
  let text = '';
  for (const row of rows) {
    const value = row[key];
    const each = literal(!isPlain && Array.isArray(value) ? arrayText(value) : value);
    text += text === '' ? each : `,${each}`;
  }
  return `{${text}}`;
}

/** The rows as a set called `given`, and the parameters that they travel in. */
function given(columns: Written[], rows: Record<string, unknown>[]): { text: string; params: unknown[] } {
  const params: unknown[] = [];
  const [names, arrays, same]: [string[], string[], string[]] = [[], [], []];
  const mayCompare = rows.length >= ROWS_TO_COMPARE;
  for (const [place, column] of columns.entries()) {
    // One column always differs, so that the rows are counted.
    if (mayCompare && (place < columns.length - 1 || names.length > 0) && isSame(column, rows)) {
      const value = rows[0]?.[column.key];
      params.push(value === null || value === undefined ? null : String(value));
      same.push(`$${params.length}::${column.type} as ${column.name}`);
    } else {
      params.push(arrayOf(column, rows));
      names.push(column.name);
      arrays.push(`$${params.length}::${column.type}[]`);
    }
  }
  const set = `unnest(${arrays.join(', ')})`;
  const text =
    same.length === 0
      ? `${set} as given (${names.join(', ')})`
      : `(select each.*, ${same.join(', ')} from ${set} as each (${names.join(', ')})) as given`;
  return { text, params };
}

/** What is written again and again is planned once a connection: an insert reads no table, so its plan stays the best. */
const PREPARED_AT_MOST = 500;
const prepared = new Map<string, string>();

/** The name says what the statement is: a build may hold this file more than once, and a connection serves all of them. */
function nameOf(text: string): string | undefined {
  const known = prepared.get(text);
  if (known !== undefined || prepared.size >= PREPARED_AT_MOST) return known;
  const name = `write ${createHash('sha256').update(text).digest('base64url')}`;
  prepared.set(text, name);
  return name;
}

/** Sends a statement at once, behind those that were sent before. */
async function send(executor: Executor, text: string, params: unknown[], name?: string): Promise<number> {
  const statement = executor._.session.prepareQuery({ sql: text, params }, undefined, name, false);
  const { rowCount } = (await statement.execute()) as { rowCount: number | null };
  return rowCount ?? 0;
}

/**
 * Inserts rows, all of which have the same keys. The statements are sent before it first waits.
 *
 * @param conflict what to do with rows whose `target` is there already; without it they are an error
 */
export async function insertRows<Table extends PgTable>(
  executor: Executor,
  table: Table,
  rows: Row<Table>[],
  conflict?: Conflict<Table>,
): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0] as object).map((key) => columnOf(table, key));
  const into = `${identifier(getTableName(table))} (${columns.map(({ name }) => name).join(', ')})`;
  const values = columns.map(givenValue).join(', ');
  const otherwise = onConflict(table, conflict);
  await Promise.all(
    chunks(rows).map((part) => {
      const { text, params } = given(columns, part);
      const insert = `insert into ${into} select ${values} from ${text}${otherwise}`;
      return send(executor, insert, params, nameOf(insert));
    }),
  );
}

function onConflict<Table extends PgTable>(table: Table, conflict?: Conflict<Table>): string {
  if (conflict === undefined) return '';
  const own = identifier(getTableName(table));
  const names = (keys: Key<Table>[]) => keys.map((key) => columnOf(table, key).name);
  const changes = [
    ...names(conflict.set ?? []).map((name) => `${name} = excluded.${name}`),
    ...names(conflict.add ?? []).map((name) => `${name} = ${own}.${name} + excluded.${name}`),
  ];
  const target = names(conflict.target).join(', ');
  if (changes.length === 0) return ` on conflict (${target}) do nothing`;
  return ` on conflict (${target}) do update set ${changes.join(', ')}`;
}

/**
 * Updates the rows with those keys, or with `adds` adds to their columns; throws where one of them is not there. The
 * statements are sent before it first waits.
 */
export async function updateRows<Table extends PgTable>(
  executor: Executor,
  table: Table,
  by: Key<Table>[],
  rows: Partial<Row<Table>>[],
  adds = false,
): Promise<void> {
  if (rows.length === 0) return;
  const own = identifier(getTableName(table));
  const columns = Object.keys(rows[0] as object).map((key) => columnOf(table, key));
  const isKey = ({ key }: Written) => by.some((each) => each === key);
  const changes = columns
    .filter((column) => !isKey(column))
    .map((column) =>
      adds
        ? `${column.name} = ${own}.${column.name} + given.${column.name}`
        : `${column.name} = ${givenValue(column)}`,
    )
    .join(', ');
  const matches = by.map((key) => columnOf(table, key).name).map((name) => `${own}.${name} = given.${name}`);
  await Promise.all(
    chunks(rows).map(async (part) => {
      const { text, params } = given(columns, part);
      const update = `update ${own} set ${changes} from ${text} where ${matches.join(' and ')}`;
      const changed = await send(executor, update, params);
      if (changed !== part.length)
        throw new Error(`${getTableName(table)}: ${part.length} rows were to change, ${changed} did`);
    }),
  );
}

/** Statements that are sent one behind the other, without waiting for each other's answers. */
export class Writes {
  private readonly sent: Promise<void>[] = [];

  constructor(private readonly executor: Executor) {}

  insert<Table extends PgTable>(table: Table, rows: Row<Table>[], conflict?: Conflict<Table>): void {
    this.send(insertRows(this.executor, table, rows, conflict));
  }

  update<Table extends PgTable>(
    table: Table,
    by: Key<Table>[],
    rows: Partial<Row<Table>>[],
    adds = false,
  ): void {
    this.send(updateRows(this.executor, table, by, rows, adds));
  }

  private send(write: Promise<void>): void {
    // Whoever waits for all of them is told.
    write.catch(() => {});
    this.sent.push(write);
  }

  /** Waits for all of them; fails as the first that failed, and then none of the transaction holds. */
  async done(): Promise<void> {
    await Promise.all(this.sent);
  }
}
