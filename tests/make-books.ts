import pg from 'pg';
import { type Database, openDatabase } from '@/db/client';
import { migrate } from '@/db/migrate';
import { COMPARED_TABLES, digestTable } from '@/db/queries/replay';
import type { FactAnswer } from '@/engine/intake';
import { recordFacts } from '@/services/record-facts';
import { verifyBooks } from '@/services/verify-books';
import { OPERATOR } from './actors';
import { createTestDatabase } from './database';

/** Books of a test's own, and the few things that tests ask of them. */

export type Raw = Record<string, unknown> & { id: string };

export interface TestBooks {
  database: Database;
  ownerUrl: string;
  /** Asks as the owner of the database, who may do anything. */
  ask<Row = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

/** New and empty books, their schema up to date. */
export async function makeBooks(): Promise<TestBooks> {
  const { ownerUrl, drop } = await createTestDatabase();
  await migrate(ownerUrl);
  const database = openDatabase(ownerUrl);
  const owner = new pg.Pool({
    connectionString: ownerUrl,
    max: 1,
    idleTimeoutMillis: 0,
    options: '-c timezone=UTC',
  });
  owner.on('error', () => {});
  return {
    database,
    ownerUrl,
    ask: async <Row>(text: string, values?: unknown[]) => (await owner.query(text, values)).rows as Row[],
    async drop() {
      await owner.end();
      await database.close();
      await drop();
    },
  };
}

/** A fact at noon in Shanghai, whose days the default policy counts. */
export function fact(id: string, type: string, date: string, fields: Record<string, unknown>): Raw {
  return { id, type, at: `${date}T04:00:00Z`, ...fields };
}

export function statusOf({ status, code }: FactAnswer): string {
  return code === undefined ? status : `${status} ${code}`;
}

/** Records facts that must all be applied. */
export async function apply(database: Database, raws: Raw[]): Promise<void> {
  const answers = await recordFacts(database, OPERATOR, raws);
  const others = answers.filter(({ status }) => status !== 'applied');
  if (others.length > 0) throw new Error(`not applied: ${JSON.stringify(others)}`);
}

/** Everything that makes up the books, digested: equal where the books are. */
export async function digestsOf({ drizzle }: Database): Promise<Record<string, [string, unknown][]>> {
  const digests: Record<string, [string, unknown][]> = {};
  for (const table of COMPARED_TABLES) digests[table] = [...(await digestTable(drizzle, table))];
  return digests;
}

/** The invariants that do not hold. */
export async function violationsOf(database: Database): Promise<string[]> {
  const verified = await verifyBooks(database, OPERATOR);
  return verified.filter(({ wrong }) => wrong > 0).map(({ name, places }) => `${name}: ${places.join('; ')}`);
}
