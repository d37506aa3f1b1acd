import type pg from 'pg';
import { type Database, openDatabase } from '../db/client';
import { log } from './log';
import { countError } from './measure';
import { watchPool } from './watch-pool';

/** The portal's books: one pool for the server's process, however often its code is loaded. */
const shared = globalThis as typeof globalThis & { sluicePortal?: Database };

/** Opens the books that `DATABASE_URL` names, once; the server sets it before the first page is asked for. */
export function portalDatabase(): Database {
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('DATABASE_URL names no database: start the portal with npm start');
  shared.sluicePortal ??= open(url);
  return shared.sluicePortal;
}

/** The pools replace a connection that breaks while nobody uses it; an operator may want to know why it did. */
function open(url: string): Database {
  const database = openDatabase(url);
  const { $client: sellers } = database.sellerDrizzle as unknown as { $client: pg.Pool };
  for (const [name, pool] of Object.entries({ application: database.pool, sellers })) {
    watchPool(pool, name);
    pool.on('error', (error) => {
      countError('database');
      log().warn({ error }, 'an idle connection to the database broke');
    });
  }
  return database;
}

/** Where the portal is reached, as its settings say. */
export function portalOrigin(): string {
  return process.env.SLUICE_ORIGIN || `http://localhost:${process.env.PORT || '3000'}`;
}

/** Whether this server serves the demo, whose people sign in by a button. */
export function servesDemo(): boolean {
  return process.env.SLUICE_DEMO === '1';
}
