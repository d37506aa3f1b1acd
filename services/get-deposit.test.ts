import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '@/db/client';
import { migrate } from '@/db/migrate';
import { type Capital, getCapital } from '@/services/get-capital';
import { type Deposit, type DepositQuestion, getDeposit } from '@/services/get-deposit';
import { recordFacts } from '@/services/record-facts';
import { runDay } from '@/services/run-day';
import { setPolicy } from '@/services/set-policy';
import { OPERATOR, sellerOf } from '@/tests/actors';
import { createTestDatabase, type TestDatabase } from '@/tests/database';

let made: TestDatabase;
let database: Database;

beforeAll(async () => {
  made = await createTestDatabase();
  await migrate(made.ownerUrl);
  database = openDatabase(made.ownerUrl);
  await setPolicy(database, OPERATOR, {
    timezone: 'UTC',
    assessment: { min_store_age_days: 0, min_orders: 0, max_refund_bps: 10_000, max_dispute_bps: 10_000 },
    tiers: [{ name: 'A', min_score: 0, release_after_days: 3, deposit_bps: 1000 }],
  });
  await play();
});

afterAll(async () => {
  await database.close();
  await made.drop();
});

let facts = 0;

/** Records facts on a day, each with an id of its own. */
async function record(on: string, ...contents: Record<string, unknown>[]): Promise<void> {
  const answers = await recordFacts(
    database,
    OPERATOR,
    contents.map((content) => {
      facts += 1;
      return { id: `f${facts}`, at: `${on}T12:00:00Z`, ...content };
    }),
  );
  expect(answers.map((answer) => answer.status)).toEqual(contents.map(() => 'applied'));
}

const paid = (order: string, amount: number) => ({
  ...{ type: 'order.paid', order, merchant: 'store', amount, currency: 'USD', fee_bps: 1000 },
});
const shipped = (order: string) => ({ type: 'order.shipped', order });

/** Two orders paid out early; a refund takes both their holds and more; a third; a dispute; the store closes. */
async function play(): Promise<void> {
  await record('2026-01-01', { type: 'merchant.opened', merchant: 'store', name: 'A store' });
  await record('2026-01-01', { type: 'merchant.opened', merchant: 'idle' });
  await runDay(database, OPERATOR, '2026-01-02');
  await record('2026-01-02', paid('o1', 10_000), shipped('o1'), paid('o2', 20_000));
  await runDay(database, OPERATOR, '2026-01-03');
  await record('2026-01-03', shipped('o2'));
  for (const day of ['2026-01-04', '2026-01-05', '2026-01-06']) await runDay(database, OPERATOR, day);
  await record('2026-01-06', {
    type: 'withdrawal.settled',
    merchant: 'store',
    amount: 24_300,
    currency: 'USD',
  });
  await runDay(database, OPERATOR, '2026-01-07');
  await record('2026-01-07', {
    ...{ type: 'refund.settled', refund: 'r1', order: 'o1', amount: 5000, reason: 'seller_fault' },
  });
  await record('2026-01-07', paid('o3', 30_000), shipped('o3'), paid('o4', 1000), shipped('o4'));
  for (const day of ['2026-01-08', '2026-01-09', '2026-01-10']) await runDay(database, OPERATOR, day);
  await record('2026-01-10', { type: 'dispute.opened', dispute: 'd1', order: 'o4' });
  await runDay(database, OPERATOR, '2026-01-11');
  await record('2026-01-11', { type: 'merchant.closed', merchant: 'store', reason: 'withdrawn' });
  await runDay(database, OPERATOR, '2026-01-12');
}

async function deposit(question: Partial<DepositQuestion> = {}): Promise<Deposit> {
  const asked: DepositQuestion = {
    ...{ currency: null, asOf: null, from: null, which: 'open', orderId: null, place: null },
    ...question,
  };
  const answer = await getDeposit(database, sellerOf('store'), asked);
  if (answer === null || !('currency' in answer)) throw new Error('no deposit');
  return answer;
}

async function capital(asOf: string | null = null, from: bigint | null = null): Promise<Capital> {
  const answer = await getCapital(database, sellerOf('store'), {
    currency: null,
    asOf,
    entries: { at: from },
  });
  if (answer === null || !('currency' in answer)) throw new Error('no capital');
  return answer;
}

describe('getDeposit', () => {
  it('is what is left of each hold, by the date on which it comes back', async () => {
    const now = await deposit();
    expect(now.depositMinor).toBe(2790n);
    expect(now.holds.map((hold) => [hold.orderId, hold.leftMinor, hold.releaseOn])).toEqual([
      ['o3', 2700n, '2026-07-06'],
      ['o4', 90n, '2026-07-06'],
    ]);
    expect(now.holds[0]?.releaseRule).toEqual({ by: 'closure', days: 180 });
    expect(now.holds[0]?.disputedSince).toBeNull();
    expect(now.holds[1]?.disputedSince).toBe('2026-01-10');
    expect(now.coming).toEqual({ next: { on: '2026-07-06', minor: 2700n }, openHolds: 2 });
  });

  it('explains the change of a period by its entries', async () => {
    const { period } = await deposit({ from: '2026-01-06' });
    expect(period).toEqual({
      from: '2026-01-06',
      to: '2026-01-12',
      openingMinor: 900n,
      frozenMinor: 1800n + 2700n + 90n,
      deductedMinor: 2700n,
      givenBackMinor: 0n,
      closingMinor: 2790n,
      unexplainedMinor: 0n,
    });
  });

  it('is as it was at the end of a past date', async () => {
    const then = await deposit({ asOf: '2026-01-06' });
    expect(then.depositMinor).toBe(2700n);
    expect(then.standing).toEqual({ enrolment: 'enrolled', tier: 'A', endedOn: null });
    expect(then.coming).toBeNull();
    expect(then.holds.map((hold) => [hold.orderId, hold.leftMinor, hold.releaseOn, hold.movements])).toEqual([
      ['o2', 1800n, '2026-03-04', []],
      ['o1', 900n, '2026-03-03', []],
    ]);
    expect(then.holds[0]?.releaseRule).toEqual({ by: 'shipment', days: 60 });
    expect((await deposit({ asOf: '2026-01-04' })).holds).toEqual([]);
  });

  it('tells what was deducted, and for whose refund', async () => {
    const all = await deposit({ which: 'all' });
    expect(all.holds.map((hold) => hold.orderId)).toEqual(['o4', 'o3', 'o2', 'o1']);
    const [, , second, first] = all.holds;
    expect(first?.movements).toEqual([
      ...[
        {
          entrySeq: 6n,
          kind: 'deducted',
          bookedOn: '2026-01-07',
          amountMinor: 900n,
          otherOrderId: null,
          refundReason: 'seller_fault',
        },
      ],
    ]);
    expect(second?.movements[0]).toMatchObject({ amountMinor: 1800n, otherOrderId: 'o1' });
  });

  it('finds the hold of one order, and none for a stranger’s', async () => {
    expect((await deposit({ orderId: 'o2' })).holds.map((hold) => hold.orderId)).toEqual(['o2']);
    expect((await deposit({ orderId: 'o2', asOf: '2026-01-05' })).holds).toEqual([]);
    expect((await deposit({ orderId: 'unknown' })).holds).toEqual([]);
  });

  it('has no currency for a store without money, and knows no store that has not opened', async () => {
    const asked = {
      currency: null,
      asOf: null,
      from: null,
      which: 'open',
      orderId: null,
      place: null,
    } as const;
    expect(await getDeposit(database, sellerOf('idle'), asked)).toMatchObject({ currencies: [] });
    expect(await getDeposit(database, sellerOf('nobody'), asked)).toBeNull();
  });
});

describe('getCapital', () => {
  it('adds up to zero, now and then', async () => {
    const now = await capital();
    expect(now.sumMinor).toBe(0n);
    expect(now.balances.deposit).toBe(2790n);
    // The first of what o3 brought paid back what the refund had left owing.
    expect(now.balances).toMatchObject({ receivable: 0n, payment_account: 24_300n + 810n - 1800n });
    const then = await capital('2026-01-07');
    expect(then.sumMinor).toBe(0n);
    expect(then.balances).toMatchObject({ receivable: -1800n, payment_account: 0n, deposit: 0n });
    expect(then.entries[0]?.bookedOn).toBe('2026-01-07');
  });

  it('pages through the entries, each once', async () => {
    const now = await capital();
    const newest = now.entries[0]?.entrySeq ?? 0n;
    const places = now.entries.map((entry) => entry.entrySeq);
    expect(places).toEqual(places.toSorted((a, b) => (a > b ? -1 : 1)));
    const from = await capital(null, newest - 3n);
    expect(from.entries.map((entry) => entry.entrySeq)).toEqual(places.slice(3));
  });
});

describe('what comes next', () => {
  it('is decided by the engine on what waits', async () => {
    const merchant = 'second';
    await record('2026-01-12', { type: 'merchant.opened', merchant });
    await runDay(database, OPERATOR, '2026-01-13');
    await record(
      '2026-01-13',
      { type: 'order.paid', order: 's1', merchant, amount: 10_000, currency: 'EUR', fee_bps: 500 },
      shipped('s1'),
    );
    const asked = { currency: 'EUR', asOf: null };
    const before = await getCapital(database, sellerOf(merchant), asked);
    expect(before).toMatchObject({
      calendar: {
        next: { release: { on: '2026-01-16', paidMinor: 8550n, frozenMinor: 950n }, deposit: null },
        openHolds: 0,
      },
    });
    for (const day of ['2026-01-14', '2026-01-15', '2026-01-16']) await runDay(database, OPERATOR, day);
    const after = await getCapital(database, sellerOf(merchant), asked);
    expect(after).toMatchObject({ balances: { payment_account: 8550n, deposit: 950n, order_funds: 0n } });
  });
});
