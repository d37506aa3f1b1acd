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

export async function withScratchDatabase<T>(
  work: (database: Database, ownerUrl: string) => Promise<T>,
): Promise<T> {
  const embedded = process.env.DATABASE_URL ? null : await ensureEmbeddedDatabase();
  const server = process.env.DATABASE_URL || (embedded?.url ?? '');
  const name = newName();
  const url = onServer(server, name);
  try {
    await withOwner(server, (client) =>
      client.query(`create database ${name} encoding 'UTF8' template template0`),
    );
    await migrate(url);
    const database = openDatabase(url);
    try {
      return await work(database, url);
    } finally {
      await database.close();
    }
  } finally {
    await withOwner(server, (client) => client.query(`drop database if exists ${name} with (force)`));
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
  const name = newName();
  const url = onServer(ownerUrl, name);
  try {
    await withOwner(server, async (client) => {
      await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
        template,
      ]);
      await client.query(`create database ${name} template ${template} strategy file_copy`);
      await client.query('checkpoint');
    });
    // Logins are each database's own.
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
