import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import next from 'next';
import pg from 'pg';
import { type EmbeddedDatabase, ensureEmbeddedDatabase } from '../db/embedded';

/**
 * The server: database, schema, demo, portal. Next runs in this very process, not as `next start` beside
 * it: then one signal drains the portal before the database goes, a killed server leaves no second process
 * that holds the port, and what keeps the port says that the portal is starting while the demo is filled.
 */
const port = readPort();
const host = process.env.HOST || undefined;

let embedded: EmbeddedDatabase | undefined;
let respond: RequestListener = sayStarting;
const server = createServer((request, response) => respond(request, response));
const portal = next({
  dev: process.env.NODE_ENV === 'development',
  dir: join(import.meta.dirname, '..'),
  hostname: host,
  port,
});

let stopping: number | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
// A reader that went away, as in `npm start | head`, must not end the server.
process.stdout.on('error', () => {});
process.on('unhandledRejection', (reason) => console.error(reason));

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

async function start(): Promise<void> {
  let url = process.env.DATABASE_URL;
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

  const wantsDemo = process.env.SLUICE_DEMO !== '0' && (isOurs || process.env.SLUICE_DEMO === '1');
  if (wantsDemo) {
    const { fillDemoIfEmpty } = await import('../services/fill-demo');
    await fillDemoIfEmpty({ onProgress: progress('Filling the demo marketplace') });
  }

  await portal.prepare();
  const handle = portal.getRequestHandler();
  respond = (request, response) => void handle(request, response);
  server.on('upgrade', portal.getUpgradeHandler());
  console.log(`Sluice is on http://localhost:${port}`);
  if (wantsDemo)
    console.log('Be any store of the demo, or the reviewer: "You are" at the top of every page.');
}

async function stop(code: number): Promise<void> {
  // Ctrl-C arrives twice, from the terminal and from npm; only a later one is a person who will not wait.
  if (stopping !== undefined) {
    if (Date.now() - stopping > 1000) process.exit(130);
    return;
  }
  stopping = Date.now();
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  await Promise.race([closed, pause(10_000)]);
  server.closeAllConnections();
  try {
    await Promise.race([portal.close(), pause(5000)]);
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

function sayStarting(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  response.writeHead(503, { 'content-type': 'text/html; charset=utf-8', 'retry-after': '2' });
  response.end(
    '<!doctype html><html lang="en"><meta http-equiv="refresh" content="2"><title>Sluice</title><p>Sluice is starting.',
  );
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

function readPort(): number {
  const text = process.env.PORT || '3000';
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number < 65536) return number;
  console.error(`PORT is not a port: ${text}`);
  process.exit(1);
}
