import { type SQL, sql } from 'drizzle-orm';
import type { CalendarDate } from '../../engine/calendar';
import { list } from '../bulk';
import type { Executor } from '../client';
import { merchants } from '../schema/merchants';
import { runs } from '../schema/runs';

/** Whom a run must visit, taking them, and adding up what is done. */

/** One attempt at a run, with the last assessment date that is due again on its date. */
export interface RunAttempt {
  runOn: CalendarDate;
  attempt: number;
  isPolicyNew: boolean;
  lastAssessmentDueBy: CalendarDate;
}

/** Whether the attempt has not visited the merchant. */
export function isUnvisited({ runOn, attempt }: RunAttempt): SQL {
  return sql`(${merchants.visitedOn}, ${merchants.visitedAttempt}) < (${runOn}::date, ${attempt}::int)`;
}

/**
 * The merchants that the run has still to visit, by id: something of theirs may be due, or their assessment is;
 * under a new policy all of them. Found by the index on the next due date and the one on the last assessment.
 */
export async function findMerchantsToVisit(executor: Executor, run: RunAttempt): Promise<string[]> {
  const rows = run.isPolicyNew
    ? await executor.execute<{ merchant_id: string }>(
        sql`select merchant_id from ${merchants} where opened_on is not null and ${isUnvisited(run)}
            order by merchant_id`,
      )
    : await executor.execute<{ merchant_id: string }>(
        sql`select merchant_id from ${merchants} where next_due_on <= ${run.runOn} and opened_on is not null
              and ${isUnvisited(run)}
            union
            select merchant_id from ${merchants} where enrolment <> 'closed' and opened_on is not null
              and (last_assessed_on is null or last_assessed_on <= ${run.lastAssessmentDueBy}) and ${isUnvisited(run)}
            order by merchant_id`,
      );
  return rows.rows.map((row) => row.merchant_id);
}

/** The merchants of whom something can be due by the date, by id. */
export async function findMerchantsDueBy(executor: Executor, on: CalendarDate): Promise<string[]> {
  const { rows } = await executor.execute<{ merchant_id: string }>(
    sql`select merchant_id from ${merchants} where next_due_on <= ${on} and opened_on is not null order by merchant_id`,
  );
  return rows.map((row) => row.merchant_id);
}

/** Takes those of the merchants that nobody has visited in this attempt yet: locks their books and marks the visit. */
export async function takeMerchants(executor: Executor, run: RunAttempt, merchantIds: string[]) {
  return executor
    .update(merchants)
    .set({
      visitedOn: run.runOn,
      visitedAttempt: run.attempt,
      lockCount: sql`${merchants.lockCount} + 1`,
    })
    .where(sql`${merchants.merchantId} = any(${list(merchantIds, 'text')}) and ${isUnvisited(run)}`)
    .returning();
}

/** Says how many merchants the run has to visit in all, from those that are left. */
export async function setMerchantsLeft(executor: Executor, run: RunAttempt, left: number): Promise<void> {
  await executor.execute(sql`
    update ${runs} set merchants_to_visit = merchants_visited + ${left}, touched_at = now(),
      visiting_since = now(), visited_before = merchants_visited
    where run_on = ${run.runOn} and attempt = ${run.attempt}`);
}

/** What a chunk of visits has done. */
export interface ChunkCounts {
  merchants: number;
  assessments: number;
  enrolmentChanges: number;
  releases: number;
  holdsGivenBack: number;
  money: Map<string, { released: bigint; frozen: bigint; given_back: bigint }>;
  /** What the exposure cap left, by currency: how many orders, and what they hold. */
  capped: Map<string, { count: number; amountMinor: bigint }>;
}

/** What the chunk's orders that the cap left add to those of the chunks before it. */
function addCapped(capped: ChunkCounts['capped']): SQL {
  const sums = [...capped].map(([currency, { count, amountMinor }]) => ({
    ...{ currency, count, amount: amountMinor.toString() },
  }));
  const before = sql`coalesce(skipped -> 'exposure_cap', '{}')`;
  return sql`jsonb_build_object('exposure_cap', ${before} || (
    select jsonb_object_agg(chunk.currency, jsonb_build_object(
      'count', coalesce((${before} -> chunk.currency ->> 'count')::int, 0) + chunk.count,
      'amount', (coalesce((${before} -> chunk.currency ->> 'amount')::numeric, 0) + chunk.amount)::text))
    from jsonb_to_recordset(${JSON.stringify(sums)}::jsonb) as chunk (currency text, count int, amount numeric)))`;
}

/** Adds a chunk to the run's progress, in the chunk's own transaction. */
export async function addRunProgress(executor: Executor, run: RunAttempt, chunk: ChunkCounts): Promise<void> {
  const money = [...chunk.money].map(([currency, sums]) => ({
    currency,
    released: sums.released.toString(),
    frozen: sums.frozen.toString(),
    given_back: sums.given_back.toString(),
  }));
  await executor.execute(sql`
    update ${runs} set
      merchants_visited = merchants_visited + ${chunk.merchants},
      assessments = assessments + ${chunk.assessments},
      enrolment_changes = enrolment_changes + ${chunk.enrolmentChanges},
      releases = releases + ${chunk.releases},
      holds_given_back = holds_given_back + ${chunk.holdsGivenBack},
      money = ${
        money.length === 0
          ? sql`money`
          : sql`money || (select jsonb_object_agg(chunk.currency, jsonb_build_object(
              'released', (coalesce((money -> chunk.currency ->> 'released')::numeric, 0) + chunk.released)::text,
              'frozen', (coalesce((money -> chunk.currency ->> 'frozen')::numeric, 0) + chunk.frozen)::text,
              'given_back', (coalesce((money -> chunk.currency ->> 'given_back')::numeric, 0) + chunk.given_back)::text))
            from jsonb_to_recordset(${JSON.stringify(money)}::jsonb)
              as chunk (currency text, released numeric, frozen numeric, given_back numeric))`
      },
      skipped = ${chunk.capped.size === 0 ? sql`skipped` : addCapped(chunk.capped)},
      touched_at = now()
    where run_on = ${run.runOn} and attempt = ${run.attempt}`);
}
