import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../db/client';

/** The portal as it is served, on a database that a measurement has made, for sellers who are signed in. */

export interface Portal {
  /** Asks for a page as a seller: how many milliseconds it took until all of it was there. */
  get(path: string, cookie: string): Promise<{ ms: number; text: string }>;
  /** Signs a seller of the merchant in: their cookie. */
  signIn(merchantId: string): Promise<string>;
  stop(): Promise<void>;
}

const READY_SECONDS = 180;

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}

async function untilReady(origin: string, child: ChildProcess): Promise<void> {
  for (let second = 0; second < READY_SECONDS * 4; second += 1) {
    if (child.exitCode !== null) throw new Error(`the portal ended with status ${child.exitCode}`);
    const ready = await fetch(`${origin}/api/ready`).catch(() => null);
    if (ready?.ok) return;
    await pause(250);
  }
  throw new Error(`the portal was not ready within ${READY_SECONDS} seconds`);
}

/** Starts the production server on the database, and waits until it can serve. */
export async function startPortal(database: Database): Promise<Portal> {
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const secret = randomBytes(32).toString('hex');
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'scripts', 'start.mjs')], {
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
  await untilReady(origin, child);
  return {
    async get(path, cookie) {
      const began = performance.now();
      const response = await fetch(origin + path, { headers: { cookie }, redirect: 'manual' });
      const text = await response.text();
      const ms = performance.now() - began;
      if (response.status !== 200) throw new Error(`${path} was answered with ${response.status}`);
      return { ms, text };
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
    async stop() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
