import type { Database } from '../../db/client';
import { RUNNING_DAYS, whileAlone } from '../../db/queries/alone';
import { latestRun, readMarketplace } from '../../db/queries/marketplace';
import type { Actor } from '../../engine/actor';
import type { CalendarDate } from '../../engine/calendar';
import type { TimeOfDay } from '../../engine/run-clock';
import { authorize } from '../authorize';
import { runDay } from '../run-day';
import { runToCome } from './due-run';

/** Doing every run that is due, without anybody asking for it. */

export interface DueDaysAsk {
  /** When a day's run is due, in the policy's time zone. */
  runAt: TimeOfDay;
  now?: () => Date;
  /** Asked between chunks: what is left then is for the next time, or for another server. */
  isStopping?: () => boolean;
}

/** A run that somebody touched so lately is theirs. */
const SOMEBODYS_MS = 15_000;
const SHORTEST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 15 * 60_000;

/**
 * Whether a run that is not finished may be gone on with: somebody else's is left to them, and one that failed is tried
 * again later and later, each time after as long as it has been trying.
 */
async function mayGoOn(database: Database, now: Date): Promise<boolean> {
  const run = await latestRun(database.drizzle);
  if (run === null || run.status === 'done') return true;
  const sinceMs = now.getTime() - run.touchedAt.getTime();
  if (run.error === null) return sinceMs >= SOMEBODYS_MS;
  const tryingMs = run.touchedAt.getTime() - run.startedAt.getTime();
  return sinceMs >= Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, tryingMs));
}

async function findDue(database: Database, runAt: TimeOfDay, now: Date): Promise<CalendarDate | null> {
  const next = runToCome(await readMarketplace(database.drizzle), runAt, now.getTime());
  if (next === null) return null;
  if (next.isUnfinished) return (await mayGoOn(database, now)) ? next.date : null;
  return next.dueAt <= now ? next.date : null;
}

/**
 * Does the runs that are due, day by day in their order, each day once: one that was broken off is finished first, and
 * after days down each day has its own. One process at a time does so, whichever server it is on; another finds it at
 * work and does nothing. What fails is thrown, kept with the run, and tried again by a later call.
 *
 * @returns the dates whose runs it has done or finished
 */
export async function runDueDays(database: Database, actor: Actor, ask: DueDaysAsk): Promise<CalendarDate[]> {
  authorize(actor, 'runs.start');
  const { runAt, now = () => new Date(), isStopping = () => false } = ask;
  const done = await whileAlone(database, RUNNING_DAYS, 'try', async () => {
    const dates: CalendarDate[] = [];
    while (!isStopping()) {
      const date = await findDue(database, runAt, now());
      if (date === null) break;
      const outcome = await runDay(database, actor, date, { onlyOnce: true, isStopping });
      // Where somebody else has done it meanwhile, the next may be due.
      if (outcome.status === 'done') dates.push(date);
    }
    return dates;
  });
  return done ?? [];
}
