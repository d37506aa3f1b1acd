import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, type Page, test } from '@playwright/test';
import { type Database, openDatabase } from '../db/client';
import { type EmbeddedDatabase, ensureEmbeddedDatabase } from '../db/embedded';
import { migrate } from '../db/migrate';
import { DEMO_PEOPLE } from '../demo/people';
import { ACCOUNTS } from '../engine/accounts';
import { addDays, daysBetween } from '../engine/calendar';
import { fillDemoIfEmpty } from '../services/fill-demo';
import { getMerchantAsOf } from '../services/get-merchant';
import { operator } from '../services/operator';
import { Shell } from './pages/shell';

/**
 * What the pages show is what the services answer: a marketplace that nobody has seen before, thirty of its stores'
 * histories, each as of a random date.
 */

const PORT = 43_118;
const PAIRS = 30;
const UNTIL = '2026-06-30';
/** The throw of the dice is told with the results, and can be thrown again. */
const SEED = Number(process.env.SLUICE_FIGURES_SEED || Math.floor(Math.random() * 1_000_000) + 2);

let folder: string;
let embedded: EmbeddedDatabase;
let database: Database;
let server: ChildProcess;

const ORIGIN = `http://127.0.0.1:${PORT}`;

test.use({ baseURL: ORIGIN });

test.beforeAll(async () => {
  test.setTimeout(300_000);
  folder = mkdtempSync(join(tmpdir(), 'sluice-figures-'));
  // The database's own user must be able to enter it.
  chmodSync(folder, 0o755);
  embedded = await ensureEmbeddedDatabase({ folder });
  await migrate(embedded.url);
  await fillDemoIfEmpty(embedded.url, operator(), { until: UNTIL, seed: SEED });
  database = openDatabase(embedded.url);
  server = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: join(import.meta.dirname, '..'),
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      ...{ PORT: String(PORT), HOST: '127.0.0.1', SLUICE_DATA: folder, SLUICE_DEMO: '1', DATABASE_URL: '' },
      ...{
        SLUICE_ORIGIN: '',
        SLUICE_SECRET: '',
        SLUICE_RATE_LIMIT_FACTOR: '1000',
        SLUICE_LOG_LEVEL: 'error',
        SLUICE_SCHEDULER: '0',
      },
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

/** The minor units that a page shows, by the marks that stand beside them. */
async function shownOn(page: Page, mark: 'account' | 'term'): Promise<Record<string, string>> {
  const marked = page.locator(`[data-${mark}]:has(data)`);
  await marked.first().waitFor();
  return marked.evaluateAll(
    (elements, name) =>
      Object.fromEntries(
        elements.map((element) => [
          element.getAttribute(`data-${name}`) ?? '',
          element.querySelector('data')?.value ?? '',
        ]),
      ),
    mark,
  );
}

test('thirty random histories, each as of a random date', async ({ page }) => {
  test.setTimeout(500_000);
  test.info().annotations.push({ type: 'seed', description: String(SEED) });
  const shell = new Shell(page, ORIGIN);
  const sellers = DEMO_PEOPLE.flatMap(({ merchant }) => (merchant === null ? [] : [merchant]));
  // Not a secret: any throw of the dice will do, as long as it can be told again.
  let dice = SEED;
  const pick = (most: number) => {
    dice = (Math.imul(dice, 1_664_525) + 1_013_904_223) >>> 0;
    return dice % most;
  };
  let moved = 0;
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const merchant = sellers[pair % sellers.length] ?? '';
    const { rows } = await database.pool.query<{ first: string }>(
      'select min(booked_on)::text as first from entries where merchant_id = $1',
      [merchant],
    );
    const first = rows[0]?.first ?? UNTIL;
    const asOf = addDays(first, pick(Math.max(1, daysBetween(first, UNTIL))));
    const answer = await getMerchantAsOf(database, operator(), merchant, asOf);
    const currencies = Object.keys(answer?.accounts ?? {});
    const currency = currencies[pick(Math.max(1, currencies.length))] ?? 'USD';
    const accounts = answer?.accounts[currency];
    await shell.be(`seller:${merchant}`);
    const query = `currency=${currency}&as_of=${asOf}`;
    const what = `seed ${SEED}: ${merchant} in ${currency} as of ${asOf}`;
    await page.goto(`/capital?${query}`, { waitUntil: 'domcontentloaded' });
    const balances = await shownOn(page, 'account');
    for (const account of ACCOUNTS)
      expect(balances[account], `${what}: ${account}`).toBe(accounts?.[account] ?? '0');
    await page.goto(`/capital/early-loan-margin?${query}`, { waitUntil: 'domcontentloaded' });
    const terms = await shownOn(page, 'term');
    const term = (name: string) => BigInt(terms[name] ?? 'nothing is shown');
    expect(term('closing'), what).toBe(BigInt(accounts?.deposit ?? 0));
    expect(term('opening') + term('frozen') - term('deducted') - term('given_back'), what).toBe(
      term('closing'),
    );
    if (accounts !== undefined && accounts.payment_account !== '0') moved += 1;
  }
  expect(moved).toBeGreaterThan(PAIRS / 2);
});
