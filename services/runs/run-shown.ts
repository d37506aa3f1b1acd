import type { Executor } from '../../db/client';
import type { RunRow } from '../../db/queries/marketplace';
import { readNames } from '../../db/queries/run-record';
import { SKIP_REASONS, type SkipReason } from '../../db/schema/runs';
import type { CalendarDate } from '../../engine/calendar';
import { timeLeftMs } from '../../engine/run-clock';
import type { NextRun } from '../start-next-run';
import { personOf, readStarter, type Starter } from './starter';

/** A run as the pages show it. */

export interface RunMoney {
  currency: string;
  releasedMinor: bigint;
  frozenMinor: bigint;
  givenBackMinor: bigint;
}

/** What a run left for a reason, in one currency. */
export interface RunSkip {
  reason: SkipReason;
  currency: string;
  /** Orders, or holds. */
  count: number;
  amountMinor: bigint;
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
  startedBy: Starter;
  /** What was due and it left, by reason and currency; null until it is done, and where nobody kept it. */
  skipped: RunSkip[] | null;
  /** How long what is left takes at the pace so far; null where nobody is at work, or there is no pace to go by. */
  timeLeftMs: number | null;
}

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

function skipsOf({ status, skipped }: RunRow): RunSkip[] | null {
  if (status !== 'done' || skipped === null) return null;
  return SKIP_REASONS.flatMap((reason) =>
    Object.entries(skipped[reason] ?? {})
      .map(([currency, { count, amount }]) => ({ reason, currency, count, amountMinor: BigInt(amount) }))
      .toSorted((a, b) => (a.currency < b.currency ? -1 : 1)),
  );
}

/** The names of the people who began the runs, by id. */
export async function namesOf(
  executor: Executor,
  rows: Pick<RunRow, 'startedBy'>[],
): Promise<Map<string, string>> {
  const ids = rows.map(({ startedBy }) => personOf(startedBy)).filter((id) => id !== null);
  return readNames(executor, [...new Set(ids)]);
}

/** A run as the pages show it. */
export function shownRun(row: RunRow, next: NextRun, names: ReadonlyMap<string, string>): RunShown {
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
    startedBy: readStarter(row.startedBy, names),
    skipped: skipsOf(row),
    timeLeftMs:
      row.status === 'done' || unfinished === 'left'
        ? null
        : timeLeftMs({
            ...{ since: row.visitingSince, visitedBefore: row.visitedBefore, touchedAt: row.touchedAt },
            ...{ visited: row.merchantsVisited, toVisit: row.merchantsToVisit },
          }),
  };
}
