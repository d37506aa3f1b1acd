import { join } from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as applyMigrations } from 'drizzle-orm/node-postgres/migrator';
import type pg from 'pg';
import { DEFAULT_POLICY } from '../engine/policy';
import { databaseName, LOGIN_ROLES, loginOf, PUBLIC_SCHEMA, withOwner } from './client';

/** Bringing a schema up to date: the committed migrations, the logins, the first policy version. */

const MIGRATIONS = join(import.meta.dirname, 'migrations');
/** One migrating process at a time on a database. */
const MIGRATION_LOCK = 7_583_201;
const OLDEST_SERVER = 150_000;

async function seed(client: pg.Client): Promise<void> {
  await client.query(
    `insert into policy_versions (version, policy)
     select 1, $1 where not exists (select from policy_versions)`,
    [JSON.stringify(DEFAULT_POLICY)],
  );
  await client.query('insert into marketplace (one, policy_version) values (1, 1) on conflict do nothing');
}

async function ensureLogins(client: pg.Client, ownerUrl: string): Promise<void> {
  const database = client.escapeIdentifier(databaseName(ownerUrl));
  for (const member of LOGIN_ROLES) {
    const { role, password } = loginOf(ownerUrl, member);
    const quoted = client.escapeIdentifier(role);
    const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role]);
    if (rowCount === 0) await client.query(`create role ${quoted}`);
    await client.query(`alter role ${quoted} login inherit password ${client.escapeLiteral(password)}`);
    await client.query(`grant ${member} to ${quoted}`);
    await client.query(`grant connect on database ${database} to ${quoted}`);
    await client.query(`grant usage on schema public to ${member}`);
  }
}

async function requireServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: string }>(
    "select current_setting('server_version_num') as version",
  );
  const version = Number(rows[0]?.version);
  if (version < OLDEST_SERVER) {
    throw new Error(`this PostgreSQL is version ${Math.floor(version / 10_000)}; Sluice needs 15 or later`);
  }
}

/** Brings the database's public schema up to date, from whatever version it has. Safe to call at every start. */
export async function migrate(ownerUrl: string): Promise<void> {
  await withOwner(ownerUrl, async (client) => {
    await requireServer(client);
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      await client.query('set client_min_messages = warning');
      await applyMigrations(drizzle(client), { migrationsFolder: MIGRATIONS });
      await ensureLogins(client, ownerUrl);
      await seed(client);
    } finally {
      await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    }
  });
}

/** Whether the database's public schema is of this build: its newest migration is the newest that we have. */
export async function isMigrated(ownerUrl: string): Promise<boolean> {
  const ours = readMigrationFiles({ migrationsFolder: MIGRATIONS }).at(-1)?.hash;
  return withOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ hash: string }>(
      'select hash from drizzle.__drizzle_migrations order by created_at desc limit 1',
    );
    return rows[0]?.hash === ours;
  });
}

/**
 * Makes an empty schema with the same tables, for a scenario or a replay. The generated SQL names the public schema
 * in its foreign keys; here those names are left to the search path.
 */
export async function createScratchSchema(ownerUrl: string, schema: string): Promise<void> {
  const statements = readMigrationFiles({ migrationsFolder: MIGRATIONS })
    .flatMap((migration) => migration.sql)
    .map((statement) => statement.replaceAll(`"${PUBLIC_SCHEMA}".`, ''));
  await withOwner(ownerUrl, async (client) => {
    const quoted = client.escapeIdentifier(schema);
    await client.query('set client_min_messages = warning');
    await client.query('begin');
    await client.query(`create schema ${quoted}`);
    await client.query(`set local search_path = ${quoted}`);
    await client.query(statements.join(';\n'));
    await client.query(`grant usage on schema ${quoted} to ${LOGIN_ROLES.join(', ')}`);
    await seed(client);
    await client.query('commit');
  });
}

/** Drops every scratch schema whose name begins so: what somebody left who had to go. */
export async function dropScratchSchemas(ownerUrl: string, beginning: string): Promise<void> {
  const left = await withOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ nspname: string }>(
      'select nspname from pg_namespace where starts_with(nspname, $1)',
      [beginning],
    );
    return rows;
  });
  for (const { nspname } of left) await dropScratchSchema(ownerUrl, nspname);
}

/** Drops a scratch schema with all that is in it. */
export async function dropScratchSchema(ownerUrl: string, schema: string): Promise<void> {
  await withOwner(ownerUrl, async (client) => {
    await client.query('set client_min_messages = warning');
    await client.query(`drop schema if exists ${client.escapeIdentifier(schema)} cascade`);
  });
}
