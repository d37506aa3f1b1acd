import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { makeApiKey } from '@/services/access/make-api-key';
import { replayBooks } from '@/services/replay-books';
import { OPERATOR } from './actors';
import { makeClient, openingsOf, requestsOf } from './facts-clients';
import type { Started } from './facts-process';
import { apply, makeBooks, type Raw, type TestBooks, violationsOf } from './make-books';

/** Several server processes, to which many programs post facts at once; one of them is killed in the middle of it. */

const CLIENTS = 200;
const STORES = 60;
const DATE = '2026-01-05';
const SECRET = 'the secret of these servers';

interface Server {
  child: ChildProcess;
  origin: string;
}

let books: TestBooks;
let key: string;
const servers: Server[] = [];

async function startServer(): Promise<Server> {
  const child = fork(join(import.meta.dirname, 'facts-process.ts'), [SECRET, '1000'], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, NODE_OPTIONS: '', SLUICE_LOG_LEVEL: 'silent', DATABASE_URL: books.ownerUrl },
  });
  const [{ port }] = (await once(child, 'message')) as [Started];
  const server = { child, origin: `http://127.0.0.1:${port}` };
  servers.push(server);
  return server;
}

beforeAll(async () => {
  books = await makeBooks();
  const made = await makeApiKey(books.database, OPERATOR, {
    ...{ name: 'Storefront', scopes: ['facts:write'], submissionId: randomUUID() },
  });
  if (made.status !== 'made') throw new Error(made.status);
  key = made.text;
}, 60_000);
afterEach(async () => {
  for (const { child } of servers.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.disconnect();
    await once(child, 'exit');
  }
});
afterAll(() => books.drop());

/** What became of each fact of so many programs: how often it is in the books. */
async function timesRecorded(prefix: string): Promise<Map<string, number>> {
  const rows = await books.ask<{ fact_id: string; times: bigint }>(
    `select fact_id, count(*) as times from (
       select fact_id from facts union all select fact_id from parked_facts union all select fact_id from refused_facts
     ) as each where fact_id like $1 group by fact_id`,
    [`%${prefix}-%`],
  );
  return new Map(rows.map(({ fact_id, times }) => [fact_id, Number(times)]));
}

function expectEachOnce(recorded: Map<string, number>, sent: Raw[]): void {
  expect(recorded.size).toBe(sent.length);
  for (const { id } of sent) expect([id, recorded.get(id)]).toEqual([id, 1]);
}

async function expectGoodBooks(): Promise<void> {
  expect(await violationsOf(books.database)).toEqual([]);
  expect((await replayBooks(books.database, OPERATOR)).differences).toEqual([]);
}

it('200 programs at two servers, one of which is killed and comes back: each fact is recorded once, and answered so', async () => {
  await Promise.all([startServer(), startServer()]);
  const origins = () => servers.map(({ origin }) => origin);
  const openings = openingsOf('killed', STORES, DATE);
  await apply(books.database, openings);
  let answered = 0;
  const sent: Raw[] = [];
  const said: { isNamed: boolean; statuses: string[] }[] = [];
  const clients = Array.from({ length: CLIENTS }, () => makeClient(origins, key));
  const work = clients.map(async (client, place) => {
    // Those that do not name their requests are told that they sent something before.
    const isNamed = place % 4 !== 0;
    for (const [index, raws] of requestsOf('killed', place, STORES, DATE).entries()) {
      sent.push(...raws);
      said.push({
        isNamed,
        statuses: await client.send(raws, isNamed ? `killed ${place} ${index}` : null, index % 4 === 0),
      });
      answered += 1;
    }
  });
  const trouble = (async () => {
    for (const until of [300, 1200]) {
      while (answered < until) await pause(5);
      const [victim] = servers.splice(0, 1);
      victim?.child.kill('SIGKILL');
      await startServer();
    }
  })();
  await Promise.all([...work, trouble]);
  for (const client of clients) client.close();
  expect(clients.reduce((sum, { repeats }) => sum + repeats, 0)).toBeGreaterThan(0);
  for (const { isNamed, statuses } of said)
    for (const status of statuses) expect(isNamed ? ['applied'] : ['applied', 'duplicate']).toContain(status);
  expectEachOnce(await timesRecorded('killed'), [...openings, ...sent]);
  await expectGoodBooks();
}, 240_000);

it('programs that send the same facts at once, at three servers: each is applied for one of them', async () => {
  await Promise.all([startServer(), startServer(), startServer()]);
  const origins = () => servers.map(({ origin }) => origin);
  const openings = openingsOf('same', STORES, DATE);
  await apply(books.database, openings);
  const told = new Map<string, string[]>();
  const PAIRS = 30;
  const clients = Array.from({ length: PAIRS * 3 }, () => makeClient(origins, key));
  await Promise.all(
    clients.map(async (client, index) => {
      const place = Math.floor(index / 3);
      for (const [turn, raws] of requestsOf('same', place, STORES, DATE).entries()) {
        // Two of three share the name of the request too.
        const name = `same ${place} ${turn} ${index % 3 === 0 ? 'a' : 'b'}`;
        const statuses = await client.send(raws, name);
        if (index % 3 === 2) continue;
        for (const [which, { id }] of raws.entries())
          told.set(id, [...(told.get(id) ?? []), statuses[which] ?? '']);
      }
    }),
  );
  for (const client of clients) client.close();
  for (const [id, statuses] of told)
    expect([id, ...statuses.toSorted()]).toEqual([id, 'applied', 'duplicate']);
  const times = await timesRecorded('same');
  expect(times.size).toBe(told.size + openings.length);
  expect([...times.values()].every((each) => each === 1)).toBe(true);
  await expectGoodBooks();
}, 240_000);
