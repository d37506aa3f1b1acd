import type { Database } from '../db/client';
import { addDays, type CalendarDate } from '../engine/calendar';
import { APART_FROM_RELEASES, copyStore } from './copied-stores';
import { makeDueStore } from './due-store';
import { ORDERS_EACH, release, settle } from './release';
import { type Bound, middleOf, type Result } from './report';
import { ROUNDS, sized } from './scale';
import { withScratchDatabase } from './scratch-database';
import { timed } from './turns';

/**
 * The same 100,000 due orders on top of 0, 1 and 10 million earlier ones: as many stores in three databases, and the same
 * day's run in each of them in turn.
 */

const MERCHANTS = sized(1000);
const EARLIER_EACH = [0, 1000, 10_000];
const BOUND: Bound = { is: 'at most', must: 1.2, aim: 1.05, unit: 'times' };

interface Made {
  database: Database;
  earlier: number;
  on: CalendarDate;
  times: number[];
}

async function make(database: Database, ownerUrl: string, earlier: number): Promise<Made> {
  // One day more than is measured: each run foretells the next.
  const store = { merchantId: 'store-', orders: ORDERS_EACH, days: ROUNDS + 1, earlier };
  const on = await makeDueStore(database, store);
  await copyStore(ownerUrl, store.merchantId, MERCHANTS - 1, APART_FROM_RELEASES);
  await settle(ownerUrl);
  return { database, earlier: earlier * MERCHANTS, on, times: [] };
}

async function playRounds(made: Made[], onRound: (round: number) => void): Promise<void> {
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { database, on, times } of made) {
      await settle(database.ownerUrl);
      times.push(await timed(() => release(database, addDays(on, round), MERCHANTS * ORDERS_EACH)));
    }
    onRound(round + 1);
  }
}

export async function measureReleaseGrowth(
  onProgress: (done: number, total: number) => void,
): Promise<Result> {
  const made: Made[] = [];
  const total = EARLIER_EACH.length + ROUNDS;
  const makeNext = (): Promise<void> =>
    withScratchDatabase(async (database, ownerUrl) => {
      made.push(await make(database, ownerUrl, EARLIER_EACH[made.length] ?? 0));
      onProgress(made.length, total);
      if (made.length < EARLIER_EACH.length) await makeNext();
      else await playRounds(made, (round) => onProgress(made.length + round, total));
    });
  await makeNext();
  const first = made[0]?.times ?? [];
  const rows = made.map(({ earlier, times }) => {
    const { median, spread } = middleOf(times);
    const ratio = middleOf(times.map((ms, round) => ms / (first[round] ?? Number.NaN)));
    return {
      ...{ earlier, orders: MERCHANTS * ORDERS_EACH, 'median ms': Math.round(median) },
      ...{ 'spread ms': Math.round(spread), ratio: Number(ratio.median.toFixed(3)) },
      'ratio spread': Number(ratio.spread.toFixed(3)),
    };
  });
  return { name: 'release-growth', value: Math.max(...rows.map(({ ratio }) => ratio)), bound: BOUND, rows };
}
