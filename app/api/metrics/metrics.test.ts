import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { runDay } from '@/services/run-day';
import { OPERATOR } from '@/tests/actors';
import { apply, fact, makeBooks, type TestBooks } from '@/tests/make-books';
import { metricsText } from './metrics';

vi.stubEnv('SLUICE_LOG_LEVEL', 'silent');

let books: TestBooks;
beforeAll(async () => {
  books = await makeBooks();
  vi.stubEnv('DATABASE_URL', books.ownerUrl);
  await apply(books.database, [
    fact('open', 'merchant.opened', '2026-01-01', { merchant: 'lumen-loom', name: 'Lumen & Loom' }),
    fact('pay', 'order.paid', '2026-01-01', {
      ...{ order: 'order-1', merchant: 'lumen-loom', amount: 123_456, currency: 'USD' },
    }),
  ]);
  await runDay(books.database, OPERATOR, '2026-01-02');
});
afterAll(async () => {
  const shared = globalThis as { sluicePortal?: { close(): Promise<void> } };
  await shared.sluicePortal?.close();
  await books.drop();
});

async function read(now: string): Promise<Map<string, number>> {
  const { text } = await metricsText(new Date(now));
  return new Map(
    text
      .split('\n')
      .filter((line) => line.startsWith('sluice_'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );
}

it('tells how the runs go and how the process is, and nothing that is anybody’s', async () => {
  const { text, type } = await metricsText(new Date('2026-01-05T04:00:00Z'));
  expect(type).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
  expect(text).not.toMatch(/lumen|loom|order-1|123_?456|USD/i);
  const [run] = await books.ask<{ at: number }>(
    'select extract(epoch from finished_at)::float8 as at from runs',
  );
  const metrics = await read('2026-01-05T04:00:00Z');
  expect(metrics.get('sluice_run_last_done_timestamp_seconds')).toBeCloseTo(run?.at ?? 0, 2);
  expect(Object.fromEntries(metrics)).toMatchObject({
    sluice_database_up: 1,
    sluice_run_days_behind: 3,
    // The run of 3 January has been due since ten past midnight in Shanghai.
    sluice_run_lag_seconds: 2 * 86_400 + 11 * 3600 + 50 * 60,
    sluice_webhook_lag_seconds: 0,
    sluice_webhook_waiting: 0,
    sluice_webhook_dead: 0,
    sluice_facts_parked: 0,
    sluice_imports_under_way: 0,
    'sluice_facts_total{status="applied"}': 2,
    'sluice_facts_total{status="rejected"}': 0,
    'sluice_entries_total{kind="order_payment"}': 1,
    sluice_run_duration_seconds_count: 1,
    sluice_run_chunk_duration_seconds_count: 1,
    sluice_run_failed: 0,
    sluice_run_unfinished: 0,
    sluice_run_last_merchants_visited: 1,
    sluice_run_last_assessments: 1,
    sluice_run_last_releases: 0,
    'sluice_run_last_skipped{reason="order_in_dispute"}': 0,
    'sluice_alerts_open{kind="run_late"}': 0,
    sluice_alert_deliveries_waiting: 0,
  });
});

it('asks the database once in five seconds', async () => {
  await books.ask("insert into alerts (kind, subject, details) values ('run_late', '2026-01-03', '{}')");
  const open = async (now: string) => (await read(now)).get('sluice_alerts_open{kind="run_late"}');
  expect(await open('2026-01-05T04:00:04.999Z')).toBe(0);
  expect(await open('2026-01-05T04:00:05.000Z')).toBe(1);
});

it('has no figure of the runs where the database does not answer', async () => {
  await books.ask('alter table alerts rename to away');
  const metrics = await read('2026-01-05T05:00:00Z');
  await books.ask('alter table away rename to alerts');
  expect(metrics.get('sluice_database_up')).toBe(0);
  expect([...metrics.keys()].join()).not.toMatch(/sluice_(run_(last|days|lag|failed)|alerts?_|webhook_lag)/);
  expect(metrics.get('sluice_errors_total{where="database"}')).toBe(1);
  expect((await read('2026-01-05T06:00:00Z')).get('sluice_run_days_behind')).toBe(3);
});
