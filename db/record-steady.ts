import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Book } from '../engine/book';
import { arrayText, insertRows, list } from './bulk';
import type { Executor } from './client';
import type { SteadyMerchant } from './queries/books';
import { isUnvisited, type RunAttempt } from './queries/runs';
import { assessmentRow, type Recording } from './record';
import { assessments } from './schema/assessments';
import { merchants } from './schema/merchants';
import { webhookOutbox } from './schema/webhooks';

/** Recording assessments that change nobody's standing, of merchants that were read and not locked. */

/** A book that an assessment alone has changed, and that has no more than one. */
export interface SteadyBook extends Book {
  readonly merchant: SteadyMerchant;
}

/** A column of many rows: one value where all have the same, else an array of them. */
function columnOf(column: PgColumn, values: unknown[]): { given: SQL | null; value: SQL } {
  const type = column.getSQLType().replace(/ COLLATE .*/, '');
  const isArray = type.endsWith('[]');
  const plain = isArray ? values.map((value) => arrayText(value as unknown[])) : values;
  const name = sql.identifier(column.name);
  const first = plain[0] ?? null;
  if (plain.every((value) => (value ?? null) === first)) {
    return { given: null, value: sql`${first}::${sql.raw(type)}` };
  }
  const element = isArray ? 'text' : type;
  return { given: list(plain, element), value: sql`given.${name}::${sql.raw(type)}` };
}

/**
 * Records the visit, the assessment and the window of each, in one statement: unless the merchant was visited, or its
 * books changed, since it was read. Who is left out is to be visited as anybody else.
 *
 * @returns the ids of those that are recorded
 */
export async function recordSteady(
  executor: Executor,
  run: RunAttempt,
  books: SteadyBook[],
  recording: Recording,
): Promise<string[]> {
  if (books.length === 0) return [];
  const rows = books.flatMap(({ merchant, assessments: made }) =>
    made.map((assessment) => assessmentRow(merchant.merchantId, assessment, recording)),
  );
  const { windowFrom, lockCount } = getTableColumns(merchants);
  const table = getTableColumns(assessments);
  const keys = Object.keys(rows[0] as object) as (keyof (typeof rows)[number])[];
  const columns = keys.map((key) => ({
    column: table[key],
    ...columnOf(
      table[key],
      rows.map((row) => row[key]),
    ),
  }));
  const arrays = columns.flatMap(({ column, given }) =>
    given === null ? [] : [{ name: column.name, given }],
  );
  const read = columnOf(
    lockCount,
    books.map(({ merchant }) => merchant.lockCount),
  );
  if (read.given !== null) arrays.push({ name: lockCount.name, given: read.given });
  if (!arrays.some(({ name }) => name === table.merchantId.name)) {
    arrays.push({ name: table.merchantId.name, given: list([books[0]?.merchant.merchantId], 'text') });
  }
  const valueFor = (key: (typeof keys)[number]) => columns[keys.indexOf(key)]?.value ?? sql`null`;
  const names = (all: { name: string }[]) =>
    sql.join(
      all.map(({ name }) => sql.identifier(name)),
      sql`, `,
    );
  const { rows: recorded } = await executor.execute<{ merchant_id: string }>(sql`
    with given as (
      select * from unnest(${sql.join(
        arrays.map(({ given }) => given),
        sql`, `,
      )}) as given (${names(arrays)})
    ), visited as (
      update ${merchants} set visited_on = ${run.runOn}, visited_attempt = ${run.attempt},
        lock_count = ${lockCount} + 1, last_assessed_on = ${valueFor('assessedOn')},
        failures_in_a_row = ${valueFor('failuresInARow')}, ${sql.identifier(windowFrom.name)} = ${valueFor('windowFrom')},
        window_shipped = ${valueFor('orders')}, window_late = ${valueFor('late')},
        window_disputed = ${valueFor('disputed')}, window_refunded = ${valueFor('refunded')},
        window_feedback = ${valueFor('feedback')}, window_positive = ${valueFor('positive')}
      from given
      where ${merchants.merchantId} = given.merchant_id and ${lockCount} = ${read.value} and ${isUnvisited(run)}
      returning ${merchants.merchantId}
    )
    insert into ${assessments} (${names(columns.map(({ column }) => column))})
    select ${sql.join(
      columns.map(({ value }) => value),
      sql`, `,
    )} from given join visited on visited.merchant_id = given.merchant_id
    returning merchant_id`);
  const merchantIds = recorded.map((row) => row.merchant_id);
  if (recording.hasListeners) {
    const told = merchantIds.map((merchantId) => ({
      ...{ merchantId, assessedOn: run.runOn, runAttempt: run.attempt },
    }));
    await insertRows(executor, webhookOutbox, told);
  }
  return merchantIds;
}
