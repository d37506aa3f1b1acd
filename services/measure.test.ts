import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { recordFacts } from '@/services/record-facts';
import { OPERATOR } from '@/tests/actors';
import { fact, makeBooks, type TestBooks } from '@/tests/make-books';
import { addEndpoint, lookAround, SECRET, startReceiver } from '@/tests/webhook-receiver';
import {
  countDeadWebhooks,
  countImport,
  countImportLines,
  metricsRegistry,
  observeGather,
  observeImportBatch,
  observeRequest,
  observeWebhook,
} from './measure';
import { portalDatabase } from './portal';
import { runDay } from './run-day';
import { inScratch } from './scratch';
import { afterCommit, inTransaction } from './transaction';

/** What is counted: each thing when it happens, after the commit, and once. */

let books: TestBooks;

beforeAll(async () => {
  books = await makeBooks();
  await recordFacts(books.database, OPERATOR, [
    fact('open', 'merchant.opened', '2026-01-01', { merchant: 'm', name: 'Lumen & Loom' }),
  ]);
});
afterAll(() => books.drop());

/** Every series with its value, as Prometheus reads them. */
async function series(): Promise<Map<string, number>> {
  const text = await metricsRegistry().metrics();
  return new Map(
    text
      .split('\n')
      .filter((line) => line.startsWith('sluice_'))
      .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
  );
}

/** By how much which series moved while something was done; those that stood still are left out. */
async function movedBy(act: () => unknown): Promise<Record<string, number>> {
  const before = await series();
  await act();
  const moved = [...(await series())].map(
    ([name, value]) => [name, value - (before.get(name) ?? 0)] as const,
  );
  return Object.fromEntries(
    moved.filter(([name, by]) => by !== 0 && !/_(bucket\{.*|sum(\{.*)?)$/.test(name)),
  );
}

const pay = (orderId: string, amount: number) =>
  fact(`pay-${orderId}`, 'order.paid', '2026-01-01', {
    ...{ order: orderId, merchant: 'm', amount, currency: 'USD' },
  });

describe('facts and entries', () => {
  it('are counted by what became of them', async () => {
    const record = () =>
      recordFacts(books.database, OPERATOR, [
        pay('1', 1000),
        pay('1', 1000),
        pay('2', -5),
        fact('ship', 'order.shipped', '2026-01-01', { order: 'unknown' }),
        { id: 'x' },
      ]);
    expect(await movedBy(record)).toEqual({
      'sluice_facts_total{status="applied"}': 1,
      'sluice_facts_total{status="duplicate"}': 1,
      'sluice_facts_total{status="parked"}': 1,
      'sluice_facts_total{status="rejected"}': 2,
      'sluice_facts_rejected_total{code="bad_amount"}': 1,
      'sluice_facts_rejected_total{code="bad_fact"}': 1,
      'sluice_entries_total{kind="order_payment"}': 1,
    });
  });

  it('are counted once where the transaction had to be done again, and not where it failed', async () => {
    let tries = 0;
    const count = vi.fn();
    const repeated = () =>
      inTransaction(books.database, async (executor) => {
        tries += 1;
        afterCommit(executor, count);
        expect(count).not.toHaveBeenCalled();
        if (tries < 3) throw Object.assign(new Error('again'), { code: '40001' });
      });
    expect(await movedBy(repeated)).toEqual({
      'sluice_db_transactions_repeated_total{sqlstate="40001"}': 2,
    });
    expect([tries, count.mock.calls.length]).toEqual([3, 1]);
    const failing = inTransaction(books.database, async (executor) => {
      afterCommit(executor, count);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(count).toHaveBeenCalledTimes(1);
  });

  it('are not counted where they are only tried', async () => {
    const tried = () =>
      inScratch(books.ownerUrl, (scratch) =>
        recordFacts(scratch, OPERATOR, [
          fact('open', 'merchant.opened', '2026-01-01', { merchant: 'm', name: 'Lumen & Loom' }),
          pay('1', 1000),
        ]),
      );
    expect(await movedBy(tried)).toEqual({});
  });
});

it('a run is counted with its chunks', async () => {
  expect(await movedBy(() => runDay(books.database, OPERATOR, '2026-01-02'))).toEqual({
    sluice_run_duration_seconds_count: 1,
    sluice_run_chunk_duration_seconds_count: 1,
  });
});

it('a run that fails is an error', async () => {
  await books.ask('alter table merchants rename to away');
  const failing = () => runDay(books.database, OPERATOR, '2026-01-03').catch(() => {});
  const moved = await movedBy(failing);
  await books.ask('alter table away rename to merchants');
  expect(moved).toEqual({ 'sluice_errors_total{where="run"}': 1 });
});

it('a webhook is counted by how each try ended', async () => {
  vi.stubEnv('SLUICE_SECRET', SECRET);
  const receiver = await startReceiver();
  await addEndpoint(books, 'shop', receiver.url, ['assessment.made']);
  await runDay(books.database, OPERATOR, '2026-01-04');
  receiver.answers.push(500);
  const look = (now: string) => movedBy(() => lookAround(books, new Date(now)));
  const moved = [await look('2036-01-01T00:00:00Z'), await look('2036-01-01T00:10:00Z')];
  receiver.close();
  expect(moved).toEqual(
    // The run that failed before is finished first: two assessments, and the second waits for the first.
    Object.entries({ refused: 1, delivered: 2 }).map(([outcome, tries]) => ({
      [`sluice_webhook_attempts_total{outcome="${outcome}"}`]: tries,
      sluice_webhook_attempt_duration_seconds_count: tries,
    })),
  );
});

it('the portal’s connections are counted, and how long one waits for them', async () => {
  vi.stubEnv('DATABASE_URL', books.ownerUrl);
  const { pool } = portalDatabase();
  const before = await series();
  const client = await pool.connect();
  const during = await series();
  client.release();
  await pool.query('select 1');
  const after = await series();
  await portalDatabase().close();
  expect([
    before.get('sluice_db_pool_connections{pool="application",state="busy"}'),
    during.get('sluice_db_pool_connections{pool="application",state="busy"}'),
    after.get('sluice_db_pool_connections{pool="application",state="busy"}'),
    after.get('sluice_db_pool_connections{pool="application",state="idle"}'),
    after.get('sluice_db_pool_connections_max{pool="application"}'),
    after.get('sluice_db_pool_wait_seconds_count{pool="application"}'),
  ]).toEqual([0, 1, 0, 1, 10, 2]);
});

describe('each thing that happens', () => {
  it.each<[string, () => void, Record<string, number>]>([
    [
      'a request',
      () => observeRequest('/api/v1/orders/[order]', 'GET', 404, 0.01),
      {
        'sluice_http_requests_total{route="/api/v1/orders/[order]",method="GET",status="404"}': 1,
        'sluice_http_request_duration_seconds_count{route="/api/v1/orders/[order]",method="GET"}': 1,
      },
    ],
    [
      'a request by a method of somebody’s own making',
      () => observeRequest('other', 'BREW', 400, 0.01),
      {
        'sluice_http_requests_total{route="other",method="other",status="400"}': 1,
        'sluice_http_request_duration_seconds_count{route="other",method="other"}': 1,
      },
    ],
    [
      'a group commit',
      () => observeGather({ facts: 20, requests: 4, seconds: 0.01 }),
      {
        sluice_gather_facts_count: 1,
        sluice_gather_requests_count: 1,
        sluice_gather_duration_seconds_count: 1,
      },
    ],
    [
      'a webhook',
      () => observeWebhook('refused', 0.1),
      {
        'sluice_webhook_attempts_total{outcome="refused"}': 1,
        sluice_webhook_attempt_duration_seconds_count: 1,
      },
    ],
    ['a webhook that is given up', () => countDeadWebhooks(), { sluice_webhook_dead_total: 1 }],
    [
      'a batch of an import',
      () => {
        observeImportBatch('record', 0.2);
        countImportLines('record', 'applied', 3);
        countImportLines('record', 'rejected', 0);
      },
      {
        'sluice_import_batch_duration_seconds_count{phase="record"}': 1,
        'sluice_import_lines_total{phase="record",status="applied"}': 3,
      },
    ],
    ['the end of an import', () => countImport('failed'), { 'sluice_imports_total{status="failed"}': 1 }],
  ])('%s moves what is its own', async (_what, act, expected) => {
    expect(await movedBy(act)).toEqual(expected);
  });
});

it('has a value for each of the closed lists before anything happens', async () => {
  const names = [...(await series()).keys()];
  for (const name of [
    'sluice_entries_total{kind="write_off"}',
    'sluice_facts_rejected_total{code="over_refund"}',
    'sluice_webhook_attempts_total{outcome="forbidden"}',
    'sluice_errors_total{where="front_door"}',
  ])
    expect(names).toContain(name);
});
