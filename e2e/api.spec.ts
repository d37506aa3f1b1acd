import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { request as ask, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { type Database, openDatabase } from '../db/client';
import { type EmbeddedDatabase, ensureEmbeddedDatabase } from '../db/embedded';
import { migrate } from '../db/migrate';
import type { Scope } from '../engine/actor';
import { PROBLEMS } from '../engine/problems';
import { makeApiKey } from '../services/access/make-api-key';
import { operator } from '../services/operator';
import { recordFacts } from '../services/record-facts';
import { runDay } from '../services/run-day';
import { setPolicy } from '../services/set-policy';
import { ApiSchemas, type Document } from '../tests/api-schemas';
import { type MadeRequest, requestsFor } from './api-requests';

/** The API as programs meet it: what the document promises, by a server of its own with books of its own. */

const PORT = 43_123;
const ORIGIN = `http://127.0.0.1:${PORT}`;
const STORE = 'store';
const ORDERS = 30;

/** The same requests each time; more of them by SLUICE_REQUESTS. */
const SEED = 20260304;
const REQUESTS = Number(process.env.SLUICE_REQUESTS ?? 300);

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

let folder: string;
let embedded: EmbeddedDatabase;
let database: Database;
let server: ChildProcess;

test.use({ baseURL: ORIGIN });

/** A store with orders, holds and entries of more than a page. */
async function fillBooks(): Promise<void> {
  await setPolicy(database, operator(), { assessment: { min_orders: 0, min_store_age_days: 0 } });
  const at = (day: string) => ({ at: `${day}T04:00:00Z` });
  await recordFacts(database, operator(), [
    { id: 'open', type: 'merchant.opened', merchant: STORE, ...at('2026-01-01') },
    ...Array.from({ length: ORDERS }, (_, index) => [
      {
        ...{ id: `paid ${index}`, type: 'order.paid', order: `order/${index} ü`, merchant: STORE },
        ...{ amount: 1000 + index, currency: index % 3 ? 'USD' : 'JPY', ...at('2026-01-01') },
      },
      { id: `shipped ${index}`, type: 'order.shipped', order: `order/${index} ü`, ...at('2026-01-02') },
    ]).flat(),
  ]);
  await runDay(database, operator(), '2026-01-03');
  await runDay(database, operator(), '2026-01-10');
}

async function makeKey(...scopes: Scope[]): Promise<string> {
  const made = await makeApiKey(database, operator(), {
    ...{ name: `for ${scopes.join(' and ')}`, scopes, submissionId: randomUUID() },
  });
  if (made.status !== 'made') throw new Error(made.status);
  return made.text;
}

test.beforeAll(async () => {
  test.setTimeout(300_000);
  folder = mkdtempSync(join(tmpdir(), 'sluice-api-'));
  // The database's own user must be able to enter it.
  chmodSync(folder, 0o755);
  embedded = await ensureEmbeddedDatabase({ folder });
  await migrate(embedded.url);
  database = openDatabase(embedded.url);
  await fillBooks();
  server = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: join(import.meta.dirname, '..'),
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      ...{ PORT: String(PORT), HOST: '127.0.0.1', SLUICE_DATA: folder, SLUICE_DEMO: '0', DATABASE_URL: '' },
      ...{ SLUICE_ORIGIN: '', SLUICE_SECRET: '', SLUICE_SCHEDULER: '0' },
      ...{ SLUICE_RATE_LIMIT_FACTOR: '1000', SLUICE_LOG_LEVEL: 'error' },
    },
  });
  const isReady = async () => (await fetch(`${ORIGIN}/api/ready`)).ok;
  while (!(await isReady().catch(() => false))) {
    if (server.exitCode !== null) throw new Error(`the portal ended with status ${server.exitCode}`);
    await pause(200);
  }
});
test.afterAll(async () => {
  if (server?.exitCode === null) {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  await database?.close();
  await embedded?.release();
  rmSync(folder, { recursive: true, force: true });
});

/** As it stands: nothing is added to the request, followed, decoded or mended. */
async function send(base: string, { method, address, headers, body }: MadeRequest): Promise<Answer> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    // Said for every method: Node says it only for those that usually bring something.
    const length = body === null ? {} : { 'content-length': Buffer.byteLength(body) };
    const options = {
      hostname,
      port,
      method,
      path: address,
      headers: { ...headers, ...length },
      agent: false,
    };
    const sent = ask(options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const isPacked = answer.headers['content-encoding'] === 'gzip' && bytes.length > 0;
        const text = (isPacked ? gunzipSync(bytes) : bytes).toString('utf8');
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
      });
    });
    sent.on('error', reject);
    sent.end(body ?? undefined);
  });
}

const get = (key: string, address: string, headers: Record<string, string> = {}): MadeRequest => ({
  ...{ path: null, method: 'GET', address, body: null },
  headers: { authorization: `Bearer ${key}`, ...headers },
});

/** What an answer breaks of what the document says. */
function broken(schemas: ApiSchemas, made: MadeRequest, { status, headers, text }: Answer): string[] {
  const wrong: string[] = [];
  if (status >= 500 && status !== 501) wrong.push(`it answered ${status}`);
  if (headers['x-request-id'] === undefined) wrong.push('it has no request id');
  const answer = { status, type: headers['content-type'] ?? null, text };
  const { path, method } = made;
  const isCall = path !== null && schemas.document.paths[path]?.[method.toLowerCase()] !== undefined;
  const isHead = method === 'HEAD';
  if (isHead && text !== '') wrong.push('HEAD has a body');
  const beside = { 404: 'not_found', 405: 'method_not_allowed', 501: 'unknown_method' } as const;
  if (isHead) return wrong;
  if (isCall) return [...wrong, ...schemas.wrongWith({ path, method: method.toLowerCase() }, answer)];
  const name = status in beside ? beside[status as keyof typeof beside] : 'bad_request';
  if (status !== PROBLEMS[name].status) wrong.push(`it answered ${status} where there is no call`);
  if (name === 'method_not_allowed' && headers.allow === undefined) wrong.push('it names no methods');
  return [...wrong, ...schemas.wrongFor(schemas.shared(name) ?? {}, answer)];
}

test('whatever is asked, the answer is one that the document has', async () => {
  test.setTimeout(60_000 + REQUESTS * 500);
  const keys = {
    good: await makeKey('facts:write', 'read'),
    reads: await makeKey('read'),
    writes: await makeKey('facts:write'),
  };
  const ofStore = (rest: string) => send(ORIGIN, get(keys.good, `/api/v1/merchants/${STORE}/${rest}`));
  const document = JSON.parse((await send(ORIGIN, get('', '/api/v1/openapi.json'))).text) as Document;
  const schemas = new ApiSchemas(document);
  const lists = ['entries?limit=2', 'holds?limit=2', 'holds?limit=2&state=all'];
  const cursors = (await Promise.all(lists.map(ofStore))).map(({ text }) =>
    String(JSON.parse(text).next_cursor),
  );
  const orders = [0, 1, 2].map((index) => `order/${index} ü`);
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(requestsFor(document, { merchants: [STORE], orders, cursors, keys }), async (made) => {
      const answer = await send(ORIGIN, made);
      seen.add(`${made.path} ${answer.status}`);
      const wrong = broken(schemas, made, answer);
      if (wrong.length > 0)
        throw new Error(`${wrong.join('; ')}: ${answer.status} ${answer.text.slice(0, 500)}`);
    }),
    { seed: SEED, numRuns: REQUESTS },
  );
  // They came through to every call, and were refused in many ways.
  for (const path of Object.keys(document.paths)) expect([...seen]).toContain(`${path} 200`);
  for (const status of [400, 401, 403, 404, 405, 415, 422])
    expect([...seen].some((each) => each.endsWith(` ${status}`))).toBe(true);
});

test('an answer is kept, compressed, and asked for again', async () => {
  const key = await makeKey('read');
  for (const path of [`merchants/${STORE}`, `merchants/${STORE}/entries?limit=20`, 'openapi.json']) {
    const address = `/api/v1/${path}`;
    const plain = await send(ORIGIN, get(key, address));
    const packed = await send(ORIGIN, get(key, address, { 'accept-encoding': 'gzip' }));
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(packed.headers.vary?.toLowerCase()).toContain('accept-encoding');
    expect(packed.text).toBe(plain.text);
    const { etag = '' } = packed.headers;
    expect(etag).toMatch(/^W\/"/);
    expect(etag).toBe(plain.headers.etag);
    expect(plain.headers['cache-control']).toBe('private, no-cache');
    const again = await send(ORIGIN, get(key, address, { 'if-none-match': `"other", ${etag}` }));
    expect([again.status, again.text, again.headers.etag]).toEqual([304, '', etag]);
    const head = await send(ORIGIN, { ...get(key, address), method: 'HEAD' });
    expect([head.status, head.text, head.headers.etag]).toEqual([200, '', etag]);
  }
});

test('the page for developers is there for everybody, without a script', async ({
  browser,
  page: seeing,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/developers');
  await expect(page.getByRole('heading', { level: 1, name: 'API for developers' })).toBeVisible();
  for (const title of ['Record facts', 'One merchant', 'One order'])
    await expect(page.getByRole('heading', { level: 3, name: title, exact: true })).toBeVisible();
  await page.goto('/developers#problem-bad_cursor');
  await expect(page.locator('#problem-bad_cursor')).toBeInViewport();
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '开发者 API' })).toBeVisible();
  await context.close();
  await seeing.goto('/developers');
  await expect(seeing).toHaveTitle(/API for developers/);
  await seeing.locator('details').evaluateAll((all) => {
    for (const each of all) (each as HTMLDetailsElement).open = true;
  });
  const { violations } = await new AxeBuilder({ page: seeing }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html)])).toEqual([]);
});
