import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATOR } from '@/tests/actors';
import {
  apply,
  digestsOf,
  fact,
  makeBooks,
  type Raw,
  type TestBooks,
  violationsOf,
} from '@/tests/make-books';
import type { Database } from '../db/client';
import { latestRun, listRuns, readMarketplace } from '../db/queries/marketplace';
import { recordFacts } from './record-facts';
import { replayBooks } from './replay-books';
import { nextRunDate, playDay, type RunOptions, runDay, today } from './run-day';
import { inScratch } from './scratch';
import { setPolicy } from './set-policy';

const MERCHANTS = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const POLICY = {
  assessment: { min_orders: 0, min_store_age_days: 0 },
  tiers: [{ name: 'A', min_score: 0, release_after_days: 3, deposit_bps: 1000 }],
  deposit: { release_days_after_shipment: 5 },
};

let books: TestBooks;
beforeAll(async () => {
  books = await makeBooks();
});
afterAll(() => books.drop());

function sold(date: string, merchant: string, order: string): Raw[] {
  return [
    fact(`pay ${order}`, 'order.paid', date, {
      order,
      merchant,
      amount: 10_000,
      currency: 'USD',
      fee_bps: 500,
    }),
    fact(`ship ${order}`, 'order.shipped', date, { order }),
  ];
}

/** Seven stores, each with an order that can be released on the 4th. */
async function open(database: Database): Promise<void> {
  await setPolicy(database, OPERATOR, POLICY);
  const opening = MERCHANTS.map((merchant) =>
    fact(`open ${merchant}`, 'merchant.opened', '2026-01-01', { merchant }),
  );
  await apply(database, [
    ...opening,
    ...MERCHANTS.flatMap((merchant) => sold('2026-01-01', merchant, `${merchant}1`)),
  ]);
}

/** Breaks the run off after so many merchants, each visited by itself. */
function brokenAfter(merchants: number): RunOptions {
  return {
    chunkSize: 1,
    onProgress: (visited) => {
      if (visited >= merchants) throw new Error('the plug was pulled');
    },
  };
}

/** Does the same in two sets of books, and says what is in each at the end. */
async function both(
  one: (scratch: Database) => Promise<void>,
  other: (scratch: Database) => Promise<void>,
): Promise<[unknown, unknown]> {
  const told = (story: (scratch: Database) => Promise<void>) =>
    inScratch(books.ownerUrl, async (scratch) => {
      await open(scratch);
      await story(scratch);
      expect(await violationsOf(scratch)).toEqual([]);
      return digestsOf(scratch);
    });
  return [await told(one), await told(other)];
}

async function done(database: Database, date: string, options: RunOptions = {}) {
  const outcome = await runDay(database, OPERATOR, date, options);
  if (outcome.status !== 'done') throw new Error(`${date}: ${outcome.code}`);
  return outcome.run;
}

const inBooks = (story: (scratch: Database) => Promise<void>) =>
  inScratch(books.ownerUrl, async (scratch) => {
    await open(scratch);
    await story(scratch);
  });

describe('one run', () => {
  it('assesses, releases and gives back, and says how much', () =>
    inBooks(async (scratch) => {
      expect(await done(scratch, '2026-01-03')).toMatchObject({
        runOn: '2026-01-03',
        attempt: 1,
        status: 'done',
        policyVersion: 2,
        isPolicyNew: true,
        merchantsVisited: 7,
        assessments: 7,
        enrolmentChanges: 7,
        releases: 0,
        holdsGivenBack: 0,
        money: {},
        error: null,
      });
      expect(await done(scratch, '2026-01-04')).toMatchObject({
        isPolicyNew: false,
        merchantsVisited: 7,
        enrolmentChanges: 0,
        releases: 7,
        money: { USD: { released: '70000', frozen: '6650', given_back: '0' } },
      });
      expect(await done(scratch, '2026-01-06')).toMatchObject({
        releases: 0,
        holdsGivenBack: 7,
        money: { USD: { released: '0', frozen: '0', given_back: '6650' } },
      });
    }));

  it('opens its day, also with nothing to do', () =>
    inScratch(books.ownerUrl, async (scratch) => {
      expect(await nextRunDate(scratch, OPERATOR)).toBeNull();
      expect(await done(scratch, '2026-01-03')).toMatchObject({
        merchantsVisited: 0,
        assessments: 0,
        status: 'done',
      });
      expect(await readMarketplace(scratch.drizzle)).toMatchObject({
        openOn: '2026-01-03',
        isRunning: false,
      });
      expect(await nextRunDate(scratch, OPERATOR)).toBe('2026-01-04');
    }));

  it('leaves nothing to be done twice when it is repeated, and does what has become due', () =>
    inBooks(async (scratch) => {
      await done(scratch, '2026-01-04');
      const before = await digestsOf(scratch);
      expect(await done(scratch, '2026-01-04')).toMatchObject({
        attempt: 2,
        assessments: 0,
        releases: 0,
        money: {},
      });
      const after = await digestsOf(scratch);
      expect({ ...after, runs: before.runs }).toEqual(before);

      await apply(scratch, sold('2026-01-01', 'a', 'late'));
      expect(await done(scratch, '2026-01-04')).toMatchObject({ attempt: 3, releases: 1, assessments: 0 });
      expect(await done(scratch, '2026-01-04')).toMatchObject({ attempt: 4, releases: 0 });
      expect(await violationsOf(scratch)).toEqual([]);
      expect((await replayBooks(scratch, OPERATOR)).differences).toEqual([]);
    }));

  it('is refused where a later day is open, and changes nothing', () =>
    inBooks(async (scratch) => {
      await done(scratch, '2026-01-04');
      const before = await digestsOf(scratch);
      for (const date of ['2026-01-03', '2025-12-31', '0001-01-01']) {
        expect(await runDay(scratch, OPERATOR, date)).toEqual({ status: 'rejected', code: 'closed_day' });
      }
      expect(await digestsOf(scratch)).toEqual(before);
      expect(await readMarketplace(scratch.drizzle)).toMatchObject({ openOn: '2026-01-04', runAttempt: 1 });
    }));

  it('need not be of the next day', () =>
    inBooks(async (scratch) => {
      await done(scratch, '2026-01-03');
      expect(await done(scratch, '2026-03-01')).toMatchObject({ releases: 7 });
      expect(await done(scratch, '2026-03-02')).toMatchObject({ releases: 0 });
      expect((await listRuns(scratch.drizzle, 10)).map(({ runOn }) => runOn)).toEqual([
        '2026-03-02',
        '2026-03-01',
        '2026-01-03',
      ]);
    }));

  it('visits nobody of whom nothing can be due', () =>
    inScratch(books.ownerUrl, async (scratch) => {
      await setPolicy(scratch, OPERATOR, { ...POLICY, assessment: { ...POLICY.assessment, every_days: 30 } });
      await apply(scratch, [fact('a', 'merchant.opened', '2026-01-01', { merchant: 'a' })]);
      expect(await done(scratch, '2026-01-03')).toMatchObject({ merchantsVisited: 1, assessments: 1 });
      expect(await done(scratch, '2026-01-04')).toMatchObject({ merchantsVisited: 0 });
      await apply(scratch, sold('2026-01-04', 'a', 'a1'));
      expect(await done(scratch, '2026-01-06')).toMatchObject({ merchantsVisited: 0 });
      expect(await done(scratch, '2026-01-07')).toMatchObject({
        merchantsVisited: 1,
        releases: 1,
        assessments: 0,
      });
      expect(await done(scratch, '2026-02-01')).toMatchObject({
        merchantsVisited: 1,
        holdsGivenBack: 1,
        assessments: 0,
      });
      expect(await done(scratch, '2026-02-02')).toMatchObject({ merchantsVisited: 1, assessments: 1 });
    }));

  it('knows what day it is in the policy’s time zone', async () => {
    expect(await today(books.database, OPERATOR, Date.parse('2026-01-11T15:59:59Z'))).toBe('2026-01-11');
    expect(await today(books.database, OPERATOR, Date.parse('2026-01-11T16:00:00Z'))).toBe('2026-01-12');
  });
});

describe('a run that is broken off', () => {
  it('says what stopped it, keeps what was done, and goes on in the same attempt', () =>
    inBooks(async (scratch) => {
      await expect(runDay(scratch, OPERATOR, '2026-01-04', brokenAfter(2))).rejects.toThrow(
        'the plug was pulled',
      );
      const broken = await latestRun(scratch.drizzle);
      expect(broken).toMatchObject({
        status: 'running',
        attempt: 1,
        error: 'the plug was pulled',
        finishedAt: null,
      });
      expect(broken?.merchantsVisited).toBeGreaterThanOrEqual(2);
      expect(broken?.merchantsVisited).toBeLessThan(7);
      expect(await readMarketplace(scratch.drizzle)).toMatchObject({ openOn: '2026-01-04', isRunning: true });
      expect(await nextRunDate(scratch, OPERATOR)).toBe('2026-01-04');
      await expect(replayBooks(scratch, OPERATOR)).rejects.toThrow(/run of 2026-01-04 is not finished/);

      const run = await done(scratch, '2026-01-04');
      expect(run).toMatchObject({
        status: 'done',
        attempt: 1,
        error: null,
        merchantsVisited: 7,
        assessments: 7,
        releases: 7,
      });
      expect(run.money).toEqual({ USD: { released: '70000', frozen: '6650', given_back: '0' } });
      expect(await nextRunDate(scratch, OPERATOR)).toBe('2026-01-05');
    }));

  it('ends in the books of one that never was', async () => {
    const [broken, whole] = await both(
      async (scratch) => {
        for (const merchants of [1, 2, 1]) {
          await expect(runDay(scratch, OPERATOR, '2026-01-04', brokenAfter(merchants))).rejects.toThrow();
        }
        await done(scratch, '2026-01-04');
        await expect(runDay(scratch, OPERATOR, '2026-01-06', brokenAfter(3))).rejects.toThrow();
        await done(scratch, '2026-01-06');
      },
      async (scratch) => {
        await done(scratch, '2026-01-04');
        await done(scratch, '2026-01-06');
      },
    );
    expect(broken).toEqual(whole);
  });

  it('is finished first when the next day is asked for', async () => {
    const [broken, whole] = await both(
      async (scratch) => {
        await expect(runDay(scratch, OPERATOR, '2026-01-04', brokenAfter(2))).rejects.toThrow();
        expect(await done(scratch, '2026-01-06')).toMatchObject({ runOn: '2026-01-06', holdsGivenBack: 7 });
        const runs = await listRuns(scratch.drizzle, 10);
        expect(runs.map(({ runOn, attempt, status }) => [runOn, attempt, status])).toEqual([
          ['2026-01-06', 1, 'done'],
          ['2026-01-04', 1, 'done'],
        ]);
      },
      async (scratch) => {
        await done(scratch, '2026-01-04');
        await done(scratch, '2026-01-06');
      },
    );
    expect(broken).toEqual(whole);
  });

  it('is finished by whoever asks for the next day meanwhile, before that day opens', () =>
    inBooks(async (scratch) => {
      await runDay(scratch, OPERATOR, '2026-01-02');
      // A second attempt at the open day has just begun, and the next day is asked for by somebody else.
      const again = await playDay(scratch, '2026-01-02', {
        onOpened: async () => {
          await apply(scratch, [fact('open late', 'merchant.opened', '2026-01-02', { merchant: 'late' })]);
          await runDay(scratch, OPERATOR, '2026-01-03');
        },
      });
      expect(again.status).toBe('done');
      const { rows } = await scratch.pool.query(
        "select assessed_on::text, run_attempt from assessments where merchant_id = 'late' order by assessed_on",
      );
      expect(rows).toEqual([
        { assessed_on: '2026-01-02', run_attempt: 2 },
        { assessed_on: '2026-01-03', run_attempt: 1 },
      ]);
      expect(await violationsOf(scratch)).toEqual([]);
      expect((await replayBooks(scratch, OPERATOR)).differences).toEqual([]);
    }));

  it('stays refused for an earlier day', () =>
    inBooks(async (scratch) => {
      await expect(runDay(scratch, OPERATOR, '2026-01-04', brokenAfter(2))).rejects.toThrow();
      expect(await runDay(scratch, OPERATOR, '2026-01-03')).toEqual({
        status: 'rejected',
        code: 'closed_day',
      });
      expect(await readMarketplace(scratch.drizzle)).toMatchObject({ isRunning: true });
    }));

  it('takes in facts meanwhile, of those visited and of the others, and can be played again', () =>
    inBooks(async (scratch) => {
      await expect(runDay(scratch, OPERATOR, '2026-01-04', brokenAfter(2))).rejects.toThrow();
      await apply(
        scratch,
        MERCHANTS.flatMap((merchant) => [
          ...sold('2026-01-01', merchant, `${merchant}2`),
          fact(`adjust ${merchant}`, 'adjustment.posted', '2026-01-04', {
            merchant,
            amount: 7,
            currency: 'EUR',
          }),
        ]),
      );
      await apply(scratch, [
        fact('open new', 'merchant.opened', '2026-01-04', { merchant: 'new' }),
        fact('close g', 'merchant.closed', '2026-01-04', { merchant: 'g', reason: 'withdrawn' }),
      ]);
      await done(scratch, '2026-01-04');
      await done(scratch, '2026-01-05');
      expect(await violationsOf(scratch)).toEqual([]);
      expect((await replayBooks(scratch, OPERATOR)).differences).toEqual([]);
    }));

  it('goes on under the policy that it began with', () =>
    inBooks(async (scratch) => {
      await expect(runDay(scratch, OPERATOR, '2026-01-04', brokenAfter(2))).rejects.toThrow();
      const doubled = [{ name: 'A', min_score: 0, release_after_days: 3, deposit_bps: 2000 }];
      await setPolicy(scratch, OPERATOR, { ...POLICY, tiers: doubled });
      const run = await done(scratch, '2026-01-04');
      expect(run).toMatchObject({ policyVersion: 2, money: { USD: { frozen: '6650' } } });
      expect(await done(scratch, '2026-01-05')).toMatchObject({ policyVersion: 3, isPolicyNew: true });
    }));
});

describe('a policy', () => {
  it('comes into force with the next run, for everybody, whatever their dates', () =>
    inBooks(async (scratch) => {
      await setPolicy(scratch, OPERATOR, {
        ...POLICY,
        standard_release: { auto_confirm_days: 5, return_window_days: 15 },
      });
      const never = { ...POLICY.tiers[0], release_after_days: 1000 };
      await setPolicy(scratch, OPERATOR, { ...POLICY, tiers: [never] });
      await apply(scratch, [fact('deliver', 'order.delivered', '2026-01-02', { order: 'a1' })]);
      expect(await done(scratch, '2026-01-04')).toMatchObject({ releases: 0, isPolicyNew: true });
      // The receipt's due date moves from the 22nd to the 5th.
      await setPolicy(scratch, OPERATOR, {
        ...POLICY,
        tiers: [never],
        standard_release: { auto_confirm_days: 1, return_window_days: 2 },
      });
      expect(await done(scratch, '2026-01-05')).toMatchObject({
        releases: 1,
        isPolicyNew: true,
        merchantsVisited: 7,
      });
      expect((await replayBooks(scratch, OPERATOR)).differences).toEqual([]);
    }));

  it('comes into force when the same day is run again, too', () =>
    inBooks(async (scratch) => {
      await setPolicy(scratch, OPERATOR, {
        ...POLICY,
        tiers: [{ ...POLICY.tiers[0], release_after_days: 1000 }],
      });
      expect(await done(scratch, '2026-01-04')).toMatchObject({ releases: 0 });
      await setPolicy(scratch, OPERATOR, POLICY);
      expect(await done(scratch, '2026-01-04')).toMatchObject({ attempt: 2, releases: 7, isPolicyNew: true });
      expect((await replayBooks(scratch, OPERATOR)).differences).toEqual([]);
    }));

  it('that took a tier away on a day already run has its merchants assessed on the next', () =>
    inBooks(async (scratch) => {
      await setPolicy(scratch, OPERATOR, { assessment: { ...POLICY.assessment, every_days: 30 } });
      await done(scratch, '2026-01-02');
      const base = { name: 'base', min_score: 0, release_after_days: 3, deposit_bps: 1000 };
      await setPolicy(scratch, OPERATOR, { tiers: [base] }, { over: 'in force', atOnce: true });
      expect(await done(scratch, '2026-01-02')).toMatchObject({ attempt: 2, assessments: 0 });
      expect(await done(scratch, '2026-01-03')).toMatchObject({ assessments: 7, enrolmentChanges: 7 });
      expect(await done(scratch, '2026-01-04')).toMatchObject({ assessments: 0, releases: 7 });
    }));
});

describe('several at once', () => {
  it('share the merchants of one run', async () => {
    const [shared, alone] = await both(
      async (scratch) => {
        const runs = await Promise.all([1, 2, 3].map(() => done(scratch, '2026-01-04', { chunkSize: 1 })));
        expect(new Set(runs.map(({ runOn }) => runOn))).toEqual(new Set(['2026-01-04']));
        // Whoever comes when all is done repeats the run, which then finds nothing.
        const [first, ...repeated] = (await listRuns(scratch.drizzle, 10)).reverse();
        expect(first).toMatchObject({ attempt: 1, merchantsVisited: 7, releases: 7, assessments: 7 });
        for (const run of repeated) expect(run).toMatchObject({ releases: 0, assessments: 0 });
        expect(await readMarketplace(scratch.drizzle)).toMatchObject({ isRunning: false });
      },
      async (scratch) => {
        await done(scratch, '2026-01-04');
      },
    );
    const withoutRuns = (digests: unknown) => ({ ...(digests as Record<string, unknown>), runs: null });
    expect(withoutRuns(shared)).toEqual(withoutRuns(alone));
  });

  it('record facts and run the day, and the books can be played again', () =>
    inBooks(async (scratch) => {
      const writers = MERCHANTS.map(async (merchant) => {
        for (const order of ['p', 'q', 'r'])
          await recordFacts(scratch, OPERATOR, sold('2026-01-01', merchant, merchant + order));
      });
      await Promise.all([...writers, runDay(scratch, OPERATOR, '2026-01-04', { chunkSize: 1 })]);
      await done(scratch, '2026-01-05');
      expect(await violationsOf(scratch)).toEqual([]);
      expect((await replayBooks(scratch, OPERATOR)).differences).toEqual([]);
      const { rows } = await scratch.pool.query<{ count: bigint }>(
        "select count(*) from orders where state = 'released_early'",
      );
      expect(rows[0]?.count).toBe(28n);
    }));
});
