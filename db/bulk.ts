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

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value);
  if (value instanceof Date) return `"${value.toISOString()}"`;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** A JSON text that is ready to be written, for a column whose rows are read as what it says. */
export function jsonText(text: string): Record<string, unknown> {
  return text as unknown as Record<string, unknown>;
}

/** A PostgreSQL array's text, of plain values. */
export function arrayText(values: Iterable<unknown>): string {
  const literals: string[] = [];
  for (const value of values) literals.push(literal(value));
  return `{${literals.join(',')}}`;
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

function isArrayColumn(column: PgColumn): boolean {
  return column.getSQLType().endsWith('[]');
}

function elementType(column: PgColumn): string {
  return isArrayColumn(column) ? 'text' : column.getSQLType().replace(/ COLLATE .*/, '');
}

/** From so many rows on, a column that says the same in all of them travels once. */
const ROWS_TO_COMPARE = 100;

/** The rows as a set called `given`, with the columns in the keys' order. */
function given<Table extends PgTable>(columns: PgColumn[], keys: Key<Table>[], rows: Row<Table>[]): SQL {
  const arrays: SQL[] = [];
  const names: SQL[] = [];
  const same: SQL[] = [];
  for (const [index, column] of columns.entries()) {
    const key = keys[index] as Key<Table>;
    const name = sql.identifier(column.name);
    const type = elementType(column);
    const first = rows[0]?.[key];
    if (
      rows.length >= ROWS_TO_COMPARE &&
      // One of them at least says how many rows there are.
      (arrays.length > 0 || index < columns.length - 1) &&
      !isArrayColumn(column) &&
      (typeof first !== 'object' || first === null) &&
      rows.every((row) => row[key] === first)
    ) {
      const value = first === undefined || first === null ? null : String(first);
      same.push(sql`${value}::${sql.raw(type)} as ${name}`);
      continue;
    }
    const values = rows.map((row) => {
      const value = row[key];
      return isArrayColumn(column) && Array.isArray(value) ? arrayText(value) : value;
    });
    arrays.push(list(values, type));
    names.push(sql`${name}`);
  }
  const differing = sql`unnest(${sql.join(arrays, sql`, `)})`;
  if (same.length === 0) return sql`${differing} as given (${sql.join(names, sql`, `)})`;
  return sql`(select differing.*, ${sql.join(same, sql`, `)}
    from ${differing} as differing (${sql.join(names, sql`, `)})) as given`;
}

function columnsOf<Table extends PgTable>(table: Table, keys: Key<Table>[]): PgColumn[] {
  const columns = getTableColumns(table) as Record<string, PgColumn>;
  return keys.map((key) => {
    const column = columns[key];
    if (column === undefined) throw new Error(`${getTableName(table)} has no column for ${key}`);
    return column;
  });
}

function chunks<T>(rows: T[]): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    parts.push(rows.slice(start, start + ROWS_PER_STATEMENT));
  }
  return parts;
}

function keysOf<Table extends PgTable>(rows: Row<Table>[]): Key<Table>[] {
  return Object.keys(rows[0] as object) as Key<Table>[];
}

/**
 * Inserts rows, all of which have the same keys.
 *
 * @param conflict what to do with rows whose `target` is there already; without it they are an error
 */
export async function insertRows<Table extends PgTable>(
  executor: Executor,
  table: Table,
  rows: Row<Table>[],
  conflict?: { target: Key<Table>[]; set?: Key<Table>[]; add?: Key<Table>[] },
): Promise<void> {
  if (rows.length === 0) return;
  const keys = keysOf<Table>(rows);
  const columns = columnsOf(table, keys);
  const names = sql.join(
    columns.map((column) => sql.identifier(column.name)),
    sql`, `,
  );
  const values = sql.join(
    columns.map((column) =>
      isArrayColumn(column)
        ? sql`given.${sql.identifier(column.name)}::${sql.raw(column.getSQLType())}`
        : sql`given.${sql.identifier(column.name)}`,
    ),
    sql`, `,
  );
  for (const part of chunks(rows)) {
    await executor.execute(
      sql`insert into ${table} (${names}) select ${values} from ${given(columns, keys, part)}${onConflict(table, conflict)}`,
    );
  }
}

function onConflict<Table extends PgTable>(
  table: Table,
  conflict?: { target: Key<Table>[]; set?: Key<Table>[]; add?: Key<Table>[] },
): SQL {
  if (conflict === undefined) return sql``;
  const names = (keys: Key<Table>[]) => columnsOf(table, keys).map((column) => sql.identifier(column.name));
  const replaced = names(conflict.set ?? []).map((name) => sql`${name} = excluded.${name}`);
  const added = names(conflict.add ?? []).map((name) => sql`${name} = ${table}.${name} + excluded.${name}`);
  const target = sql.join(names(conflict.target), sql`, `);
  const changes = [...replaced, ...added];
  if (changes.length === 0) return sql` on conflict (${target}) do nothing`;
  return sql` on conflict (${target}) do update set ${sql.join(changes, sql`, `)}`;
}

/** Updates the rows with those keys, or with `adds` adds to their columns; throws where one of them is not there. */
export async function updateRows<Table extends PgTable>(
  executor: Executor,
  table: Table,
  by: Key<Table>[],
  rows: Partial<Row<Table>>[],
  adds = false,
): Promise<void> {
  if (rows.length === 0) return;
  const keys = keysOf<Table>(rows as Row<Table>[]);
  const columns = columnsOf(table, keys);
  const changes = columns
    .filter((_column, index) => !by.includes(keys[index] as Key<Table>))
    .map((column) => {
      const name = sql.identifier(column.name);
      if (adds) return sql`${name} = ${column} + given.${name}`;
      return isArrayColumn(column)
        ? sql`${name} = given.${name}::${sql.raw(column.getSQLType())}`
        : sql`${name} = given.${name}`;
    });
  const matches = columnsOf(table, by).map((column) => sql`${column} = given.${sql.identifier(column.name)}`);
  for (const part of chunks(rows)) {
    const { rowCount } = await executor.execute(
      sql`update ${table} set ${sql.join(changes, sql`, `)} from ${given(columns, keys, part as Row<Table>[])} where ${sql.join(matches, sql` and `)}`,
    );
    if (rowCount !== part.length) {
      throw new Error(`${getTableName(table)}: ${part.length} rows were to change, ${rowCount} did`);
    }
  }
}
