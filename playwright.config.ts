import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig, devices } from '@playwright/test';
import { browserArgs, findBrowser } from './scripts/browser.mjs';

const PORT = 43117;
const address = `http://127.0.0.1:${PORT}`;

// Started by hand, it finds the browser itself, and its workers then know it.
const browser = await findBrowser();
if (!browser)
  throw new Error('There is no browser: name one with CHROMIUM_PATH, or run npm test, which finds one.');
process.env.SLUICE_BROWSER = JSON.stringify(browser);

// Each run begins with an empty database. Workers read this file too, and must not take it away.
const checkout = createHash('sha256')
  .update(import.meta.dirname)
  .digest('hex')
  .slice(0, 8);
const data = join(tmpdir(), `sluice-e2e-${checkout}`);
if (process.env.TEST_WORKER_INDEX === undefined) rmSync(data, { recursive: true, force: true });

const RUNS = /runs\.spec\.ts/;
/** Knocks at every door without a screen, brings a server of its own, or changes what the whole marketplace shares. */
const DOORS = /(api|doors|figures|policy|runs-scheduled)\.spec\.ts/;
/** Adds stores: nothing else is to look at the marketplace then, or after. */
const STORES = /(facts-load|imports)\.spec\.ts/;
const desktop = { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 800 } };

export default defineConfig({
  testDir: './e2e',
  outputDir: './test-results',
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  // A busy machine may take many times as long as a quiet one.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    baseURL: address,
    locale: 'en-US',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: browser.path,
      args: browserArgs,
      env: { ...(process.env as Record<string, string>), ...browser.env },
    },
  },
  // The journeys that run a day come last: what the others look at must not move under them.
  projects: [
    { name: 'desktop', use: desktop, testIgnore: [RUNS, STORES] },
    { name: 'phone', use: devices['Pixel 7'], testIgnore: [RUNS, DOORS, STORES] },
    { name: 'runs', use: desktop, testMatch: RUNS, dependencies: ['desktop', 'phone'] },
    { name: 'runs on a phone', use: devices['Pixel 7'], testMatch: RUNS, dependencies: ['runs'] },
    { name: 'stores', use: desktop, testMatch: STORES, dependencies: ['runs on a phone'] },
    {
      ...{ name: 'stores on a phone', use: devices['Pixel 7'], testMatch: /imports\.spec\.ts/ },
      dependencies: ['stores'],
    },
  ],
  webServer: {
    command: 'node scripts/start.mjs',
    url: address,
    timeout: 300_000,
    reuseExistingServer: false,
    // So that it stops its database.
    gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
    stdout: 'ignore',
    stderr: 'pipe',
    // The demo needs a database that is ours to fill, whatever the tests before ran on.
    env: {
      PORT: String(PORT),
      HOST: '127.0.0.1',
      SLUICE_DATA: data,
      SLUICE_DEMO: '1',
      DATABASE_URL: '',
      SLUICE_ORIGIN: '',
      SLUICE_SECRET: '',
      // The tests are many people at one address, and faster than any of them.
      SLUICE_RATE_LIMIT_FACTOR: '1000',
      SLUICE_LOG_LEVEL: 'error',
      // The tests start the runs themselves.
      SLUICE_SCHEDULER: '0',
      // They bring a receiver of webhooks on this machine.
      SLUICE_WEBHOOK_PRIVATE: '1',
    },
  },
});
