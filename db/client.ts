import { createHmac } from 'node:crypto';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';

/**
 * The connections to PostgreSQL. The application's own login may add to the record and read it, no more; the login that
 * serves sellers reads one merchant's rows at a time.
 */

// Counts and amounts come back exact, whichever way a query was written.
pg.types.setTypeParser(pg.types.builtins.INT8, BigInt);

export type Drizzle = NodePgDatabase<Record<string, never>>;
/** A transaction, or the pool itself for a single statement. */
export type Executor = Pick<
  Drizzle,
  '_' | 'execute' | 'select' | 'selectDistinctOn' | 'insert' | 'update' | 'delete'
>;

export interface Database {
  drizzle: Drizzle;
  pool: pg.Pool;
  /** What sellers are answered from: row-level security shows it the rows of the merchant that a transaction names. */
  sellerDrizzle: Drizzle;
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

/** The roles that a migration grants privileges to; each database has a login for each. */
export const LOGIN_ROLES = ['sluice_app', 'sluice_seller'] as const;
export type LoginRole = (typeof LOGIN_ROLES)[number];

/** A login of a database's own, made by the migration; its password is derived from the owner's. */
export function loginOf(ownerUrl: string, member: LoginRole): { role: string; password: string } {
  const name = databaseName(ownerUrl);
  const what = member === 'sluice_app' ? 'application' : 'seller';
  const password = createHmac('sha256', new URL(ownerUrl).password || 'sluice')
    .update(`${what} login of ${name}`)
    .digest('hex');
  return { role: `${member}_${name}`.slice(0, 63), password };
}

/** The address that a login connects by. */
export function loginUrl(ownerUrl: string, member: LoginRole): string {
  const url = new URL(ownerUrl);
  const login = loginOf(ownerUrl, member);
  url.username = encodeURIComponent(login.role);
  url.password = login.password;
  return url.toString();
}

/**
 * Opens the books in a migrated schema, as the application's login; and, where a seller asks, as the sellers'.
 *
 * @param max how many connections at most, of each
 */
export function openDatabase(ownerUrl: string, schema: string = PUBLIC_SCHEMA, max = 10): Database {
  // What is dropped in a minute need not reach the disk before the next step; the books wait for every commit.
  const waiting = schema === PUBLIC_SCHEMA ? 'on' : 'off';
  const open = (member: LoginRole) => {
    const pool = new pg.Pool({
      connectionString: loginUrl(ownerUrl, member),
      max,
      // Statements that do not wait for each other are sent together, and answered in their order.
      pipeline: true,
      application_name: member === 'sluice_app' ? 'sluice' : 'sluice seller',
      options: `-c search_path=${schema} -c timezone=UTC -c synchronous_commit=${waiting}`,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 10_000,
      allowExitOnIdle: true,
    });
    // A broken idle connection is replaced at the next use; without a listener it would end the process.
    pool.on('error', () => {});
    return pool;
  };
  const pool = open('sluice_app');
  const sellers = open('sluice_seller');
  return {
    drizzle: drizzle(pool),
    pool,
    sellerDrizzle: drizzle(sellers),
    schema,
    ownerUrl,
    close: async () => {
      await Promise.all([pool.end(), sellers.end()]);
    },
  };
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
