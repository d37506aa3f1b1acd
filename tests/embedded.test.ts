import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ensureEmbeddedDatabase } from '@/db/embedded';

const root = join(import.meta.dirname, '..');
const isRoot = process.getuid?.() === 0;

let base: string;
let folder: string;
const started: ChildProcess[] = [];

// Made once, and copied for the tests that are not about making it.
let made: string;

beforeAll(async () => {
  made = mkdtempSync(join(tmpdir(), 'sluice-embedded-'));
  chmodSync(made, 0o755);
  const database = await ensureEmbeddedDatabase({ folder: join(made, '.data') });
  await database.release();
});

afterAll(() => rmSync(made, { recursive: true, force: true }));

function copyMade(): void {
  execFileSync('cp', ['-a', join(made, '.data'), folder]);
}

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'sluice-embedded-'));
  chmodSync(base, 0o755);
  folder = join(base, '.data');
});

afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  const pid = postmaster();
  if (pid !== undefined) {
    kill(pid, 'SIGQUIT');
    await gone(pid);
  }
  const cluster = join(folder, 'postgres');
  if (existsSync(cluster)) rmSync(realpathSync(cluster), { recursive: true, force: true });
  rmSync(base, { recursive: true, force: true });
});

/** Another process, which uses the database until it is told to end. */
async function otherProcess(): Promise<{ url: string; end(): Promise<void>; kill(): Promise<void> }> {
  const child = startOther();
  const line = await firstLine(child);
  return {
    url: line,
    async end() {
      child.stdin?.end();
      if (child.exitCode === null) await once(child, 'exit');
    },
    async kill() {
      child.kill('SIGKILL');
      if (child.signalCode === null) await once(child, 'exit');
    },
  };
}

function startOther(): ChildProcess {
  const script = `
    const { ensureEmbeddedDatabase } = await import('./db/embedded.ts');
    const database = await ensureEmbeddedDatabase({ folder: ${JSON.stringify(folder)} });
    console.log(database.url);
    process.stdin.resume().on('end', () => database.release());
  `;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  started.push(child);
  return child;
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('no stdout');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  return line;
}

function postmaster(): number | undefined {
  const file = join(folder, 'postgres', 'data', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : undefined;
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It is gone already.
  }
}

async function gone(pid: number): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline && lives(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^\d+ \(.*\) Z /s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

async function ask(url: string, sql: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows[0] ? String(Object.values(rows[0])[0]) : undefined;
  } finally {
    await client.end();
  }
}

test('starts from nothing, keeps what was written, and ends with its last user', async () => {
  const first = await ensureEmbeddedDatabase({ folder });
  expect(await ask(first.url, 'show server_version')).toMatch(/^18/);
  expect(await ask(first.url, 'show data_directory')).toBe(first.dataDir);
  expect(await ask(first.url, 'show fsync')).toBe('on');
  expect(await ask(first.url, 'show synchronous_commit')).toBe('on');
  expect(await ask(first.url, 'show server_encoding')).toBe('UTF8');
  await ask(first.url, 'create table kept as select 7 as n');
  const pid = postmaster();
  const second = await ensureEmbeddedDatabase({ folder });
  await first.release();
  expect(postmaster()).toBe(pid);
  await second.release();
  await second.release();
  expect(postmaster()).toBeUndefined();
  expect(readdirSync(join(folder, 'users'))).toEqual([]);

  const again = await ensureEmbeddedDatabase({ folder });
  expect(await ask(again.url, 'select n from kept')).toBe('7');
  await again.release();
});

test('lets nobody in without the password', async () => {
  copyMade();
  const database = await ensureEmbeddedDatabase({ folder });
  const url = new URL(database.url);
  url.password = 'wrong';
  await expect(ask(url.href, 'select 1')).rejects.toThrow(/password authentication failed/);
  await database.release();
});

test('another process finds the running server, which outlives the first', async () => {
  copyMade();
  const other = await otherProcess();
  const mine = await ensureEmbeddedDatabase({ folder });
  expect(mine.url).toBe(other.url);
  const pid = postmaster();
  await other.end();
  expect(postmaster()).toBe(pid);
  await mine.release();
  expect(postmaster()).toBeUndefined();
});

test('starts again after the server was killed, with what was committed', async () => {
  copyMade();
  const before = await ensureEmbeddedDatabase({ folder });
  await ask(before.url, 'create table kept as select 7 as n');
  const pid = postmaster() ?? 0;
  kill(pid, 'SIGKILL');
  await gone(pid);
  const after = await ensureEmbeddedDatabase({ folder });
  expect(postmaster()).not.toBe(pid);
  expect(await ask(after.url, 'select n from kept')).toBe('7');
  await before.release();
  await after.release();
  expect(postmaster()).toBeUndefined();
});

test('starts where the pid of a killed server belongs to another process by now', async () => {
  copyMade();
  const before = await ensureEmbeddedDatabase({ folder });
  const pid = postmaster() ?? 0;
  kill(pid, 'SIGKILL');
  await gone(pid);
  const file = join(folder, 'postgres', 'data', 'postmaster.pid');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(process.pid)));
  const after = await ensureEmbeddedDatabase({ folder });
  expect(await ask(after.url, 'select 1')).toBe('1');
  await before.release();
  await after.release();
});

test('processes that start at once end with one server', async () => {
  const children = [startOther(), startOther(), startOther()];
  const urls = await Promise.all(children.map(firstLine));
  expect(new Set(urls).size).toBe(1);
  const pid = postmaster();
  expect(pid).toBeDefined();
  await Promise.all(
    children.map((child) => {
      child.stdin?.end();
      return once(child, 'exit');
    }),
  );
  expect(postmaster()).toBeUndefined();
});

test('a killed user leaves the server to the next', async () => {
  copyMade();
  const other = await otherProcess();
  const pid = postmaster();
  await other.kill();
  expect(postmaster()).toBe(pid);
  const mine = await ensureEmbeddedDatabase({ folder });
  expect(mine.url).toBe(other.url);
  expect(postmaster()).toBe(pid);
  await mine.release();
  expect(postmaster()).toBeUndefined();
});

test.for([30, 300, 600])('a process killed %i ms into the first start hinders nobody', async (ms) => {
  const child = startOther();
  await expect.poll(() => existsSync(join(folder, 'lock')), { timeout: 20_000, interval: 5 }).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, ms));
  child.kill('SIGKILL');
  const mine = await ensureEmbeddedDatabase({ folder });
  expect(await ask(mine.url, 'select 1')).toBe('1');
  await mine.release();
  expect(postmaster()).toBeUndefined();
  expect(readdirSync(folder).sort()).toEqual(['postgres', 'users']);
});

test('a lock of a process that is gone is broken by one of those who wait', async () => {
  copyMade();
  writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: process.pid, started: '1', nonce: 'abc' }));
  const [left, right] = await Promise.all([
    ensureEmbeddedDatabase({ folder }),
    ensureEmbeddedDatabase({ folder }),
  ]);
  expect(left.url).toBe(right.url);
  await left.release();
  await right.release();
});

test.runIf(isRoot)('keeps its files elsewhere where the server may not enter', async () => {
  chmodSync(base, 0o700);
  const notes: string[] = [];
  const database = await ensureEmbeddedDatabase({ folder, onNote: (line) => notes.push(line) });
  expect(database.dataDir.startsWith(base)).toBe(false);
  expect(notes.join()).toContain(dirname(database.dataDir));
  await ask(database.url, 'create table kept as select 7 as n');
  await database.release();
  const again = await ensureEmbeddedDatabase({ folder, onNote: (line) => notes.push(line) });
  expect(await ask(again.url, 'select n from kept')).toBe('7');
  expect(notes).toHaveLength(1);
  await again.release();
});
