import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATOR, sellerOf, staff } from '@/tests/actors';
import { makeFullBooks, OPEN_ON } from '@/tests/full-books';
import { apply, fact, type TestBooks } from '@/tests/make-books';
import { addDays } from '../engine/calendar';
import { DEFAULT_POLICY } from '../engine/policy';
import { receivedDueBy } from '../engine/release';
import { getCapital } from '../services/get-capital';
import { getDeposit } from '../services/get-deposit';
import { runDay } from '../services/run-day';
import { inSnapshot } from '../services/snapshot';
import { type Executor, loginUrl } from './client';
import { readBalances, readMerchant } from './queries/answers';
import { listAssessmentsOf, readAssessmentAsOf, readDecisionsSince } from './queries/assessments';
import { readBankAccounts } from './queries/bank-accounts';
import { loadExposure } from './queries/books';
import { readChangeOfRun, readLatestChange as readLatestChangeOf } from './queries/enrolment-changes';
import { lastEntryOfAllOn, lastEntryOn, readDailyBalances } from './queries/entries';
import {
  readEntry,
  readFact,
  readFactsBy,
  readOrderWithHold,
  readRefundOf,
  readSlicesOf,
  sumDayUpTo,
} from './queries/entry-reason';
import { readExpectedOrders, readReturningHolds } from './queries/expected-orders';
import { findEntrySeqs, findEntrySeqsOfOrders, findOrderIds, readEntriesAt } from './queries/find-entries';
import {
  readHoldMovements,
  readHoldOfOrder,
  readHoldsByOpening,
  readHoldsByRelease,
  readOpenDisputes,
} from './queries/holds';
import { countUnread, readNotices } from './queries/notices';
import {
  readDisputesOfOrder,
  readFactsAt,
  readFactsOfOrder,
  readMovementsOfHold,
  readOrder,
  readStandingsFrom,
} from './queries/order-life';
import {
  countEntries,
  countInDispute,
  countReleased,
  countWaiting,
  meetByEntries,
  meetById,
  meetWaiting,
  readGivenBack,
  readMetOrders,
  readReleasesOf,
} from './queries/orders-list';
import { readCohortDays, readOrdersAgainst } from './queries/standing-record';
import { readLatestChange } from './queries/standings';
import {
  readBalancesOn,
  readBookedDates,
  readEntriesAfter,
  readFrozenThen,
  sumEntryMonths,
} from './queries/statements';
import {
  readEntryDays,
  readForecasts,
  readHoldDays,
  readReleaseMonths,
  readUsualTransit,
  readWaiting,
  sumEntryDays,
} from './queries/summaries';
import { readLatestDebt, readWithdrawalEntries } from './queries/withdrawals';
import { refunds } from './schema/orders';

/** The second wall: through the sellers' login there is one merchant, whatever a query asks for. */

const OURS = 'm';
const THEIRS = 'other';

/** What a seller may read that belongs to no merchant. */
const OF_NO_MERCHANT = ['marketplace', 'policy_versions'];

const BY_MERCHANT = [
  ...['assessments', 'balances', 'bank_accounts', 'daily_counts', 'disputes', 'enrolment_changes', 'entries'],
  ...[
    'entry_days',
    'facts',
    'forecasts',
    'hold_days',
    'hold_movements',
    'holds',
    'merchants',
    'notice_reads',
  ],
  ...['notices', 'orders', 'refunds', 'release_months', 'transit_days', 'waiting_days', 'withdrawals'],
];

let books: TestBooks;
let sellers: pg.Pool;
let application: pg.Pool;

beforeAll(async () => {
  books = await makeFullBooks([THEIRS]);
  for (const merchantId of [OURS, THEIRS]) await sell(merchantId, 'frozen', OPEN_ON);
  await runDay(books.database, OPERATOR, addDays(OPEN_ON, 9));
  for (const merchantId of [OURS, THEIRS]) await sell(merchantId, 'waiting', addDays(OPEN_ON, 9));
  for (const merchantId of [OURS, THEIRS]) {
    await books.ask(
      `insert into forecasts values ($1, 'USD', '2026-02-02', '2026-02-01', 1, 0, 0) on conflict do nothing`,
      [merchantId],
    );
  }
  // One connection only, which every test gets as the one before left it.
  sellers = new pg.Pool({ connectionString: loginUrl(books.ownerUrl, 'sluice_seller'), max: 1 });
  application = books.database.pool;
});
afterAll(async () => {
  await sellers.end();
  await books.drop();
});

/** One more order on its way: an early release of it leaves a hold. */
async function sell(merchantId: string, order: string, on: string): Promise<void> {
  const orderId = orderOf(merchantId, order);
  await apply(books.database, [
    fact(`${orderId} paid`, 'order.paid', on, {
      ...{ order: orderId, merchant: merchantId, amount: 1000, currency: 'USD' },
    }),
    fact(`${orderId} shipped`, 'order.shipped', on, { order: orderId }),
  ]);
}

type Rows = Record<string, unknown>[];
type Ask = (text: string, values?: unknown[]) => Promise<Rows>;

/** Asks through the sellers' login, in a transaction that names a merchant, or none. */
async function asSeller<T>(
  merchantId: string | null,
  work: (ask: Ask, client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await sellers.connect();
  try {
    await client.query('begin');
    if (merchantId !== null)
      await client.query("select set_config('sluice.merchant_id', $1, true)", [merchantId]);
    return await work(async (text, values) => (await client.query(text, values)).rows, client);
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const merchantsOf = (rows: Rows) => [...new Set(rows.map((row) => row.merchant_id))];

describe('every table that is kept by merchant', () => {
  it('is protected, or not the sellers’ to read; without a merchant they read two', async () => {
    const tables = await books.ask<{
      name: string;
      by_merchant: boolean;
      is_protected: boolean;
      read: boolean;
    }>(
      `select relname as name, relrowsecurity as is_protected,
         exists (select from pg_attribute where attrelid = c.oid and attname = 'merchant_id') as by_merchant,
         has_any_column_privilege('sluice_seller', c.oid, 'SELECT') as read
       from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f') order by 1`,
    );
    expect(tables.filter((each) => each.by_merchant && each.read && !each.is_protected)).toEqual([]);
    const read = tables.filter((each) => each.read);
    expect(read.filter((each) => each.by_merchant).map(({ name }) => name)).toEqual(BY_MERCHANT);
    expect(read.filter((each) => !each.by_merchant).map(({ name }) => name)).toEqual(OF_NO_MERCHANT);
  });

  it('shows the application all rows, and a seller those of the merchant that is named', async () => {
    const policies = await books.ask(
      `select tablename, policyname, roles::text, cmd, qual, with_check from pg_policies
       where schemaname = 'public' order by tablename, policyname`,
    );
    expect(policies).toEqual(
      BY_MERCHANT.flatMap((tablename) => [
        {
          ...{ tablename, policyname: 'every_merchant', roles: '{sluice_app}', cmd: 'ALL' },
          ...{ qual: 'true', with_check: 'true' },
        },
        {
          ...{ tablename, policyname: 'one_merchant', roles: '{sluice_seller}', cmd: 'SELECT' },
          ...{
            qual: "(merchant_id = NULLIF(current_setting('sluice.merchant_id'::text, true), ''::text))",
            with_check: null,
          },
        },
      ]),
    );
  });

  describe.each(BY_MERCHANT)('%s', (table) => {
    it('has rows of both merchants', async () => {
      const { rows } = await application.query(`select * from ${table}`);
      expect(merchantsOf(rows).toSorted()).toEqual([OURS, THEIRS]);
    });

    it('gives a seller without any condition the own rows only', async () => {
      for (const merchantId of [OURS, THEIRS]) {
        const rows = await asSeller(merchantId, (ask) => ask(`select * from ${table}`));
        expect(merchantsOf(rows)).toEqual([merchantId]);
      }
    });

    it('gives nothing where no merchant is named, neither before nor after one was', async () => {
      expect(await asSeller(null, (ask) => ask(`select * from ${table}`))).toEqual([]);
      const fresh = new pg.Client({ connectionString: loginUrl(books.ownerUrl, 'sluice_seller') });
      await fresh.connect();
      try {
        expect((await fresh.query(`select * from ${table}`)).rows).toEqual([]);
      } finally {
        await fresh.end();
      }
    });

    it('gives nothing of the other merchant where it is asked for by name', async () => {
      const asked = `select * from ${table} where merchant_id = $1 or merchant_id <> $2`;
      expect(await asSeller(OURS, (ask) => ask(asked, [THEIRS, OURS]))).toEqual([]);
    });

    it.each([
      `insert into ${table} select * from ${table}`,
      `update ${table} set merchant_id = merchant_id`,
      `delete from ${table}`,
      `select from ${table} for share`,
    ])('is not to be written by a seller: %s', async (statement) => {
      await expect(asSeller(OURS, (ask) => ask(statement))).rejects.toMatchObject({ code: '42501' });
    });
  });
});

describe('the sellers’ login', () => {
  it.each(['sluice_app', 'postgres', 'the application’s login', 'the owner'])(
    'cannot become %s',
    async (who) => {
      const { username } = new URL(
        who === 'the owner' ? books.ownerUrl : loginUrl(books.ownerUrl, 'sluice_app'),
      );
      const role = who.startsWith('the ') ? decodeURIComponent(username) : who;
      for (const way of ['role', 'session authorization']) {
        const becoming = asSeller(OURS, (ask) => ask(`set ${way} ${pg.escapeIdentifier(role)}`));
        await expect(becoming).rejects.toThrow(/permission denied|does not exist/);
      }
    },
  );

  it('is refused, and not shown more, where it turns the protection off', async () => {
    const read = asSeller(OURS, async (ask) => {
      await ask('set local row_security = off');
      return ask('select * from entries');
    });
    await expect(read).rejects.toMatchObject({ code: '42501' });
  });

  it('serves a seller’s snapshot, and nobody else’s', async () => {
    const read = async (executor: Executor) =>
      (
        await executor.execute<{ merchant_id: string; login: string }>(
          'select merchant_id, current_user as login from entries',
        )
      ).rows;
    const { database } = books;
    const own = await inSnapshot(database, sellerOf(OURS), read);
    expect(merchantsOf(own)).toEqual([OURS]);
    expect(own[0]?.login).toMatch(/^sluice_seller_/);
    const all = await inSnapshot(database, staff('auditor'), read);
    expect(merchantsOf(all).toSorted()).toEqual([OURS, THEIRS]);
    expect(all[0]?.login).toMatch(/^sluice_app_/);
  });
});

/** Every query that a seller's pages ask of one merchant; each answers with how much it found. */
const QUERIES: Record<string, (executor: Executor, merchantId: string) => Promise<number | bigint>> = {
  readMerchant: async (executor, merchantId) => ((await readMerchant(executor, merchantId)) === null ? 0 : 1),
  readBalances: async (executor, merchantId) => (await readBalances(executor, merchantId, null)).length,
  readLatestChange: async (executor, merchantId) =>
    ((await readLatestChange(executor, merchantId, OPEN_ON)) === null ? 0 : 1) *
    ((await readLatestChangeOf(executor, merchantId, ['enrolled'])) === null ? 0 : 1),
  readChangeOfRun: async (executor, merchantId) => {
    const change = await readLatestChangeOf(executor, merchantId, ['enrolled']);
    return (await readChangeOfRun(executor, merchantId, change?.runOn ?? OPEN_ON)) === null ? 0 : 1;
  },
  readAssessmentAsOf: async (executor, merchantId) =>
    (await readAssessmentAsOf(executor, merchantId, null)) === null ? 0 : 1,
  listAssessmentsOf: async (executor, merchantId) =>
    (await listAssessmentsOf(executor, merchantId, null, 10)).length,
  readDecisionsSince: async (executor, merchantId) =>
    (await readDecisionsSince(executor, merchantId)).overrideSince === null ? 0 : 1,
  readCohortDays: async (executor, merchantId) =>
    (await readCohortDays(executor, merchantId, '2025-12-01', '2026-03-01')).length,
  readOrdersAgainst: async (executor, merchantId) =>
    (await readOrdersAgainst(executor, merchantId, ['2026-01-01'], 5)).length,
  findEntrySeqsOfOrders: async (executor, merchantId) =>
    (await findEntrySeqsOfOrders(executor, merchantId, [orderOf(merchantId, 'early')])).length,
  readOrder: async (executor, merchantId) =>
    (await readOrder(executor, merchantId, orderOf(merchantId, 'early'))) === null ? 0 : 1,
  readFactsOfOrder: async (executor, merchantId) =>
    (await readFactsOfOrder(executor, merchantId, orderOf(merchantId, 'early'))).length,
  readFactsAt: async (executor, merchantId) => (await readFactsAt(executor, merchantId, [1n])).length,
  readMovementsOfHold: async (executor, merchantId) =>
    (await readMovementsOfHold(executor, merchantId, orderOf(merchantId, 'early'))).length,
  readDisputesOfOrder: async (executor, merchantId) =>
    (await readDisputesOfOrder(executor, merchantId, orderOf(merchantId, 'held'))).length,
  readStandingsFrom: async (executor, merchantId) =>
    (await readStandingsFrom(executor, merchantId, OPEN_ON)).length,
  meetByEntries: async (executor, merchantId) =>
    (await meetByEntries(executor, merchantId, PAYMENTS, null, 'newest', 100)).length,
  meetWaiting: async (executor, merchantId) =>
    (await meetWaiting(executor, merchantId, ANY_TIME, null, 'oldest', 100)).length,
  meetById: async (executor, merchantId) =>
    (await meetById(executor, merchantId, { beginning: orderOf(merchantId, 'e') }, null, 'newest', 100))
      .length,
  readMetOrders: async (executor, merchantId) =>
    (await readMetOrders(executor, merchantId, [orderOf(merchantId, 'early')])).length,
  readReleasesOf: async (executor, merchantId) =>
    (await readReleasesOf(executor, merchantId, [orderOf(merchantId, 'early')])).length,
  readGivenBack: async (executor, merchantId) =>
    (await readGivenBack(executor, merchantId, [orderOf(merchantId, 'early')])).size,
  countWaiting: async (executor, merchantId) => (await countWaiting(executor, merchantId, null)).unshipped,
  readBankAccounts: async (executor, merchantId) => (await readBankAccounts(executor, merchantId)).length,
  readWithdrawalEntries: async (executor, merchantId) =>
    (await readWithdrawalEntries(executor, merchantId, null, 100)).length,
  readLatestDebt: async (executor, merchantId) =>
    (await readLatestDebt(executor, merchantId, 'USD')) === null ? 0 : 1,
  readNotices: async (executor, merchantId) =>
    (await readNotices(executor, merchantId, 'sam', { kind: null, isUnread: false }, null, 100)).length,
  countUnread: (executor, merchantId) => countUnread(executor, merchantId, 'nobody', 100),
  countReleased: async (executor, merchantId) => (await countReleased(executor, merchantId, null)).size,
  countEntries: async (executor, merchantId) =>
    (await countEntries(executor, merchantId, null, ['order_payment'])).size,
  countInDispute: (executor, merchantId) => countInDispute(executor, merchantId, null),
  readBookedDates: async (executor, merchantId) =>
    (await readBookedDates(executor, merchantId, 'USD')) === null ? 0 : 1,
  readBalancesOn: async (executor, merchantId) =>
    (await readBalancesOn(executor, merchantId, 'USD', [OPEN_ON])).size,
  sumEntryMonths: async (executor, merchantId) =>
    (await sumEntryMonths(executor, merchantId, 'USD', '2026-01-01', '2026-03-01')).length,
  readEntriesAfter: async (executor, merchantId) =>
    (await readEntriesAfter(executor, merchantId, 'USD', 0n, 100n, 100)).length,
  readFrozenThen: async (executor, merchantId) =>
    (await readFrozenThen(executor, merchantId, 'USD', addDays(OPEN_ON, 9))).length,
  lastEntryOn: (executor, merchantId) => lastEntryOn(executor, merchantId, 'USD', '2027-01-01'),
  lastEntryOfAllOn: (executor, merchantId) =>
    lastEntryOfAllOn(executor, { merchantId, currencies: ['USD'] }, '2027-01-01'),
  readDailyBalances: async (executor, merchantId) =>
    (await readDailyBalances(executor, merchantId, 'USD', '2025-01-01', '2027-01-01')).length,
  findEntrySeqs: async (executor, merchantId) =>
    (await findEntrySeqs(executor, merchantId, { ...ANY_ENTRY, kinds: ['order_payment'] }, 100)).length,
  findOrderIds: async (executor, merchantId) =>
    (await findOrderIds(executor, merchantId, orderOf(merchantId, 'e'), 10)).length,
  readEntriesAt: async (executor, merchantId) => (await readEntriesAt(executor, merchantId, [1n])).length,
  readEntry: async (executor, merchantId) => ((await readEntry(executor, merchantId, 1n)) === null ? 0 : 1),
  sumDayUpTo: async (executor, merchantId) => {
    const entry = await readEntry(executor, merchantId, 1n);
    if (entry === null) return 0;
    const sum = await sumDayUpTo(executor, merchantId, 'USD', entry.bookedOn, 1n, 1n);
    return sum.order_funds === 0n ? 0 : 1;
  },
  readFact: async (executor, merchantId) => ((await readFact(executor, merchantId, 1n)) === null ? 0 : 1),
  readFactsBy: async (executor, merchantId) =>
    (await readFactsBy(executor, merchantId, orderOf(merchantId, 'early'), 1n, 10)).length,
  readRefundOf: async (executor, merchantId) => {
    const [seq] = await refundEntryOf(executor, merchantId);
    return (await readRefundOf(executor, merchantId, seq?.orderId ?? '', seq?.entrySeq ?? 0n)) === null
      ? 0
      : 1;
  },
  readSlicesOf: async (executor, merchantId) => {
    const [own] = (await readMovementsOfHold(executor, merchantId, orderOf(merchantId, 'early'))).filter(
      ({ kind }) => kind === 'deducted',
    );
    return (await readSlicesOf(executor, merchantId, own?.entrySeq ?? 0n)).length;
  },
  readOrderWithHold: async (executor, merchantId) =>
    (await readOrderWithHold(executor, merchantId, orderOf(merchantId, 'early'))) === null ? 0 : 1,
  readExpectedOrders: async (executor, merchantId) =>
    (await readExpectedOrders(executor, merchantId, 'USD', TOMORROW, TOMORROW.nextRunOn, null, 10)).length,
  readReturningHolds: async (executor, merchantId) =>
    (await readReturningHolds(executor, merchantId, 'USD', '2030-01-01', true, null, 10)).length,
  readEntryDays: async (executor, merchantId) =>
    (await readEntryDays(executor, merchantId, 'USD', '2025-01-01', '2027-01-01')).length,
  sumEntryDays: async (executor, merchantId) =>
    (await sumEntryDays(executor, merchantId, 'USD', null, '2027-01-01')).length,
  readWaiting: async (executor, merchantId) => (await readWaiting(executor, merchantId, 'USD', 1000)).length,
  readHoldDays: async (executor, merchantId) => (await readHoldDays(executor, merchantId, 'USD')).length,
  readUsualTransit: async (executor, merchantId) =>
    (await readUsualTransit(executor, merchantId)) === null ? 0 : 1,
  readForecasts: async (executor, merchantId) =>
    (await readForecasts(executor, merchantId, 'USD', '2025-01-01', '2027-01-01')).length,
  readReleaseMonths: async (executor, merchantId) =>
    (await readReleaseMonths(executor, merchantId, 'USD', '2025-01-01')).length,
  readHoldsByRelease: async (executor, merchantId) =>
    (await readHoldsByRelease(executor, merchantId, 'USD', null, 100)).length,
  readHoldsByOpening: async (executor, merchantId) =>
    (await readHoldsByOpening(executor, merchantId, 'USD', 100n, OPEN_ON, 'all', 100)).length,
  readHoldOfOrder: async (executor, merchantId) =>
    (await readHoldOfOrder(executor, merchantId, orderOf(merchantId, 'early'), OPEN_ON)).length,
  readHoldMovements: async (executor, merchantId) =>
    (await readHoldMovements(executor, merchantId, [orderOf(merchantId, 'early')], OPEN_ON)).length,
  readOpenDisputes: async (executor, merchantId) =>
    (await readOpenDisputes(executor, merchantId, [orderOf(merchantId, 'held')], null)).length,
  loadExposure: async (executor, merchantId) =>
    (await loadExposure(executor, [merchantId], receivedDueBy(DEFAULT_POLICY, OPEN_ON))).length,
};

const PAYMENTS = { kinds: ['order_payment' as const], currency: null, from: null, to: null };
const ANY_ENTRY = { currency: 'USD', from: null, to: null, direction: 'newest' as const, at: null };
const TOMORROW = {
  ...{ enrolment: 'enrolled' as const, tier: 'A', policy: DEFAULT_POLICY },
  ...{ nextRunOn: '2030-01-01', usualTransitDays: null },
};

/** An entry that a refund made. */
async function refundEntryOf(executor: Executor, merchantId: string) {
  return executor
    .select({ orderId: refunds.orderId, entrySeq: refunds.entrySeq })
    .from(refunds)
    .where(eq(refunds.merchantId, merchantId))
    .limit(1);
}

const ANY_TIME = { from: null, to: null };

function orderOf(merchantId: string, order: string): string {
  return merchantId === OURS ? order : `${merchantId} ${order}`;
}

/** Of all merchants alike, of the seller in person, or no query at all. */
const NOT_BY_MERCHANT = [
  'findPerson',
  ...['amountsOf', 'isKnownMerchant', 'nextPolicy', 'readMarketplace', 'readOpenDay', 'readPolicyVersion'],
];

describe('the queries of a seller’s pages', () => {
  it('are those that the services import', () => {
    const imported = [
      ...['get-capital', 'get-deposit', 'get-release-calendar', 'get-expected-day', 'standing'],
      ...['explain-entry', 'explain-figure', 'find-entries', 'get-value'],
      ...['get-order', 'list-orders', 'order-roads', 'order-situation'],
      ...['get-standing', 'get-standing-ageing', 'get-standing-choice'],
      ...['statements/list-statements', 'statements/get-statement', 'statements/take-statement'],
      'statements/get-certificate',
      ...['withdrawals/list-withdrawals', 'withdrawals/list-bank-accounts', 'withdrawals/read-collecting'],
      ...['withdrawals/weigh-withdrawal', 'notices/list-notices'],
    ].flatMap((service) => {
      const source = readFileSync(join(import.meta.dirname, '../services', `${service}.ts`), 'utf8');
      return [
        ...source.matchAll(/^import \{([^}]*)\} from '(?:\.\.\/)+db\/(?:queries\/[\w-]+|record|bulk)'/gm),
      ].flatMap((match) => (match[1] ?? '').split(',').map((name) => name.trim()));
    });
    const named = new Set(imported.filter((name) => name !== '' && !name.startsWith('type ')));
    expect([...named].toSorted()).toEqual([...Object.keys(QUERIES), ...NOT_BY_MERCHANT].toSorted());
  });

  it.each(Object.entries(QUERIES))('%s finds one’s own, and nothing of another', async (_name, query) => {
    const ask = (asked: string, seller: string | null) =>
      asSeller(seller, (_ask, client) => query(drizzle(client), asked));
    expect(Number(await ask(OURS, OURS))).toBeGreaterThan(0);
    expect(Number(await ask(THEIRS, THEIRS))).toBeGreaterThan(0);
    expect(Number(await ask(THEIRS, OURS))).toBe(0);
    expect(Number(await ask(OURS, null))).toBe(0);
  });

  /** A query as it is sent, and the same without its condition on the merchant. */
  async function sentBy(name: string): Promise<{ text: string; bare: string; values: unknown[] }[]> {
    const sent: { text: string; values: unknown[] }[] = [];
    const logger = { logQuery: (text: string, values: unknown[]) => void sent.push({ text, values }) };
    await asSeller(OURS, async (_ask, client) => QUERIES[name]?.(drizzle(client, { logger }), OURS));
    return sent.map(({ text, values }) => ({
      ...{ text, values },
      bare: text
        .replaceAll(/(?:"?\w+"?\.)?"?merchant_id"? = (\$\d+)/g, '($1::text is not null)')
        .replaceAll(/(?:"?\w+"?\.)?"?merchant_id"? = any\((\$\d+[^)]*)\)/g, '($1 is not null)'),
    }));
  }

  it.each(Object.keys(QUERIES))(
    '%s finds no more where its condition on the merchant is forgotten',
    async (name) => {
      for (const { text, bare, values } of await sentBy(name)) {
        expect(bare, text).not.toBe(text);
        const own = await asSeller(OURS, (ask) => ask(text, values));
        expect(await asSeller(OURS, (ask) => ask(bare, values))).toEqual(own);
      }
    },
  );

  it.each(['readEntries', 'readHoldsByRelease', 'readHoldsByOpening', 'loadDueOrders', 'loadExposure'])(
    '%s without it gives the application every merchant’s, and a seller who is not named nothing',
    async (name) => {
      for (const { text, bare, values } of await sentBy(name)) {
        const own = await asSeller(OURS, (ask) => ask(text, values));
        const all = (await application.query(bare, values)).rows;
        if (own.length > 0) expect(all.length).toBeGreaterThan(own.length);
        expect(await asSeller(null, (ask) => ask(bare, values))).toEqual([]);
      }
    },
  );
});

describe('the verbs of a seller’s pages', () => {
  const NOW = { currency: null, asOf: null, from: null };
  const HOLDS = { ...NOW, which: 'all', orderId: null, place: null } as const;

  it('answer each seller from the own books', async () => {
    for (const merchantId of [OURS, THEIRS]) {
      const capital = await getCapital(books.database, sellerOf(merchantId), NOW);
      const deposit = await getDeposit(books.database, sellerOf(merchantId), HOLDS);
      const orders = [
        ...(capital !== null && 'entries' in capital ? capital.entries : []),
        ...(deposit !== null && 'holds' in deposit ? deposit.holds : []),
      ].flatMap(({ orderId }) => orderId ?? []);
      expect(new Set(orders)).toEqual(
        new Set(['early', 'held', 'awaited', 'frozen', 'waiting'].map((order) => orderOf(merchantId, order))),
      );
    }
  });

  it('tell of another’s order what they tell of none', async () => {
    const ask = (orderId: string) => getDeposit(books.database, sellerOf(OURS), { ...HOLDS, orderId });
    expect(await ask(orderOf(THEIRS, 'early'))).toEqual(await ask('nobody’s'));
  });

  it('know no seller of a merchant that is not there', async () => {
    expect(await getCapital(books.database, sellerOf('nobody'), NOW)).toBeNull();
    expect(await getDeposit(books.database, sellerOf('nobody'), HOLDS)).toBeNull();
  });

  it('answer the same at every date', async () => {
    for (const asOf of ['2026-01-01', addDays(OPEN_ON, -1)]) {
      const capital = await getCapital(books.database, sellerOf(OURS), { ...NOW, asOf });
      expect(capital).toMatchObject({ asOf });
    }
  });
});
