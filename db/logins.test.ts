import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeFullBooks } from '@/tests/full-books';
import { apply, fact, type TestBooks } from '@/tests/make-books';
import { LOGIN_ROLES, type LoginRole, loginOf, loginUrl, openDatabase } from './client';
import { createScratchSchema, dropScratchSchema } from './migrate';

/** What the two logins may do, whatever the code above them does. */

let books: TestBooks;
beforeAll(async () => {
  books = await makeFullBooks();
});
afterAll(() => books.drop());

const READ = 'SELECT';
const ADD = 'SELECT, INSERT';
const CHANGE = 'SELECT, INSERT, UPDATE';
const ALL = 'SELECT, INSERT, UPDATE, DELETE';
const NOTHING = '';

/** What each may do with everything there is; a table that is not here has not been thought about. */
const PRIVILEGES: Record<string, Record<LoginRole, string>> = {
  // The record: added to, never changed.
  assessments: { sluice_app: ADD, sluice_seller: READ },
  enrolment_changes: { sluice_app: ADD, sluice_seller: READ },
  entries: { sluice_app: ADD, sluice_seller: READ },
  facts: { sluice_app: ADD, sluice_seller: READ },
  hold_movements: { sluice_app: ADD, sluice_seller: READ },
  policy_versions: { sluice_app: ADD, sluice_seller: READ },
  refunds: { sluice_app: ADD, sluice_seller: READ },
  refused_facts: { sluice_app: ADD, sluice_seller: NOTHING },
  audit_log: { sluice_app: ADD, sluice_seller: NOTHING },
  submissions: { sluice_app: ADD, sluice_seller: NOTHING },
  forecasts: { sluice_app: ADD, sluice_seller: READ },
  notices: { sluice_app: ADD, sluice_seller: READ },
  notice_reads: { sluice_app: ADD, sluice_seller: READ },
  merchant_notes: { sluice_app: ADD, sluice_seller: NOTHING },
  payout_batches: { sluice_app: ADD, sluice_seller: NOTHING },
  payout_answers: { sluice_app: ADD, sluice_seller: NOTHING },
  backtest_merchants: { sluice_app: ADD, sluice_seller: NOTHING },
  // Added to; but a decision may be written into six of its columns.
  // Only what a decision writes: the columns of the rest it may not touch.
  proposals: { sluice_app: CHANGE, sluice_seller: NOTHING },
  // What a decision moves.
  balances: { sluice_app: CHANGE, sluice_seller: READ },
  daily_counts: { sluice_app: CHANGE, sluice_seller: READ },
  disputes: { sluice_app: CHANGE, sluice_seller: READ },
  holds: { sluice_app: CHANGE, sluice_seller: READ },
  merchants: { sluice_app: CHANGE, sluice_seller: READ },
  order_routes: { sluice_app: CHANGE, sluice_seller: NOTHING },
  orders: { sluice_app: CHANGE, sluice_seller: READ },
  runs: { sluice_app: CHANGE, sluice_seller: NOTHING },
  marketplace: { sluice_app: 'SELECT, UPDATE', sluice_seller: READ },
  // What triggers add up.
  entry_days: { sluice_app: CHANGE, sluice_seller: READ },
  waiting_days: { sluice_app: CHANGE, sluice_seller: READ },
  hold_days: { sluice_app: CHANGE, sluice_seller: READ },
  transit_days: { sluice_app: CHANGE, sluice_seller: READ },
  release_months: { sluice_app: CHANGE, sluice_seller: READ },
  // What a seller asked for, and what the store is told.
  bank_accounts: { sluice_app: CHANGE, sluice_seller: READ },
  withdrawals: { sluice_app: CHANGE, sluice_seller: READ },
  notice_cursors: { sluice_app: CHANGE, sluice_seller: NOTHING },
  mails: { sluice_app: CHANGE, sluice_seller: NOTHING },
  alerts: { sluice_app: CHANGE, sluice_seller: NOTHING },
  alert_deliveries: { sluice_app: CHANGE, sluice_seller: NOTHING },
  calendar_feeds: { sluice_app: CHANGE, sluice_seller: NOTHING },
  policy_drafts: { sluice_app: CHANGE, sluice_seller: NOTHING },
  backtests: { sluice_app: CHANGE, sluice_seller: NOTHING },
  // What is reckoned for reviewers.
  work_list: { sluice_app: CHANGE, sluice_seller: NOTHING },
  work_money: { sluice_app: ALL, sluice_seller: NOTHING },
  // Who may come in: ended, never taken away.
  people: { sluice_app: CHANGE, sluice_seller: NOTHING },
  invitations: { sluice_app: CHANGE, sluice_seller: NOTHING },
  api_keys: { sluice_app: CHANGE, sluice_seller: NOTHING },
  webhook_endpoints: { sluice_app: CHANGE, sluice_seller: NOTHING },
  webhook_secrets: { sluice_app: CHANGE, sluice_seller: NOTHING },
  // What comes and goes.
  webhook_outbox: { sluice_app: 'SELECT, INSERT, DELETE', sluice_seller: NOTHING },
  webhook_outbox_outbox_no_seq: { sluice_app: NOTHING, sluice_seller: NOTHING },
  webhook_deliveries: { sluice_app: ALL, sluice_seller: NOTHING },
  webhook_deliveries_delivery_no_seq: { sluice_app: NOTHING, sluice_seller: NOTHING },
  webhook_attempts: { sluice_app: 'SELECT, INSERT, DELETE', sluice_seller: NOTHING },
  webhook_lanes: { sluice_app: ALL, sluice_seller: NOTHING },
  api_requests: { sluice_app: 'SELECT, INSERT, DELETE', sluice_seller: NOTHING },
  imports: { sluice_app: ALL, sluice_seller: NOTHING },
  import_parts: { sluice_app: ALL, sluice_seller: NOTHING },
  import_findings: { sluice_app: ALL, sluice_seller: NOTHING },
  fact_routes: { sluice_app: ALL, sluice_seller: NOTHING },
  parked_facts: { sluice_app: ALL, sluice_seller: NOTHING },
  credentials: { sluice_app: ALL, sluice_seller: NOTHING },
  sessions: { sluice_app: ALL, sluice_seller: NOTHING },
  verifications: { sluice_app: ALL, sluice_seller: NOTHING },
  second_factors: { sluice_app: ALL, sluice_seller: NOTHING },
  rate_limits: { sluice_app: ALL, sluice_seller: NOTHING },
  postings: { sluice_app: READ, sluice_seller: NOTHING },
  merchant_notes_note_id_seq: { sluice_app: NOTHING, sluice_seller: NOTHING },
  mails_mail_id_seq: { sluice_app: NOTHING, sluice_seller: NOTHING },
  alerts_alert_id_seq: { sluice_app: NOTHING, sluice_seller: NOTHING },
  alert_deliveries_delivery_id_seq: { sluice_app: NOTHING, sluice_seller: NOTHING },
  parked_facts_arrival_seq: { sluice_app: NOTHING, sluice_seller: NOTHING },
  refused_facts_refusal_id_seq: { sluice_app: NOTHING, sluice_seller: NOTHING },
};

/** A column of each append-only table that has no merchant. */
const A_COLUMN: Record<string, string> = {
  policy_versions: 'version',
  refused_facts: 'fact_id',
  submissions: 'action',
  payout_batches: 'currency',
  payout_answers: 'file_hash',
};

/** Statements that change a table in every way there is. */
const changesOf = (table: string) => {
  const column = A_COLUMN[table] ?? 'merchant_id';
  return [
    `update ${table} set ${column} = ${column}`,
    `delete from ${table}`,
    `truncate ${table}`,
    `alter table ${table} rename to other`,
    `drop table ${table}`,
  ];
};

const BEYOND_BOTH = [
  'insert into marketplace (one, policy_version) values (1, 1)',
  'create table mine (id integer)',
  'create table public.mine (id integer)',
  'create schema mine',
  'create role another',
  'select * from drizzle.__drizzle_migrations',
  'alter table entries disable row level security',
  'create policy mine on entries using (true)',
];

const REFUSED: Record<LoginRole, string[]> = {
  sluice_app: [
    ...Object.keys(PRIVILEGES)
      .filter((table) => PRIVILEGES[table]?.sluice_app === ADD)
      .flatMap(changesOf),
    'delete from balances',
    'delete from holds',
    'delete from orders',
    'delete from merchants',
    'delete from runs',
    'delete from marketplace',
    'delete from people',
    'delete from invitations',
    'delete from api_keys',
    'delete from entry_days',
    'delete from bank_accounts',
    'delete from withdrawals',
    'delete from calendar_feeds',
    'delete from work_list',
    'delete from webhook_endpoints',
    "update webhook_deliveries set body = '{}'",
    'update webhook_outbox set last_entry_seq = 1',
    'update webhook_attempts set error = null',
    ...BEYOND_BOTH,
  ],
  sluice_seller: [
    ...Object.keys(PRIVILEGES)
      .filter((table) => PRIVILEGES[table]?.sluice_seller === READ)
      .flatMap((table) => [
        `insert into ${table} select * from ${table}`,
        ...changesOf(table).filter((statement) => !statement.includes(' marketplace set ')),
        `select from ${table} for update`,
      ]),
    'update marketplace set open_on = null',
    'select from people',
    'select from sessions',
    'select from credentials',
    'select from second_factors',
    'select from api_keys',
    'select from calendar_feeds',
    'select from mails',
    'select from notice_cursors',
    'select from merchant_notes',
    'select from policy_drafts',
    'select from backtests',
    'select from backtest_merchants',
    'select from proposals',
    'select from work_list',
    'select from work_money',
    'select from audit_log',
    'select from order_routes',
    'select from postings',
    'select from runs',
    'select from webhook_secrets',
    'select from webhook_deliveries',
    ...BEYOND_BOTH,
  ],
};

describe.each(LOGIN_ROLES)('the login %s', (member) => {
  let pool: pg.Pool;
  beforeAll(() => {
    pool = new pg.Pool({ connectionString: loginUrl(books.ownerUrl, member), max: 1 });
    pool.on('error', () => {});
  });
  afterAll(() => pool.end());

  const privilegesIn = (schema: string) =>
    books.ask<{ name: string; privileges: string }>(
      `select relname as name, coalesce(string_agg(privilege, ', ' order by place) filter (where case
           when relkind = 'S' then privilege in ('SELECT', 'UPDATE') and has_sequence_privilege($1, c.oid, privilege)
           when privilege in ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES') then has_any_column_privilege($1, c.oid, privilege)
           else has_table_privilege($1, c.oid, privilege) end), '') as privileges
       from pg_class c, unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'])
         with ordinality as asked (privilege, place)
       where relnamespace = $2::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f', 'S') group by relname, c.oid`,
      [loginOf(books.ownerUrl, member).role, schema],
    );
  const asTable = (rows: { name: string; privileges: string }[]) =>
    Object.fromEntries(rows.map(({ name, privileges }) => [name, privileges]));
  const expected = Object.fromEntries(
    Object.entries(PRIVILEGES).map(([table, privileges]) => [table, privileges[member]]),
  );

  it('may do with each table what is written here, and no more', async () => {
    expect(asTable(await privilegesIn('public'))).toEqual(expected);
  });

  it('may do the same in a scratch schema', async () => {
    const schema = `scratch_rights_${member}`;
    await createScratchSchema(books.ownerUrl, schema);
    try {
      expect(asTable(await privilegesIn(schema))).toEqual(expected);
    } finally {
      await dropScratchSchema(books.ownerUrl, schema);
    }
  });

  it.each(REFUSED[member])('is refused: %s', async (statement) => {
    await expect(pool.query(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('is nobody who may pass over that', async () => {
    const { role } = loginOf(books.ownerUrl, member);
    expect(
      await books.ask(
        `select rolname, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication from pg_roles
         where rolname in ($1, $2) and (rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication)`,
        [role, member],
      ),
    ).toEqual([]);
    expect(
      await books.ask(
        `select r.rolname from pg_auth_members m join pg_roles r on r.oid = m.roleid
         join pg_roles member on member.oid = m.member where member.rolname in ($1, $2)`,
        [role, member],
      ),
    ).toEqual([{ rolname: member }]);
    const others = LOGIN_ROLES.filter((other) => other !== member);
    const owner = decodeURIComponent(new URL(books.ownerUrl).username);
    for (const other of [owner, ...others, ...others.map((each) => loginOf(books.ownerUrl, each).role)]) {
      const refused = { code: '42501' };
      await expect(pool.query(`set role ${pg.escapeIdentifier(other)}`)).rejects.toMatchObject(refused);
    }
    const owned = await books.ask(
      `select relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname in ($1, $2)`,
      [role, member],
    );
    expect(owned).toEqual([]);
  });

  it('has another password for another database, and than the other login', () => {
    const one = loginOf('postgres://owner:secret@host/one', member);
    expect(loginOf('postgres://owner:secret@host/two', member).password).not.toBe(one.password);
    expect(loginOf('postgres://owner:other@host/one', member).password).not.toBe(one.password);
    expect(loginOf('postgres://owner:secret@elsewhere:5433/one', member)).toEqual(one);
    const passwords = LOGIN_ROLES.map((each) => loginOf('postgres://owner:secret@host/one', each).password);
    expect(new Set(passwords).size).toBe(LOGIN_ROLES.length);
  });
});

describe('a scratch schema', () => {
  it('is written to by the application alone, and beside the books', async () => {
    await createScratchSchema(books.ownerUrl, 'scratch_writing');
    const scratch = openDatabase(books.ownerUrl, 'scratch_writing', 1);
    try {
      await apply(scratch, [fact('f', 'merchant.opened', '2026-01-01', { merchant: 'scratched' })]);
      await expect(scratch.pool.query('delete from facts')).rejects.toMatchObject({ code: '42501' });
      expect(await books.ask("select 1 from merchants where merchant_id = 'scratched'")).toEqual([]);
    } finally {
      await scratch.close();
      await dropScratchSchema(books.ownerUrl, 'scratch_writing');
    }
  });
});
