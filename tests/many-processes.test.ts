import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { migrate } from '@/db/migrate';
import { COMPARED_TABLES, digestTable } from '@/db/queries/replay';
import { simulateMarketplace } from '@/demo/marketplace';
import { addDays, type CalendarDate } from '@/engine/calendar';
import { recordFacts } from '@/services/record-facts';
import { replayBooks } from '@/services/replay-books';
import { nextRunDate, runDay } from '@/services/run-day';
import { setPolicy } from '@/services/set-policy';
import { verifyBooks } from '@/services/verify-books';
import { OPERATOR } from './actors';
import { createTestDatabase, type TestDatabase } from './database';
import type { Order, Report } from './writer';

/** Several processes record facts and run days at once, on one database. */

const PROCESSES = 3;
const MERCHANTS = 14;
const DAYS = 45;
const POLICY = {
  assessment: { min_orders: 2, min_store_age_days: 10, cancel_after_failures: 1, reenrol_after_days: 5 },
  deposit: { release_days_after_shipment: 15 },
};

interface Day {
  date: CalendarDate;
  facts: { merchantId: string; fact: object }[];
}

/** Some merchants' weeks of the demo marketplace, with each fact's merchant. */
function someDays(): Day[] {
  const marketplace = simulateMarketplace({ seed: 7, until: '2026-06-30' });
  const chosen = new Set(marketplace.merchants.slice(0, MERCHANTS).map((merchant) => merchant.id));
  const merchantOfOrder = new Map<string, string>();
  for (const { fact } of marketplace.facts) {
    if (fact.type === 'order.paid') merchantOfOrder.set(String(fact.order), String(fact.merchant));
  }
  const days = new Map<CalendarDate, Day>();
  for (let index = 0; index < DAYS; index += 1) {
    const date = addDays(marketplace.first_date, index);
    days.set(date, { date, facts: [] });
  }
  for (const { arrives_on, fact } of marketplace.facts) {
    const merchantId = 'merchant' in fact ? String(fact.merchant) : merchantOfOrder.get(String(fact.order));
    if (merchantId !== undefined && chosen.has(merchantId))
      days.get(arrives_on)?.facts.push({ merchantId, fact });
  }
  return [...days.values()];
}

const days = someDays();
const databases: TestDatabase[] = [];
let writers: ChildProcess[] = [];

async function books(): Promise<Database> {
  const created = await createTestDatabase();
  databases.push(created);
  await migrate(created.ownerUrl);
  const database = openDatabase(created.ownerUrl);
  await setPolicy(database, OPERATOR, POLICY);
  return database;
}

function startWriters(ownerUrl: string): ChildProcess[] {
  writers = Array.from({ length: PROCESSES }, () =>
    fork(join(import.meta.dirname, 'writer.ts'), [ownerUrl], {
      execArgv: ['--import', 'tsx'],
      env: { ...process.env, NODE_OPTIONS: '' },
    }),
  );
  return writers;
}

async function tell(writer: ChildProcess, order: Order): Promise<Exclude<Report, { failure: string }>> {
  writer.send(order);
  const [report] = (await once(writer, 'message')) as [Report];
  if ('failure' in report) throw new Error(report.failure);
  return report;
}

async function checked(database: Database): Promise<void> {
  for (const { name, wrong, places } of await verifyBooks(database, OPERATOR))
    expect({ name, wrong, places }).toMatchObject({ wrong: 0 });
  expect((await replayBooks(database, OPERATOR)).differences).toEqual([]);
}

let one: Database;

beforeAll(async () => {
  one = await books();
  for (const { date, facts } of days) {
    await runDay(one, OPERATOR, date);
    await recordFacts(
      one,
      OPERATOR,
      facts.map(({ fact }) => fact),
    );
  }
}, 180_000);
afterEach(async () => {
  const ended = writers.map((writer) => once(writer, 'exit'));
  for (const writer of writers) writer.disconnect();
  await Promise.all(ended);
  writers = [];
});
afterAll(async () => {
  await one?.close();
  for (const database of databases) await database.drop();
});

test('the demo days do what is to be compared', async () => {
  await checked(one);
  const { rows } = await one.pool.query(
    'select count(*) filter (where kind = $1) as early, count(distinct merchant_id) as merchants from entries',
    ['release_early'],
  );
  expect(Number(rows[0].early)).toBeGreaterThan(50);
  expect(Number(rows[0].merchants)).toBeGreaterThan(8);
});

test('all of them run each day at once, and record their merchants at once: the books of one process', async () => {
  const many = await books();
  try {
    const started = startWriters(many.ownerUrl);
    const merchants = [...new Set(days.flatMap((day) => day.facts.map((each) => each.merchantId)))];
    for (const { date, facts } of days) {
      const runs = await Promise.all(started.map((writer) => tell(writer, { run: date })));
      expect(runs).toEqual(started.map(() => ({ status: 'done' })));
      await Promise.all(
        started.map((writer, index) => {
          const own = facts.filter(({ merchantId }) => merchants.indexOf(merchantId) % PROCESSES === index);
          return tell(writer, { record: own.map(({ fact }) => fact) });
        }),
      );
      // Each says again what another has said.
      const again = await Promise.all(
        started.map((writer, index) =>
          tell(writer, { record: facts.slice(index, index + 5).map(({ fact }) => fact) }),
        ),
      );
      for (const report of again) {
        expect('statuses' in report && report.statuses.every((status) => status === 'duplicate')).toBe(true);
      }
    }
    for (const table of COMPARED_TABLES.filter((each) => each !== 'facts' && each !== 'runs')) {
      expect([table, await digestTable(many.drizzle, table)]).toEqual([
        table,
        await digestTable(one.drizzle, table),
      ]);
    }
    await checked(many);
  } finally {
    await many.close();
  }
}, 300_000);

test('each at its own pace, on the same merchants: nothing lost, nothing twice, and a replay is identical', async () => {
  const many = await books();
  try {
    const started = startWriters(many.ownerUrl);
    const said = await Promise.all(
      started.map(async (writer, index) => {
        const statuses: string[] = [];
        for (const { date, facts } of days) {
          await tell(writer, { run: date });
          // A third of the facts each, one after the other in turn, and the neighbour's a second time.
          for (const turn of [index, index + 1]) {
            const share = facts.filter((_fact, place) => place % PROCESSES === turn % PROCESSES);
            const report = await tell(writer, { record: share.map(({ fact }) => fact) });
            if ('statuses' in report) statuses.push(...report.statuses);
          }
        }
        return statuses;
      }),
    );
    const unfinished = await nextRunDate(many, OPERATOR);
    if (unfinished !== null && unfinished <= (days.at(-1)?.date ?? ''))
      await runDay(many, OPERATOR, unfinished);
    const counts = (status: string) => said.flat().filter((each) => each === status).length;
    const { rows } = await many.pool.query<Record<string, bigint>>(
      `select (select count(*) from facts) as applied, (select count(*) from parked_facts) as parked,
              (select count(*) from refused_facts) as refused, (select count(distinct fact_id) from facts) as ids`,
    );
    const { applied = 0n, parked = 0n, refused = 0n, ids } = rows[0] ?? {};
    expect(ids).toBe(applied);
    expect(Number(applied + parked + refused)).toBe(counts('applied') + counts('parked'));
    await checked(many);
  } finally {
    await many.close();
  }
}, 300_000);
