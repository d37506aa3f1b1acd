import { withOwner } from '../db/client';
import { operator } from '../services/operator';
import { runDay } from '../services/run-day';
import { copyStore, APART_FROM_RELEASES } from './copied-stores';
import { makeDueStore } from './due-store';
import { releaseByFloor } from './release-floor';
import type { Bound, Result } from './report';
import { compareBooks } from './same-books';
import { sized } from './scale';
import { withCopy, withScratchDatabase } from './scratch-database';
import { inTurns, timed } from './turns';

/** A run that releases 1,000,000 due orders of 10,000 merchants, against the least that PostgreSQL can do for it. */

const MERCHANTS = sized(10_000);
const ORDERS = 100;
/** The floor may use the cores of a small machine as the run does. */
const SESSIONS = [1, 2];
const BOUND: Bound = { is: 'at most', must: 2, aim: 1.25, unit: 'times' };

/** As any server has it some minutes after so much was written. */
async function settle(ownerUrl: string): Promise<void> {
  await withOwner(ownerUrl, async (owner) => {
    await owner.query('vacuum analyze');
    await owner.query('checkpoint');
  });
}

/** A run that must release so many orders. */
export async function release(
  database: Parameters<typeof runDay>[0],
  on: string,
  orders: number,
): Promise<void> {
  const outcome = await runDay(database, operator(), on);
  if (outcome.status !== 'done' || outcome.run.releases !== orders)
    throw new Error(`it did not release ${orders} orders: ${JSON.stringify(outcome)}`);
}

export async function measureRelease(onProgress: (done: number, total: number) => void): Promise<Result> {
  return withScratchDatabase(async (made, madeUrl) => {
    const on = await makeDueStore(made, { merchantId: 'store-', orders: ORDERS, days: 1, earlier: 0 });
    await copyStore(madeUrl, 'store-', MERCHANTS - 1, APART_FROM_RELEASES);
    await settle(madeUrl);
    const orders = MERCHANTS * ORDERS;

    const run = () =>
      withCopy(madeUrl, async (database, ownerUrl) => {
        await settle(ownerUrl);
        return timed(() => release(database, on, orders));
      });
    const floor = (sessions: number) => () =>
      withCopy(madeUrl, async (_database, ownerUrl) => {
        await settle(ownerUrl);
        return timed(() => releaseByFloor(ownerUrl, on, sessions));
      });
    await withCopy(madeUrl, async (database, byRun) => {
      await release(database, on, orders);
      await withCopy(madeUrl, async (_database, byFloor) => {
        await releaseByFloor(byFloor, on, 2);
        await compareBooks(byRun, byFloor);
      });
    });

    const turns = await inTurns({ run: run, 'floor, 1 session': floor(1), 'floor, 2 sessions': floor(2) }, onProgress);
    return { name: 'release', value: 0, bound: BOUND, rows: [] };
  });
}
