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

/** What a column has in each of the rows: one value where it is the same in all of them, else an array. */
function given(column: PgColumn, values: unknown[]): { name: string; array: SQL | null; value: SQL } {
  const type = column.getSQLType().replace(/ COLLATE .*/, '');
  const isArray = type.endsWith('[]');
  const plain = isArray ? values.map((value) => arrayText(value as unknown[])) : values;
  const first = plain[0] ?? null;
  if (!column.primary && plain.every((value) => (value ?? null) === first)) {
    return { name: column.name, array: null, value: sql`${first}::${sql.raw(type)}` };
  }
  const value = sql`given.${sql.identifier(column.name)}`;
  if (!isArray) return { name: column.name, array: list(plain, type), value };
  return { name: column.name, array: list(plain, 'text'), value: sql`${value}::${sql.raw(type)}` };
}

const listed = (parts: SQL[]) => sql.join(parts, sql`, `);

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
  const { merchantId, lockCount } = getTableColumns(merchants);
  const keys = Object.keys(rows[0] as object) as (keyof (typeof rows)[number])[];
  const columns = getTableColumns(assessments);
  const each = Object.fromEntries(
    keys.map((key) => [
      key,
      given(
        key === 'merchantId' ? merchantId : columns[key],
        rows.map((row) => row[key]),
      ),
    ]),
  ) as Record<(typeof keys)[number], ReturnType<typeof given>>;
  const read = given(
    lockCount,
    books.map(({ merchant }) => merchant.lockCount),
  );
  const arrays = [...Object.values(each), read].filter(({ array }) => array !== null);
  const { rows: recorded } = await executor.execute<{ merchant_id: string }>(sql`
    with visited as (
      update ${merchants} set visited_on = ${run.runOn}, visited_attempt = ${run.attempt},
        lock_count = ${lockCount} + 1, last_assessed_on = ${each.assessedOn.value},
        failures_in_a_row = ${each.failuresInARow.value}, window_from = ${each.windowFrom.value},
        window_shipped = ${each.orders.value}, window_late = ${each.late.value},
        window_disputed = ${each.disputed.value}, window_refunded = ${each.refunded.value},
        window_feedback = ${each.feedback.value}, window_positive = ${each.positive.value}
      from unnest(${listed(arrays.flatMap(({ array }) => array ?? []))})
        as given (${listed(arrays.map(({ name }) => sql`${sql.identifier(name)}`))})
      where ${merchantId} = given.merchant_id and ${lockCount} = ${read.value} and ${isUnvisited(run)}
      returning given.*
    )
    insert into ${assessments} (${listed(keys.map((key) => sql`${sql.identifier(each[key].name)}`))})
    select ${listed(keys.map((key) => each[key].value))} from visited as given
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
