import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { staff } from '@/tests/actors';
import { LAST, makeBusyStore, STORE } from '@/tests/busy-store';
import type { TestBooks } from '@/tests/make-books';
import { addDays } from '../../engine/calendar';
import { getMerchantMoney } from '../get-merchant-money';
import { getDecisions } from './get-decisions';
import { getTrends, TREND_DAYS } from './get-trends';
import { listStoreNotices } from './list-store-notices';

/** What the page of one store tells, against the books that it tells of. */

const REVIEWER = staff('reviewer');
let books: TestBooks;
beforeAll(async () => {
  books = await makeBusyStore();
}, 120_000);
afterAll(() => books.drop());

describe('a year of a store', () => {
  it('has every assessment, in order, with the limits and tiers of its own policy', async () => {
    const trends = await getTrends(books.database, REVIEWER, STORE);
    const rows = await books.ask<{ on: string; score: number; orders: number }>(
      'select assessed_on::text as on, score::int, orders from assessments where merchant_id = $1 order by assessed_on',
      [STORE],
    );
    expect(trends?.points.map(({ on, score, metrics }) => ({ on, score, orders: metrics.orders }))).toEqual(
      rows,
    );
    expect(trends?.points.at(-1)).toMatchObject({
      limits: { refund_bps: { limit: 10_000, limitIs: 'at_most' } },
      tiers: [{ name: 'A', minScore: 0 }],
    });
    expect(trends).toMatchObject({ to: LAST, from: addDays(LAST, 1 - TREND_DAYS) });
  });

  it('follows the deposit and the debt to what they are now', async () => {
    const trends = await getTrends(books.database, REVIEWER, STORE);
    expect(trends?.money.map(({ currency }) => currency)).toEqual(['JPY', 'USD']);
    for (const { currency, points } of trends?.money ?? []) {
      const days = await books.ask<{ on: string; deposit: bigint; owed: bigint }>(
        'select booked_on::text as on, deposit, -receivable as owed from balances where merchant_id = $1 and currency = $2 order by booked_on',
        [STORE, currency],
      );
      const told = points.map(({ on, depositMinor, owedMinor }) => ({
        on,
        deposit: depositMinor,
        owed: owedMinor,
      }));
      const last = days.at(-1);
      expect(told).toEqual(last === undefined || last.on === LAST ? days : [...days, { ...last, on: LAST }]);
    }
  });

  it('is not known of whom nobody knows', async () => {
    expect(await getTrends(books.database, REVIEWER, 'nobody')).toBeNull();
    expect(await getDecisions(books.database, REVIEWER, 'nobody')).toBeNull();
    expect(await getMerchantMoney(books.database, REVIEWER, 'nobody')).toBeNull();
  });
});

it('the money of a store adds up: what comes back by month, what is stopped, what is owed', async () => {
  const answer = await getMerchantMoney(books.database, REVIEWER, STORE);
  expect(answer?.money.map(({ currency }) => currency)).toEqual(['JPY', 'USD']);
  for (const money of answer?.money ?? []) {
    const back = money.depositBack.reduce((sum, month) => sum + month.amountMinor, 0n);
    expect(back + money.stoppedMinor).toBe(money.amounts.deposit);
    const [holds] = await books.ask<{ count: bigint }>(
      'select count(*) from holds where merchant_id = $1 and currency = $2 and amount_minor > 0',
      [STORE, money.currency],
    );
    const counted = money.depositBack.reduce((sum, month) => sum + month.holds, money.stoppedHolds);
    expect(counted).toBe(Number(holds?.count));
    expect(money.debts.reduce((sum, debt) => sum + debt.owedMinor, 0n)).toBe(-money.amounts.receivable);
    expect(money.coveredMinor <= money.exposureMinor && money.coveredMinor <= money.amounts.deposit).toBe(
      true,
    );
  }
  expect(answer?.money.some(({ depositBack }) => depositBack.length > 0)).toBe(true);
});

describe('what a store was told', () => {
  beforeAll(async () => {
    await books.ask(
      `insert into people (person_id, name, email, role, merchant_id)
       values ('sam', 'Sam', 'sam@example.com', 'seller', $1), ('kim', 'Kim', 'kim@example.com', 'seller', $1)`,
      [STORE],
    );
    for (const [seq, kind] of [
      [1, 'enrolled'],
      [2, 'tier_changed'],
      [3, 'cancelled'],
    ] as const)
      await books.ask(
        `insert into notices (merchant_id, notice_seq, kind, cause, happened_on, details) values ($1, $2, $3, $4, '2026-01-20', '{}')`,
        [STORE, seq, kind, `test ${seq}`],
      );
    await books.ask(
      `insert into notice_reads (merchant_id, notice_seq, person_id, read_at)
       values ($1, 2, 'sam', '2026-01-22T00:00Z'), ($1, 2, 'kim', '2026-01-21T00:00Z')`,
      [STORE],
    );
    await books.ask(
      `insert into mails (merchant_id, notice_seq, person_id, status, sent_at)
       values ($1, 2, 'sam', 'sent', '2026-01-20T09:00Z'), ($1, 2, 'kim', 'given_up', null), ($1, 3, 'sam', 'waiting', null)`,
      [STORE],
    );
  });

  it('is there with who read it first, and what became of its e-mails', async () => {
    const { notices, before } = await listStoreNotices(books.database, REVIEWER, STORE);
    const NONE = { sent: 0, waiting: 0, givenUp: 0, lastSentAt: null };
    expect(notices).toMatchObject([
      { kind: 'cancelled', readAt: null, mails: { ...NONE, waiting: 1 } },
      {
        kind: 'tier_changed',
        readAt: new Date('2026-01-21T00:00Z'),
        mails: { sent: 1, waiting: 0, givenUp: 1, lastSentAt: new Date('2026-01-20T09:00Z') },
      },
      { kind: 'enrolled', readAt: null, mails: NONE },
    ]);
    expect(before).toBeNull();
  });

  it('goes on page by page', async () => {
    const first = await listStoreNotices(books.database, REVIEWER, STORE, { limit: 2 });
    expect(first.before).toBe('2');
    const rest = await listStoreNotices(books.database, REVIEWER, STORE, { before: first.before });
    expect(rest.notices.map(({ kind }) => kind)).toEqual(['enrolled']);
  });
});

describe('what was decided on a store', () => {
  const WHY = 'The disputes were raised by one buyer, who is banned now.';
  beforeAll(async () => {
    await books.ask(
      `insert into people (person_id, name, email, role) values ('ann', 'Ann', 'ann@example.com', 'reviewer'), ('bob', 'Bob', 'bob@example.com', 'approver')`,
    );
  });
  const set = (until: string | null) =>
    books.ask(
      `update merchants set override_decision = 'eligible', override_tier = 'A', override_until = $2 where merchant_id = $1`,
      [STORE, until],
    );
  const decisions = () => getDecisions(books.database, REVIEWER, STORE);

  it('is nothing at first', async () => {
    expect(await decisions()).toMatchObject({ override: null, open: [] });
  });

  it('is the override as the books have it, with its two people where they are known', async () => {
    const until = addDays(LAST, 10);
    await set(until);
    expect((await decisions())?.override).toEqual({
      decision: 'eligible',
      tier: 'A',
      until,
      isOver: false,
      by: null,
    });
    await books.ask(
      `insert into proposals (proposal_id, kind, merchant_id, content, why, proposed_by, status, decided_by, decided_at, fact_id)
       values ('p1', 'override', $1, $2, $3, 'ann', 'approved', 'bob', '2026-02-01T00:00Z', 'f')`,
      [STORE, JSON.stringify({ decision: 'eligible', tier: 'A', until }), WHY],
    );
    expect((await decisions())?.override?.by).toEqual({
      ...{ proposalId: 'p1', proposer: 'Ann', approver: 'Bob', why: WHY },
      approvedAt: new Date('2026-02-01T00:00Z'),
    });
    // Another one is in force: nobody is named for it who did not decide it.
    await set(addDays(LAST, 20));
    expect((await decisions())?.override?.by).toBeNull();
  });

  it('is over once its end has come', async () => {
    await set(LAST);
    expect((await decisions())?.override?.isOver).toBe(true);
    await set(addDays(LAST, 1));
    expect((await decisions())?.override?.isOver).toBe(false);
    await set(null);
    expect((await decisions())?.override).toMatchObject({ until: null, isOver: false });
  });

  it('lists what waits for a decision', async () => {
    await books.ask(
      `insert into proposals (proposal_id, kind, merchant_id, content, why, proposed_by, proposed_at)
       values ('p2', 'adjustment', $1, '{"currency": "USD"}', $2, 'ann', '2026-02-02T00:00Z')`,
      [STORE, WHY],
    );
    expect((await decisions())?.open).toEqual([
      {
        proposalId: 'p2',
        kind: 'adjustment',
        why: WHY,
        proposedBy: 'Ann',
        proposedAt: new Date('2026-02-02T00:00Z'),
      },
    ]);
  });
});
