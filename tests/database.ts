import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { LOGIN_ROLES, loginOf } from '@/db/client';
import { ensureEmbeddedDatabase } from '@/db/embedded';

/**
 * A real PostgreSQL for the tests: the server that `DATABASE_URL` names (as its superuser), else the
 * embedded one, in a folder of its own. Every test file makes its own database in it.
 */
const SERVER = 'SLUICE_TEST_SERVER';
const RUN = 'SLUICE_TEST_RUN';

/** vitest calls it once, before the first file, and what it returns after the last. */
export default async function setup(): Promise<() => Promise<void>> {
  const embedded = process.env.DATABASE_URL
    ? undefined
    : await ensureEmbeddedDatabase({ folder: join(import.meta.dirname, '..', '.data', 'test') });
  const server = embedded?.url ?? process.env.DATABASE_URL ?? '';
  // Databases of this run only are ours to drop on a server that others use too.
  const run = `sluice_test_${process.pid}_${randomBytes(3).toString('hex')}_`;
  process.env[SERVER] = server;
  process.env[RUN] = run;
  if (embedded) await dropDatabases(server, 'sluice_test_', isLeftBehind);
  return async () => {
    await dropDatabases(server, run);
    await embedded?.release();
  };
}

export interface TestDatabase {
  /** Connects as the owner of the database, who is also the superuser of the server. */
  ownerUrl: string;
  drop(): Promise<void>;
}

/** A new and empty database. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env[SERVER];
  if (!server) throw new Error('No database server: the test file is not in the project "database".');
  const name = `${process.env[RUN]}${randomBytes(6).toString('hex')}`;
  await administer(server, (client) =>
    client.query(`create database ${name} encoding 'UTF8' template template0`),
  );
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    ownerUrl: url.href,
    async drop() {
      await administer(server, (client) => dropDatabase(client, name));
    },
  };
}

/** Whether the run that made a database is over: its name carries the process. */
function isLeftBehind(name: string): boolean {
  try {
    process.kill(Number(name.split('_')[2]), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'EPERM';
  }
}

async function dropDatabases(
  server: string,
  prefix: string,
  isWanted = (_name: string) => true,
): Promise<void> {
  await administer(server, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [prefix],
    );
    for (const { datname } of rows) if (isWanted(datname)) await dropDatabase(client, datname);
  });
}

/** A database, with the logins that its migration made for it. */
async function dropDatabase(client: pg.Client, name: string): Promise<void> {
  await client.query(`drop database if exists ${name} with (force)`);
  for (const member of LOGIN_ROLES) {
    const { role } = loginOf(`postgres://test@localhost/${name}`, member);
    await client.query(`drop role if exists ${client.escapeIdentifier(role)}`);
  }
}

async function administer(server: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  client.on('error', () => {});
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
