import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Receiver, startReceiver } from '@/docs/integration/receiver';
import { factsOf, type ShopEvent } from '@/docs/integration/shop-facts';
import { type Account, SluiceClient } from '@/docs/integration/sluice-client';
import { ACCOUNTS } from '@/engine/accounts';
import { makeApiKey } from '@/services/access/make-api-key';
import { portalDatabase } from '@/services/portal';
import { runDay } from '@/services/run-day';
import { OPERATOR } from './actors';
import { answerByRoutes } from './api-routes';
import { closeDoors, openDoor } from './doorway';
import { makeBooks, type TestBooks, violationsOf } from './make-books';
import { addEndpoint, lookAround, SECRET } from './webhook-receiver';

/** The worked integration of docs/integration, against the API: it ends in what its README tells. */

const FOLDER = join(import.meta.dirname, '../docs/integration');
const README = readFileSync(join(FOLDER, 'README.md'), 'utf8');
const EVENTS = JSON.parse(readFileSync(join(FOLDER, 'example-events.json'), 'utf8')) as Record<
  string,
  ShopEvent[]
>;
const [before = [], after = []] = Object.values(EVENTS);
const SHOP_SECRET = 'what the shop signs with';

let books: TestBooks;
let door: number;
let client: SluiceClient;
let journals: string;
let port: number;
let sluiceSecret: string;
let receiver: Receiver;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const found = (server.address() as AddressInfo).port;
  server.close();
  await once(server, 'close');
  return found;
}

beforeAll(async () => {
  books = await makeBooks();
  vi.stubEnv('DATABASE_URL', books.ownerUrl);
  vi.stubEnv('SLUICE_SECRET', SECRET);
  door = await openDoor({}, { handle: answerByRoutes });
  const made = await makeApiKey(books.database, OPERATOR, {
    ...{ name: 'shop', scopes: ['facts:write', 'read'], submissionId: randomUUID() },
  });
  if (made.status !== 'made') throw new Error(made.status);
  client = new SluiceClient({ url: `http://localhost:${door}`, key: made.text, retries: 2, pauseMs: 1 });
  journals = mkdtempSync(join(tmpdir(), 'journals-'));
  port = await freePort();
  sluiceSecret = await addEndpoint(books, 'shop', `http://127.0.0.1:${port}/sluice`);
  receiver = await start();
});
afterAll(async () => {
  await receiver?.close();
  closeDoors();
  await portalDatabase().close();
  await books?.drop();
  rmSync(journals, { recursive: true, force: true });
});

const start = () =>
  startReceiver({ port, folder: journals, sluice: client, shopSecret: SHOP_SECRET, sluiceSecret });

async function tell(event: unknown, secret = SHOP_SECRET): Promise<number> {
  const body = JSON.stringify(event);
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  // A connection of its own: the receiver that had another may be gone.
  const headers = { connection: 'close', 'x-shop-signature': signature };
  return (await fetch(`http://127.0.0.1:${port}/shop`, { method: 'POST', body, headers })).status;
}

/** The rows of the README's table of balances. */
function tableOf(readme: string): Record<string, Record<string, string>> {
  const [, table = ''] = /<!-- balances -->\n([\s\S]*?)<!-- end -->/.exec(readme) ?? [];
  const [head = [], , ...rows] = table
    .trim()
    .split('\n')
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
  return Object.fromEntries(
    rows.map(([currency = '', ...cells]) => [
      currency,
      Object.fromEntries(cells.map((cell, place) => [head[place + 1] ?? '', cell])),
    ]),
  );
}

it('turns the shop’s events into the facts that the README lists', () => {
  const [, listed = ''] = /```jsonl\n([\s\S]*?)```/.exec(README) ?? [];
  const lines = [...before, ...after].flatMap(factsOf).map((fact) => JSON.stringify(fact));
  expect(listed.trim().split('\n')).toEqual([...new Set(lines)]);
});

it('ends in the balances of the README, however often and in whatever order it was told', async () => {
  expect(await tell(before[0], 'somebody else’s')).toBe(401);
  for (const event of before) expect(await tell(event)).toBe(202);
  await receiver.settled();
  await client.recordFacts([
    {
      ...{ id: 'staff-1', type: 'override.set', at: '2026-03-02T12:00:00+08:00', merchant: 'st-7' },
      decision: 'eligible',
      tier: 'A',
    },
  ]);
  await runDay(books.database, OPERATOR, '2026-03-05');
  await lookAround(books);

  // The receiver is away for a while, and goes on from its journals.
  await receiver.close();
  await runDay(books.database, OPERATOR, '2026-03-06');
  receiver = await start();
  for (const event of after) expect(await tell(event)).toBe(202);
  await receiver.settled();
  expect(receiver.rejected).toMatchObject([
    { fact: { id: 'shop-refund-503' }, answer: { status: 'rejected', code: 'over_refund' } },
  ]);

  const { accounts } = await client.merchant('st-7');
  const table = tableOf(README);
  expect(Object.keys(table)).toEqual(['USD', 'JPY', 'KWD']);
  expect(Object.keys(table.USD ?? {})).toEqual([...ACCOUNTS]);
  expect(accounts).toEqual(table);
  expect(await violationsOf(books.database)).toEqual([]);

  await lookAround(books);
  const { accounts: money } = await client.merchant('st-7');
  for (const currency of ['USD', 'JPY']) {
    const told = receiver.booked('st-7', currency);
    for (const account of ['deposit', 'payment_account', 'fees'] satisfies Account[])
      expect([currency, account, String(told[account])]).toEqual([
        currency,
        account,
        money[currency]?.[account],
      ]);
  }

  // All of it once more, and a receiver that has to ask its journals: nothing changes.
  await receiver.close();
  receiver = await start();
  const was = receiver.booked('st-7', 'USD');
  for (const event of [...after, ...before]) expect(await tell(event)).toBe(202);
  await receiver.settled();
  await lookAround(books);
  expect(await client.merchant('st-7')).toMatchObject({ accounts: table });
  expect(receiver.booked('st-7', 'USD')).toEqual(was);
});

it('leaves what it does not understand with the shop, and lets nobody book in Sluice’s name', async () => {
  const said = vi.spyOn(console, 'error').mockReturnValue();
  expect(await tell({ event: 'gift_card.sold', created_at: '2026-03-07T09:00:00+08:00' })).toBe(500);
  const refund = {
    ...after[1],
    refund: { ...(after[1] as { refund: object }).refund, id: 9, reason: 'because' },
  };
  expect(await tell(refund)).toBe(500);
  said.mockRestore();
  const forged = await fetch(`http://127.0.0.1:${port}/sluice`, {
    method: 'POST',
    body: JSON.stringify({ type: 'release.made' }),
    headers: { 'webhook-id': 'x', 'webhook-timestamp': '1', 'webhook-signature': 'v1,AAAA' },
  });
  expect(forged.status).toBe(401);
});
