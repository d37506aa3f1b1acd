import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATOR } from '@/tests/actors';
import { apply, fact, makeBooks, type TestBooks } from '@/tests/make-books';
import { replayBooks } from './replay-books';
import { runDay } from './run-day';
import { setPolicy } from './set-policy';
import { verifyBooks } from './verify-books';

/** What nobody but the owner of the database can do to the books, and who finds it. */

const POLICY = {
  assessment: { min_orders: 0, min_store_age_days: 0 },
  tiers: [{ name: 'A', min_score: 0, release_after_days: 2, deposit_bps: 1000 }],
};

/** What these books have none of; their own tests tamper with them. */
const NOT_HERE = /withdrawal|payout batch|work list/;

let books: TestBooks;
beforeAll(async () => {
  books = await makeBooks();
  const { database } = books;
  await setPolicy(database, OPERATOR, POLICY);
  await apply(database, [
    fact('f1', 'merchant.opened', '2026-01-01', { merchant: 'm' }),
    fact('f2', 'order.paid', '2026-01-01', { order: 'o1', merchant: 'm', amount: 10_000, currency: 'USD' }),
    fact('f3', 'order.shipped', '2026-01-02', { order: 'o1' }),
    fact('f4', 'order.paid', '2026-01-03', { order: 'o2', merchant: 'm', amount: 700, currency: 'USD' }),
    fact('f5', 'feedback.left', '2026-01-03', { order: 'o1', positive: true }),
  ]);
  await runDay(database, OPERATOR, '2026-01-04');
  await apply(database, [
    fact('f6', 'refund.settled', '2026-01-04', {
      order: 'o1',
      refund: 'r',
      amount: 9500,
      reason: 'seller_fault',
    }),
    fact('f7', 'dispute.opened', '2026-01-04', { order: 'o1', dispute: 'd' }),
  ]);
  await runDay(database, OPERATOR, '2026-01-05');
});
afterAll(() => books.drop());

async function wrong(): Promise<string[]> {
  const verified = await verifyBooks(books.database, OPERATOR);
  return verified.filter((each) => each.wrong > 0).map(({ name, places }) => `${name}: ${places.join('; ')}`);
}

async function differences(): Promise<string[]> {
  return (await replayBooks(books.database, OPERATOR)).differences;
}

it('nothing is wrong with books that nobody has tampered with, and everything is counted', async () => {
  expect(await wrong()).toEqual([]);
  for (const { name, counted } of await verifyBooks(books.database, OPERATOR)) {
    expect({ name, counted }).toEqual({ name, counted: expect.any(Number) });
    if (!NOT_HERE.test(name)) expect(counted, name).toBeGreaterThan(0);
  }
  const { differences: none, ...counts } = await replayBooks(books.database, OPERATOR);
  expect(none).toEqual([]);
  expect(counts).toMatchObject({ facts: 7, runs: 2, tables: 13 });
  expect(counts.rows).toBeGreaterThan(20);
});

describe('tampering is found', () => {
  const TABLES = [
    'entries',
    'balances',
    'holds',
    'hold_movements',
    'orders',
    'disputes',
    'daily_counts',
    'entry_days',
    'merchants',
    'facts',
    'runs',
  ];
  const copyOf = (table: string, changes: object, where: string) =>
    `insert into ${table} select (row).* from (select jsonb_populate_record(${table}, '${JSON.stringify(changes)}') as row from ${table} where ${where}) as copied`;

  it.each<[string, string, RegExp, RegExp | null]>([
    [
      'a balance',
      "update balances set payment_account = payment_account + 1, clearing = clearing - 1 where booked_on = '2026-01-03'",
      /^2\. Every balance equals the sum of its postings: m USD 2026-01-03$/,
      /^balances of m: recorded \(m,USD,2026-01-03,.*\), played again \(m,USD,2026-01-03,/,
    ],
    [
      'a balance that is gone',
      "delete from balances where booked_on = '2026-01-01'",
      /^2\. Every balance equals the sum of its postings: m USD 2026-01-01$/,
      /^balances of m: recorded .*played again \(m,USD,2026-01-01,/,
    ],
    [
      'an entry',
      "update entries set fees = fees + 1, clearing = clearing - 1 where kind = 'release_early'",
      /^2\. Every balance equals the sum of its postings: m USD 2026-01-04$/,
      /^entries of m: recorded .*release_early/,
    ],
    [
      'a hold',
      'update holds set amount_minor = amount_minor - 1',
      /^3\. The deposit equals the sum of open holds: m USD$/,
      /^holds of m: /,
    ],
    [
      'what an order holds',
      "update orders set held_minor = held_minor - 1 where order_id = 'o2'",
      /^4\. The order funds equal what orders hold: m USD$/,
      /^orders of m: recorded \(m,o2,/,
    ],
    [
      'a second release',
      copyOf('entries', { entry_seq: 5 }, "kind = 'release_early'"),
      /^5\. No order is released twice: m order o1$/,
      /^entries of m: recorded .*release_early.*, played again nothing more$/,
    ],
    [
      'a release that never was',
      "update orders set state = 'released_standard', held_minor = 0, released_on = '2026-01-04', release_entry_seq = 1 where order_id = 'o2'",
      /^5\. No order is released twice: m order o2$/,
      /^orders of m: /,
    ],
    [
      'a refund that was never made',
      "update orders set refunded_minor = 5 where order_id = 'o2'",
      /^5\. Refunds never exceed what was paid: m order o2$/,
      /^orders of m: /,
    ],
    [
      'an entry on a day that was closed',
      "update entries set booked_on = '2026-01-03' where kind = 'release_early'",
      /^6\. No entry on a day that was closed before: m entry 3$/,
      /^entries of m: /,
    ],
    [
      'a fact without its entry',
      "delete from entries where fact_seq = (select fact_seq from facts where fact_id = 'f4')",
      /^7\. Every fact that moves money has exactly its entries: m fact f4$/,
      /^entries of m: /,
    ],
    [
      'an entry without its run',
      "delete from runs where run_on = '2026-01-04'",
      /^7\. Every entry has its fact or its run: m entry 3$/,
      /./,
    ],
    [
      'an entry whose run never was',
      "update entries set run_attempt = 7 where kind = 'release_early'",
      /^7\. Every entry has its fact or its run: m entry 3$/,
      /^entries of m: /,
    ],
    [
      'a movement of a hold',
      'update hold_movements set amount_minor = amount_minor - 1',
      /^Holds are what their movements left: m hold of o1$/,
      /^hold_movements of m: /,
    ],
    [
      'a count',
      'update daily_counts set shipped = shipped + 1 where shipped > 0',
      /^Daily counts are what the facts add up to: m 2026-01-02$/,
      /^daily_counts of m: /,
    ],
    [
      'a window',
      'update merchants set window_late = window_late + 1',
      /^Windows are what the daily counts add up to: m$/,
      /^merchants of m: /,
    ],
    [
      'a dispute',
      "update disputes set closed_on = '2026-01-05'",
      /^Orders know their disputes and their routes: m order o1$/,
      /^disputes of m: /,
    ],
    [
      'a sum',
      "update entry_days set entries = entries + 1 where booked_on = '2026-01-01'",
      /^What is added up by day is what the books hold: entry_days m USD 2026-01-01 order_payment$/,
      null,
    ],
    [
      'a standing',
      "update merchants set enrolment = 'none', tier = null",
      /^Standings are what their history left: m$/,
      /^merchants of m: /,
    ],
  ])('%s', async (_what, tamper, found, differs) => {
    for (const table of TABLES) await books.ask(`create table kept_${table} as table ${table}`);
    // What refers to a row that is taken away would stop it.
    await books.ask('set session_replication_role = replica');
    try {
      await books.ask(tamper);
      expect(await wrong()).toEqual(expect.arrayContaining([expect.stringMatching(found)]));
      if (differs !== null)
        expect(await differences()).toEqual(expect.arrayContaining([expect.stringMatching(differs)]));
    } finally {
      for (const table of TABLES) {
        await books.ask(`delete from ${table}`);
        await books.ask(`insert into ${table} select * from kept_${table}`);
        await books.ask(`drop table kept_${table}`);
      }
      await books.ask('set session_replication_role = origin');
    }
    expect(await wrong()).toEqual([]);
  });

  it('what a fact says can be changed only by what comes of it', async () => {
    await books.ask(
      `update facts set content = replace(content::text, '"700"', '"701"')::json where fact_id = 'f4'`,
    );
    expect(await differences()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^entries of m: recorded .*,700,.*, played again .*,701,/),
      ]),
    );
    await books.ask(
      `update facts set content = replace(content::text, '"701"', '"700"')::json where fact_id = 'f4'`,
    );
    expect(await differences()).toEqual([]);
  });

  it('a fact that cannot be applied when it is played again is named', async () => {
    await books.ask(
      `update facts set content = replace(content::text, '"o1"', '"o9"')::json where fact_id = 'f3'`,
    );
    expect(await differences()).toEqual(
      expect.arrayContaining(['facts: f3 was applied, and is parked when played again']),
    );
    await books.ask(
      `update facts set content = replace(content::text, '"o9"', '"o1"')::json where fact_id = 'f3'`,
    );
  });
});
