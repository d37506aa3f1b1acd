import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadWindowCounts } from '@/db/queries/window-counts';
import { addDays } from '@/engine/calendar';
import { windowCountsOf } from '@/engine/outlook';
import { DEFAULT_POLICY } from '@/engine/policy';
import { runDay } from '@/services/run-day';
import { setPolicy } from '@/services/set-policy';
import { OPERATOR, sellerOf } from '@/tests/actors';
import { apply, fact, makeBooks, type Raw, type TestBooks } from '@/tests/make-books';
import { readCohortDays } from '../db/queries/standing-record';
import { changeParticipation } from './change-participation';
import { getStanding, type StandingQuestion, type StandingView } from './get-standing';

let books: TestBooks;

const RULES = {
  min_store_age_days: 5,
  min_orders: 4,
  window_days: 20,
  full_points_store_age_days: 10,
  max_dispute_bps: 1000,
  max_refund_bps: 3000,
};

let facts = 0;
const said = (type: string, date: string, fields: Record<string, unknown>): Raw => {
  facts += 1;
  return fact(`f${facts}`, type, date, fields);
};

function sold(merchant: string, order: string, date: string, over: { ship_by?: string } = {}): Raw[] {
  const paid = { order, merchant, amount: 10_000, currency: 'USD', ...over };
  return [said('order.paid', date, paid), said('order.shipped', date, { order })];
}

/** `store`: ten orders on 8 Jan, of which one is disputed, one refunded, one late; enrolled on 9 Jan, failing since 12 Jan. */
beforeAll(async () => {
  books = await makeBooks();
  const { database } = books;
  await setPolicy(database, OPERATOR, { assessment: RULES });
  for (const merchant of ['store', 'young', 'shut'])
    await apply(database, [
      said('merchant.opened', merchant === 'young' ? '2026-01-11' : '2026-01-01', { merchant }),
    ]);
  await apply(
    database,
    Array.from({ length: 10 }, (_, index) => index).flatMap((index) =>
      sold('store', `o${index}`, '2026-01-08', index === 9 ? { ship_by: '2026-01-07T04:00:00Z' } : {}),
    ),
  );
  await apply(database, [said('feedback.left', '2026-01-08', { order: 'o1', positive: true })]);
  for (const day of ['2026-01-09', '2026-01-10', '2026-01-11']) await runDay(database, OPERATOR, day);
  await apply(database, [
    said('dispute.opened', '2026-01-11', { order: 'o2', dispute: 'd' }),
    said('dispute.opened', '2026-01-11', { order: 'o3', dispute: 'd' }),
    said('refund.settled', '2026-01-11', { order: 'o4', refund: 'r', amount: 100, reason: 'seller_fault' }),
    said('feedback.left', '2026-01-11', { order: 'o2', positive: false }),
    said('merchant.closed', '2026-01-11', { merchant: 'shut', reason: 'withdrawn' }),
  ]);
  await runDay(database, OPERATOR, '2026-01-12');
});
afterAll(async () => {
  await books.drop();
});

async function standing(merchant = 'store', ask: Partial<StandingQuestion> = {}): Promise<StandingView> {
  const question = { on: null, historyBefore: null, daysAfter: null, ...ask };
  const view = await getStanding(books.database, sellerOf(merchant), question);
  if (view === null) throw new Error('there is no such store');
  return view;
}

describe('getStanding', () => {
  it('tells the standing, what its tier means, and when the store is assessed next', async () => {
    const { merchant, terms, nextOn, today, latest } = await standing();
    expect(today).toBe('2026-01-12');
    expect(merchant).toMatchObject({
      ...{ enrolment: 'enrolled', enrolmentSince: '2026-01-09', tier: 'A', failuresInARow: 1, notice: null },
    });
    expect(terms).toMatchObject({ release_after_days: 3, deposit_bps: 500 });
    expect(nextOn).toBe('2026-01-13');
    expect(latest).toMatchObject({ isEligible: false, failedGates: ['dispute_bps', 'feedback_bps'] });
  });

  it('shows each metric with its numbers, its limit, and how far it is from it', async () => {
    const { scorecard, distances, trends } = await standing();
    const disputes = scorecard?.lines.find(({ metric }) => metric === 'dispute_bps');
    expect(disputes).toMatchObject({
      numerator: 2,
      denominator: 10,
      value: 2000,
      limit: 1000,
      isPassed: false,
    });
    expect(distances?.dispute_bps).toEqual({ passes: false, by: 1 });
    expect(distances?.refund_bps).toEqual({ passes: true, by: 2 });
    expect(distances?.orders).toEqual({ passes: true, by: 6 });
    expect(trends.map(({ assessedOn, metrics }) => [assessedOn, metrics.dispute_bps]).slice(-2)).toEqual([
      ['2026-01-11', 0],
      ['2026-01-12', 2000],
    ]);
  });

  it('asks the assessment what would qualify the store', async () => {
    const { lift } = await standing();
    // One good feedback of two is half; 9 of 10 would do. One dispute of ten is at the limit, but the score is then 45.
    expect(lift).toEqual({
      ...{ tier: 'C', isToQualify: true, alone: [] },
      together: [
        { lever: 'disputed', by: 2 },
        { lever: 'positive', by: 8 },
      ],
    });
  });

  it('plays what comes if nothing else happens: the next failure cancels', async () => {
    const { outlook } = await standing();
    expect(outlook?.turns[0]).toMatchObject({
      on: '2026-01-13',
      change: { kind: 'cancelled', tierBefore: 'A' },
      failuresInARow: 2,
    });
  });

  it('lists what counts against the store by day, with its orders and the date on which it stops', async () => {
    const { ageing } = await standing();
    expect(ageing?.totals).toEqual({ disputed: 2, refunded: 1, late: 1, negative: 1 });
    expect(ageing?.days.map(({ on, leavesOn }) => [on, leavesOn])).toEqual([
      ['2026-01-08', '2026-01-29'],
      ['2026-01-11', '2026-02-01'],
    ]);
    expect(ageing?.days[0]?.orders).toEqual([
      { shippedOn: '2026-01-08', orderId: 'o2', isDisputed: true, isRefunded: false, isLate: false },
      { shippedOn: '2026-01-08', orderId: 'o3', isDisputed: true, isRefunded: false, isLate: false },
      { shippedOn: '2026-01-08', orderId: 'o4', isDisputed: false, isRefunded: true, isLate: false },
      { shippedOn: '2026-01-08', orderId: 'o9', isDisputed: false, isRefunded: false, isLate: true },
    ]);
    const rest = await standing('store', { daysAfter: '2026-01-08' });
    expect(rest.ageing?.days).toMatchObject([{ on: '2026-01-11', negative: 1, orders: [] }]);
  });

  it('says what opting out would lead to, with its sums', async () => {
    const { choice } = await standing();
    const stakes = await books.ask<{ holds: number; minor: string; last: string }>(
      `select count(*)::int as holds, sum(amount_minor)::text as minor, max(release_on)::text as last
       from holds where merchant_id = 'store' and amount_minor > 0`,
    );
    expect(stakes[0]?.holds).toBe(10);
    expect(choice).toEqual({
      to: 'opted_out',
      noticeOn: '2026-01-13',
      depositBackBy: '2026-07-13',
      mayReenrolOn: '2026-02-12',
      stakes: [
        {
          currency: 'USD',
          holds: 10,
          depositMinor: BigInt(stakes[0]?.minor ?? 0),
          latestOn: stakes[0]?.last,
          stoppedHolds: 2,
          waitingOrders: 0,
          waitingMinor: 0n,
        },
      ],
    });
  });

  it('opens the assessment of a past date, and the history goes on page by page', async () => {
    const then = await standing('store', { on: '2026-01-10' });
    expect(then.scorecard).toMatchObject({ assessedOn: '2026-01-10', isEligible: true });
    expect(then.isLatest).toBe(false);
    expect(then.latest?.assessedOn).toBe('2026-01-12');
    expect(then.trends.at(-1)?.assessedOn).toBe('2026-01-10');
    const before = await standing('store', { historyBefore: '2026-01-11' });
    expect(before.history.map(({ assessedOn }) => assessedOn)).toEqual(['2026-01-10', '2026-01-09']);
    expect((await standing('store', { on: '2026-01-01' })).scorecard).toBeNull();
  });

  it('tells a young store when it will be old enough, and that it needs orders', async () => {
    const { lift, merchant, outlook, ageing, choice } = await standing('young');
    expect(merchant).toMatchObject({ enrolment: 'none', enrolmentSince: null });
    expect(lift?.together).toEqual([
      { lever: 'orders', by: 4 },
      { lever: 'age', by: 4 },
    ]);
    expect(outlook?.turns).toEqual([]);
    expect(ageing?.dayCount).toBe(0);
    expect(choice).toMatchObject({ to: 'opted_out', noticeOn: null, stakes: [] });
  });

  it('tells a closed store that it is over', async () => {
    const view = await standing('shut');
    expect(view.merchant.closure).toMatchObject({ on: '2026-01-11', reason: 'withdrawn' });
    expect(view).toMatchObject({ nextOn: null, lift: null, outlook: null, ageing: null, choice: null });
  });

  it('tells an override with its end, and nothing of one that has ended', async () => {
    const until = (id: string, date: string) =>
      said('override.set_until', '2026-01-12', { id, merchant: 'idle', decision: 'eligible', until: date });
    await apply(books.database, [said('merchant.opened', '2026-01-01', { merchant: 'idle' })]);
    await apply(books.database, [until('u1', '2026-01-14')]);
    const before = await standing('idle');
    expect(before.merchant).toMatchObject({ overrideDecision: 'eligible', overrideUntil: '2026-01-14' });
    expect(before.outlook?.turns.map(({ on, change }) => [on, change?.kind])).toEqual([
      ['2026-01-13', 'enrolled'],
      ['2026-01-14', undefined],
      ['2026-01-15', 'cancelled'],
    ]);
    await apply(books.database, [until('u2', '2026-01-12')]);
    const after = await standing('idle');
    expect(after.merchant).toMatchObject({
      ...{ overrideDecision: 'none', overrideTier: null, overrideUntil: null, overrideSince: null },
    });
    expect(after.outlook?.turns).toEqual([]);
  });

  it('knows no seller of a merchant that is not there', async () => {
    const question = { on: null, historyBefore: null, daysAfter: null };
    expect(await getStanding(books.database, sellerOf('nobody'), question)).toBeNull();
  });
});

describe('what the outlook counts', () => {
  it('is what the assessment would count, on every coming date', async () => {
    const { drizzle } = books.database;
    const policy = { ...DEFAULT_POLICY, assessment: { ...DEFAULT_POLICY.assessment, ...RULES } };
    const days = await readCohortDays(drizzle, 'store', '2025-12-24', '2026-01-13');
    for (let on = '2026-01-13'; on < '2026-02-05'; on = addDays(on, 1)) {
      const counted = await loadWindowCounts(drizzle, ['store'], addDays(on, -20), on);
      const none = { orders: 0, disputed: 0, refunded: 0, late: 0, feedback: 0, positive: 0 };
      expect(windowCountsOf(days, policy, on)).toEqual(counted.get('store') ?? none);
    }
  });
});

describe('what was foretold', () => {
  it('comes: the assessments then find what the outlook said, where nothing else happens', async () => {
    const { database } = books;
    const { outlook, choice } = await standing();
    const ask = { submissionId: '7b7b1f0e-5b5c-4f0e-8f5e-6d6f1c3a2b10', to: 'opted_out' } as const;
    expect(
      await changeParticipation(database, sellerOf('young'), ask, new Date('2026-01-12T05:00:00Z')),
    ).toEqual({
      status: 'done',
    });
    for (let on = '2026-01-13'; on <= '2026-02-04'; on = addDays(on, 1)) await runDay(database, OPERATOR, on);
    const { history, merchant } = await standing('store');
    expect(history.length).toBeGreaterThan(5);
    const changes = await books.ask<{ changed_on: string; kind: string }>(
      `select changed_on::text, kind from enrolment_changes
       where merchant_id = 'store' and changed_on > '2026-01-12' and changed_on <= '2026-02-04' order by change_seq`,
    );
    const foretold = outlook?.turns.flatMap(({ on, change }) =>
      change === null || on > '2026-02-04' ? [] : [{ changed_on: on, kind: change.kind }],
    );
    expect(changes).toEqual(foretold);
    expect(changes).toEqual([{ changed_on: '2026-01-13', kind: 'cancelled' }]);
    expect(merchant.notice).toEqual({
      on: '2026-01-13',
      ...(choice?.to === 'opted_out' && {
        depositBackBy: choice.depositBackBy,
        mayReenrolOn: choice.mayReenrolOn,
      }),
    });
    const young = await standing('young');
    expect(young.merchant).toMatchObject({ isOptedOut: true, optedOutSince: '2026-01-13' });
    expect(young.choice).toMatchObject({ to: 'opted_in', mayReenrolOn: null, enrolledOn: null });
  });
});
