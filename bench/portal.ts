import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent, get as httpGet } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../db/client';

/** The portal as it is served, on a database that a measurement has made, for sellers who are signed in. */

export interface Portal {
  origin: string;
  /** Asks for a page as a seller: how many milliseconds it took until all of it was there. */
  get(path: string, cookie: string): Promise<{ ms: number; text: string }>;
  /** Asks for a page so many times, so many at a time on connections that are kept: the milliseconds of each. */
  load(path: string, cookie: string, times: number, connections: number): Promise<number[]>;
  /** Signs a seller of the merchant in: their cookie. */
  signIn(merchantId: string): Promise<string>;
  stop(): Promise<void>;
}

const CHECKOUT = join(import.meta.dirname, '..');
const READY_SECONDS = 180;

export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

/** Waits until a server answers at the address with 200. */
export async function untilReady(url: string, child: ChildProcess, everyMs = 250): Promise<void> {
  const deadline = Date.now() + READY_SECONDS * 1000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the server ended with status ${child.exitCode}`);
    const ready = await fetch(url).catch(() => null);
    await ready?.arrayBuffer();
    if (ready?.ok) return;
    await pause(everyMs);
  }
  throw new Error(`the server was not ready within ${READY_SECONDS} seconds`);
}

/** Ends a server, and waits until it has ended. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** Asks for it, as a browser takes pages: compressed. The body is read, not unpacked. */
function ask(url: string, cookie: string, agent: Agent): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const headers = { cookie, 'accept-encoding': 'gzip, deflate, br', accept: 'text/html' };
    const request = httpGet(url, { agent, headers }, (response) => {
      response.once('error', reject);
      response.once('end', () => {
        if (response.statusCode === 200) resolve(performance.now() - began);
        else reject(new Error(`${url} was answered with ${response.statusCode}`));
      });
      response.resume();
    });
    request.once('error', reject);
  });
}

/** Starts the production server on the database, from a folder where it is built, and waits until it can serve. */
export async function startPortal(database: Database, folder = CHECKOUT): Promise<Portal> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const secret = randomBytes(32).toString('hex');
  const child = spawn(process.execPath, [join(folder, 'scripts', 'start.mjs')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      ...{ PORT: String(port), HOST: '127.0.0.1', DATABASE_URL: database.ownerUrl, SLUICE_ORIGIN: origin },
      ...{
        SLUICE_SECRET: secret,
        SLUICE_DEMO: '0',
        SLUICE_LOG_LEVEL: 'error',
        SLUICE_RATE_LIMIT_FACTOR: '1000',
        SLUICE_SCHEDULER: '0',
      },
    },
  });
  await untilReady(`${origin}/api/ready`, child);
  return {
    origin,
    async get(path, cookie) {
      const began = performance.now();
      const response = await fetch(origin + path, { headers: { cookie }, redirect: 'manual' });
      const text = await response.text();
      const ms = performance.now() - began;
      if (response.status !== 200) throw new Error(`${path} was answered with ${response.status}`);
      return { ms, text };
    },
    async load(path, cookie, times, connections) {
      const agent = new Agent({ keepAlive: true, maxSockets: connections });
      const figures: number[] = [];
      let asked = 0;
      const lane = async () => {
        while (asked < times) {
          asked += 1;
          figures.push(await ask(origin + path, cookie, agent));
        }
      };
      try {
        await Promise.all(Array.from({ length: connections }, lane));
      } finally {
        agent.destroy();
      }
      return figures;
    },
    async signIn(merchantId) {
      const id = `bench-${merchantId}`;
      const token = randomBytes(24).toString('base64url');
      await database.pool.query(
        `insert into people (person_id, name, email, role, merchant_id)
         values ($1, $1, $1 || '@example.com', 'seller', $2) on conflict do nothing`,
        [id, merchantId],
      );
      await database.pool.query(
        `insert into sessions (session_id, token, person_id, expires_at) values ($1, $2, $3, now() + interval '12 hours')`,
        [`${id}-${token.slice(0, 8)}`, token, id],
      );
      // As the authentication library signs its cookie.
      const signature = createHmac('sha256', secret).update(token).digest('base64');
      return `sluice.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
    },
    stop: () => end(child),
  };
}
