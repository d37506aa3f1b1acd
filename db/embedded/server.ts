import { spawnSync } from 'node:child_process';
import {
  chownSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { binary, platformPackage, run } from './binaries';
import { type Cluster, OWNER } from './cluster';
import { hasProcess, isAlive, isCode, lastLine, readText } from './process-lock';

/** The server: found, started, stopped. */

const DATABASE = 'sluice';

/** The server may replay its log after a crash before it answers. */
const START_TIMEOUT_S = 600;
const STOP_TIMEOUT_S = 120;

const NO_PID = '999999999';

const SETTINGS: Record<string, string | number> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 100,
  shared_buffers: '256MB',
  // Parallel queries take their memory from here first, because /dev/shm is tiny in a container.
  min_dynamic_shared_memory: '64MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  random_page_cost: 1.1,
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  // Nobody replicates from it, so a table that is filled as it is made need not be logged twice.
  wal_level: 'minimal',
  max_wal_senders: 0,
  fsync: 'on',
  synchronous_commit: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
};

export async function findRunning(cluster: Cluster): Promise<string | undefined> {
  const deadline = Date.now() + START_TIMEOUT_S * 1000;
  const strange = Date.now() + 15_000;
  while (Date.now() < deadline) {
    const port = runningPort(cluster);
    const state = port === undefined ? 'absent' : await probe(cluster, port);
    if (state === 'ready') return address(cluster, port as number);
    const pid = readPostmaster(cluster);
    if (pid === undefined) return undefined;
    if (!isPostmaster(pid, cluster)) {
      if (hasProcess(pid)) forgetPostmaster(cluster);
      return undefined;
    }
    if (state === 'other' && Date.now() > strange) break;
    // It starts, replays its log or stops: one of them, or its absence, comes next.
    await pause(100);
  }
  throw new Error(
    `The embedded PostgreSQL of ${cluster.data} does not answer: see ${join(cluster.folder, 'server.log')}.`,
  );
}

export async function startServer(cluster: Cluster): Promise<string> {
  checkVersion(cluster);
  const log = join(cluster.folder, 'server.log');
  if (existsSync(log) && statSync(log).size > 5_000_000) renameSync(log, `${log}.1`);
  if (!existsSync(log)) {
    writeFileSync(log, '', { mode: 0o600 });
    if (cluster.user) chownSync(log, cluster.user.uid, cluster.user.gid);
  }
  const deadline = Date.now() + 60_000;
  let last = '';
  for (let attempt = 0; attempt < 5 || (/shared memory/.test(last) && Date.now() < deadline); attempt++) {
    // The same port as before, where it is free; another program may take a free one before the server does.
    const before = attempt === 0 ? readPort(cluster) : undefined;
    const port = before !== undefined && (await isFree(before)) ? before : await freePort();
    writeFileSync(join(cluster.folder, 'port'), `${port}\n`);
    const settings = Object.entries({ ...SETTINGS, port }).map(([name, value]) => `-c ${name}=${value}`);
    const args = ['start', '-D', cluster.data, '-l', log, '-w', '-t', String(START_TIMEOUT_S), '-s'];
    const logged = statSync(log).size;
    const started = await run(
      binary('pg_ctl', cluster.user),
      [...args, '-o', settings.join(' ')],
      cluster.user,
    );
    if (started.code === 0) {
      await createDatabase(cluster, port);
      return address(cluster, port);
    }
    const said = readFileSync(log).subarray(logged).toString('utf8');
    // "Pre-existing shared memory": it was killed, and its last backends have not noticed yet.
    last = /FATAL.*/.exec(said)?.[0] ?? lastLine(started.output);
    await pause(300);
  }
  throw new Error(`The embedded PostgreSQL did not start (${last}): see ${log}.`);
}

export async function stopServer(cluster: Cluster): Promise<void> {
  const pid = readPostmaster(cluster);
  if (pid === undefined || !isPostmaster(pid, cluster)) return;
  const args = ['stop', '-D', cluster.data, '-m', 'fast', '-w', '-t', String(STOP_TIMEOUT_S), '-s'];
  const stopped = await run(binary('pg_ctl', cluster.user), args, cluster.user);
  if (stopped.code !== 0 && readPostmaster(cluster) !== undefined) {
    throw new Error(`The embedded PostgreSQL did not stop: ${lastLine(stopped.output)}`);
  }
}

async function createDatabase(cluster: Cluster, port: number): Promise<void> {
  const client = new pg.Client({ connectionString: address(cluster, port, 'postgres') });
  client.on('error', () => {});
  await client.connect();
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** 'other' is a server or program that is not this cluster's, on a port that this cluster once had. */
async function probe(cluster: Cluster, port: number): Promise<'ready' | 'absent' | 'other' | 'busy'> {
  const client = new pg.Client({
    connectionString: address(cluster, port),
    connectionTimeoutMillis: 5000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return samePath(rows[0]?.data_directory, cluster.data) ? 'ready' : 'other';
  } catch (error) {
    if (isCode(error, 'ECONNREFUSED')) return 'absent';
    if (isCode(error, '57P03')) return 'busy';
    // It was started by a process that was killed before it made the database.
    if (isCode(error, '3D000')) {
      await createDatabase(cluster, port);
      return 'busy';
    }
    return 'other';
  } finally {
    await client.end().catch(() => {});
  }
}

function samePath(left: string | undefined, right: string): boolean {
  if (left === undefined) return false;
  try {
    return realpathSync(left) === realpathSync(right);
  } catch {
    return resolve(left) === resolve(right);
  }
}

function address(cluster: Cluster, port: number, database = DATABASE): string {
  return `postgres://${OWNER}:${cluster.password}@127.0.0.1:${port}/${database}`;
}

function checkVersion(cluster: Cluster): void {
  const made = readFileSync(join(cluster.data, 'PG_VERSION'), 'utf8').trim();
  const { version } = JSON.parse(readFileSync(join(platformPackage(), 'package.json'), 'utf8')) as {
    version: string;
  };
  if (version.split('.')[0] !== made) {
    throw new Error(
      `The database in ${cluster.data} was made by PostgreSQL ${made}, and this product brings ${version}. ` +
        'Upgrade it with pg_upgrade, or name another folder with SLUICE_DATA.',
    );
  }
}

function readPort(cluster: Cluster): number | undefined {
  const port = Number(readText(join(cluster.folder, 'port')));
  return Number.isInteger(port) && port > 0 ? port : undefined;
}

export function readPostmaster(cluster: Cluster): number | undefined {
  const pid = Number(readText(join(cluster.data, 'postmaster.pid'))?.split('\n')[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

function runningPort(cluster: Cluster): number | undefined {
  const port = Number(readText(join(cluster.data, 'postmaster.pid'))?.split('\n')[3]);
  return Number.isInteger(port) && port > 0 ? port : readPort(cluster);
}

/**
 * The server was killed, and its pid names another process by now, or a dead one that nobody fetched.
 * PostgreSQL would take that for a running server and refuse to start. The file stays, with a pid that
 * no system gives, because PostgreSQL finds in it the memory that a last backend may still be using.
 */
function forgetPostmaster(cluster: Cluster): void {
  const path = join(cluster.data, 'postmaster.pid');
  const lines = readFileSync(path, 'utf8').split('\n');
  const file = openSync(path, constants.O_WRONLY | constants.O_TRUNC | (constants.O_NOFOLLOW ?? 0));
  writeFileSync(file, [NO_PID, ...lines.slice(1)].join('\n'));
  closeSync(file);
}

function isPostmaster(pid: number, cluster: Cluster): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === 'win32') return true;
  const command =
    readText(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') ??
    spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout;
  return command.includes('postgres') && command.includes(cluster.data);
}

async function freePort(): Promise<number> {
  const server = await listen(0);
  const bound = server.address();
  await new Promise((done) => server.close(done));
  if (bound === null || typeof bound === 'string') throw new Error('No free port on 127.0.0.1.');
  return bound.port;
}

async function isFree(port: number): Promise<boolean> {
  try {
    const server = await listen(port);
    await new Promise((done) => server.close(done));
    return true;
  } catch {
    return false;
  }
}

function listen(port: number): Promise<ReturnType<typeof createServer>> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
