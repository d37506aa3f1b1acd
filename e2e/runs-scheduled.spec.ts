import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { type Database, openDatabase, withOwner } from '../db/client';
import { type EmbeddedDatabase, ensureEmbeddedDatabase } from '../db/embedded';
import { migrate } from '../db/migrate';
import { addDays, type CalendarDate } from '../engine/calendar';
import { DEFAULT_POLICY } from '../engine/policy';
import { DEFAULT_RUN_AT, lastRunDue } from '../engine/run-clock';
import { fillDemoIfEmpty } from '../services/fill-demo';
import { operator } from '../services/operator';
import { recordFacts } from '../services/record-facts';
import { replayBooks } from '../services/replay-books';
import { verifyBooks } from '../services/verify-books';
import { RunsPage } from './pages/admin';

/** A marketplace that was down for five days, with a server of its own whose scheduler is on. */

const PORT = 43_119;
const ORIGIN = `http://127.0.0.1:${PORT}`;
const DAYS_DOWN = 5;
/** With the demo's, more than a run visits in its first chunk. */
const MORE_STORES = 1500;
/** The last of them, and so in the last chunk. */
const BROKEN = 'zz-999';
const PROBLEM = 'could not extend file: No space left on device';

let folder: string;
let embedded: EmbeddedDatabase;
let database: Database;
let server: ChildProcess;
let days: CalendarDate[];

test.use({ baseURL: ORIGIN });

test.beforeAll(async () => {
  test.setTimeout(300_000);
  folder = mkdtempSync(join(tmpdir(), 'sluice-runs-'));
  // The database's own user must be able to enter it.
  chmodSync(folder, 0o755);
  embedded = await ensureEmbeddedDatabase({ folder });
  await migrate(embedded.url);
  const until = addDays(lastRunDue(Date.now(), DEFAULT_POLICY.timezone, DEFAULT_RUN_AT), -DAYS_DOWN);
  days = Array.from({ length: DAYS_DOWN }, (_, index) => addDays(until, index + 1));
  await fillDemoIfEmpty(embedded.url, operator(), { until });
  database = openDatabase(embedded.url);
  await recordFacts(
    database,
    operator(),
    Array.from({ length: MORE_STORES }, (_, index) => ({
      id: `open zz-${index}`,
      type: 'merchant.opened',
      at: `${until}T04:00:00Z`,
      merchant: `zz-${index}`,
    })),
  );
  await withOwner(embedded.url, async (owner) => {
    await owner.query(`create function refuse() returns trigger language plpgsql as $$
      begin raise exception '${PROBLEM}' using errcode = '53100'; end $$`);
    await owner.query(`create trigger refuse before update of visited_on on merchants
      for each row when (new.merchant_id = '${BROKEN}') execute function refuse()`);
  });
  server = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: join(import.meta.dirname, '..'),
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      ...{ PORT: String(PORT), HOST: '127.0.0.1', SLUICE_DATA: folder, SLUICE_DEMO: '1', DATABASE_URL: '' },
      ...{ SLUICE_ORIGIN: '', SLUICE_SECRET: '', SLUICE_SCHEDULER: '1', SLUICE_RUN_AT: '' },
      // What goes wrong here goes wrong on purpose.
      ...{ SLUICE_RATE_LIMIT_FACTOR: '1000', SLUICE_LOG_LEVEL: 'fatal' },
    },
  });
  const isReady = async () => (await fetch(`${ORIGIN}/api/ready`)).ok;
  while (!(await isReady().catch(() => false))) {
    if (server.exitCode !== null) throw new Error(`the portal ended with status ${server.exitCode}`);
    await pause(250);
  }
});

test.afterAll(async () => {
  await database?.close();
  if (server !== undefined && server.exitCode === null) {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  await embedded?.release();
  rmSync(folder, { recursive: true, force: true });
});

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${ORIGIN}/api/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}

test('a run that fails midway is finished by a reviewer, and the scheduler catches up the days after it', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const runs = new RunsPage(page, ORIGIN);
  const [first = ''] = days;
  await runs.be('reviewer');

  // It began by itself, and was stopped in the middle.
  await expect.poll(() => metric('sluice_run_failed'), { timeout: 120_000 }).toBe(1);
  expect(await metric('sluice_run_days_behind')).toBeGreaterThanOrEqual(DAYS_DOWN);
  // It is not tried again while this is looked at.
  await withOwner(embedded.url, (owner) =>
    owner.query("update runs set started_at = started_at - interval '1 hour' where status = 'running'"),
  );
  await runs.open();
  await expect(runs.unfinished).toContainText(PROBLEM);
  await expect(runs.unfinished).toContainText('It is tried again by itself');
  const progress = runs.unfinished.getByRole('progressbar');
  const [visited, toVisit] = await Promise.all(
    ['aria-valuenow', 'aria-valuemax'].map(async (name) => Number(await progress.getAttribute(name))),
  );
  expect(visited).toBeGreaterThan(0);
  expect(visited).toBeLessThan(toVisit ?? 0);
  await expect(runs.alert(/was stopped by an error$/)).toContainText(PROBLEM);
  await expect(runs.runs.first()).toContainText('Stopped by an error');
  expect(await runs.barriers()).toEqual([]);

  await withOwner(embedded.url, (owner) => owner.query('drop function refuse() cascade'));
  await runs.finish.click();

  // The days after it follow by themselves, each once, in their order.
  const done = async () => {
    const { rows } = await database.pool.query<{ run_on: string }>(
      "select run_on::text from runs where run_on >= $1 and status = 'done' and attempt = 1 order by run_on",
      [first],
    );
    return rows.map(({ run_on }) => run_on).slice(0, DAYS_DOWN);
  };
  await expect.poll(done, { timeout: 120_000 }).toEqual(days);
  const { rows } = await database.pool.query<{ count: number }>(
    "select count(*)::int as count from runs where run_on >= $1 and (attempt > 1 or started_by <> 'operator scheduler')",
    [first],
  );
  expect(rows[0]?.count).toBe(0);
  await expect.poll(() => metric('sluice_run_days_behind'), { timeout: 30_000 }).toBe(0);

  // The run's own page says who began it and who went on with it.
  await page.goto(`/admin/runs/${first}`);
  await expect(page.getByRole('region', { name: 'Who started it' })).toContainText(
    /Gone on with by .*Started by the scheduler/s,
  );
  await expect(page.getByRole('table', { name: 'What it did' })).toContainText('by the scheduler');
  expect(await runs.barriers()).toEqual([]);
  await runs.open();
  await expect(runs.runs.filter({ hasText: 'by the scheduler' })).toHaveCount(DAYS_DOWN);
  await expect
    .poll(() => metric('sluice_alerts_open{kind="run_failed"}'.replaceAll(/[{}]/g, '\\$&')), {
      timeout: 90_000,
    })
    .toBe(0);
  await page.reload();
  await expect(runs.pastAlerts.getByRole('link', { name: /was stopped by an error$/ })).toBeVisible();

  const wrong = (await verifyBooks(database, operator())).filter((each) => each.wrong > 0);
  expect(wrong).toEqual([]);
  expect((await replayBooks(database, operator())).differences).toEqual([]);
});
