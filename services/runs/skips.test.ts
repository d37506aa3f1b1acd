import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '@/db/client';
import { SKIP_REASONS, type SkipReason } from '@/db/schema/runs';
import { OPERATOR, staff } from '@/tests/actors';
import { apply, fact, makeBooks, type Raw, type TestBooks, violationsOf } from '@/tests/make-books';
import { replayBooks } from '../replay-books';
import { runDay } from '../run-day';
import { inScratch } from '../scratch';
import { setPolicy } from '../set-policy';
import { getRun } from './get-run';
import { listLeft } from './list-left';

const POLICY = {
  assessment: { min_orders: 0, min_store_age_days: 0, max_dispute_bps: 10_000 },
  tiers: [{ name: 'A', min_score: 0, release_after_days: 3, deposit_bps: 1000 }],
  deposit: { release_days_after_shipment: 8 },
  standard_release: { auto_confirm_days: 2, return_window_days: 4 },
  closure: { release_days_after_shipment: 6 },
};
const AUDITOR = staff('auditor');

let books: TestBooks;
beforeAll(async () => {
  books = await makeBooks();
});
afterAll(() => books.drop());

function sold(merchant: string, order: string, amount: number, currency = 'USD'): Raw[] {
  return [
    fact(`pay ${order}`, 'order.paid', '2026-01-01', { order, merchant, amount, currency }),
    fact(`ship ${order}`, 'order.shipped', '2026-01-01', { order }),
  ];
}
const disputed = (order: string, on = '2026-01-01') =>
  fact(`dispute ${order}`, 'dispute.opened', on, { order, dispute: 'd' });
const opened = (merchant: string) => fact(`open ${merchant}`, 'merchant.opened', '2026-01-01', { merchant });

const inBooks = (story: (scratch: Database) => Promise<void>) =>
  inScratch(books.ownerUrl, async (scratch) => {
    await story(scratch);
    expect(await violationsOf(scratch)).toEqual([]);
    expect((await replayBooks(scratch, OPERATOR)).differences).toEqual([]);
  });

async function run(database: Database, date: string) {
  const outcome = await runDay(database, OPERATOR, date, { chunkSize: 1 });
  if (outcome.status !== 'done') throw new Error(outcome.code);
  return outcome.run;
}

async function leftOf(database: Database, runOn: string, reason: SkipReason): Promise<string[]> {
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const ask = { runOn, reason, currency: null, after, limit: 2 };
    const page: Awaited<ReturnType<typeof listLeft>> = await listLeft(database, AUDITOR, ask);
    ids.push(...page.rows.map(({ orderId }) => orderId));
    after = page.next;
  } while (after !== null);
  return ids;
}

describe('what a run left because of an open dispute', () => {
  it('is what was due on its date or before, by the rule of each store', () =>
    inBooks(async (scratch) => {
      await setPolicy(scratch, OPERATOR, POLICY);
      await apply(scratch, [
        ...['early', 'standard', 'closed'].map(opened),
        ...sold('early', 'e1', 1000),
        ...sold('early', 'e2', 500, 'JPY'),
        ...sold('early', 'e3', 70),
        disputed('e1'),
        disputed('e2'),
        // Not enrolled: it counts from the receipt.
        fact('no', 'override.set', '2026-01-01', { merchant: 'standard', decision: 'ineligible' }),
        ...sold('standard', 's1', 2000),
        ...sold('standard', 's2', 3000),
        fact('got s1', 'order.delivered', '2026-01-01', { order: 's1' }),
        disputed('s1'),
        disputed('s2'),
        // Closed: from the shipment, whatever was received.
        ...sold('closed', 'c1', 4000),
        fact('got c1', 'order.confirmed', '2026-01-01', { order: 'c1' }),
        disputed('c1'),
        fact('close', 'merchant.closed', '2026-01-01', { merchant: 'closed', reason: 'withdrawn' }),
      ]);
      expect((await run(scratch, '2026-01-03')).skipped).toEqual({});
      const early = { USD: { count: 1, amount: '1000' }, JPY: { count: 1, amount: '500' } };
      expect(await run(scratch, '2026-01-04')).toMatchObject({
        releases: 1,
        skipped: { order_in_dispute: early },
      });
      expect((await run(scratch, '2026-01-06')).skipped).toEqual({ order_in_dispute: early });
      // The 7th: s1 was received on the 3rd, and four days are over; c1 was shipped six days ago.
      expect((await run(scratch, '2026-01-07')).skipped).toEqual({
        order_in_dispute: { USD: { count: 3, amount: '7000' }, JPY: { count: 1, amount: '500' } },
      });
      expect(await leftOf(scratch, '2026-01-06', 'order_in_dispute')).toEqual(['e1', 'e2']);
      expect(await leftOf(scratch, '2026-01-07', 'order_in_dispute')).toEqual(['c1', 'e1', 'e2', 's1']);
      // What is settled is left no more, on the list of an earlier run too.
      await apply(scratch, [fact('close e1', 'dispute.closed', '2026-01-07', { order: 'e1', dispute: 'd' })]);
      expect(await leftOf(scratch, '2026-01-07', 'order_in_dispute')).toEqual(['c1', 'e2', 's1']);
      const inYen = await listLeft(scratch, AUDITOR, {
        ...{ runOn: '2026-01-07', reason: 'order_in_dispute', currency: 'JPY', after: null, limit: 9 },
      });
      expect(inYen.rows).toMatchObject([
        {
          ...{ merchantId: 'early', orderId: 'e2', amountMinor: 500n, dueOn: '2026-01-04' },
          ...{ disputedSince: '2026-01-01', shippedOn: '2026-01-01' },
        },
      ]);
    }));

  it('are the holds, too, whose date has come', () =>
    inBooks(async (scratch) => {
      await setPolicy(scratch, OPERATOR, POLICY);
      await apply(scratch, [opened('m'), ...sold('m', 'h1', 1000), ...sold('m', 'h2', 3000)]);
      await run(scratch, '2026-01-04');
      await apply(scratch, [disputed('h1', '2026-01-04')]);
      expect((await run(scratch, '2026-01-08')).skipped).toEqual({});
      const done = await run(scratch, '2026-01-10');
      expect(done).toMatchObject({
        holdsGivenBack: 1,
        skipped: { hold_in_dispute: { USD: { count: 1, amount: '100' } } },
      });
      expect(await leftOf(scratch, '2026-01-10', 'hold_in_dispute')).toEqual(['h1']);
      const page = await getRun(scratch, AUDITOR, {
        runOn: '2026-01-10',
        now: new Date('2026-01-10T04:00:00Z'),
      });
      expect(page).toMatchObject({
        facts: 0,
        isOpenDay: true,
        starts: [{ by: { kind: 'operator', name: 'tester' }, isContinued: false }],
        left: {
          reason: 'hold_in_dispute',
          rows: [{ orderId: 'h1', amountMinor: 100n, dueOn: '2026-01-09' }],
        },
      });
      expect(page?.attempts[0].skipped).toEqual([
        { reason: 'hold_in_dispute', currency: 'USD', count: 1, amountMinor: 100n },
      ]);
    }));
});

it('what the exposure cap left is added up over the stores, and listed while it waits', () =>
  inBooks(async (scratch) => {
    await setPolicy(scratch, OPERATOR, { ...POLICY, exposure_cap_minor: 1000 });
    await apply(
      scratch,
      ['a', 'b'].flatMap((merchant) => [
        opened(merchant),
        ...sold(merchant, `${merchant}1`, 1000),
        ...sold(merchant, `${merchant}2`, 2000),
        ...sold(merchant, `${merchant}3`, 100),
      ]),
    );
    const first = await run(scratch, '2026-01-04');
    expect(first).toMatchObject({
      releases: 4,
      skipped: { exposure_cap: { USD: { count: 2, amount: '4000' } } },
    });
    expect(await leftOf(scratch, '2026-01-04', 'exposure_cap')).toEqual(['a2', 'b2']);
    // A repeated run counts for itself; receipt takes the orders out of the exposure, and then the standard rule is due.
    expect(await run(scratch, '2026-01-04')).toMatchObject({
      attempt: 2,
      releases: 0,
      skipped: first.skipped,
    });
    await apply(scratch, [fact('got a2', 'order.confirmed', '2026-01-04', { order: 'a2' })]);
    expect(await run(scratch, '2026-01-08')).toMatchObject({
      releases: 1,
      skipped: { exposure_cap: { USD: { count: 1, amount: '2000' } } },
    });
    expect(await leftOf(scratch, '2026-01-08', 'exposure_cap')).toEqual(['b2']);
    expect(await leftOf(scratch, '2026-01-04', 'exposure_cap')).toEqual(['b2']);
  }));

it('a run’s page lists nothing for a date or a reason that there is not', () =>
  inBooks(async (scratch) => {
    await setPolicy(scratch, OPERATOR, POLICY);
    await apply(scratch, [opened('m')]);
    await run(scratch, '2026-01-04');
    const now = new Date('2026-01-04T04:00:00Z');
    expect(await getRun(scratch, AUDITOR, { runOn: '2026-01-05', now })).toBeNull();
    for (const reason of [...SKIP_REASONS, 'x', null])
      expect(await getRun(scratch, AUDITOR, { runOn: '2026-01-04', reason, now })).toMatchObject({
        left: null,
      });
    const page = await getRun(scratch, AUDITOR, {
      ...{ runOn: '2026-01-04', now },
      changesAfter: 'nonsense',
    });
    expect(page?.changes).toMatchObject({
      rows: [{ merchantId: 'm', kind: 'enrolled', tierAfter: 'A' }],
      next: null,
    });
  }));
