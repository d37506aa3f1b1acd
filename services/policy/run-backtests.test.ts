import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createScratchSchema } from '@/db/migrate';
import { claimBacktest } from '@/db/queries/backtests';
import { updateMarketplace } from '@/db/queries/marketplace';
import type { PersonActor } from '@/engine/actor';
import { runDay } from '@/services/run-day';
import { inTransaction } from '@/services/transaction';
import { OPERATOR } from '@/tests/actors';
import { apply, fact } from '@/tests/make-books';
import { form, makePeople, type PeopleBooks } from '@/tests/make-people';
import { askBacktest } from './ask-backtest';
import { changeDraft } from './change-draft';
import { getBacktest, listBacktestMerchants } from './get-backtest';
import { makeDraft } from './make-draft';
import { runBacktests } from './run-backtests';
import { stopBacktest } from './stop-backtest';

const FIRST = '2026-03-01';
const LAST = '2026-03-08';

let books: PeopleBooks;
let reviewer: PersonActor;
let draft: { draftId: string; revision: number };

beforeAll(async () => {
  books = await makePeople();
  await books.ask('delete from merchants');
  reviewer = await books.addPerson('rui', 'reviewer');
  const { database } = books;
  await apply(database, [
    fact('o', 'merchant.opened', '2025-01-01', { merchant: 'shop', name: 'The Shop' }),
    fact('p', 'order.paid', '2026-02-25', {
      order: 'one',
      merchant: 'shop',
      amount: 10_000,
      currency: 'USD',
    }),
    fact('s', 'order.shipped', '2026-02-25', { order: 'one' }),
  ]);
  for (let day = 1; day <= 8; day += 1) await runDay(database, OPERATOR, `2026-03-0${day}`);
  const made = await makeDraft(database, reviewer, {
    ...form(),
    name: 'Easier',
    origin: { kind: 'in_force' },
  });
  if (made.status !== 'made') throw new Error(made.code);
  const easy = { assessment: { min_orders: 1, min_store_age_days: 30 } };
  await changeDraft(database, reviewer, {
    ...form(),
    draftId: made.draftId,
    revision: 1,
    name: 'Easier',
    policy: easy,
  });
  draft = { draftId: made.draftId, revision: 2 };
});
afterAll(() => books.drop());

async function ask(from = FIRST, to = LAST): Promise<string> {
  const asked = await askBacktest(books.database, reviewer, { ...form(), ...draft, from, to });
  if (asked.status !== 'made') throw new Error(asked.code);
  return asked.backtestId;
}

const statusOf = async (backtestId: string) =>
  (await getBacktest(books.database, reviewer, backtestId))?.backtest.status;
const scratches = () => books.ask("select nspname from pg_namespace where nspname like 'scratch%'");
const claim = () => inTransaction(books.database, (executor) => claimBacktest(executor, 30_000));
const NOTHING = { currency: null, sort: 'winners', offset: 0 } as const;

describe('asking for a backtest', () => {
  it.each([
    ['2026-02-28', LAST, 'before_runs'],
    [FIRST, '2026-03-09', 'after_runs'],
    [LAST, FIRST, 'bad_period'],
    ['x', LAST, 'bad_from'],
    [FIRST, '2026-02-30', 'bad_to'],
  ])('%s to %s is refused: %s', async (from, to, code) => {
    expect(await askBacktest(books.database, reviewer, { ...form(), ...draft, from, to })).toEqual({
      status: 'refused',
      code,
    });
  });

  it('is refused of an older revision, and sent twice asks once', async () => {
    const asked = { ...form(), ...draft, from: FIRST, to: LAST };
    expect(await askBacktest(books.database, reviewer, { ...asked, revision: 1 })).toMatchObject({
      code: 'draft_changed',
    });
    const first = await askBacktest(books.database, reviewer, asked);
    expect(await askBacktest(books.database, reviewer, asked)).toEqual(first);
    expect(await books.ask('select from backtests')).toHaveLength(1);
    await books.ask('update backtests set status = $1, finished_at = now()', ['stopped']);
  });
});

describe('playing backtests', () => {
  it('ends with the answer, by merchant too, and leaves no schema behind', async () => {
    const backtestId = await ask();
    expect(await runBacktests(books.database, OPERATOR)).toBe(1);
    const view = await getBacktest(books.database, reviewer, backtestId);
    expect(view).toMatchObject({
      backtest: { status: 'done', factsPlayed: 6, factsToPlay: 6 },
      result: {
        ...{ facts: 3, runs: 8, merchants: 1, is_same: false },
        enrolled: {
          happened: { ever: 0, end: 0 },
          draft: { ever: 1, end: 1 },
          only_draft: { count: 1, merchants: ['shop'] },
        },
        // Paid out early on the first day, and not at all otherwise: eight days until the day after the last.
        currencies: { USD: { sooner: { orders: 1, median_days: 8 }, later: { orders: 0 } } },
      },
    });
    expect(view?.names.get('shop')).toBe('The Shop');
    const newly = await listBacktestMerchants(
      books.database,
      reviewer,
      backtestId,
      { ...NOTHING, choice: 'newly_enrolled' },
      10,
    );
    expect(newly).toMatchObject({
      hasMore: false,
      merchants: [{ merchantId: 'shop', name: 'The Shop', currency: 'USD' }],
    });
    expect(newly.merchants[0]?.soonerMinorDays).toBeGreaterThan(0n);
    const none = await listBacktestMerchants(
      books.database,
      reviewer,
      backtestId,
      { ...NOTHING, choice: 'no_longer' },
      10,
    );
    expect(none.merchants).toEqual([]);
    expect(await scratches()).toEqual([]);
  });

  it('is one at a time on a database, the one that waited longest first', async () => {
    const [one, two] = [await ask(), await ask()];
    const held = await claim();
    expect(held?.backtestId).toBe(one);
    expect(await claim()).toBeNull();
    expect(await runBacktests(books.database, OPERATOR)).toBe(0);
    expect([await statusOf(one), await statusOf(two)]).toEqual(['running', 'waiting']);
    await createScratchSchema(books.ownerUrl, 'scratch_backtest_of_a_server_that_is_gone');
    // Its server is gone: another begins it anew, and plays the next one after it.
    await books.ask("update backtests set touched_at = now() - interval '1 hour' where backtest_id = $1", [
      one,
    ]);
    expect(await runBacktests(books.database, OPERATOR)).toBe(2);
    expect([await statusOf(one), await statusOf(two)]).toEqual(['done', 'done']);
    expect(await scratches()).toEqual([]);
  });

  it('is stopped by a person while it is played, and then has no answer', async () => {
    const { database } = books;
    const backtestId = await ask();
    let stopped: unknown;
    // The server asks whether it is ending between two touches: there the person comes in.
    const isStopping = () => {
      stopped ??= stopBacktest(database, reviewer, { ...form(), backtestId });
      return false;
    };
    await Promise.all([runBacktests(database, OPERATOR, { isStopping, touchMs: 1 })]);
    expect(await stopped).toEqual({ status: 'done' });
    expect((await getBacktest(database, reviewer, backtestId))?.result).toBeNull();
    expect(await statusOf(backtestId)).toBe('stopped');
    expect(await stopBacktest(database, reviewer, { ...form(), backtestId })).toMatchObject({
      code: 'ended_already',
    });
    expect(await scratches()).toEqual([]);
  });

  it('is given back where the server ends, and waits while a run is not finished', async () => {
    const { database } = books;
    const backtestId = await ask();
    let asked = 0;
    const isStopping = () => {
      asked += 1;
      return asked > 1;
    };
    expect(await runBacktests(database, OPERATOR, { isStopping, touchMs: 1 })).toBe(0);
    expect(await statusOf(backtestId)).toBe('waiting');
    await updateMarketplace(database.drizzle, { isRunning: true });
    expect(await runBacktests(database, OPERATOR)).toBe(0);
    expect(await statusOf(backtestId)).toBe('waiting');
    await updateMarketplace(database.drizzle, { isRunning: false });
    expect(await runBacktests(database, OPERATOR)).toBe(1);
    expect(await statusOf(backtestId)).toBe('done');
  });

  it('fails, and says why, where the record cannot be played as it was', async () => {
    const backtestId = await ask();
    await books.ask(
      "update facts set content = jsonb_set(content::jsonb, '{order}', '\"another\"')::json where fact_id = 's'",
    );
    expect(await runBacktests(books.database, OPERATOR)).toBe(1);
    const view = await getBacktest(books.database, reviewer, backtestId);
    expect(view?.backtest).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('s was applied, and is parked'),
    });
    expect(await scratches()).toEqual([]);
  });
});
