import type { Database } from '../../db/client';
import { readMarketplace } from '../../db/queries/marketplace';
import { countFactsOn, readAttempts, readChangesOfRun, readStarts } from '../../db/queries/run-record';
import { SKIP_REASONS } from '../../db/schema/runs';
import type { Actor } from '../../engine/actor';
import type { CalendarDate } from '../../engine/calendar';
import type { Enrolment, EnrolmentChangeKind } from '../../engine/records';
import { makerOf } from '../access/submit-once';
import { authorize } from '../authorize';
import { getNextRun, type NextRun } from '../start-next-run';
import { cursorOf, readCursor } from './cursor';
import { type LeftPage, listLeft } from './list-left';
import { namesOf, type RunShown, shownRun } from './run-shown';
import { readStarter, type Starter } from './starter';

/** The run of one date: its attempts, what they did, and what they left. */

export interface RunChange {
  merchantId: string;
  merchantName: string | null;
  attempt: number;
  kind: EnrolmentChangeKind;
  tierBefore: string | null;
  tierAfter: string | null;
  enrolmentAfter: Enrolment;
}

/** Somebody began the run, or went on with it. */
export interface RunStart {
  at: Date;
  by: Starter;
  isContinued: boolean;
}

export interface RunPage {
  runOn: CalendarDate;
  next: NextRun;
  /** The first one first. */
  attempts: [RunShown, ...RunShown[]];
  /** Newest first; none where it was part of an import, or of a demo's days. */
  starts: RunStart[];
  /** Facts recorded while the date was the open day. */
  facts: number;
  isOpenDay: boolean;
  changes: { rows: RunChange[]; next: string | null };
  /** What was due then, is left for this reason and is there still; null where the run left nothing. */
  left: LeftPage | null;
  timezone: string;
}

export interface RunAsk {
  runOn: CalendarDate;
  /** Which of what it left to list; without one the first reason that there is. */
  reason?: string | null;
  currency?: string | null;
  /** Where the list of what is left goes on: its `next`. */
  leftAfter?: string | null;
  changesAfter?: string | null;
  now: Date;
}

const ROWS_PER_PAGE = 25;
const MOST_STARTS = 20;

async function changesOf({ drizzle }: Database, { runOn, changesAfter }: RunAsk) {
  const [merchantId = '', changeSeq = ''] = readCursor(changesAfter) ?? [];
  const after = /^\d{1,18}$/.test(changeSeq) ? { merchantId, changeSeq: BigInt(changeSeq) } : null;
  const rows = await readChangesOfRun(drizzle, runOn, after, ROWS_PER_PAGE + 1);
  const page = rows.slice(0, ROWS_PER_PAGE);
  const last = page.at(-1)?.change;
  return {
    rows: page.map(({ change, merchantName }) => ({
      ...{ merchantId: change.merchantId, merchantName, attempt: change.runAttempt ?? 1, kind: change.kind },
      ...{
        tierBefore: change.tierBefore,
        tierAfter: change.tierAfter,
        enrolmentAfter: change.enrolmentAfter,
      },
    })),
    next:
      rows.length > ROWS_PER_PAGE && last !== undefined
        ? cursorOf(last.merchantId, last.changeSeq.toString())
        : null,
  };
}

/** The run of a date, with a page of what it changed and of what it left; null where no run of that date was begun. */
export async function getRun(database: Database, actor: Actor, ask: RunAsk): Promise<RunPage | null> {
  authorize(actor, 'runs.read');
  const { runOn, now } = ask;
  const rows = await readAttempts(database.drizzle, runOn);
  const next = await getNextRun(database, actor, now);
  const names = await namesOf(database.drizzle, rows);
  const [first, ...others] = rows.map((row) => shownRun(row, next, names));
  if (first === undefined) return null;
  const latest = others.at(-1) ?? first;
  const isAnyLeft = (latest.skipped ?? []).length > 0;
  const reason = latest.skipped?.find((skip) => skip.reason === ask.reason)?.reason;
  const left = {
    runOn,
    reason: reason ?? latest.skipped?.[0]?.reason ?? SKIP_REASONS[0],
    currency: ask.currency ?? null,
    after: ask.leftAfter ?? null,
    limit: ROWS_PER_PAGE,
  };
  const state = await readMarketplace(database.drizzle);
  const starts = await readStarts(database.drizzle, runOn, MOST_STARTS);
  return {
    ...{ runOn, next, attempts: [first, ...others] },
    starts: starts.map(({ at, actorKind, actorName, after }) => ({
      at,
      by:
        actorKind === 'operator'
          ? readStarter(makerOf({ kind: 'operator', name: actorName, requestId: null }), names)
          : { kind: 'person', name: actorName },
      isContinued: (after as { is_continued?: unknown } | null)?.is_continued === true,
    })),
    facts: await countFactsOn(database.drizzle, runOn),
    isOpenDay: state.openOn === runOn,
    changes: await changesOf(database, ask),
    left: isAnyLeft ? await listLeft(database, actor, left) : null,
    timezone: state.policy.timezone,
  };
}
