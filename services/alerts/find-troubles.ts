import type { Executor } from '../../db/client';
import { latestRun, readMarketplace } from '../../db/queries/marketplace';
import {
  isAnyFactSince,
  isAnyFactUntil,
  isAnyWaiting,
  latestDoneRun,
  readWorkingRuns,
} from '../../db/queries/run-record';
import type { AlertOf } from '../../engine/alert-details';
import { addDays, daysBetween } from '../../engine/calendar';
import { lastRunDue, type TimeOfDay } from '../../engine/run-clock';
import { redactText } from '../redact';
import { runToCome } from '../runs/due-run';

/** When something is worth an alert. */
export interface WatchAsk {
  runAt: TimeOfDay;
  /** A run is late so many minutes after it was due. */
  lateMinutes: number;
  /** So many days with nothing to do are long. */
  quietDays: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

type State = Awaited<ReturnType<typeof readMarketplace>>;

/** A run that was due longer ago than that, and is not done, whether or not somebody is at work on it. */
async function findLate(
  executor: Executor,
  state: State,
  ask: WatchAsk,
  nowMs: number,
): Promise<AlertOf | null> {
  const next = runToCome(state, ask.runAt, nowMs);
  const lateMs = ask.lateMinutes * MINUTE_MS;
  if (next === null || nowMs - next.dueAt.getTime() < lateMs) return null;
  // The first run can be late only once there have been facts for as long.
  if (state.openOn === null && !(await isAnyFactUntil(executor, new Date(nowMs - lateMs)))) return null;
  const lastDue = lastRunDue(nowMs, state.policy.timezone, ask.runAt);
  return {
    kind: 'run_late',
    subject: next.date,
    details: {
      due_at: next.dueAt.toISOString(),
      days_behind: daysBetween(next.date, lastDue) + 1,
      is_running: next.isUnfinished,
    },
  };
}

/** A run that an error stopped, and that nobody has finished. */
async function findFailed(executor: Executor): Promise<AlertOf | null> {
  const run = await latestRun(executor);
  if (run === null || run.status === 'done' || run.error === null) return null;
  return {
    kind: 'run_failed',
    subject: run.runOn,
    details: { attempt: run.attempt, error: redactText(run.error).slice(0, 500) },
  };
}

/** Orders wait, and for long no fact came in, or no run found anything: whoever sends facts has probably stopped. */
async function findIdle(executor: Executor, ask: WatchAsk, nowMs: number): Promise<AlertOf | null> {
  const run = await latestDoneRun(executor);
  if (run === null || !(await isAnyWaiting(executor))) return null;
  const { first, latest } = await readWorkingRuns(executor);
  const idleDays = daysBetween(latest ?? addDays(first ?? run.runOn, -1), run.runOn);
  const isFed = await isAnyFactSince(executor, new Date(nowMs - ask.quietDays * DAY_MS));
  if (isFed && idleDays < ask.quietDays) return null;
  const because = isFed ? 'idle_runs' : 'no_facts';
  return {
    kind: 'nothing_to_do',
    subject: run.runOn,
    details: { because, days: isFed ? idleDays : ask.quietDays, last_worked_on: latest },
  };
}

/** What is wrong with the daily runs at an instant: each kind once at most. */
export async function findTroubles(executor: Executor, ask: WatchAsk, now: Date): Promise<AlertOf[]> {
  const state = await readMarketplace(executor);
  const found = [
    await findFailed(executor),
    await findLate(executor, state, ask, now.getTime()),
    await findIdle(executor, ask, now.getTime()),
  ];
  return found.filter((trouble) => trouble !== null);
}
