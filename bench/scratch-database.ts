import { randomBytes } from 'node:crypto';
import { type Database, openDatabase, withOwner } from '../db/client';
import { ensureEmbeddedDatabase } from '../db/embedded';
import { migrate } from '../db/migrate';

/** Databases of a measurement's own, on the server that `DATABASE_URL` names or the embedded one. */

function onServer(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

function newName(): string {
  return `sluice_bench_${process.pid}_${randomBytes(3).toString('hex')}`;
}

/** Works on a database that is made and migrated, and dropped in the end whatever happens. */
async function withDatabase<T>(
  server: string,
  make: (name: string) => Promise<void>,
  work: (database: Database, ownerUrl: string) => Promise<T>,
): Promise<T> {
  const name = newName();
  const url = onServer(server, name);
  try {
    await make(name);
    // A copy too: logins are each database's own.
    await migrate(url);
    const database = openDatabase(url);
    try {
      return await work(database, url);
    } finally {
      await database.close();
    }
  } finally {
    await withOwner(server, (client) => client.query(`drop database if exists ${name} with (force)`));
  }
}

export async function withScratchDatabase<T>(
  work: (database: Database, ownerUrl: string) => Promise<T>,
): Promise<T> {
  const embedded = process.env.DATABASE_URL ? null : await ensureEmbeddedDatabase();
  const server = process.env.DATABASE_URL || (embedded?.url ?? '');
  try {
    return await withDatabase(
      server,
      async (name) => {
        await withOwner(server, (client) =>
          client.query(`create database ${name} encoding 'UTF8' template template0`),
        );
      },
      work,
    );
  } finally {
    await embedded?.release();
  }
}

/**
 * A copy of a scratch database, down to its pages, for as long as the work takes: two ways of doing the same can begin
 * alike. Nobody may be connected to the one that is copied; its connections that are idle are ended.
 */
export async function withCopy<T>(
  ownerUrl: string,
  work: (database: Database, ownerUrl: string) => Promise<T>,
): Promise<T> {
  const server = onServer(ownerUrl, 'postgres');
  const template = new URL(ownerUrl).pathname.slice(1);
  return withDatabase(
    server,
    (name) =>
      withOwner(server, async (client) => {
        const others = 'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1';
        await client.query(others, [template]);
        await client.query(`create database ${name} template ${template} strategy file_copy`);
        await client.query('checkpoint');
      }),
    work,
  );
}
