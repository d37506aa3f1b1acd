import type { Database } from '../db/client';
import {
  insertRun,
  latestRun,
  lockDay,
  policyFor,
  type RunRow,
  readMarketplace,
  readRun,
  updateMarketplace,
  updateRun,
} from '../db/queries/marketplace';
import { sumInDispute } from '../db/queries/run-skips';
import { findMerchantsToVisit, type RunAttempt, setMerchantsLeft } from '../db/queries/runs';
import { wakeTask } from '../db/queries/tasks';
import type { Actor } from '../engine/actor';
import { lastAssessmentDueBy } from '../engine/assessment';
import { addDays, type CalendarDate, dateOf } from '../engine/calendar';
import { makerOf } from './access/submit-once';
import { STEADY_CHUNK_SIZE, visitSteadyMerchants } from './assess-steady';
import { recordAudit } from './audit/record-audit';
import { authorize } from './authorize';
import { keepForecasts } from './keep-forecasts';
import { countError, observeRun, observeRunChunk, secondsSince } from './measure';
import { traced } from './trace';
import { afterCommit, inTransaction } from './transaction';
import { type RunPolicy, visitMerchants } from './visit-merchants';

/** The daily run (rules.md, sections 2, 5, 6 and 10): opens its date, then visits the merchants in chunks. */

export type RunOutcome =
  | { status: 'done'; run: RunRow }
  | { status: 'rejected'; code: 'closed_day' | 'done_already' | 'stopped' };

export interface RunOptions {
  /** Told after each chunk how many merchants of how many are visited. */
  onProgress?: (visited: number, toVisit: number) => void;
  /** How many merchants at most share a transaction. */
  chunkSize?: number;
  /** Refuse a date whose run is done, where repeating it is not meant. */
  onlyOnce?: boolean;
  /** Asked between chunks: then it leaves the rest to whoever goes on with it, and is rejected as `stopped`. */
  isStopping?: () => boolean;
}

/** What only other verbs ask of a run, which do it as a part of their own work. */
interface PlayOptions extends RunOptions {
  /** Done once the date is open, before anybody is visited: a replay records here what came in between. */
  onOpened?: () => Promise<void>;
  /** A day of the record: it has the policy that is in force as it begins, and nothing is expected of the next. */
  isPlayedAgain?: boolean;
  /** Who starts or continues it by an act of their own, for the audit log; without one it is part of another's. */
  startedBy?: Actor;
}

/** How many chunks are under way at once: while PostgreSQL writes one, the next is decided. */
const WORKERS = 2;
/** More in one transaction are no faster, and their orders are in memory together. */
const CHUNK_SIZE = 100;
const MOST_ERROR_CHARACTERS = 2000;
const MS_PER_SECOND = 1000;

interface OpenedRun {
  run: RunAttempt;
  policy: RunPolicy;
}

/** An earlier day's run that is not finished: no day opens before it is. */
interface Unfinished {
  unfinished: CalendarDate;
}

/** Opens the date, or goes on with it; refused where a later run has closed it already (section 2). */
async function openRun(
  database: Database,
  date: CalendarDate,
  { onlyOnce = false, isPlayedAgain = false, startedBy }: PlayOptions,
): Promise<OpenedRun | Unfinished | 'closed_day' | 'done_already'> {
  return inTransaction(database, async (executor) => {
    await lockDay(executor, 'exclusive');
    const state = await readMarketplace(executor);
    if (state.openOn !== null && date < state.openOn) return 'closed_day';
    const isNewDay = date !== state.openOn;
    if (isNewDay && state.isRunning && state.openOn !== null) return { unfinished: state.openOn };
    const goesOn = !isNewDay && state.isRunning;
    if (onlyOnce && !isNewDay && !goesOn) return 'done_already';
    const inForce = { version: state.policyVersion, policy: state.policy };
    const policy = goesOn || isPlayedAgain ? inForce : await policyFor(executor, date);
    const before = await latestRun(executor);
    let attempt = state.runAttempt;
    let isPolicyNew = before?.isPolicyNew ?? true;
    if (!goesOn) {
      attempt = isNewDay ? 1 : state.runAttempt + 1;
      isPolicyNew = before?.policyVersion !== policy.version;
      await insertRun(executor, {
        runOn: date,
        attempt,
        status: 'running',
        policyVersion: policy.version,
        isPolicyNew,
        startedBy: startedBy === undefined ? null : makerOf(startedBy),
      });
      await updateMarketplace(executor, {
        openOn: date,
        runAttempt: attempt,
        isRunning: true,
        policyVersion: policy.version,
      });
    }
    if (startedBy !== undefined) {
      const after = { attempt, policy_version: policy.version, is_continued: goesOn };
      await recordAudit(executor, startedBy, { action: 'run.started', subject: date, after });
    }
    const dueBy = lastAssessmentDueBy(policy.policy, date);
    return { run: { runOn: date, attempt, isPolicyNew, lastAssessmentDueBy: dueBy }, policy };
  });
}

/** Ends the attempt, unless somebody is still to be visited; what it left because of disputes is added up then. */
async function finishRun(database: Database, run: RunAttempt, { policy }: RunPolicy): Promise<boolean> {
  return inTransaction(database, async (executor) => {
    await lockDay(executor, 'exclusive');
    const state = await readMarketplace(executor);
    if (!isCurrent(state, run)) return true;
    const left = await findMerchantsToVisit(executor, run);
    if (left.length > 0) return false;
    const row = await readRun(executor, run.runOn, run.attempt);
    const finishedAt = new Date();
    await updateRun(executor, run.runOn, run.attempt, {
      status: 'done',
      finishedAt,
      skipped: { ...row?.skipped, ...(await sumInDispute(executor, policy, run.runOn)) },
      error: null,
    });
    await updateMarketplace(executor, { isRunning: false });
    await wakeTask(executor, 'keep_work_list');
    afterCommit(executor, () => {
      if (row !== null) observeRun((finishedAt.getTime() - row.startedAt.getTime()) / MS_PER_SECOND);
    });
    return true;
  });
}

function isCurrent(
  state: { openOn: string | null; runAttempt: number; isRunning: boolean },
  run: RunAttempt,
): boolean {
  return state.openOn === run.runOn && state.runAttempt === run.attempt && state.isRunning;
}

/** Does the work on parts of a list, some at once. */
async function inParts(
  merchantIds: string[],
  size: number,
  isStopping: RunOptions['isStopping'],
  work: (part: string[]) => Promise<void>,
): Promise<void> {
  let next = 0;
  let hasFailed = false;
  const takeTurns = async () => {
    while (next < merchantIds.length && !hasFailed && !isStopping?.()) {
      const part = merchantIds.slice(next, next + size);
      next += part.length;
      await work(part);
    }
  };
  const workers = Math.min(WORKERS, Math.ceil(merchantIds.length / size));
  // What fails is thrown once the others have ended too: nothing goes on behind the caller's back.
  const ends = await Promise.allSettled(
    Array.from({ length: workers }, () =>
      takeTurns().catch((error: unknown) => {
        hasFailed = true;
        throw error;
      }),
    ),
  );
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/** First those of whom only an assessment is due that leaves them as they are; then the others. */
async function visitAll(
  database: Database,
  run: RunAttempt,
  policy: RunPolicy,
  merchantIds: string[],
  options: RunOptions,
): Promise<void> {
  const done = new Set<string>();
  const total = merchantIds.length;
  if (!run.isPolicyNew) {
    await inParts(merchantIds, options.chunkSize ?? STEADY_CHUNK_SIZE, options.isStopping, async (part) => {
      const visited = await visitSteadyMerchants(database, run, policy, part, (state) =>
        isCurrent(state, run),
      );
      for (const merchantId of visited) done.add(merchantId);
      if (visited.length > 0) options.onProgress?.(done.size, total);
    });
  }
  const left = merchantIds.filter((merchantId) => !done.has(merchantId));
  let visited = done.size;
  await inParts(left, options.chunkSize ?? CHUNK_SIZE, options.isStopping, async (part) => {
    const began = performance.now();
    await traced('run chunk', { 'sluice.merchants': part.length }, () =>
      inTransaction(database, async (executor) => {
        await lockDay(executor, 'shared');
        const state = await readMarketplace(executor);
        if (!isCurrent(state, run)) return;
        await visitMerchants(executor, run, policy, part, state.hasListeners);
        afterCommit(executor, () => observeRunChunk(secondsSince(began)));
      }),
    );
    visited += part.length;
    options.onProgress?.(visited, total);
  });
}

/** What the database, or whoever else stopped it, said: not the statement that it was said of. */
function wordsOf(error: unknown): string {
  let words = String(error);
  for (let cause = error; cause instanceof Error; cause = cause.cause) words = cause.message || words;
  return words.replaceAll('\0', '').slice(0, MOST_ERROR_CHARACTERS);
}

async function playRun(
  database: Database,
  date: CalendarDate,
  options: PlayOptions,
): Promise<RunOutcome | Unfinished> {
  if (options.isStopping?.()) return { status: 'rejected', code: 'stopped' };
  const opened = await openRun(database, date, options);
  if (typeof opened === 'string') return { status: 'rejected', code: opened };
  if ('unfinished' in opened) return opened;
  const { run, policy } = opened;
  try {
    await options.onOpened?.();
    for (;;) {
      const merchantIds = await findMerchantsToVisit(database.drizzle, run);
      if (merchantIds.length > 0) await setMerchantsLeft(database.drizzle, run, merchantIds.length);
      await visitAll(database, run, policy, merchantIds, options);
      if (await finishRun(database, run, policy)) break;
      if (options.isStopping?.()) return { status: 'rejected', code: 'stopped' };
    }
  } catch (error) {
    countError('run');
    const failure = { error: wordsOf(error), touchedAt: new Date() };
    await updateRun(database.drizzle, run.runOn, run.attempt, failure).catch(() => {});
    if (options.startedBy !== undefined) await wakeTask(database.drizzle, 'watch_runs').catch(() => {});
    throw error;
  }
  if (options.startedBy !== undefined) {
    await wakeTask(database.drizzle, 'watch_runs');
    // Other days may have waited for this one.
    if (options.startedBy.kind === 'person') await wakeTask(database.drizzle, 'run_due_days');
  }
  if (!options.isPlayedAgain) await keepForecasts(database, run.runOn);
  const row = await readRun(database.drizzle, run.runOn, run.attempt);
  if (row === null) throw new Error(`the run of ${date} is not recorded`);
  return { status: 'done', run: row };
}

/** The daily run as a part of another verb's work, which has asked whether it may: it is not audited by itself. */
export async function playDay(
  database: Database,
  date: CalendarDate,
  options: PlayOptions = {},
): Promise<RunOutcome> {
  for (;;) {
    const outcome = await traced('run day', { 'sluice.run_on': date }, () =>
      playRun(database, date, options),
    );
    if ('status' in outcome) return outcome;
    await playRun(database, outcome.unfinished, { ...options, onOpened: undefined, onlyOnce: true });
  }
}

/**
 * Does the daily run of a date. An earlier run that was broken off is finished first; the same date's goes on where
 * it stopped, or, when it was done, does again whatever is due and not yet done. Several processes may do the same
 * run at once: they share its merchants.
 *
 * @returns `closed_day` where a later run has been done
 */
export async function runDay(
  database: Database,
  actor: Actor,
  date: CalendarDate,
  options: RunOptions = {},
): Promise<RunOutcome> {
  authorize(actor, 'runs.start');
  return playDay(database, date, { ...options, startedBy: actor });
}

/** The date that the next run would open: the day after the latest; null before the first run. */
export async function nextRunDate(database: Database, actor: Actor): Promise<CalendarDate | null> {
  authorize(actor, 'runs.read');
  const state = await readMarketplace(database.drizzle);
  if (state.openOn === null) return null;
  return state.isRunning ? state.openOn : addDays(state.openOn, 1);
}

/** The business date of an instant, in the time zone of the policy in force. */
export async function today(database: Database, actor: Actor, nowMs: number): Promise<CalendarDate> {
  authorize(actor, 'runs.read');
  const { policy } = await readMarketplace(database.drizzle);
  return dateOf(nowMs, policy.timezone);
}
