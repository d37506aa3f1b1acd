import { asc, lte, sql } from 'drizzle-orm';
import { type CalendarDate, isCalendarDate } from '../../engine/calendar';
import type { Executor } from '../client';
import { policyVersions, runs } from '../schema/runs';

/** Reading the record in the order in which it can be played again, and comparing two sets of books. */

export interface RecordedFact {
  merchant_id: string;
  fact_seq: bigint | string;
  fact_id: string;
  content: unknown;
  open_on: CalendarDate | null;
  run_attempt: number;
  policy_version: number;
}

/** @param until the last open day that counts; null where all do */
export async function countFacts(executor: Executor, until: CalendarDate | null): Promise<number> {
  const { rows } = await executor.execute<{ count: bigint }>(sql`
    select count(*) as count from facts
    where ${until}::date is null or open_on is null or open_on <= ${until}::date`);
  return Number(rows[0]?.count ?? 0);
}

/** Every policy version, oldest first. */
export async function listPolicyVersions(executor: Executor) {
  return executor.select().from(policyVersions).orderBy(asc(policyVersions.version));
}

/** Every attempt at a run up to a date, or at all, oldest first. */
export async function listRunsInOrder(executor: Executor, until: CalendarDate | null) {
  return executor
    .select({ runOn: runs.runOn, attempt: runs.attempt, policyVersion: runs.policyVersion })
    .from(runs)
    .where(until === null ? undefined : lte(runs.runOn, until))
    .orderBy(asc(runs.runOn), asc(runs.attempt));
}

const FETCH = 2000;

/**
 * Every applied fact by open day, by attempts before it, by policy version; then by merchant, in the order of its
 * books. Inside a transaction, whose snapshot it reads.
 *
 * @param until the last open day whose facts are read; null where all are
 */
export async function* readFactsInOrder(
  executor: Executor,
  until: CalendarDate | null,
): AsyncGenerator<RecordedFact> {
  // A cursor's declaration takes no parameters.
  if (until !== null && !isCalendarDate(until)) throw new Error(`${until} is no date`);
  const taken = until === null ? 'true' : `(open_on is null or open_on <= '${until}')`;
  await executor.execute(sql`declare recorded no scroll cursor for
    select merchant_id, fact_seq, fact_id, content, open_on, run_attempt, policy_version from facts
    where ${sql.raw(taken)}
    order by open_on nulls first, run_attempt, policy_version, merchant_id, fact_seq`);
  for (;;) {
    const { rows } = await executor.execute<RecordedFact & Record<string, unknown>>(
      sql`fetch ${sql.raw(String(FETCH))} from recorded`,
    );
    yield* rows;
    if (rows.length < FETCH) break;
  }
  await executor.execute(sql`close recorded`);
}

/** What is compared of each table: everything but the instants of recording and the marks of work in progress. */
const COMPARED: { table: string; key: string; columns: string; where?: string }[] = [
  {
    table: 'facts',
    key: 'merchant_id',
    columns:
      'merchant_id, fact_seq, fact_id, type, at, effective_on, order_id, content::text, open_on, run_attempt, policy_version, first_entry_seq, entries',
  },
  {
    table: 'entries',
    key: 'merchant_id',
    columns:
      'merchant_id, entry_seq, currency, booked_on, effective_on, kind, rule, order_id, fact_seq, run_on, run_attempt, policy_version, order_funds, payment_account, marketplace_account, deposit, receivable, fees, platform_loss, clearing',
  },
  { table: 'balances', key: 'merchant_id', columns: '*' },
  { table: 'orders', key: 'merchant_id', columns: '*' },
  { table: 'disputes', key: 'merchant_id', columns: '*' },
  { table: 'refunds', key: 'merchant_id', columns: '*' },
  { table: 'holds', key: 'merchant_id', columns: '*' },
  {
    table: 'hold_movements',
    key: 'merchant_id',
    columns:
      'merchant_id, order_id, movement_no, kind, booked_on, amount_minor, amount_after_minor, release_on_after, entry_seq, rule, policy_version, fact_seq, run_on, run_attempt',
  },
  {
    table: 'daily_counts',
    key: 'merchant_id',
    columns: '*',
    where: 'greatest(shipped, late, disputed, refunded, feedback, positive) > 0',
  },
  {
    table: 'assessments',
    key: 'merchant_id',
    columns:
      'merchant_id, assessed_on, run_attempt, policy_version, window_from, store_age_days, orders, disputed, refunded, late, feedback, positive, dispute_bps, refund_bps, late_shipment_bps, feedback_bps, failed_gates, points_store_age, points_dispute, points_refund, points_late_shipment, points_feedback, score, tier_by_score, is_eligible, override_decision, is_opted_out, enrolment_before, enrolment_after, tier_after, failures_in_a_row',
  },
  {
    table: 'enrolment_changes',
    key: 'merchant_id',
    columns:
      'merchant_id, change_seq, changed_on, kind, enrolment_before, enrolment_after, tier_before, tier_after, rule, policy_version, fact_seq, run_on, run_attempt',
  },
  {
    table: 'merchants',
    key: 'merchant_id',
    columns:
      'merchant_id, name, opened_on, enrolment, tier, cancelled_on, closed_on, closure_reason, is_opted_out, override_decision, override_tier, override_until, failures_in_a_row, last_assessed_on, window_from, window_shipped, window_late, window_disputed, window_refunded, window_feedback, window_positive, fact_count, entry_count, enrolment_change_count, last_booked_on, currencies',
    where: 'opened_on is not null',
  },
  {
    table: 'runs',
    key: "run_on || ' attempt ' || attempt",
    columns:
      'run_on, attempt, policy_version, assessments, enrolment_changes, releases, holds_given_back, money',
  },
];

export const COMPARED_TABLES = COMPARED.map(({ table }) => table);

function comparedRows(table: string) {
  const compared = COMPARED.find((each) => each.table === table);
  if (compared === undefined) throw new Error(`${table} is not compared`);
  const { key, columns, where = 'true' } = compared;
  return { key: sql.raw(key), rows: sql.raw(`(select ${columns} from ${table} where ${where})`) };
}

/** A digest of each merchant's rows in a table: how many, and a sum of what they say. */
export async function digestTable(
  executor: Executor,
  table: string,
): Promise<Map<string, { rows: number; digest: string }>> {
  const compared = comparedRows(table);
  const { rows } = await executor.execute<{ key: string; rows: bigint; digest: string }>(sql`
    select ${compared.key} as key, count(*) as rows, sum(hashtextextended(compared::text, 0)::numeric)::text as digest
    from ${compared.rows} compared group by 1 order by 1`);
  return new Map(rows.map((row) => [row.key, { rows: Number(row.rows), digest: row.digest }]));
}

/** The rows themselves, as text, of one key. */
export async function rowsOfKey(executor: Executor, table: string, key: string): Promise<string[]> {
  const compared = comparedRows(table);
  const { rows } = await executor.execute<{ said: string }>(sql`
    select compared::text as said from ${compared.rows} compared where ${compared.key} = ${key} order by 1`);
  return rows.map((row) => row.said);
}
