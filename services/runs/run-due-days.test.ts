import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '@/db/client';
import { RUNNING_DAYS, whileAlone } from '@/db/queries/alone';
import { latestRun, readMarketplace, updateMarketplace } from '@/db/queries/marketplace';
import { addDays, type CalendarDate } from '@/engine/calendar';
import { runDueAt } from '@/engine/run-clock';
import { OPERATOR } from '@/tests/actors';
import { apply, fact, makeBooks, type Raw, type TestBooks, violationsOf } from '@/tests/make-books';
import { replayBooks } from '../replay-books';
import { runDay } from '../run-day';
import { inScratch } from '../scratch';
import { setPolicy } from '../set-policy';
import { runDueDays } from './run-due-days';
import { SCHEDULER } from './starter';

const MERCHANTS = ['a', 'b', 'c'];
const POLICY = {
  assessment: { min_orders: 0, min_store_age_days: 0 },
  tiers: [{ name: 'A', min_score: 0, release_after_days: 3, deposit_bps: 1000 }],
  deposit: { release_days_after_shipment: 5 },
};
const RUN_AT = '00:10';
/** The instant at which the run of a date is due in Shanghai, so many milliseconds later. */
const dueOn = (date: CalendarDate, laterMs = 0) =>
  new Date(runDueAt(date, 'Asia/Shanghai', RUN_AT) + laterMs);
const HOUR_MS = 3_600_000;

let books: TestBooks;
beforeAll(async () => {
  books = await makeBooks();
});
afterAll(() => books.drop());

function sold(date: CalendarDate, merchant: string, order: string): Raw[] {
  const paid = { order, merchant, amount: 10_000, currency: 'USD' };
  return [
    fact(`pay ${order}`, 'order.paid', date, paid),
    fact(`ship ${order}`, 'order.shipped', date, { order }),
  ];
}

async function open(database: Database): Promise<void> {
  await setPolicy(database, OPERATOR, POLICY);
  await apply(
    database,
    MERCHANTS.flatMap((merchant) => [
      fact(`open ${merchant}`, 'merchant.opened', '2026-01-01', { merchant }),
      ...sold('2026-01-01', merchant, `${merchant}1`),
    ]),
  );
}

const inBooks = (story: (scratch: Database) => Promise<void>) =>
  inScratch(books.ownerUrl, async (scratch) => {
    await open(scratch);
    await story(scratch);
    expect(await violationsOf(scratch)).toEqual([]);
    expect((await replayBooks(scratch, OPERATOR)).differences).toEqual([]);
  });

const due = (database: Database, now: Date, isStopping?: () => boolean) =>
  runDueDays(database, SCHEDULER, { runAt: RUN_AT, now: () => now, isStopping });

async function runsOf(database: Database) {
  const { rows } = await database.pool.query<Record<string, unknown>>(
    'select run_on::text, attempt, status, started_by, releases, error from runs order by run_on, attempt',
  );
  return rows;
}

/** Has the visit of a merchant fail, as the owner of the schema can. */
async function breakVisits(database: Database, merchantId: string): Promise<() => Promise<void>> {
  const at = database.schema;
  await books.ask(`create function ${at}.refuse() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file: no space left on device' using errcode = '53100'; end $$`);
  await books.ask(`create trigger refuse before update of visited_on on ${at}.merchants
    for each row when (new.merchant_id = '${merchantId}') execute function ${at}.refuse()`);
  return async () => void (await books.ask(`drop function ${at}.refuse() cascade`));
}

describe('the runs that are due', () => {
  it('are none before there is a fact', () =>
    inScratch(books.ownerUrl, async (scratch) => {
      expect(await due(scratch, dueOn('2026-01-03'))).toEqual([]);
      expect(await runsOf(scratch)).toEqual([]);
    }));

  it('begin with today’s, when its time has come', () =>
    inBooks(async (scratch) => {
      expect(await due(scratch, dueOn('2026-01-03', -1))).toEqual([]);
      expect(await due(scratch, dueOn('2026-01-03'))).toEqual(['2026-01-03']);
      expect(await due(scratch, dueOn('2026-01-03', HOUR_MS))).toEqual([]);
      expect(await due(scratch, dueOn('2026-01-04', -1))).toEqual([]);
      expect(await runsOf(scratch)).toMatchObject([
        { run_on: '2026-01-03', attempt: 1, status: 'done', started_by: 'operator scheduler' },
      ]);
      const { rows } = await scratch.pool.query(
        "select actor_kind, actor_name, subject from audit_log where action = 'run.started'",
      );
      expect(rows).toEqual([{ actor_kind: 'operator', actor_name: 'scheduler', subject: '2026-01-03' }]);
    }));

  it('are caught up day by day, in their order, after days down', () =>
    inBooks(async (scratch) => {
      await runDay(scratch, OPERATOR, '2026-01-02');
      await apply(scratch, sold('2026-01-02', 'a', 'a2'));
      const days = [3, 4, 5, 6, 7].map((day) => `2026-01-0${day}`);
      expect(await due(scratch, dueOn('2026-01-07', 5 * HOUR_MS))).toEqual(days);
      expect(await runsOf(scratch)).toMatchObject([
        { run_on: '2026-01-02', started_by: 'operator tester' },
        ...[0, 3, 1, 0, 0].map((releases, index) => ({
          ...{ run_on: days[index], attempt: 1, status: 'done', releases, started_by: 'operator scheduler' },
        })),
      ]);
      // Each was booked on its own day.
      const { rows } = await scratch.pool.query(
        "select booked_on::text, count(*)::int as count from entries where kind = 'hold_release' group by 1 order by 1",
      );
      expect(rows).toEqual([
        { booked_on: '2026-01-06', count: 3 },
        { booked_on: '2026-01-07', count: 1 },
      ]);
    }));

  it('do not go on with what somebody is at work on, and finish what was broken off before they go on', () =>
    inBooks(async (scratch) => {
      const broken = runDay(scratch, OPERATOR, '2026-01-04', {
        chunkSize: 1,
        isStopping: (() => {
          let asked = 0;
          return () => ++asked > 2;
        })(),
      });
      expect(await broken).toEqual({ status: 'rejected', code: 'stopped' });
      expect((await runsOf(scratch))[0]).toMatchObject({ status: 'running', error: null });
      const touchedAt = (await latestRun(scratch.drizzle))?.touchedAt.getTime() ?? 0;
      expect(await due(scratch, new Date(touchedAt + 1000))).toEqual([]);
      await scratch.pool.query("update runs set touched_at = '2026-01-04'");
      expect(await due(scratch, dueOn('2026-01-05'))).toEqual(['2026-01-04', '2026-01-05']);
      expect(await runsOf(scratch)).toMatchObject([
        { run_on: '2026-01-04', attempt: 1, status: 'done', started_by: 'operator tester', releases: 3 },
        { run_on: '2026-01-05', attempt: 1, status: 'done', started_by: 'operator scheduler' },
      ]);
    }));

  it('keep what stopped one, in words, and try it again later and later', () =>
    inBooks(async (scratch) => {
      const mend = await breakVisits(scratch, 'b');
      await expect(due(scratch, dueOn('2026-01-04'))).rejects.toThrow();
      const failed = await latestRun(scratch.drizzle);
      expect(failed).toMatchObject({
        status: 'running',
        error: 'could not extend file: no space left on device',
      });
      await mend();
      const failedAt = failed?.touchedAt.getTime() ?? 0;
      expect(await due(scratch, new Date(failedAt + 59_000))).toEqual([]);
      // After ten minutes of trying it waits ten more; and never more than fifteen.
      const triedFor = (minutes: number) =>
        scratch.pool.query(`update runs set started_at = touched_at - interval '${minutes} minutes'`);
      await triedFor(10);
      expect(await due(scratch, new Date(failedAt + 9 * 60_000))).toEqual([]);
      await triedFor(600);
      expect(await due(scratch, new Date(failedAt + 14 * 60_000))).toEqual([]);
      const rest = await runDueDays(scratch, SCHEDULER, {
        runAt: RUN_AT,
        now: () => new Date(failedAt + 15 * 60_000),
        isStopping: (() => {
          let asked = 0;
          return () => asked++ > 6;
        })(),
      });
      expect(rest[0]).toBe('2026-01-04');
      expect((await runsOf(scratch))[0]).toMatchObject({
        status: 'done',
        attempt: 1,
        error: null,
        releases: 3,
      });
    }));

  it('are left while an import opens its days, and while the demo is filled', () =>
    inBooks(async (scratch) => {
      const during = await whileAlone(scratch, RUNNING_DAYS, 'wait', () => due(scratch, dueOn('2026-01-04')));
      expect(during).toEqual([]);
      await updateMarketplace(scratch.drizzle, { demoUntil: '2026-01-09' });
      expect(await due(scratch, dueOn('2026-01-04'))).toEqual([]);
      await updateMarketplace(scratch.drizzle, { isDemoFilled: true });
      expect(await due(scratch, dueOn('2026-01-04'))).toEqual(['2026-01-04']);
    }));

  it('are done once, however many look for them', () =>
    inBooks(async (scratch) => {
      await runDay(scratch, OPERATOR, '2026-01-02');
      const now = dueOn('2026-01-05');
      const done = await Promise.all([1, 2, 3].map(() => due(scratch, now)));
      expect(done.flat().toSorted()).toEqual(['2026-01-03', '2026-01-04', '2026-01-05']);
      expect(await runsOf(scratch)).toHaveLength(4);
    }));

  it('are left for the next time where the server stops', () =>
    inBooks(async (scratch) => {
      const now = dueOn('2026-01-05');
      expect(await due(scratch, now, () => true)).toEqual([]);
      expect(await readMarketplace(scratch.drizzle)).toMatchObject({ openOn: null, isRunning: false });
      let asked = 0;
      await runDay(scratch, OPERATOR, '2026-01-02');
      // Once before the day, once before its chunk, once before the next day.
      expect(await due(scratch, now, () => ++asked > 4)).not.toContain('2026-01-05');
      expect(await due(scratch, addDaysTo(now, 1))).toContain('2026-01-05');
    }));
});

/** The same time of day, days later. */
function addDaysTo(now: Date, days: number): Date {
  return dueOn(addDays('2026-01-05', days), now.getTime() - dueOn('2026-01-05').getTime());
}
