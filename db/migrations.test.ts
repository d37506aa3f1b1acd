import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '@/engine/calendar';
import { runDay } from '@/services/run-day';
import { OPERATOR } from '@/tests/actors';
import { createTestDatabase, type TestDatabase } from '@/tests/database';
import { makeFullBooks, OPEN_ON } from '@/tests/full-books';
import { apply, fact, type TestBooks, violationsOf } from '@/tests/make-books';
import { openDatabase, withOwner } from './client';
import { migrate } from './migrate';
import { SUMMED } from './queries/summaries-check';

/** What makes a schema, of a new database and of one that has books in it. */

let books: TestBooks;
beforeAll(async () => {
  books = await makeFullBooks();
  const order = { order: 'frozen', merchant: 'm', amount: 1000, currency: 'USD' };
  await apply(books.database, [
    fact('frozen paid', 'order.paid', OPEN_ON, order),
    fact('frozen shipped', 'order.shipped', OPEN_ON, { order: 'frozen' }),
  ]);
  await runDay(books.database, OPERATOR, addDays(OPEN_ON, 9));
});
afterAll(() => books.drop());

/** Brings an empty database up to a migration, and no further. */
async function migrateTo(ownerUrl: string, tag: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-migrations-'));
  try {
    await cp(join(import.meta.dirname, 'migrations'), folder, { recursive: true });
    const place = join(folder, 'meta/_journal.json');
    const journal = JSON.parse(await readFile(place, 'utf8'));
    const last = journal.entries.findIndex((entry: { tag: string }) => entry.tag === tag);
    journal.entries = journal.entries.slice(0, last + 1);
    await writeFile(place, JSON.stringify(journal));
    await withOwner(ownerUrl, (client) => applyMigrations(drizzle(client), { migrationsFolder: folder }));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Copies what another database's tables have to say into the tables and columns that this one has; tells which. */
async function copyRows(from: string, to: string): Promise<string[]> {
  return withOwner(from, (source) =>
    withOwner(to, async (target) => {
      const { rows } = await target.query<{ name: string; columns: string }>(
        `select c.relname as name, string_agg(quote_ident(attname), ', ') as columns
         from pg_class c join pg_attribute on attrelid = c.oid and attnum > 0 and not attisdropped
         where relnamespace = 'public'::regnamespace and relkind = 'r' group by c.oid, c.relname order by 1`,
      );
      await target.query("set session_replication_role = 'replica'");
      for (const { name, columns } of rows) {
        const read = await source.query(`select coalesce(json_agg(row), '[]')::text as rows
          from (select ${columns} from ${name}) as row`);
        await target.query(
          `insert into ${name} (${columns}) overriding system value
           select ${columns} from json_populate_recordset(null::${name}, $1::json)`,
          [read.rows[0].rows],
        );
      }
      return rows.map(({ name }) => name);
    }),
  );
}

describe('migrations', () => {
  let empty: TestDatabase;
  beforeAll(async () => {
    empty = await createTestDatabase();
  });
  afterAll(() => empty.drop());

  /** The whole schema, and what a migration puts into it. */
  const catalog = (ownerUrl: string) =>
    withOwner(ownerUrl, async (client) => {
      const ask = async (text: string) => (await client.query(text)).rows;
      return {
        columns: await ask(
          `select table_schema, table_name, column_name, data_type, collation_name, is_nullable, column_default
           from information_schema.columns where table_schema in ('public', 'drizzle') order by 1, 2, ordinal_position`,
        ),
        constraints: await ask(
          `select conname, pg_get_constraintdef(oid) as definition from pg_constraint
           where connamespace = 'public'::regnamespace order by 1, 2`,
        ),
        indexes: await ask(
          "select indexname, indexdef from pg_indexes where schemaname = 'public' order by 1",
        ),
        rights: await ask(
          `select relname, relacl::text, relrowsecurity from pg_class
           where relnamespace = 'public'::regnamespace order by 1`,
        ),
        walls: await ask(
          "select * from pg_policies where schemaname = 'public' order by tablename, policyname",
        ),
        migrations: await ask('select hash, created_at from drizzle.__drizzle_migrations order by id'),
        policies: await ask('select version, policy, recorded_at from policy_versions order by 1'),
        marketplace: await ask('select * from marketplace'),
      };
    });

  it('run from empty, by three at once, and only once', async () => {
    await Promise.all([migrate(empty.ownerUrl), migrate(empty.ownerUrl), migrate(empty.ownerUrl)]);
    const after = await catalog(empty.ownerUrl);
    expect(after.policies).toHaveLength(1);
    expect(after.marketplace).toMatchObject([{ one: 1, policy_version: 1, open_on: null, has_facts: false }]);
    await migrate(empty.ownerUrl);
    expect(await catalog(empty.ownerUrl)).toEqual(after);
  });

  it('keep what is recorded', async () => {
    const rows =
      'select (select count(*) from entries) as entries, (select count(*) from policy_versions) as policies';
    const before = await books.ask(rows);
    await migrate(books.ownerUrl);
    expect(await books.ask(rows)).toEqual(before);
    expect(await books.ask('select policy_version from marketplace')).toEqual([{ policy_version: 2 }]);
  });

  it('bring the books of an older schema up to date, with all that is added up of them', async () => {
    const old = await createTestDatabase();
    const database = openDatabase(old.ownerUrl, 'public', 2);
    try {
      await migrateTo(old.ownerUrl, '0003_doors');
      const tables = await copyRows(books.ownerUrl, old.ownerUrl);
      expect(tables).toContain('entries');
      expect(tables).not.toContain('entry_days');
      await migrate(old.ownerUrl);
      const rowsOf = (ownerUrl: string, text: string) =>
        withOwner(ownerUrl, async (client) => (await client.query(text)).rows);
      const released =
        'select merchant_id, order_id, released_on, release_entry_seq from orders order by 1, 2';
      expect(await rowsOf(old.ownerUrl, released)).toEqual(await rowsOf(books.ownerUrl, released));
      expect(
        await rowsOf(old.ownerUrl, `${released.split(' order by')[0]} where released_on is not null`),
      ).not.toEqual([]);
      for (const { table, keys, values } of SUMMED) {
        const summed = `select * from ${table} where ${values[0]} > 0 order by ${keys.join(', ')}`;
        const before = await rowsOf(books.ownerUrl, summed);
        expect(before, table).not.toEqual([]);
        expect(await rowsOf(old.ownerUrl, summed), table).toEqual(before);
      }
      const windows = `select merchant_id, window_from, window_until, window_shipped, window_late, window_disputed,
        window_refunded, window_feedback, window_positive from merchants where opened_on is not null order by 1`;
      expect(await rowsOf(old.ownerUrl, windows)).toEqual(await rowsOf(books.ownerUrl, windows));
      expect(await violationsOf(database)).toEqual([]);
    } finally {
      await database.close();
      await old.drop();
    }
  });

  it('several databases of one server can be set up at once', async () => {
    const databases = await Promise.all([1, 2, 3].map(() => createTestDatabase()));
    try {
      await Promise.all(databases.map(({ ownerUrl }) => migrate(ownerUrl)));
      for (const { ownerUrl } of databases) {
        const database = openDatabase(ownerUrl, 'public', 1);
        expect((await database.pool.query('select policy_version from marketplace')).rows).toEqual([
          { policy_version: 1 },
        ]);
        await database.close();
      }
    } finally {
      for (const { drop } of databases) await drop();
    }
  });

  it('are refused by a server that is too old, in words, and leave nothing behind', async () => {
    const old = await createTestDatabase();
    try {
      // A server that calls itself 14.2: another function of that name is found first.
      await withOwner(old.ownerUrl, async (client) => {
        const name = client.escapeIdentifier(new URL(old.ownerUrl).pathname.slice(1));
        await client.query('create schema old');
        await client.query(
          `create function old.current_setting(text) returns text language sql as $$ select '140002' $$`,
        );
        await client.query(`alter database ${name} set search_path = old, pg_catalog, public`);
      });
      await expect(migrate(old.ownerUrl)).rejects.toThrow(
        'this PostgreSQL is version 14; Sluice needs 15 or later',
      );
      const tables = await withOwner(old.ownerUrl, async (client) =>
        client.query("select from pg_tables where schemaname in ('public', 'drizzle')"),
      );
      expect(tables.rowCount).toBe(0);
    } finally {
      await old.drop();
    }
  });
});
