import { createHmac } from 'node:crypto';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';

/** The connections to PostgreSQL. The application's own login may add to the record and read it, no more. */

// Counts and amounts come back exact, whichever way a query was written.
pg.types.setTypeParser(pg.types.builtins.INT8, BigInt);

export type Drizzle = NodePgDatabase<Record<string, never>>;
/** A transaction, or the pool itself for a single statement. */
export type Executor = Pick<
  Drizzle,
  'execute' | 'select' | 'selectDistinctOn' | 'insert' | 'update' | 'delete'
>;

export interface Database {
  drizzle: Drizzle;
  pool: pg.Pool;
  /** The schema that holds the books: `public`, or a scratch schema. */
  schema: string;
  ownerUrl: string;
  close(): Promise<void>;
}

export const PUBLIC_SCHEMA = 'public';

/** The database's own name, in its URL. */
export function databaseName(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  return decodeURIComponent(url.pathname.slice(1)) || decodeURIComponent(url.username) || 'postgres';
}

/** The login that the application connects with: made by the migration, its password derived from the owner's. */
export function applicationLogin(ownerUrl: string): { role: string; password: string } {
  const name = databaseName(ownerUrl);
  const password = createHmac('sha256', new URL(ownerUrl).password || 'sluice')
    .update(`application login of ${name}`)
    .digest('hex');
  return { role: `sluice_app_${name}`.slice(0, 63), password };
}

function applicationUrl(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  const login = applicationLogin(ownerUrl);
  url.username = encodeURIComponent(login.role);
  url.password = login.password;
  return url.toString();
}

/**
 * Opens the books in a migrated schema, as the application's login.
 *
 * @param max how many connections at most
 */
export function openDatabase(ownerUrl: string, schema: string = PUBLIC_SCHEMA, max = 10): Database {
  // What is dropped in a minute need not reach the disk before the next step; the books wait for every commit.
  const waiting = schema === PUBLIC_SCHEMA ? 'on' : 'off';
  const pool = new pg.Pool({
    connectionString: applicationUrl(ownerUrl),
    max,
    application_name: 'sluice',
    options: `-c search_path=${schema} -c timezone=UTC -c synchronous_commit=${waiting}`,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 10_000,
    allowExitOnIdle: true,
  });
  // A broken idle connection is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => {});
  return { drizzle: drizzle(pool), pool, schema, ownerUrl, close: () => pool.end() };
}

/** A connection of the owner's, for migrations and scratch schemas alone. */
export async function withOwner<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: ownerUrl,
    connectionTimeoutMillis: 10_000,
    application_name: 'sluice owner',
  });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
