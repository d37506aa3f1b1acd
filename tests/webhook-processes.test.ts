import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ACCOUNTS } from '@/engine/accounts';
import { WEBHOOK_BODIES, type WebhookBody } from '@/engine/api/webhook-bodies';
import { replayBooks } from '@/services/replay-books';
import { OPERATOR } from './actors';
import type { Said } from './courier-process';
import { liveBooks } from './lived-books';
import { makeBooks, type TestBooks, violationsOf } from './make-books';
import { addEndpoint, SECRET } from './webhook-receiver';
import type { Booked } from './webhook-receiver-process';

/**
 * Two months of a marketplace, told to a program that refuses, hangs, hangs up, answers too late and is killed, by two
 * servers that are killed: it books every event of the books once, in order, and none that is not in them.
 */

vi.stubEnv('SLUICE_SECRET', SECRET);

const ANSWER_MS = 150;
const SERVERS = 2;

let books: TestBooks;
let folder: string;
let secret: string;
let port: number;
const running = new Set<ChildProcess>();
let posts = 0;

function start(file: string, args: string[]): ChildProcess {
  const child = fork(join(import.meta.dirname, file), args, {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, NODE_OPTIONS: '', SLUICE_SECRET: SECRET, SLUICE_LOG_LEVEL: 'silent' },
  });
  running.add(child);
  child.on('exit', () => running.delete(child));
  child.on('message', (said) => {
    if (typeof said === 'object') posts += 1;
  });
  return child;
}

async function startReceiver(): Promise<ChildProcess> {
  const child = start('webhook-receiver-process.ts', [ledger(), String(port), secret, String(ANSWER_MS)]);
  await once(child, 'message');
  return child;
}

async function startServer(): Promise<ChildProcess> {
  const child = start('courier-process.ts', [books.ownerUrl, String(ANSWER_MS)]);
  const [said] = (await once(child, 'message')) as [Said];
  expect(said).toBe('started');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

const ledger = () => join(folder, 'booked.ndjson');

function booked(): (Booked & { said: WebhookBody })[] {
  const lines = readFileSync(ledger(), 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => {
    const each = JSON.parse(line) as Booked;
    return { ...each, said: JSON.parse(each.body) as WebhookBody };
  });
}

async function count(query: string): Promise<number> {
  const [row] = await books.ask<{ count: bigint }>(query);
  return Number(row?.count);
}

beforeAll(async () => {
  books = await makeBooks();
  folder = mkdtempSync(join(tmpdir(), 'sluice-receiver-'));
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
  server.close();
  secret = await addEndpoint(books, 'ledger', `http://127.0.0.1:${port}/hook`);
});
afterAll(async () => {
  for (const child of [...running]) await kill(child);
  await books.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** What the books have to tell, as the receiver should have booked it: counted in SQL, by nobody who tells. */
const EVENTS = `
  select merchant_id || ' entry ' || entry_seq as event from entries
    where kind in ('release_early', 'release_standard', 'release_closure', 'hold_release', 'hold_freed', 'deduction')
  union all select merchant_id || ' change ' || change_seq from enrolment_changes
  union all select merchant_id || ' assessment ' || assessed_on from assessments`;

function eventOf({ data }: WebhookBody): string {
  if ('entry' in data) return `${data.merchant} entry ${data.entry}`;
  if ('change' in data) return `${data.merchant} change ${data.change}`;
  return `${data.merchant} assessment ${data.assessed_on}`;
}

it('every event is booked once, in order, and nothing else', async () => {
  let receiver = await startReceiver();
  const servers = await Promise.all(Array.from({ length: SERVERS }, startServer));
  let isLived = false;
  const lives = liveBooks(books.database).then(() => {
    isLived = true;
  });
  const isDone = async () =>
    isLived &&
    (await count('select count(*) from webhook_outbox')) === 0 &&
    (await count(`select count(*) from webhook_deliveries where status = 'waiting'`)) === 0;
  let kills = 0;
  while (!(await isDone())) {
    await pause(400);
    // First the one server, then the other, then the receiver; but they may do something, too.
    const at = kills % 3;
    if (kills >= 12) continue;
    kills += 1;
    if (at === 2) {
      await kill(receiver);
      await pause(100);
      receiver = await startReceiver();
    } else {
      await kill(servers[at] as ChildProcess);
      servers[at] = await startServer();
    }
  }
  await lives;
  expect(kills).toBeGreaterThan(5);

  const all = booked();
  const events = await books.ask<{ event: string }>(EVENTS);
  expect(events.length).toBeGreaterThan(200);
  expect(all.map(({ said }) => eventOf(said)).sort()).toEqual(events.map(({ event }) => event).sort());
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  // Things did go wrong: it was posted to more often than there was something to tell.
  expect(posts).toBeGreaterThan(all.length);
  for (const { said } of all) expect(WEBHOOK_BODIES[said.type].parse(said)).toEqual(said);
}, 240_000);

it('each merchant’s messages came in the order in which its books took them', async () => {
  const merchants = new Map<string, string[]>();
  for (const { said } of booked()) {
    const { merchant } = said.data;
    merchants.set(merchant, [...(merchants.get(merchant) ?? []), eventOf(said)]);
  }
  expect(merchants.size).toBeGreaterThan(6);
  // By when the books took them; at one instant, first what was assessed, then what that changed, then what was paid.
  for (const [merchant, came] of merchants) {
    const rows = await books.ask<{ event: string }>(
      `select event from (
         select merchant_id, recorded_at, 3 as place, entry_seq as no, merchant_id || ' entry ' || entry_seq as event,
           kind in ('release_early', 'release_standard', 'release_closure', 'hold_release', 'hold_freed', 'deduction') as is_told
         from entries
         union all select merchant_id, recorded_at, 2, change_seq, merchant_id || ' change ' || change_seq, true
         from enrolment_changes
         union all select merchant_id, recorded_at, 1, 0, merchant_id || ' assessment ' || assessed_on, true from assessments
       ) events where merchant_id = $1 and is_told order by recorded_at, place, no`,
      [merchant],
    );
    expect(came).toEqual(rows.map(({ event }) => event));
  }
});

it('what they say adds up to the books', async () => {
  const told = new Map<string, bigint>();
  for (const { said } of booked()) {
    if (!('lines' in said.data)) continue;
    const { lines, merchant, currency } = said.data;
    for (const account of ACCOUNTS) {
      const key = `${said.type} ${merchant} ${currency} ${account}`;
      told.set(key, (told.get(key) ?? 0n) + BigInt(lines[account]));
    }
  }
  const rows = await books.ask<Record<string, string | bigint>>(
    `select case when kind = 'deduction' then 'deduction.made' when kind like 'hold%' then 'hold.released' else 'release.made' end
         || ' ' || merchant_id || ' ' || currency as of,
       ${ACCOUNTS.map((account) => `sum(${account})::text as ${account}`).join(', ')}
     from entries
     where kind in ('release_early', 'release_standard', 'release_closure', 'hold_release', 'hold_freed', 'deduction')
     group by 1`,
  );
  const booked_ = rows.flatMap((row) =>
    ACCOUNTS.map((account) => [`${row.of} ${account}`, BigInt(row[account] as string)] as const),
  );
  expect([...told].sort()).toEqual([...booked_].sort());
  for (const { said } of booked()) {
    if (said.type === 'release.made') {
      const { gross, fee, net, hold, debt_repaid, paid, lines } = said.data;
      expect(BigInt(gross) - BigInt(fee)).toBe(BigInt(net));
      expect(BigInt(hold?.amount ?? '0') + BigInt(debt_repaid) + BigInt(paid)).toBe(BigInt(net));
      expect(lines.deposit).toBe(hold?.amount ?? '0');
    } else if (said.type === 'deduction.made') {
      const { refund, fee_returned, taken, owed, holds } = said.data;
      const parts = [fee_returned, taken.deposit, taken.payment_account, taken.marketplace_account, owed];
      expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(refund.amount));
      expect(holds.reduce((sum, each) => sum + BigInt(each.amount), 0n)).toBe(BigInt(taken.deposit));
    } else if (said.type === 'hold.released') {
      expect(BigInt(said.data.debt_repaid) + BigInt(said.data.paid)).toBe(BigInt(said.data.amount));
    }
  }
});

it('the books hold all the same, and a replay is identical', async () => {
  expect(await violationsOf(books.database)).toEqual([]);
  expect((await replayBooks(books.database, OPERATOR)).differences).toEqual([]);
}, 120_000);
