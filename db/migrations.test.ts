import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/tests/database';
import { makeFullBooks } from '@/tests/full-books';
import type { TestBooks } from '@/tests/make-books';
import { openDatabase, withOwner } from './client';
import { migrate } from './migrate';

/** What makes a schema, of a new database and of one that has books in it. */

let books: TestBooks;
beforeAll(async () => {
  books = await makeFullBooks();
});
afterAll(() => books.drop());

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
