import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import next from 'next';
import pg from 'pg';
import type { Database } from '../db/client';
import { dataFolder, type EmbeddedDatabase, ensureEmbeddedDatabase } from '../db/embedded';
import packageJson from '../package.json' with { type: 'json' };
import { logConsole } from '../server/console-log';
import type { Courier } from '../server/courier';
import { makeFrontDoor } from '../server/front-door';
import { keptSecret } from '../server/secret';
import { readSettings, type Settings } from '../server/settings';
import { startTracing } from '../server/tracing';
import type { Worker } from '../server/worker';
import { log } from '../services/log';
import { countError } from '../services/measure';
import { operator } from '../services/operator';

/**
 * The server: database, schema, demo, portal. Next runs in this very process, not as `next start` beside
 * it: then one signal drains the portal before the database goes, a killed server leaves no second process
 * that holds the port, and what keeps the port says that the portal is starting while the demo is filled.
 */
const settings = orElseEnd(readSettings);
const { port, host, origin, trustedProxies } = settings;
const secret = orElseEnd(() => settings.secret ?? keptSecret(dataFolder()));
const isDevelopment = process.env.NODE_ENV === 'development';
pass(settings);
// Before anything asks for the provider of traces.
const tracing = await startTracing(settings.traces, packageJson.version);

let embedded: EmbeddedDatabase | undefined;
let books: Database | undefined;
let worker: Worker | undefined;
/** Has the facts recorded that programs have sent. */
let finishFacts: (() => Promise<void>) | undefined;
let courier: Courier | undefined;
const door = makeFrontDoor({ origin, trustedProxies, secret, isDevelopment, log: log() });
const { server } = door;
const portal = next({
  dev: isDevelopment,
  dir: join(import.meta.dirname, '..'),
  hostname: host,
  port,
  // Next listens for upgrades, past the door. Only in development is there anything to upgrade to.
  httpServer: isDevelopment ? server : createServer(),
});

let stopping: number | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
// A reader that went away, as in `npm start | head`, must not end the server.
process.stdout.on('error', () => {});
process.on('unhandledRejection', (error) => {
  countError('process');
  log().error({ error }, 'nobody waited for this to fail');
});
process.on('uncaughtException', (error) => {
  countError('process');
  log().fatal({ error }, 'nobody caught this');
  void stop(1);
});

try {
  await listen();
  await start();
} catch (error) {
  // Told to stop while it started, it fails for no other reason than that.
  if (stopping === undefined) {
    console.error(error instanceof Error ? error.message : error);
    await stop(1);
  }
}

/** Hands the settings on to the portal's code, which reads them from the environment, as they were understood here. */
function pass({ origin, secret: named, databaseUrl, webhookPrivate }: Settings): void {
  process.env.SLUICE_SECRET = secret;
  process.env.SLUICE_WEBHOOK_PRIVATE = webhookPrivate ? '1' : '0';
  if (origin !== null) process.env.SLUICE_ORIGIN = origin.origin;
  if (named === undefined && databaseUrl !== undefined)
    log().warn('SLUICE_SECRET is not set: servers that share a database must share one');
}

function orElseEnd<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

async function start(): Promise<void> {
  // While the database starts.
  const prepared = portal.prepare();
  prepared.catch(() => {});
  let url = settings.databaseUrl;
  const isOurs = !url;
  if (!url) {
    embedded = await ensureEmbeddedDatabase();
    url = embedded.url;
    // From here on for everything in this process, the portal's code too.
    process.env.DATABASE_URL = url;
  }
  await reach(url);

  const { migrate } = await import('../db/migrate');
  await migrate(url);

  const wantsDemo = settings.demo ?? isOurs;
  // What the portal goes by: only while it serves the demo may the demo's people come in.
  process.env.SLUICE_DEMO = wantsDemo ? '1' : '0';
  if (wantsDemo) {
    const { fillDemoIfEmpty } = await import('../services/fill-demo');
    await fillDemoIfEmpty(url, operator(), { onProgress: progress('Filling the demo marketplace') });
  }

  await prepared;
  if (!isDevelopment) logConsole(log());
  const { portalDatabase } = await import('../services/portal');
  const { limitRequests } = await import('../services/limit-requests');
  const { readiness } = await import('../services/check-ready');
  const { finishGathering } = await import('../services/gather-facts');
  const opened = portalDatabase();
  books = opened;
  finishFacts = () => finishGathering(opened);
  door.open({
    handle: portal.getRequestHandler(),
    count: limitRequests(books, settings.rateLimitFactor),
    isReady: readiness(books),
  });
  const { startWorker } = await import('../server/worker');
  const { recurringTasks } = await import('./recurring-tasks');
  const { TASK_CHANNEL } = await import('../db/queries/tasks');
  const tasks = recurringTasks(books, settings);
  worker = startWorker({ ownerUrl: url, tasks, channel: TASK_CHANNEL, log: log() });
  const { startCourier } = await import('../server/courier');
  courier = startCourier({
    database: books,
    actor: operator(),
    log: log(),
    isPrivateAllowed: settings.webhookPrivate,
  });
  console.log(`Sluice is on http://localhost:${port}`);
  await sayWhoMayComeIn(url);
}

/** The demo's people, whom one signs in as by a button; or, where nobody may come in yet, how to make the first one. */
async function sayWhoMayComeIn(url: string): Promise<void> {
  const { openDatabase } = await import('../db/client');
  const { listDemoPeople, mayAnybodyComeIn } = await import('../services/sign-in/sign-in-demo');
  const database = openDatabase(url);
  try {
    const people = await listDemoPeople(database);
    if (people.length > 0) {
      console.log('Sign in by a button, as one of the demo’s people:');
      const width = Math.max(...people.map(({ name }) => name.length));
      for (const { name, story } of people) console.log(`  ${name.padEnd(width)}  ${story}`);
    } else if (!(await mayAnybodyComeIn(database))) {
      console.log(
        'Nobody may come in yet. Make the first administrator:\n' +
          '  npx sluice people add --email you@example.com --name "Your Name" --role administrator',
      );
    }
  } finally {
    await database.close();
  }
}

async function stop(code: number): Promise<void> {
  // Ctrl-C arrives twice, from the terminal and from npm; only a later one is a person who will not wait.
  if (stopping !== undefined) {
    if (Date.now() - stopping > 1000) process.exit(130);
    return;
  }
  stopping = Date.now();
  // A program that sends one request after the other on a connection is told to go elsewhere with the next one.
  server.prependListener('request', (_request, response) => response.setHeader('connection', 'close'));
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  await Promise.race([closed, pause(10_000)]);
  server.closeAllConnections();
  try {
    await Promise.race([
      Promise.all([finishFacts?.(), portal.close(), worker?.stop(), courier?.stop()]),
      pause(5000),
    ]);
    await Promise.race([tracing?.finish().catch(() => {}), pause(2000)]);
    await Promise.race([books?.close(), pause(5000)]);
    await embedded?.release();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  process.exit(code);
}

function listen(): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${error.message})`;
      reject(new Error(`Port ${port} ${why}: name another with PORT.`));
    });
    server.listen(port, host, resolve);
  });
}

/** A database that starts together with us gets a few seconds to answer. */
async function reach(url: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    try {
      const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
      client.on('error', () => {});
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      const { message, code } = error as Error & { code?: string };
      const mayCome =
        code === undefined || ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', '57P03'].includes(code);
      if (!mayCome || Date.now() > deadline) {
        const where = URL.canParse(url) ? new URL(url).host : 'DATABASE_URL';
        throw new Error(`The database at ${where} cannot be reached: ${message || code}`);
      }
      await pause(500);
    }
  }
}

function progress(what: string): (done: number, total: number) => void {
  let shown = -100;
  return (done, total) => {
    const percent = total > 0 ? Math.floor((done / total) * 100) : 100;
    const step = process.stdout.isTTY ? 1 : 10;
    if (percent < shown + step && percent !== 100) return;
    if (percent === shown) return;
    shown = percent;
    if (process.stdout.isTTY) process.stdout.write(`\r${what}: ${percent}%${percent === 100 ? '\n' : ''}`);
    else console.log(`${what}: ${percent}%`);
  };
}
