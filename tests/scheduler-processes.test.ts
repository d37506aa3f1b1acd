import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '@/engine/calendar';
import { replayBooks } from '@/services/replay-books';
import { setPolicy } from '@/services/set-policy';
import { OPERATOR } from './actors';
import { apply, fact, makeBooks, type TestBooks, violationsOf } from './make-books';
import type { Report } from './scheduler';

/** Several servers' processes look for the runs that are due, at once; one of them is killed in the middle of one. */

const PROCESSES = 3;
/** More than a chunk, so that a run can be killed between two. */
const MERCHANTS = 600;
const FIRST = '2026-01-04';

let books: TestBooks;
let schedulers: ChildProcess[] = [];

function start(): ChildProcess {
  return fork(join(import.meta.dirname, 'scheduler.ts'), [books.ownerUrl], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
}

async function doneBy(scheduler: ChildProcess, now: string): Promise<string[]> {
  scheduler.send(now);
  const [report] = (await once(scheduler, 'message')) as [Report];
  if ('failure' in report) throw new Error(report.failure);
  return report.done;
}
const runs = () =>
  books.ask<{ run_on: string; attempt: number; status: string; merchants_visited: number }>(
    'select run_on::text, attempt, status, merchants_visited from runs order by run_on, attempt',
  );

beforeAll(async () => {
  books = await makeBooks();
  const { database } = books;
  await setPolicy(database, OPERATOR, {
    assessment: { min_orders: 0, min_store_age_days: 0, every_days: 30 },
    tiers: [{ name: 'A', min_score: 0, release_after_days: 3, deposit_bps: 1000 }],
  });
  const merchants = Array.from({ length: MERCHANTS }, (_, index) => `m${index}`);
  await apply(
    database,
    merchants.flatMap((merchant) => [
      fact(`open ${merchant}`, 'merchant.opened', '2026-01-01', { merchant }),
      fact(`pay ${merchant}`, 'order.paid', '2026-01-01', {
        ...{ order: `o ${merchant}`, merchant, amount: 10_000, currency: 'USD' },
      }),
      fact(`ship ${merchant}`, 'order.shipped', '2026-01-01', { order: `o ${merchant}` }),
    ]),
  );
  schedulers = Array.from({ length: PROCESSES }, start);
}, 120_000);
afterAll(async () => {
  const ended = schedulers.map((scheduler) => once(scheduler, 'exit'));
  for (const scheduler of schedulers) scheduler.disconnect();
  await Promise.all(ended);
  await books.drop();
});

test('a run whose server is killed is finished by another, once, before the days after it are caught up', async () => {
  // Each visit takes a little while, so that there is a middle.
  await books.ask(`create function slowly() returns trigger language plpgsql as $$
    begin perform pg_sleep(0.004); return new; end $$`);
  await books.ask(
    'create trigger slowly before update of visited_on on merchants for each row execute function slowly()',
  );
  const killed = schedulers.shift();
  killed?.send(`${FIRST}T01:00:00Z`);
  const visited = async () => (await runs())[0]?.merchants_visited ?? 0;
  await expect.poll(visited, { timeout: 60_000, interval: 20 }).toBeGreaterThan(0);
  const gone = killed && once(killed, 'exit');
  killed?.kill('SIGKILL');
  await gone;
  const [left] = await runs();
  expect(left).toMatchObject({ run_on: FIRST, status: 'running' });
  expect(left?.merchants_visited).toBeLessThan(MERCHANTS);
  await books.ask('drop trigger slowly on merchants');

  schedulers.push(start());
  const last = addDays(FIRST, 5);
  // Long ago, as the clock of this story has it.
  await books.ask(`update runs set touched_at = '${FIRST}'`);
  const said = await Promise.all(schedulers.map((scheduler) => doneBy(scheduler, `${last}T01:00:00Z`)));
  const days = [0, 1, 2, 3, 4, 5].map((day) => addDays(FIRST, day));
  expect(said.flat().toSorted()).toEqual(days);
  const done = await runs();
  expect(done[0]).toEqual({ run_on: FIRST, attempt: 1, status: 'done', merchants_visited: MERCHANTS });
  expect(done.map(({ run_on }) => run_on)).toEqual(days);
  expect(done.every(({ attempt, status }) => attempt === 1 && status === 'done')).toBe(true);
  const [entries] = await books.ask<{ count: bigint }>(
    "select count(*) as count from entries where kind = 'release_early'",
  );
  expect(Number(entries?.count)).toBe(MERCHANTS);
  expect(await violationsOf(books.database)).toEqual([]);
  expect((await replayBooks(books.database, OPERATOR)).differences).toEqual([]);
}, 300_000);
