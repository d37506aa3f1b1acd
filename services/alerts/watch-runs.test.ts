import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { updateMarketplace, updateRun } from '@/db/queries/marketplace';
import type { AlertChannel } from '@/engine/alerts';
import { addDays, type CalendarDate } from '@/engine/calendar';
import { runDueAt } from '@/engine/run-clock';
import { OPERATOR, staff } from '@/tests/actors';
import { apply, fact, makeBooks, type TestBooks } from '@/tests/make-books';
import { runDay } from '../run-day';
import { getRunFigures } from '../runs/get-run-figures';
import { setPolicy } from '../set-policy';
import { listAlerts } from './list-alerts';
import { sendAlerts } from './send-alerts';
import { watchRuns } from './watch-runs';

// What goes wrong here goes wrong on purpose.
vi.stubEnv('SLUICE_LOG_LEVEL', 'silent');

const RUN_AT = '00:10';
const DAY_MS = 86_400_000;
/** The instant at which the run of a date is due, so many minutes later. */
const dueOn = (date: CalendarDate, laterMinutes = 0) =>
  new Date(runDueAt(date, 'Asia/Shanghai', RUN_AT) + laterMinutes * 60_000);

let books: TestBooks;
let today: CalendarDate = '2026-01-01';
beforeAll(async () => {
  books = await makeBooks();
  await setPolicy(books.database, OPERATOR, {
    assessment: { min_orders: 0, min_store_age_days: 0, every_days: 400 },
  });
});
afterAll(() => books.drop());

const watch = (
  now: Date,
  over: { channels?: AlertChannel[]; lateMinutes?: number; quietDays?: number } = {},
) =>
  watchRuns(books.database, OPERATOR, {
    ...{ runAt: RUN_AT, lateMinutes: 60, quietDays: 7, channels: ['webhook', 'email'], now, ...over },
  });
const nothing = { opened: [], resolved: [] };
const alerts = () => books.ask('select kind, subject, details, resolved_at from alerts order by alert_id');
const deliveries = () =>
  books.ask('select channel, event, status, attempts, last_error from alert_deliveries order by delivery_id');
const figures = (now: Date) => getRunFigures(books.database, { runAt: RUN_AT, now });
const recordedAt = (instant: Date) => books.ask('update facts set recorded_at = $1', [instant]);
const run = (date: CalendarDate) => runDay(books.database, OPERATOR, date);

beforeEach(async () => {
  await books.ask('truncate alerts, alert_deliveries restart identity');
});

// One after the other: the marketplace gets older.
describe('the daily runs', () => {
  it('are not late before there is a fact, nor before one has been there for as long', async () => {
    expect(await watch(dueOn('2026-01-01', 600))).toEqual(nothing);
    await apply(books.database, [
      fact('open', 'merchant.opened', '2026-01-01', { merchant: 'm' }),
      fact('pay', 'order.paid', '2026-01-01', { order: 'o', merchant: 'm', amount: 100, currency: 'USD' }),
    ]);
    // Ten hours after the first day's run would have been due.
    await recordedAt(dueOn('2026-01-01', 600));
    expect(await watch(dueOn('2026-01-01', 659))).toEqual(nothing);
    expect((await watch(dueOn('2026-01-01', 660))).opened).toEqual(['run_late']);
    await run('2026-01-01');
    expect((await watch(dueOn('2026-01-01', 662))).resolved).toEqual(['run_late']);
  });

  it('are late an hour after they were due: told once, and once more when it is over', async () => {
    const next = addDays(today, 1);
    expect(await watch(dueOn(next, 59))).toEqual(nothing);
    expect(await figures(dueOn(next, 59))).toMatchObject({ daysBehind: 1, alertsOpen: { run_late: 0 } });
    expect(await watch(dueOn(next, 60))).toEqual({ opened: ['run_late'], resolved: [] });
    expect(await watch(dueOn(next, 61))).toEqual(nothing);
    // The next day is late too: it is the same alert.
    expect(await watch(dueOn(addDays(next, 1), 61))).toEqual(nothing);
    expect(await figures(dueOn(addDays(next, 1), 61))).toMatchObject({
      ...{ daysBehind: 2, alertsOpen: { run_late: 1, run_failed: 0 }, deliveriesWaiting: 2 },
    });
    await run(next);
    expect(await watch(dueOn(addDays(next, 1), 62))).toEqual(nothing);
    await run(addDays(next, 1));
    expect(await watch(dueOn(addDays(next, 1), 63))).toEqual({ opened: [], resolved: ['run_late'] });
    expect(await alerts()).toMatchObject([
      { kind: 'run_late', subject: next, details: { days_behind: 1, is_running: false } },
    ]);
    expect(await deliveries()).toMatchObject([
      ...['webhook', 'email'].map((channel) => ({ channel, event: 'opened', status: 'waiting' })),
      ...['webhook', 'email'].map((channel) => ({ channel, event: 'resolved', status: 'waiting' })),
    ]);
    today = addDays(next, 1);
  });

  it('are told of once, though several servers look at once', async () => {
    const now = dueOn(addDays(today, 1), 90);
    const watched = await Promise.all([1, 2, 3].map(() => watch(now)));
    expect(watched.flatMap(({ opened }) => opened)).toEqual(['run_late']);
    expect(await deliveries()).toHaveLength(2);
  });

  it('have failed until somebody finishes the one that an error stopped', async () => {
    await updateMarketplace(books.database.drizzle, { isRunning: true });
    const failed = { status: 'running', finishedAt: null, error: 'sam@example.com is wrong' };
    await updateRun(books.database.drizzle, today, 1, failed);
    const now = dueOn(today, 5);
    expect(await watch(now)).toEqual({ opened: ['run_failed'], resolved: [] });
    expect(await watch(now)).toEqual(nothing);
    expect(await figures(now)).toMatchObject({ isFailed: true, alertsOpen: { run_failed: 1 } });
    const [alert] = await alerts();
    expect(alert).toMatchObject({
      kind: 'run_failed',
      subject: today,
      details: { attempt: 1, error: '[email] is wrong' },
    });
    await run(today);
    expect(await watch(now)).toEqual({ opened: [], resolved: ['run_failed'] });
    expect(await figures(now)).toMatchObject({ isFailed: false, unfinished: null });
  });

  it('have nothing to do for long where orders wait and no fact comes', async () => {
    const week = new Date(dueOn(today).getTime() + 7 * DAY_MS);
    await recordedAt(new Date(dueOn(today).getTime() - 1));
    const far = { lateMinutes: 1440 * 30 };
    expect((await watch(week, { ...far, quietDays: 8 })).opened).toEqual([]);
    expect((await watch(week, { ...far, quietDays: 7 })).opened).toEqual(['nothing_to_do']);
    expect((await alerts())[0]).toMatchObject({ details: { because: 'no_facts', days: 7 } });
    await recordedAt(dueOn(today));
    expect((await watch(week, far)).resolved).toEqual(['nothing_to_do']);
  });

  it('have nothing to do for long where runs find nothing, though facts come', async () => {
    for (let day = 1; day <= 7; day += 1) await run(addDays(today, day));
    const [worked] = await books.ask<{ latest: string }>(
      'select max(run_on)::text as latest from runs where assessments > 0',
    );
    today = addDays(today, 7);
    const now = dueOn(today, 1);
    const days = Math.round((Date.parse(today) - Date.parse(worked?.latest ?? '')) / DAY_MS);
    await recordedAt(now);
    expect((await watch(now, { quietDays: days + 1 })).opened).toEqual([]);
    expect((await watch(now, { quietDays: days })).opened).toEqual(['nothing_to_do']);
    expect((await alerts())[0]).toMatchObject({
      details: { because: 'idle_runs', days, last_worked_on: worked?.latest },
    });
    // Without orders that wait, there is nothing that it could have done.
    await books.ask('update waiting_days set orders = 0, held_minor = 0, net_minor = 0');
    expect((await watch(now, { quietDays: days })).resolved).toEqual(['nothing_to_do']);
  });
});

describe('what is told of them', () => {
  const now = () => dueOn(addDays(today, 1), 60);
  const later = (minutes: number) => new Date(now().getTime() + minutes * 60_000);
  const at = (minutes: number) => ({ now: () => later(minutes) });

  it('is tried again later and later, and given up after a day; one channel holds no other up', async () => {
    await watch(now());
    const sent: string[] = [];
    const senders = {
      webhook: async () => {
        throw new Error('the webhook answered 503');
      },
      email: async ({ id }: { id: string }) => void sent.push(id),
    };
    expect(await sendAlerts(books.database, OPERATOR, senders, at(0))).toBe(1);
    expect(sent).toEqual(['alert_1_opened']);
    expect(await deliveries()).toMatchObject([
      { channel: 'webhook', status: 'waiting', attempts: 1, last_error: 'the webhook answered 503' },
      { channel: 'email', status: 'sent', attempts: 1, last_error: null },
    ]);
    let tries = 1;
    for (let minute = 1; minute < 24 * 60; minute += 1) {
      const [before] = await books.ask<{ next: Date }>(
        'select max(next_try_at) as next from alert_deliveries',
      );
      if (before !== undefined && before.next > later(minute)) continue;
      await sendAlerts(books.database, OPERATOR, senders, at(minute));
      tries += 1;
    }
    // 1 + 2 + 4 + ... + 64 minutes, and then every two hours.
    expect((await deliveries())[0]).toMatchObject({ status: 'waiting', attempts: tries });
    expect(tries).toBe(18);
    await sendAlerts(books.database, OPERATOR, senders, at(24 * 60));
    expect((await deliveries())[0]).toMatchObject({
      ...{ status: 'given_up', attempts: tries, last_error: 'the webhook answered 503' },
    });
    expect(sent).toHaveLength(1);
  });

  it('is given up after that day, too, where the channel is gone', async () => {
    await watch(now(), { channels: ['webhook'] });
    await sendAlerts(books.database, OPERATOR, {}, at(24 * 60 - 1));
    expect(await deliveries()).toMatchObject([{ status: 'waiting' }]);
    await sendAlerts(books.database, OPERATOR, {}, at(24 * 60));
    expect(await deliveries()).toMatchObject([
      { status: 'given_up', attempts: 0, last_error: 'was not sent within a day' },
    ]);
  });

  it('begins with the beginning: the end is told after it', async () => {
    await watch(now());
    await books.ask('update marketplace set has_facts = false');
    expect((await watch(later(1))).resolved).toEqual(['run_late']);
    await books.ask('update marketplace set has_facts = true');
    const told: string[] = [];
    let isDown = true;
    const webhook = async ({ event }: { event: string }) => {
      if (isDown) throw new Error('down');
      told.push(event);
    };
    await sendAlerts(books.database, OPERATOR, { webhook }, at(1));
    expect(await deliveries()).toMatchObject([{ attempts: 1 }, {}, { event: 'resolved', attempts: 0 }, {}]);
    isDown = false;
    await sendAlerts(books.database, OPERATOR, { webhook }, at(5));
    expect(told).toEqual(['opened', 'resolved']);
  });

  it('is sent once, though several servers send at once', async () => {
    await watch(now());
    let sent = 0;
    const slow = async () => {
      sent += 1;
      await new Promise((resolve) => setTimeout(resolve, 50));
    };
    await Promise.all([1, 2, 3].map(() => sendAlerts(books.database, OPERATOR, { webhook: slow }, at(0))));
    expect(sent).toBe(1);
  });

  it('stands on the page, open ones and those that are over, with what was sent where', async () => {
    await watch(now());
    await sendAlerts(books.database, OPERATOR, { webhook: async () => {} }, at(0));
    const { open, past } = await listAlerts(books.database, staff('auditor'));
    expect(past).toEqual([]);
    expect(open).toMatchObject([
      {
        alert: { kind: 'run_late', subject: addDays(today, 1) },
        resolvedAt: null,
        deliveries: [
          { channel: 'webhook', event: 'opened', status: 'sent' },
          { channel: 'email', event: 'opened', status: 'waiting' },
        ],
      },
    ]);
  });
});
