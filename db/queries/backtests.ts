import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type {
  BacktestChoice,
  BacktestMerchantFigures,
  BacktestResult,
  BacktestSort,
} from '../../engine/backtests';
import type { CalendarDate } from '../../engine/calendar';
import { insertRows, list } from '../bulk';
import type { Executor } from '../client';
import { merchants } from '../schema/merchants';
import { people } from '../schema/people';
import { backtestMerchants, backtests, policyDrafts } from '../schema/policy-drafts';
import { runs } from '../schema/runs';

/** Backtests: asked for by a person, played in the background by one server at a time. */

export type BacktestRow = typeof backtests.$inferSelect;

export async function insertBacktest(
  executor: Executor,
  backtest: typeof backtests.$inferInsert,
): Promise<void> {
  await executor.insert(backtests).values(backtest);
}

export interface NamedBacktest {
  backtest: BacktestRow;
  askedByName: string;
  draftName: string | null;
}

function named(executor: Executor) {
  return executor
    .select({ backtest: backtests, askedByName: people.name, draftName: policyDrafts.name })
    .from(backtests)
    .innerJoin(people, eq(people.id, backtests.askedBy))
    .leftJoin(policyDrafts, eq(policyDrafts.draftId, backtests.draftId));
}

export async function readBacktest(executor: Executor, backtestId: string): Promise<NamedBacktest | null> {
  const [row] = await named(executor).where(eq(backtests.backtestId, backtestId));
  return row ?? null;
}

/** The latest ones, newest first; of one draft, or of all. */
export async function listBacktests(
  executor: Executor,
  draftId: string | null,
  limit: number,
): Promise<NamedBacktest[]> {
  return named(executor)
    .where(draftId === null ? undefined : eq(backtests.draftId, draftId))
    .orderBy(desc(backtests.askedAt), desc(backtests.backtestId))
    .limit(limit);
}

/** The newest finished backtest of a draft as it stands in that revision. */
export async function findDoneBacktest(
  executor: Executor,
  draftId: string,
  revision: number,
): Promise<BacktestRow | null> {
  const [row] = await executor
    .select()
    .from(backtests)
    .where(
      and(
        eq(backtests.draftId, draftId),
        eq(backtests.draftRevision, revision),
        eq(backtests.status, 'done'),
      ),
    )
    .orderBy(desc(backtests.askedAt))
    .limit(1);
  return row ?? null;
}

/** One that waits or is played is stopped for good; false where it had ended. */
export async function stopBacktestRow(executor: Executor, backtestId: string, now: Date): Promise<boolean> {
  const rows = await executor
    .update(backtests)
    .set({ status: 'stopped', finishedAt: now })
    .where(and(eq(backtests.backtestId, backtestId), inArray(backtests.status, ['waiting', 'running'])))
    .returning({ backtestId: backtests.backtestId });
  return rows.length > 0;
}

/**
 * Takes the one that has waited longest, or one that its server has left, while no other is being played. Whoever
 * takes it holds it by the instant at which it started.
 *
 * @param leftAfterMs how long one has not been touched before it counts as left
 */
export async function claimBacktest(executor: Executor, leftAfterMs: number): Promise<BacktestRow | null> {
  await executor.execute(
    sql`select pg_advisory_xact_lock(hashtext('sluice backtests'), hashtext(current_schema()))`,
  );
  const left = sql`touched_at < clock_timestamp() - make_interval(secs => ${leftAfterMs / 1000})`;
  const isFree = sql`(status = 'waiting' or (status = 'running' and ${left}))`;
  const { rows } = await executor.execute<{ backtest_id: string }>(sql`
    update ${backtests} set status = 'running',
      started_at = date_trunc('milliseconds', clock_timestamp()), touched_at = clock_timestamp(),
      facts_played = 0, facts_to_play = 0, error = null
    where backtest_id = (
      select backtest_id from ${backtests} where ${isFree} order by asked_at, backtest_id limit 1)
    -- Looked at once more where a person has stopped it meanwhile.
    and ${isFree} and not exists (select from ${backtests} where status = 'running' and not (${left}))
    returning backtest_id`);
  const [claimed] = rows;
  if (claimed === undefined) return null;
  return (await readBacktest(executor, claimed.backtest_id))?.backtest ?? null;
}

/** Held as it was taken, and not stopped since. */
function isHeld({ backtestId, startedAt }: Pick<BacktestRow, 'backtestId' | 'startedAt'>): SQL {
  return sql`${backtests.backtestId} = ${backtestId} and ${backtests.status} = 'running'
    and ${backtests.startedAt} = ${startedAt?.toISOString() ?? null}::timestamptz`;
}

/** Says how far it is; false where it was stopped, or another has taken it over. */
export async function touchBacktest(
  executor: Executor,
  held: BacktestRow,
  progress: { factsPlayed: number; factsToPlay: number },
): Promise<boolean> {
  const rows = await executor
    .update(backtests)
    .set({ ...progress, touchedAt: sql`clock_timestamp()` })
    .where(isHeld(held))
    .returning({ backtestId: backtests.backtestId });
  return rows.length > 0;
}

/** Gives it back, to be taken again. */
export async function returnBacktest(executor: Executor, held: BacktestRow): Promise<void> {
  await executor
    .update(backtests)
    .set({ status: 'waiting', startedAt: null, touchedAt: null })
    .where(isHeld(held));
}

/** Ends it with what came out, or with what went wrong; false where it is no longer held. */
export async function finishBacktest(
  executor: Executor,
  held: BacktestRow,
  end: { result: BacktestResult } | { error: string },
): Promise<boolean> {
  const change =
    'result' in end
      ? { status: 'done' as const, result: end.result as unknown as Record<string, unknown> }
      : { status: 'failed' as const, error: end.error };
  const rows = await executor
    .update(backtests)
    .set({ ...change, finishedAt: sql`clock_timestamp()`, touchedAt: sql`clock_timestamp()` })
    .where(isHeld(held))
    .returning({ backtestId: backtests.backtestId });
  return rows.length > 0;
}

export interface BacktestMerchant {
  merchantId: string;
  currency: string;
  soonerMinorDays: bigint;
  owedMoreMinor: bigint;
  lostMoreMinor: bigint;
  figures: BacktestMerchantFigures;
}

export async function insertBacktestMerchants(
  executor: Executor,
  backtestId: string,
  rows: BacktestMerchant[],
): Promise<void> {
  await insertRows(
    executor,
    backtestMerchants,
    rows.map((row) => ({
      backtestId,
      ...row,
      figures: row.figures as unknown as Record<string, unknown>,
    })),
  );
}

const ORDERS: Record<BacktestSort, SQL> = {
  winners: sql`${backtestMerchants.soonerMinorDays} desc`,
  losers: sql`${backtestMerchants.soonerMinorDays} asc`,
  owing: sql`${backtestMerchants.owedMoreMinor} desc`,
  losses: sql`${backtestMerchants.lostMoreMinor} desc`,
};

const CHOSEN: Record<BacktestChoice, SQL> = {
  all: sql`true`,
  moved: sql`(${backtestMerchants.figures} -> 'happened' <> ${backtestMerchants.figures} -> 'draft'
    or ${backtestMerchants.soonerMinorDays} <> 0
    or ${backtestMerchants.figures} -> 'part' -> 'happened' <> ${backtestMerchants.figures} -> 'part' -> 'draft')`,
  newly_enrolled: sql`(${backtestMerchants.figures} #>> '{part,draft,ever}' = 'true'
    and ${backtestMerchants.figures} #>> '{part,happened,ever}' = 'false')`,
  no_longer: sql`(${backtestMerchants.figures} #>> '{part,happened,ever}' = 'true'
    and ${backtestMerchants.figures} #>> '{part,draft,ever}' = 'false')`,
};

export interface BacktestMerchantsAsk {
  backtestId: string;
  /** Null: every currency. */
  currency: string | null;
  choice: BacktestChoice;
  sort: BacktestSort;
  limit: number;
  offset: number;
}

export async function listBacktestMerchants(
  executor: Executor,
  { backtestId, currency, choice, sort, limit, offset }: BacktestMerchantsAsk,
): Promise<(BacktestMerchant & { name: string | null })[]> {
  const rows = await executor
    .select({ row: backtestMerchants, name: merchants.name })
    .from(backtestMerchants)
    .leftJoin(merchants, eq(merchants.merchantId, backtestMerchants.merchantId))
    .where(
      and(
        eq(backtestMerchants.backtestId, backtestId),
        currency === null ? undefined : eq(backtestMerchants.currency, currency),
        CHOSEN[choice],
      ),
    )
    .orderBy(ORDERS[sort], backtestMerchants.merchantId, backtestMerchants.currency)
    .limit(limit)
    .offset(offset);
  return rows.map(({ row, name }) => ({
    ...row,
    figures: row.figures as unknown as BacktestMerchantFigures,
    name,
  }));
}

/** The names of merchants, by id; one without a name is not among them. */
export async function readMerchantNames(
  executor: Executor,
  merchantIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await executor
    .select({ merchantId: merchants.merchantId, name: merchants.name })
    .from(merchants)
    .where(sql`${merchants.merchantId} = any(${list(merchantIds, 'text')})`);
  return new Map(rows.flatMap(({ merchantId, name }) => (name === null ? [] : [[merchantId, name]])));
}

/** The days that can be played again: the first run and the latest that is done; null where there is none. */
export async function readRunSpan(
  executor: Executor,
): Promise<{ first: CalendarDate; last: CalendarDate } | null> {
  const { rows } = await executor.execute<{ first: string | null; last: string | null }>(
    sql`select min(run_on) as first, max(run_on) as last from ${runs} where status = 'done'`,
  );
  const [row] = rows;
  return row?.first && row.last ? { first: row.first, last: row.last } : null;
}
