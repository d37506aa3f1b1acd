import type { Database } from '../db/client';
import { latestRun, type RunRow, listRuns as readRuns } from '../db/queries/marketplace';
import type { Actor } from '../engine/actor';
import { type CalendarDate, isCalendarDate } from '../engine/calendar';
import { authorize } from './authorize';
import { getNextRun, type NextRun } from './start-next-run';

/** The daily runs as they were done, newest first, and the one that comes next. */

export interface RunMoney {
  currency: string;
  releasedMinor: bigint;
  frozenMinor: bigint;
  givenBackMinor: bigint;
}

export interface RunShown {
  runOn: CalendarDate;
  attempt: number;
  /** `left` where a run is not finished and nobody is at work on it. */
  status: 'done' | 'running' | 'left';
  policyVersion: number;
  /** Whether it brought another policy version than the run before it. */
  isPolicyNew: boolean;
  merchantsVisited: number;
  merchantsToVisit: number;
  assessments: number;
  enrolmentChanges: number;
  releases: number;
  holdsGivenBack: number;
  money: RunMoney[];
  startedAt: Date;
  touchedAt: Date;
  finishedAt: Date | null;
  /** From its start to its end, or to the last that was done of it. */
  durationMs: number;
  /** What stopped it last, as the system said it. */
  error: string | null;
}

export interface RunList {
  runs: RunShown[];
  next: NextRun;
  /** The next run as far as it has come, where it was begun. */
  unfinished: RunShown | null;
  /** The date of the latest run that is done. */
  latestDone: CalendarDate | null;
  /** Where older runs go on. */
  olderCursor: string | null;
  isNewest: boolean;
}

const RUNS_PER_PAGE = 20;

function moneyOf(row: RunRow): RunMoney[] {
  return Object.entries(row.money)
    .map(([currency, sums]) => ({
      currency,
      releasedMinor: BigInt(sums.released),
      frozenMinor: BigInt(sums.frozen),
      givenBackMinor: BigInt(sums.given_back),
    }))
    .toSorted((a, b) => (a.currency < b.currency ? -1 : 1));
}

function shown(row: RunRow, next: NextRun): RunShown {
  const unfinished = next.isUnderWay && next.date === row.runOn ? 'running' : 'left';
  const until = row.finishedAt ?? row.touchedAt;
  return {
    runOn: row.runOn,
    attempt: row.attempt,
    status: row.status === 'done' ? 'done' : unfinished,
    policyVersion: row.policyVersion,
    isPolicyNew: row.isPolicyNew,
    merchantsVisited: row.merchantsVisited,
    merchantsToVisit: Math.max(row.merchantsToVisit, row.merchantsVisited),
    assessments: row.assessments,
    enrolmentChanges: row.enrolmentChanges,
    releases: row.releases,
    holdsGivenBack: row.holdsGivenBack,
    money: moneyOf(row),
    startedAt: row.startedAt,
    touchedAt: row.touchedAt,
    finishedAt: row.finishedAt,
    durationMs: Math.max(0, until.getTime() - row.startedAt.getTime()),
    error: row.error,
  };
}

function readCursor(cursor: string | null): { runOn: CalendarDate; attempt: number } | null {
  const [, runOn, attempt] = /^(\d{4}-\d\d-\d\d)\.(\d{1,4})$/.exec(cursor ?? '') ?? [];
  if (runOn === undefined || attempt === undefined || !isCalendarDate(runOn)) return null;
  return { runOn, attempt: Number(attempt) };
}

/**
 * A page of runs, newest first, with the next run.
 *
 * @param ask.cursor an `olderCursor`; one that is none shows the newest
 * @param ask.now the instant of asking
 */
export async function listRuns(
  database: Database,
  actor: Actor,
  ask: { cursor?: string | null; now: Date; limit?: number },
): Promise<RunList> {
  authorize(actor, 'runs.read');
  const limit = ask.limit ?? RUNS_PER_PAGE;
  const before = readCursor(ask.cursor ?? null);
  const rows = await readRuns(database.drizzle, limit + 1, before);
  const next = await getNextRun(database, actor, ask.now);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const latest = await latestRun(database.drizzle);
  return {
    runs: page.map((row) => shown(row, next)),
    next,
    unfinished: latest === null || !next.isUnfinished ? null : shown(latest, next),
    latestDone: latest?.status === 'done' ? latest.runOn : null,
    olderCursor: rows.length > limit && last !== undefined ? `${last.runOn}.${last.attempt}` : null,
    isNewest: before === null,
  };
}
