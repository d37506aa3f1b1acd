import { randomBytes } from 'node:crypto';
import { type Database, openDatabase, withOwner } from '../db/client';
import { ensureEmbeddedDatabase } from '../db/embedded';
import { migrate } from '../db/migrate';

/** A database of a measurement's own, on the server that `DATABASE_URL` names or the embedded one. */
export async function withScratchDatabase<T>(
  work: (database: Database, ownerUrl: string) => Promise<T>,
): Promise<T> {
  const embedded = process.env.DATABASE_URL ? null : await ensureEmbeddedDatabase();
  const server = process.env.DATABASE_URL || (embedded?.url ?? '');
  const name = `sluice_bench_${process.pid}_${randomBytes(3).toString('hex')}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  try {
    await withOwner(server, (client) =>
      client.query(`create database ${name} encoding 'UTF8' template template0`),
    );
    await migrate(url.href);
    const database = openDatabase(url.href);
    try {
      return await work(database, url.href);
    } finally {
      await database.close();
    }
  } finally {
    await withOwner(server, (client) => client.query(`drop database if exists ${name} with (force)`));
    await embedded?.release();
  }
}
