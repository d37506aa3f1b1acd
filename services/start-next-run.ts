import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../db/client';
import { latestRun, policyFor, readMarketplace } from '../db/queries/marketplace';
import type { Actor } from '../engine/actor';
import { addDays, type CalendarDate, dateOf, daysBetween, startOfDay } from '../engine/calendar';
import { authorize } from './authorize';
import { runDay } from './run-day';

/** Starting the next daily run from a page: it goes on in the server's process after the answer. */

/** The run that would be started now. */
export interface NextRun {
  date: CalendarDate;
  /** The date of the instant asked about, in the policy's time zone. */
  today: CalendarDate;
  timezone: string;
  /** False where its day has not begun yet. */
  isDue: boolean;
  /** The instant at which its day begins. */
  opensAt: Date;
  /** How many days, this one included, are due up to today. */
  daysDue: number;
  /** Whether the date's run was begun before and is not finished. */
  isUnfinished: boolean;
  /** Whether somebody is at work on it. */
  isUnderWay: boolean;
  /** The policy version that it brings into force, where that is another than the last run's. */
  newPolicyVersion: number | null;
}

export type StartAnswer =
  | { status: 'started'; date: CalendarDate; isDone: boolean }
  | { status: 'refused'; code: 'not_next'; date: CalendarDate; next: CalendarDate }
  | { status: 'refused'; code: 'not_due'; date: CalendarDate; today: CalendarDate; timezone: string }
  | { status: 'failed'; date: CalendarDate; message: string };

/** A run that nobody has touched for so long was left by whoever did it. */
const LEFT_AFTER_MS = 15_000;
/** A run that is done sooner is answered as done. */
const PATIENCE_MS = 400;

interface StartedRun {
  date: CalendarDate;
  state: 'under_way' | 'done' | 'failed';
  work: Promise<void>;
  message: string;
}

// The page and the action may each load this module: they share what is under way.
const shared = globalThis as typeof globalThis & { sluiceStartedRuns?: WeakMap<Database, StartedRun> };

function startedRuns(): WeakMap<Database, StartedRun> {
  shared.sluiceStartedRuns ??= new WeakMap();
  return shared.sluiceStartedRuns;
}

/** What the next run is, and whether it may be started at this instant. */
export async function getNextRun(database: Database, actor: Actor, now: Date): Promise<NextRun> {
  authorize(actor, 'runs.read');
  const state = await readMarketplace(database.drizzle);
  const { timezone } = state.policy;
  const today = dateOf(now.getTime(), timezone);
  const isUnfinished = state.openOn !== null && state.isRunning;
  let date = today;
  if (state.openOn !== null) date = isUnfinished ? state.openOn : addDays(state.openOn, 1);
  const latest = await latestRun(database.drizzle);
  const coming = await policyFor(database.drizzle, date);
  const ours = startedRuns().get(database);
  return {
    date,
    today,
    timezone,
    isDue: date <= today,
    opensAt: new Date(startOfDay(date, timezone)),
    daysDue: Math.max(0, daysBetween(date, today) + 1),
    isUnfinished,
    isUnderWay:
      isUnfinished &&
      ((ours?.state === 'under_way' && ours.date === date) ||
        (latest !== null &&
          latest.error === null &&
          now.getTime() - latest.touchedAt.getTime() < LEFT_AFTER_MS)),
    newPolicyVersion:
      latest !== null && !isUnfinished && coming.version !== latest.policyVersion ? coming.version : null,
  };
}

function begin(database: Database, actor: Actor, date: CalendarDate): StartedRun {
  const started: StartedRun = { date, state: 'under_way', work: Promise.resolve(), message: '' };
  started.work = runDay(database, actor, date, { onlyOnce: true }).then(
    () => {
      started.state = 'done';
    },
    (error: unknown) => {
      started.state = 'failed';
      started.message = error instanceof Error ? error.message : String(error);
    },
  );
  startedRuns().set(database, started);
  return started;
}

/**
 * Starts the run of a date where that is the next one and its day has begun, and returns while it goes on. Asked
 * twice, it starts nothing twice; a run that was left unfinished goes on where it stopped.
 *
 * @param ask.date the date that whoever asks believes to be next
 * @param ask.now the instant of asking
 */
export async function startNextRun(
  database: Database,
  actor: Actor,
  ask: { date: CalendarDate; now: Date },
): Promise<StartAnswer> {
  authorize(actor, 'runs.start');
  const { date } = ask;
  let next = await getNextRun(database, actor, ask.now);
  let started = startedRuns().get(database);
  if (started?.date !== date || started.state !== 'under_way') {
    // It may have ended while the question was read: then the answer was old.
    if (started?.date === date && next.date === date) next = await getNextRun(database, actor, ask.now);
    if (next.date !== date) return { status: 'refused', code: 'not_next', date, next: next.date };
    if (!next.isDue) {
      return { status: 'refused', code: 'not_due', date, today: next.today, timezone: next.timezone };
    }
    const now = startedRuns().get(database);
    started = now?.date === date && now.state === 'under_way' ? now : begin(database, actor, date);
  }
  const over = new AbortController();
  await Promise.race([started.work, pause(PATIENCE_MS, undefined, { signal: over.signal }).catch(() => {})]);
  over.abort();
  if (started.state === 'failed') return { status: 'failed', date, message: started.message };
  return { status: 'started', date, isDone: started.state === 'done' };
}
