import type { Database } from '../db/client';
import { latestRun, listRuns as readRuns } from '../db/queries/marketplace';
import type { Actor } from '../engine/actor';
import { type CalendarDate, isCalendarDate } from '../engine/calendar';
import { authorize } from './authorize';
import { namesOf, type RunShown, shownRun } from './runs/run-shown';
import { getNextRun, type NextRun } from './start-next-run';

/** The daily runs as they were done, newest first, and the one that comes next. */

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
  const names = await namesOf(database.drizzle, latest === null ? page : [latest, ...page]);
  return {
    runs: page.map((row) => shownRun(row, next, names)),
    next,
    unfinished: latest === null || !next.isUnfinished ? null : shownRun(latest, next, names),
    latestDone: latest?.status === 'done' ? latest.runOn : null,
    olderCursor: rows.length > limit && last !== undefined ? `${last.runOn}.${last.attempt}` : null,
    isNewest: before === null,
  };
}
