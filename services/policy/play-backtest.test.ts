import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '@/db/client';
import { type Policy, readPolicy } from '@/engine/policy';
import { replayBooks } from '@/services/replay-books';
import { OPERATOR } from '@/tests/actors';
import { DATED_FROM, LIVED_FROM, LIVED_POLICY, LIVED_TO, liveBooks } from '@/tests/lived-books';
import { digestsOf, makeBooks, type TestBooks, violationsOf } from '@/tests/make-books';
import { playBacktest } from './play-backtest';

let books: TestBooks;
beforeAll(async () => {
  books = await makeBooks();
  await liveBooks(books.database);
});
afterAll(() => books.drop());

type Looks = (sides: { happened: Database; draft: Database }) => Promise<void>;

async function play(policy: Policy, from = LIVED_FROM, to = LIVED_TO, onPlayed?: Looks) {
  const { result, merchants } = await playBacktest(
    books.database,
    OPERATOR,
    { policy, from, to },
    { schemas: 'scratch_test', signal: new AbortController().signal, onPlayed },
  );
  const figuresOf = (merchantId: string, currency = 'USD') =>
    merchants.find((each) => each.merchantId === merchantId && each.currency === currency);
  return { result, merchants, figuresOf };
}

/** The policy of the last run, as it is recorded. */
async function inForce(): Promise<Policy> {
  const [row] = await books.ask<{ policy: Policy }>(
    'select policy from policy_versions where version = (select policy_version from marketplace)',
  );
  return row?.policy as Policy;
}

it('has books that tell something: every state, every kind of entry of a run, three versions, a day run twice', async () => {
  const states = await books.ask<{ of: string }>('select distinct enrolment as of from merchants order by 1');
  expect(states.map((each) => each.of)).toEqual(['cancelled', 'closed', 'enrolled', 'none']);
  const kinds = (await books.ask<{ kind: string }>('select distinct kind from entries')).map(
    ({ kind }) => kind,
  );
  for (const kind of ['release_early', 'release_standard', 'deduction', 'platform_refund', 'hold_release'])
    expect(kinds).toContain(kind);
  expect(
    await books.ask('select policy_version, min(run_on)::text as first from runs group by 1 order by 1'),
  ).toEqual([
    { policy_version: 2, first: LIVED_FROM },
    { policy_version: 3, first: DATED_FROM },
  ]);
  expect(await books.ask('select from runs where attempt = 2')).toHaveLength(1);
  expect(await violationsOf(books.database)).toEqual([]);
});

it('is replayed to the same books, though a version waited for its date', async () => {
  expect((await replayBooks(books.database, OPERATOR)).differences).toEqual([]);
});

describe('a backtest under the policy in force', () => {
  it.each([
    ['since it came into force', DATED_FROM],
    ['of the last days', '2026-03-01'],
  ])('%s reproduces the books exactly', async (_what, from) => {
    const live = await digestsOf(books.database);
    let looked = 0;
    const { result } = await play(await inForce(), from, LIVED_TO, async ({ happened, draft }) => {
      expect(await digestsOf(happened)).toEqual(live);
      expect(await digestsOf(draft)).toEqual(live);
      looked += 1;
    });
    expect(looked).toBe(1);
    expect(result).toMatchObject({ is_same: true, refused: { count: 0 } });
  });

  it('up to an earlier day reproduces the books of that day', async () => {
    const policy = readPolicy(LIVED_POLICY);
    const { result } = await play(policy, LIVED_FROM, '2026-02-09', async ({ happened, draft }) => {
      expect(await digestsOf(draft)).toEqual(await digestsOf(happened));
      const { rows } = await draft.pool.query('select max(booked_on)::text as last from entries');
      expect(rows[0].last <= '2026-02-09').toBe(true);
      expect(await violationsOf(draft)).toEqual([]);
    });
    expect(result.is_same).toBe(true);
  });
});

describe('a backtest under another policy', () => {
  it('is another from its first day on, in books that hold all invariants, and leaves the live ones alone', async () => {
    const live = await digestsOf(books.database);
    const policy = readPolicy(
      { tiers: LIVED_POLICY.tiers.map((tier) => ({ ...tier, release_after_days: 1 })) },
      await inForce(),
    );
    const { result, figuresOf } = await play(policy, '2026-02-20', LIVED_TO, async ({ happened, draft }) => {
      const earlierEntries = async ({ pool }: Database) =>
        (
          await pool.query(
            "select merchant_id, entry_seq, kind, policy_version from entries where booked_on < '2026-02-20' order by 1, 2",
          )
        ).rows;
      expect(await earlierEntries(draft)).toEqual(await earlierEntries(happened));
      expect(await violationsOf(draft)).toEqual([]);
    });
    expect(await digestsOf(books.database)).toEqual(live);
    expect(result.is_same).toBe(false);
    // Each order is paid out two days sooner, or four: the steady store's tier pays after three days.
    expect(result.currencies.USD?.sooner.orders).toBeGreaterThan(0);
    expect(result.currencies.USD?.later.orders).toBe(0);
    expect(figuresOf('steady')?.figures.sooner.median_days).toBe(2);
    expect(figuresOf('steady')?.soonerMinorDays).toBeGreaterThan(0n);
  });

  it('tells in money what would not have been paid early, and who would not have taken part', async () => {
    const policy = readPolicy({ assessment: { min_store_age_days: 5000 } }, await inForce());
    const { result, figuresOf } = await play(policy);
    expect(result.enrolled.draft.ever).toBeLessThan(result.enrolled.happened.ever);
    expect(result.enrolled.only_happened.merchants).toContain('steady');
    expect(result.enrolled.only_draft).toEqual({ count: 0, merchants: [] });
    const { happened, draft, later } = result.currencies.USD ?? {};
    expect(Number(draft?.frozen_minor)).toBeLessThan(Number(happened?.frozen_minor));
    expect(later?.orders).toBeGreaterThan(0);
    expect(figuresOf('steady')?.figures.part).toEqual({
      happened: { ever: true, tier: 'A' },
      draft: { ever: false, tier: null },
    });
    expect(figuresOf('steady')?.soonerMinorDays).toBeLessThan(0n);
  });

  it('has sellers withdraw later what came later, in their order, and loses no fact', async () => {
    const policy = readPolicy({ assessment: { min_store_age_days: 5000 } }, await inForce());
    let missing: string[] = [];
    const { result, figuresOf } = await play(policy, LIVED_FROM, LIVED_TO, async ({ happened, draft }) => {
      const facts = async ({ pool }: Database) =>
        (await pool.query<{ fact_id: string }>('select fact_id from facts order by 1')).rows.map(
          (row) => row.fact_id,
        );
      const there = new Set(await facts(draft));
      missing = (await facts(happened)).filter((id) => !there.has(id));
    });
    const waiting = Object.values(result.currencies).reduce(
      (sum, { withdrawals }) => sum + withdrawals.waiting,
      0,
    );
    expect(missing).toHaveLength(waiting + result.refused.count);
    expect(result.currencies.USD?.withdrawals.count).toBeGreaterThan(0);
    expect(figuresOf('spent')?.figures.withdrawals.count).toBeGreaterThan(0);
  });
});
