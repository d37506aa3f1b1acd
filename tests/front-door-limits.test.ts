import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { OutgoingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { makeSignature } from 'better-auth/crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase, withOwner } from '@/db/client';
import { migrate } from '@/db/migrate';
import { readiness } from '@/services/check-ready';
import { limitRequests } from '@/services/limit-requests';
import { createTestDatabase, type TestDatabase } from './database';
import { closeDoors, get, openDoor, SECRET } from './doorway';
import type { Started } from './front-door-process';

/** What the front door asks the database: whom to let in how often, and whether there is anything to let them in to. */

const processes: ChildProcess[] = [];

afterEach(async () => {
  closeDoors();
  for (const child of processes.splice(0)) {
    child.disconnect();
    await once(child, 'exit');
  }
});

let created: TestDatabase;
let database: Database;

beforeAll(async () => {
  created = await createTestDatabase();
  await migrate(created.ownerUrl);
  database = openDatabase(created.ownerUrl);
});
afterAll(async () => {
  await database?.close();
  await created?.drop();
});

const cookieOf = async (token: string) =>
  `sluice.session_token=${encodeURIComponent(`${token}.${await makeSignature(token, SECRET)}`)}`;

/** How many of so many requests are let in, by turns at each port. */
async function letIn(ports: number[], requests: number, headers: OutgoingHttpHeaders = {}, path = '/') {
  const statuses: number[] = [];
  for (let turn = 0; turn < requests; turn += 1)
    statuses.push((await get(ports[turn % ports.length] ?? 0, path, { headers })).status);
  return statuses.filter((status) => status === 200).length;
}

it('is ready while the database answers and is of this build', async () => {
  const port = await openDoor({}, { isReady: readiness(database) });
  expect((await get(port, '/api/ready')).status).toBe(200);
  const other = await createTestDatabase();
  await migrate(other.ownerUrl);
  const stranger = openDatabase(other.ownerUrl);
  await withOwner(other.ownerUrl, (client) =>
    client.query(
      `insert into drizzle.__drizzle_migrations (hash, created_at)
       select 'later', max(created_at) + 1 from drizzle.__drizzle_migrations`,
    ),
  );
  const strange = await openDoor({}, { isReady: readiness(stranger) });
  expect((await get(strange, '/api/ready')).status).toBe(503);
  await stranger.close();
  await other.drop();
  const away = await openDoor({}, { isReady: readiness(stranger) });
  expect((await get(away, '/api/ready')).status).toBe(503);
  expect((await get(away, '/api/health')).status).toBe(200);
});

it('lets a session and an address ask so often a minute, and says how long to wait', async () => {
  // Twelve a session, six an address.
  const port = await openDoor({ trustedProxies: 1 }, { count: limitRequests(database, 0.02) });
  const from = (address: string) => ({ 'x-forwarded-for': address });
  expect(await letIn([port], 10, from('192.0.2.1'))).toBe(6);
  // A session that we did not sign is none.
  expect(await letIn([port], 3, { ...from('192.0.2.1'), cookie: 'sluice.session_token=a.b' })).toBe(0);
  const cookie = await cookieOf('one');
  expect(await letIn([port], 16, { ...from('192.0.2.1'), cookie })).toBe(12);
  expect(await letIn([port], 2, { ...from('192.0.2.1'), cookie: await cookieOf('other') })).toBe(2);
  expect(await letIn([port], 2, from('192.0.2.2'))).toBe(2);

  const page = await get(port, '/', { headers: from('192.0.2.1') });
  expect(page).toMatchObject({ status: 429, headers: { 'content-type': 'text/html; charset=utf-8' } });
  expect(Number(page.headers['retry-after'])).toBeGreaterThan(0);
  expect(page.text).toContain('Too many requests');
  const call = await get(port, '/api/v1/summary', { headers: from('192.0.2.1') });
  expect(call.headers['content-type']).toBe('application/problem+json');
  expect(JSON.parse(call.text)).toMatchObject({ type: 'urn:sluice:problem:too_many', status: 429 });

  // What is not counted.
  for (const path of ['/_next/static/a.js', '/api/health', '/api/ready'])
    expect(await letIn([port], 10, from('192.0.2.1'), path)).toBe(10);
});

it('counts for several server processes together', async () => {
  const start = async () => {
    const child = fork(
      join(import.meta.dirname, 'front-door-process.ts'),
      [created.ownerUrl, SECRET, '0.02'],
      {
        execArgv: ['--import', 'tsx'],
        env: { ...process.env, NODE_OPTIONS: '', SLUICE_LOG_LEVEL: 'silent' },
      },
    );
    processes.push(child);
    const [{ port }] = (await once(child, 'message')) as [Started];
    return port;
  };
  const ports = await Promise.all([start(), start()]);
  const cookie = await cookieOf('shared');
  expect(await letIn(ports, 20, { cookie })).toBe(12);
  const both = await Promise.all(
    Array.from({ length: 40 }, async (_, turn) =>
      get(ports[turn % 2] ?? 0, '/', { headers: { cookie: await cookieOf('at once') } }),
    ),
  );
  expect(both.filter(({ status }) => status === 200)).toHaveLength(12);
});

it('lets people in, counted, while the database is away', async () => {
  const other = await createTestDatabase();
  await migrate(other.ownerUrl);
  const lost = openDatabase(other.ownerUrl);
  await other.drop();
  const port = await openDoor({}, { count: limitRequests(lost, 0.02) });
  expect(await letIn([port], 20, { cookie: await cookieOf('lost') })).toBe(12);
  await lost.close();
});
