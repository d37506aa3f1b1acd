import { type Database, withOwner } from '../db/client';
import type { CalendarDate } from '../engine/calendar';
import { operator } from '../services/operator';
import { runDay } from '../services/run-day';
import { APART_FROM_RELEASES, copyStore } from './copied-stores';
import { makeDueStore } from './due-store';
import { releaseByFloor } from './release-floor';
import type { Bound, Result } from './report';
import { type BookSums, compareSums, sumsOfBooks } from './same-books';
import { sized } from './scale';
import { withCopy, withScratchDatabase } from './scratch-database';
import { inTurns, timed } from './turns';

/** A run that releases 1,000,000 due orders of 10,000 merchants, against the least that PostgreSQL can do for it. */

export const MERCHANTS = sized(10_000);
export const ORDERS_EACH = 100;
/** The floor takes both cores of a small machine: one session alone was never clearly faster. */
const SESSIONS = 2;
const BOUND: Bound = { is: 'at most', must: 2, aim: 1.25, unit: 'times' };

/** As a server has it some minutes after so much was written. */
export async function settle(ownerUrl: string): Promise<void> {
  await withOwner(ownerUrl, async (owner) => {
    await owner.query('vacuum analyze');
    await owner.query('checkpoint');
  });
}

/** Works on a database of so many stores, whose orders are due on the date. */
export async function withDueStores<T>(
  merchants: number,
  work: (ownerUrl: string, on: CalendarDate) => Promise<T>,
): Promise<T> {
  return withScratchDatabase(async (database, ownerUrl) => {
    const store = { merchantId: 'store-', orders: ORDERS_EACH, days: 1, earlier: 0 };
    const on = await makeDueStore(database, store);
    await copyStore(ownerUrl, store.merchantId, merchants - 1, APART_FROM_RELEASES);
    await settle(ownerUrl);
    return work(ownerUrl, on);
  });
}

/** Does the run of a date, which must release so many orders. */
export async function release(database: Database, on: CalendarDate, orders: number): Promise<void> {
  const outcome = await runDay(database, operator(), on);
  if (outcome.status !== 'done' || outcome.run.releases !== orders)
    throw new Error(`it did not release ${orders} orders: ${JSON.stringify(outcome)}`);
}

export async function measureRelease(onProgress: (done: number, total: number) => void): Promise<Result> {
  return withDueStores(MERCHANTS, async (madeUrl, on) => {
    const orders = MERCHANTS * ORDERS_EACH;
    let sums: BookSums | undefined;
    const turns = await inTurns(
      {
        run: (round) =>
          withCopy(madeUrl, async (database, ownerUrl) => {
            const ms = await timed(() => release(database, on, orders));
            if (round === 0) sums = await sumsOfBooks(ownerUrl);
            return ms;
          }),
        floor: (round) =>
          withCopy(madeUrl, async (_database, ownerUrl) => {
            const ms = await timed(() => releaseByFloor(ownerUrl, on, SESSIONS));
            if (round === 0 && sums !== undefined) compareSums(sums, await sumsOfBooks(ownerUrl));
            return ms;
          }),
      },
      onProgress,
    );
    const { median, spread } = turns.ratio('run', 'floor');
    const rows: Result['rows'] = (['run', 'floor'] as const).map((what) => ({
      ...{ what, orders, 'median ms': Math.round(turns.middle[what].median) },
      'spread ms': Math.round(turns.middle[what].spread),
    }));
    rows.push({ what: 'ratio', median: Number(median.toFixed(3)), spread: Number(spread.toFixed(3)) });
    return { name: 'release', value: median, bound: BOUND, rows };
  });
}
