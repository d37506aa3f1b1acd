import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apply, fact, makeBooks, type TestBooks } from '@/tests/make-books';
import { recordFacts } from '../services/record-facts';
import { runDay } from '../services/run-day';
import { setPolicy } from '../services/set-policy';
import { createTestDatabase, type TestDatabase } from '../tests/database';
import { applicationLogin, openDatabase, withOwner } from './client';
import { createScratchSchema, dropScratchSchema, migrate } from './migrate';

/** What the database itself refuses, whatever the code above it does. */

let books: TestBooks;

/** Books with at least one row in every table. */
beforeAll(async () => {
  books = await makeBooks();
  const { database } = books;
  await setPolicy(database, { assessment: { min_orders: 0, min_store_age_days: 0 } });
  await apply(database, [
    fact('f1', 'merchant.opened', '2026-01-01', { merchant: 'm' }),
    fact('f2', 'order.paid', '2026-01-01', { order: 'early', merchant: 'm', amount: 1000, currency: 'USD' }),
    fact('f3', 'order.shipped', '2026-01-01', { order: 'early' }),
    fact('f4', 'order.paid', '2026-01-01', { order: 'held', merchant: 'm', amount: 1000, currency: 'USD' }),
    fact('f5', 'dispute.opened', '2026-01-01', { order: 'held', dispute: 'd' }),
    fact('f6', 'adjustment.posted', '2026-01-01', { merchant: 'm', amount: 70, currency: 'USD' }),
  ]);
  await recordFacts(database, [
    fact('p1', 'order.shipped', '2026-01-01', { order: 'unknown' }),
    fact('p2', 'dispute.opened', '2026-01-01', { order: 'awaited', dispute: 'd' }),
    fact('p3', 'dispute.opened', '2026-01-01', { order: 'awaited', dispute: 'd' }),
  ]);
  await runDay(database, '2026-01-20');
  await apply(database, [
    fact('f7', 'order.paid', '2026-01-20', { order: 'awaited', merchant: 'm', amount: 5, currency: 'USD' }),
    fact('f8', 'withdrawal.settled', '2026-01-20', { merchant: 'm', amount: 900, currency: 'USD' }),
    fact('f9', 'refund.settled', '2026-01-20', {
      order: 'early',
      refund: 'r',
      amount: 200,
      reason: 'seller_fault',
    }),
  ]);
});
afterAll(() => books.drop());

/** What a statement of the owner's meets; nothing of it stays. */
async function refusal(statement: string): Promise<string> {
  return withOwner(books.ownerUrl, async (client) => {
    await client.query('begin');
    try {
      const { rowCount } = await client.query(statement);
      return `not refused: ${rowCount} rows`;
    } catch (error) {
      const { constraint, message } = error as pg.DatabaseError;
      return constraint ?? message;
    }
  });
}

describe('constraints', () => {
  const again = (table: string) =>
    `insert into ${table} overriding system value select * from ${table} limit 1`;
  const ownerless = `insert into merchants (merchant_id) values ('x');`;

  /** By constraint: a statement that breaks it, and no other before it. */
  const BREAKERS: Record<string, string> = {
    assessments_enrolment_after: "update assessments set enrolment_after = 'x'",
    assessments_enrolment_before: "update assessments set enrolment_before = 'x'",
    assessments_override_decision: "update assessments set override_decision = 'x'",
    assessments_score: 'update assessments set score = 101',
    assessments_merchant_id_merchants_merchant_id_fk: "update assessments set merchant_id = 'nobody'",
    assessments_merchant_id_assessed_on_pk: again('assessments'),
    balances_sum_is_zero: 'update balances set clearing = clearing + 1',
    balances_order_funds_sign: 'update balances set clearing = clearing + order_funds + 1, order_funds = -1',
    balances_payment_account_sign:
      'update balances set clearing = clearing + payment_account + 1, payment_account = -1',
    balances_marketplace_account_sign:
      'update balances set clearing = clearing + marketplace_account + 1, marketplace_account = -1',
    balances_deposit_sign: 'update balances set clearing = clearing + deposit + 1, deposit = -1',
    balances_receivable_sign: 'update balances set clearing = clearing + receivable - 1, receivable = 1',
    balances_platform_loss_sign:
      'update balances set clearing = clearing + platform_loss - 1, platform_loss = 1',
    balances_merchant_id_merchants_merchant_id_fk: "update balances set merchant_id = 'nobody'",
    balances_merchant_id_currency_booked_on_pk: again('balances'),
    daily_counts_not_negative: 'update daily_counts set late = -1',
    daily_counts_merchant_id_merchants_merchant_id_fk: "update daily_counts set merchant_id = 'nobody'",
    daily_counts_merchant_id_cohort_on_event_on_pk: again('daily_counts'),
    disputes_merchant_id_order_id_orders_merchant_id_order_id_fk:
      "update disputes set order_id = 'unknown' where order_id = 'held'",
    disputes_merchant_id_order_id_dispute_id_pk: again('disputes'),
    enrolment_changes_kind: "update enrolment_changes set kind = 'x'",
    enrolment_changes_before: "update enrolment_changes set enrolment_before = 'x'",
    enrolment_changes_after: "update enrolment_changes set enrolment_after = 'x'",
    enrolment_changes_one_cause: 'update enrolment_changes set fact_seq = 1',
    enrolment_changes_merchant_id_merchants_merchant_id_fk:
      "update enrolment_changes set merchant_id = 'nobody'",
    enrolment_changes_merchant_id_change_seq_pk: again('enrolment_changes'),
    entries_sum_is_zero: 'update entries set clearing = clearing + 1',
    entries_currency: "update entries set currency = 'usd'",
    entries_kind: "update entries set kind = 'gift'",
    entries_one_cause: 'update entries set fact_seq = null, run_on = null',
    entries_merchant_id_merchants_merchant_id_fk:
      "update entries set merchant_id = 'nobody', order_id = null, fact_seq = null, run_on = '2026-01-20' where entry_seq = 1",
    entries_merchant_id_order_id_orders_merchant_id_order_id_fk: "update entries set order_id = 'unknown'",
    entries_merchant_id_fact_seq_facts_merchant_id_fact_seq_fk:
      'update entries set fact_seq = 999 where fact_seq is not null',
    entries_merchant_id_entry_seq_pk: again('entries'),
    fact_routes_pkey: again('fact_routes'),
    facts_type: "update facts set type = 'order.lost'",
    facts_entries: 'update facts set entries = 0 where entries = 1',
    facts_merchant_id_merchants_merchant_id_fk: "update facts set merchant_id = 'nobody' where entries = 0",
    facts_merchant_id_fact_seq_pk: again('facts'),
    hold_movements_kind: "update hold_movements set kind = 'x'",
    hold_movements_amount: 'update hold_movements set amount_minor = -1',
    hold_movements_entry: 'update hold_movements set entry_seq = null',
    hold_movements_one_cause: "update hold_movements set run_on = '2026-01-20'",
    hold_movements_merchant_id_order_id_holds_merchant_id_order_id_:
      "update hold_movements set order_id = 'held'",
    hold_movements_merchant_id_order_id_movement_no_pk: again('hold_movements'),
    holds_amount: 'update holds set amount_minor = frozen_minor + 1',
    holds_deadline: 'update holds set deadline_on = release_on - 1',
    holds_merchant_id_order_id_orders_merchant_id_order_id_fk:
      'insert into holds select (holds).* from (select jsonb_populate_record(holds, \'{"order_id": "unknown"}\') as holds from holds) as changed',
    holds_merchant_id_order_id_pk: again('holds'),
    marketplace_one: 'insert into marketplace (one, policy_version) values (2, 1)',
    marketplace_policy_version_policy_versions_version_fk: 'update marketplace set policy_version = 99',
    marketplace_pkey: again('marketplace'),
    merchants_enrolment: "update merchants set enrolment = 'x', tier = null",
    merchants_closure_reason:
      "update merchants set enrolment = 'closed', tier = null, closed_on = '2026-01-20', closure_reason = 'bored'",
    merchants_override_decision: "update merchants set override_decision = 'maybe'",
    merchants_tier_while_enrolled: 'update merchants set tier = null',
    merchants_closed_with_date: "update merchants set closed_on = '2026-01-20', closure_reason = 'withdrawn'",
    merchants_closed_with_reason: "update merchants set closure_reason = 'withdrawn'",
    merchants_cancelled_with_date: "update merchants set enrolment = 'cancelled', tier = null",
    merchants_failures: 'update merchants set failures_in_a_row = -1',
    merchants_pkey: again('merchants'),
    order_routes_pkey: again('order_routes'),
    orders_state: "update orders set state = 'lost', held_minor = 0 where state = 'held'",
    orders_amount: 'update orders set fee_bps = 10001',
    orders_refunded: "update orders set refunded_minor = amount_minor + 1 where order_id = 'held'",
    orders_held: "update orders set held_minor = amount_minor + 1 where state = 'held'",
    orders_held_while_held: "update orders set held_minor = 1 where state <> 'held'",
    orders_released_with_date: 'update orders set released_on = null',
    orders_open_disputes: 'update orders set open_disputes = -1',
    orders_merchant_id_merchants_merchant_id_fk:
      'insert into orders select (orders).* from (select jsonb_populate_record(orders, \'{"merchant_id": "nobody"}\') as orders from orders) as changed',
    orders_merchant_id_order_id_pk: again('orders'),
    parked_facts_awaited_kind: "update parked_facts set awaited_kind = 'x'",
    parked_facts_pkey: again('parked_facts'),
    policy_versions_pkey: again('policy_versions'),
    refunds_reason: "update refunds set reason = 'weather'",
    refunds_amount: 'update refunds set amount_minor = 0',
    refunds_merchant_id_order_id_orders_merchant_id_order_id_fk: "update refunds set order_id = 'unknown'",
    refunds_merchant_id_order_id_refund_id_pk: again('refunds'),
    refused_facts_code: "update refused_facts set code = 'x'",
    refused_facts_pkey: again('refused_facts'),
    runs_status: "update runs set status = 'lost', finished_at = null",
    runs_finished: 'update runs set finished_at = null',
    runs_policy_version_policy_versions_version_fk: 'update runs set policy_version = 99',
    runs_run_on_attempt_pk: again('runs'),
  };

  it.each(Object.entries(BREAKERS))('%s', async (constraint, statement) => {
    expect(await refusal(statement)).toBe(constraint);
  });

  it('each of the schema’s has its test', async () => {
    const rows = await books.ask<{ conname: string }>(
      `select conname from pg_constraint where connamespace = 'public'::regnamespace and contype in ('c', 'f', 'p', 'u', 'x')`,
    );
    expect(Object.keys(BREAKERS).toSorted()).toEqual(rows.map(({ conname }) => conname).toSorted());
  });

  it('ids are compared and ordered by code point', async () => {
    const rows = await books.ask<{ place: string }>(
      `select table_name || '.' || column_name as place from information_schema.columns
       where table_schema = 'public' and data_type = 'text' and collation_name is distinct from 'C'
         and (column_name like '%\\_id' or column_name = 'merchant') and table_name <> 'postings'`,
    );
    expect(rows).toEqual([]);
    const sorted = ['\uffff', '😀', 'a', 'A', 'é', '10', '9'];
    await books.ask('begin');
    await books.ask('insert into merchants (merchant_id) select unnest($1::text[])', [sorted]);
    const ordered = await books.ask<{ merchant_id: string }>(
      'select merchant_id from merchants where merchant_id = any($1) order by merchant_id',
      [sorted],
    );
    await books.ask('rollback');
    expect(ordered.map(({ merchant_id }) => merchant_id)).toEqual(['10', '9', 'A', 'a', 'é', '\uffff', '😀']);
  });

  it('a statement that breaks none is let through', async () => {
    expect(await refusal(ownerless)).toMatch(/^not refused/);
    expect(await refusal('update balances set fees = fees + 1, clearing = clearing - 1')).toMatch(
      /^not refused/,
    );
  });
});

describe('the application’s login', () => {
  const READ = 'SELECT';
  const ADD = 'SELECT, INSERT';
  const CHANGE = 'SELECT, INSERT, UPDATE';
  /** What it may do with everything there is; a table that is not here has not been thought about. */
  const PRIVILEGES: Record<string, string> = {
    // The record: added to, never changed.
    assessments: ADD,
    enrolment_changes: ADD,
    entries: ADD,
    facts: ADD,
    hold_movements: ADD,
    policy_versions: ADD,
    refunds: ADD,
    refused_facts: ADD,
    // What a decision moves.
    balances: CHANGE,
    daily_counts: CHANGE,
    disputes: CHANGE,
    holds: CHANGE,
    merchants: CHANGE,
    order_routes: CHANGE,
    orders: CHANGE,
    runs: CHANGE,
    // What comes and goes.
    fact_routes: 'SELECT, INSERT, UPDATE, DELETE',
    parked_facts: 'SELECT, INSERT, UPDATE, DELETE',
    marketplace: 'SELECT, UPDATE',
    postings: READ,
    parked_facts_arrival_seq: '',
    refused_facts_refusal_id_seq: '',
  };

  const privilegesIn = (schema: string) =>
    books.ask<{ name: string; privileges: string }>(
      `select relname as name, coalesce(string_agg(privilege, ', ' order by place) filter (where case
           when relkind = 'S' then privilege in ('SELECT', 'UPDATE') and has_sequence_privilege($1, c.oid, privilege)
           when privilege in ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES') then has_any_column_privilege($1, c.oid, privilege)
           else has_table_privilege($1, c.oid, privilege) end), '') as privileges
       from pg_class c, unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'])
         with ordinality as asked (privilege, place)
       where relnamespace = $2::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f', 'S') group by relname, c.oid`,
      [applicationLogin(books.ownerUrl).role, schema],
    );
  const asTable = (rows: { name: string; privileges: string }[]) =>
    Object.fromEntries(rows.map(({ name, privileges }) => [name, privileges]));

  it('may do with each table what is written here, and no more', async () => {
    expect(asTable(await privilegesIn('public'))).toEqual(PRIVILEGES);
  });

  it('may do the same in a scratch schema', async () => {
    await createScratchSchema(books.ownerUrl, 'scratch_rights');
    try {
      expect(asTable(await privilegesIn('scratch_rights'))).toEqual(PRIVILEGES);
      const scratch = openDatabase(books.ownerUrl, 'scratch_rights', 1);
      try {
        await apply(scratch, [fact('f', 'merchant.opened', '2026-01-01', { merchant: 'scratched' })]);
        await expect(scratch.pool.query('delete from facts')).rejects.toMatchObject({ code: '42501' });
      } finally {
        await scratch.close();
      }
      expect(await books.ask("select 1 from merchants where merchant_id = 'scratched'")).toEqual([]);
    } finally {
      await dropScratchSchema(books.ownerUrl, 'scratch_rights');
    }
  });

  const APPEND_ONLY = Object.keys(PRIVILEGES).filter((table) => PRIVILEGES[table] === ADD);
  it.each([
    ...APPEND_ONLY.flatMap((table) => [
      `update ${table} set ${table === 'policy_versions' ? 'version = version' : table === 'refused_facts' ? "fact_id = 'x'" : 'merchant_id = merchant_id'}`,
      `delete from ${table}`,
      `truncate ${table}`,
      `alter table ${table} rename to other`,
      `drop table ${table}`,
    ]),
    'delete from balances',
    'delete from holds',
    'delete from orders',
    'delete from merchants',
    'delete from runs',
    'delete from marketplace',
    'insert into marketplace (one, policy_version) values (1, 1)',
    'create table mine (id integer)',
    'create table public.mine (id integer)',
    'create schema mine',
    'create role another',
    'select * from drizzle.__drizzle_migrations',
  ])('is refused: %s', async (statement) => {
    await expect(books.database.pool.query(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('is nobody who may pass over that', async () => {
    const { role } = applicationLogin(books.ownerUrl);
    expect(
      await books.ask(
        'select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication from pg_roles where rolname = $1',
        [role],
      ),
    ).toEqual([
      {
        rolsuper: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolbypassrls: false,
        rolreplication: false,
      },
    ]);
    expect(
      await books.ask(
        `select r.rolname from pg_auth_members m join pg_roles r on r.oid = m.roleid
         join pg_roles member on member.oid = m.member where member.rolname = $1`,
        [role],
      ),
    ).toEqual([{ rolname: 'sluice_app' }]);
    const owner = pg.escapeIdentifier(decodeURIComponent(new URL(books.ownerUrl).username));
    await expect(books.database.pool.query(`set role ${owner}`)).rejects.toMatchObject({ code: '42501' });
    const owned = await books.ask(
      `select relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname in ($1, 'sluice_app')`,
      [role],
    );
    expect(owned).toEqual([]);
  });

  it('has another password for another database', () => {
    const one = applicationLogin('postgres://owner:secret@host/one');
    expect(applicationLogin('postgres://owner:secret@host/two').password).not.toBe(one.password);
    expect(applicationLogin('postgres://owner:other@host/one').password).not.toBe(one.password);
    expect(applicationLogin('postgres://owner:secret@elsewhere:5433/one')).toEqual(one);
  });
});

describe('postings', () => {
  it('are the entries as lines', async () => {
    const rows = await books.ask(
      `select account, amount_minor, currency from postings join entries using (merchant_id, entry_seq, currency)
       where kind = 'release_early' order by account`,
    );
    expect(rows).toEqual([
      { account: 'deposit', amount_minor: 100n, currency: 'USD' },
      { account: 'order_funds', amount_minor: -1000n, currency: 'USD' },
      { account: 'payment_account', amount_minor: 900n, currency: 'USD' },
    ]);
    expect(
      await books.ask(
        'select merchant_id, entry_seq from postings group by 1, 2 having sum(amount_minor) <> 0',
      ),
    ).toEqual([]);
  });
});

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
          `select relname, relacl::text from pg_class where relnamespace = 'public'::regnamespace order by 1`,
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
