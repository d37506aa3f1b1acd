import type { Database } from '../../db/client';
import { countAlerts } from '../../db/queries/alerts';
import { latestRun, readMarketplace } from '../../db/queries/marketplace';
import { latestDoneRun } from '../../db/queries/run-record';
import { SKIP_REASONS, type SkipReason } from '../../db/schema/runs';
import { ALERT_KINDS, type AlertKind } from '../../engine/alerts';
import { daysBetween } from '../../engine/calendar';
import { lastRunDue, type TimeOfDay } from '../../engine/run-clock';
import { runToCome } from './due-run';

const MS_PER_SECOND = 1000;

/** The daily runs in figures, for whoever watches over the server: no money, and nobody's name. */
export interface RunFigures {
  /** How many days are due and not run. */
  daysBehind: number;
  /** Since when the earliest of them has been due; 0 where none is. */
  lagSeconds: number;
  /** Whether an error stopped the latest run, and nobody has finished it. */
  isFailed: boolean;
  /** The run that is begun and not finished. */
  unfinished: { visited: number; toVisit: number } | null;
  lastDone: {
    finishedAt: Date;
    durationMs: number;
    visited: number;
    assessments: number;
    enrolmentChanges: number;
    releases: number;
    holdsGivenBack: number;
    skipped: Record<SkipReason, number>;
  } | null;
  alertsOpen: Record<AlertKind, number>;
  /** Tellings of alerts that wait to be taken. */
  deliveriesWaiting: number;
}

/** The figures at an instant: a few rows, each by its key. */
export async function getRunFigures(
  { drizzle }: Database,
  ask: { runAt: TimeOfDay; now: Date },
): Promise<RunFigures> {
  const state = await readMarketplace(drizzle);
  const nowMs = ask.now.getTime();
  const next = runToCome(state, ask.runAt, nowMs);
  const latest = await latestRun(drizzle);
  const done = await latestDoneRun(drizzle);
  const { open, waiting } = await countAlerts(drizzle);
  const lastDue = lastRunDue(nowMs, state.policy.timezone, ask.runAt);
  const skippedFor = (reason: SkipReason) =>
    Object.values(done?.skipped?.[reason] ?? {}).reduce((sum, { count }) => sum + count, 0);
  return {
    lagSeconds: next === null ? 0 : Math.max(0, nowMs - next.dueAt.getTime()) / MS_PER_SECOND,
    daysBehind: next === null ? 0 : Math.max(0, daysBetween(next.date, lastDue) + 1),
    isFailed: latest !== null && latest.status !== 'done' && latest.error !== null,
    unfinished:
      latest === null || latest.status === 'done'
        ? null
        : { visited: latest.merchantsVisited, toVisit: latest.merchantsToVisit },
    lastDone:
      done === null || done.finishedAt === null
        ? null
        : {
            finishedAt: done.finishedAt,
            durationMs: Math.max(0, done.finishedAt.getTime() - done.startedAt.getTime()),
            visited: done.merchantsVisited,
            assessments: done.assessments,
            enrolmentChanges: done.enrolmentChanges,
            releases: done.releases,
            holdsGivenBack: done.holdsGivenBack,
            skipped: Object.fromEntries(SKIP_REASONS.map((reason) => [reason, skippedFor(reason)])) as Record<
              SkipReason,
              number
            >,
          },
    alertsOpen: Object.fromEntries(ALERT_KINDS.map((kind) => [kind, open.get(kind) ?? 0])) as Record<
      AlertKind,
      number
    >,
    deliveriesWaiting: waiting,
  };
}
