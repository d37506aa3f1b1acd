import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '@/engine/calendar';
import { recordFacts } from '@/services/record-facts';
import { runDay } from '@/services/run-day';
import { OPERATOR, staff } from '@/tests/actors';
import { apply, fact, makeBooks, type TestBooks } from '@/tests/make-books';
import { listDebts } from './list-debts';
import { listExits } from './list-exits';
import { listOldCases } from './list-old-cases';
import { sumExits } from './sum-exits';

/** A store that takes no part, whose orders are stuck in every way; and one that closes in debt. */

const ON = '2026-06-30';
const ago = (days: number) => addDays(ON, -days);
const REVIEWER = staff('reviewer');

let books: TestBooks;
let said = 0;
const say = (type: string, on: string, fields: Record<string, unknown>) => {
  said += 1;
  return fact(`f${said}`, type, on, fields);
};
const paid = (order: string, on: string, shipBy: string | null = null, merchant = 'young') =>
  say('order.paid', on, {
    ...{ order, merchant, amount: 1000 + said, currency: 'USD' },
    ...(shipBy === null ? {} : { ship_by: `${shipBy}T04:00:00Z` }),
  });
const shipped = (order: string, on: string) => say('order.shipped', on, { order });

beforeAll(async () => {
  books = await makeBooks();
  const { database } = books;
  await apply(database, [
    say('merchant.opened', ago(100), { merchant: 'young' }),
    say('merchant.opened', ago(900), { merchant: 'old', name: 'An old store' }),
    ...[paid('received', ago(90)), shipped('received', ago(89))],
    say('order.delivered', ago(19), { order: 'received' }),
    ...[paid('lost', ago(61)), shipped('lost', ago(60))],
    ...[paid('under-way', ago(61)), shipped('under-way', ago(59))],
    ...[paid('forgotten', ago(30), ago(15)), paid('late', ago(30), ago(14))],
    ...[paid('undated', ago(60)), paid('undated-yet', ago(59))],
    ...[paid('argued', ago(99)), shipped('argued', ago(98))],
    say('dispute.opened', ago(61), { dispute: 'd', order: 'argued' }),
    ...[paid('argued-lately', ago(99)), shipped('argued-lately', ago(98))],
    say('dispute.opened', ago(60), { dispute: 'd', order: 'argued-lately' }),
    // Let in by a decision: its order is paid out early, withdrawn, and comes back.
    say('override.set', ago(40), { merchant: 'old', decision: 'eligible', tier: 'A' }),
    ...[paid('early', ago(20), null, 'old'), shipped('early', ago(19))],
    say('order.paid', ago(4), { order: 'small', merchant: 'old', amount: 200, currency: 'USD' }),
    shipped('small', ago(3)),
  ]);
  await runDay(database, OPERATOR, ago(1));
  const [balance] = await books.ask<{ payment_account: string }>(
    "select payment_account::text from balances where merchant_id = 'old' order by booked_on desc limit 1",
  );
  await apply(database, [
    say('withdrawal.settled', ago(1), {
      ...{ merchant: 'old', amount: Number(balance?.payment_account), currency: 'USD' },
    }),
    say('refund.settled', ago(1), { refund: 'r', order: 'early', amount: 900, reason: 'seller_fault' }),
  ]);
  await runDay(database, OPERATOR, ON);
  await recordFacts(database, OPERATOR, [
    // One waits for ever; one wakes and is refused.
    say('order.shipped', ON, { order: 'nobody-paid-this' }),
    say('refund.settled', ON, { refund: 'r', order: 'too-small', amount: 900_000, reason: 'goodwill' }),
    paid('too-small', ON),
  ]);
});
afterAll(() => books.drop());

const NOW = new Date();
const list = async (ask: { cursor?: string | null; limit?: number } = {}) =>
  listExits(books.database, REVIEWER, { currency: 'USD', reason: null, cursor: null, ...ask });

describe('money without an exit', () => {
  it('is found, and nothing else is', async () => {
    const page = await list();
    expect(page?.rows.map(({ orderId, reason, since }) => [orderId, reason, since])).toEqual([
      ['forgotten', 'not_shipped', ON],
      ['lost', 'not_received', ON],
      ['undated', 'not_shipped', ON],
    ]);
    expect(page?.next).toBeNull();
    const sums = await sumExits(books.database, REVIEWER);
    expect(sums).toMatchObject({ on: ON, isRunning: false, usualDays: 60, lateDays: 14 });
    expect(sums?.sums.map(({ reason, count }) => [reason, count])).toEqual([
      ['not_shipped', 2],
      ['not_received', 1],
    ]);
  });

  it('is listed a page at a time, by reason where asked, and from the start where the cursor is none', async () => {
    const first = await list({ limit: 2 });
    const second = await list({ limit: 2, cursor: first?.next });
    expect([...(first?.rows ?? []), ...(second?.rows ?? [])].map(({ orderId }) => orderId)).toEqual([
      ...['forgotten', 'lost', 'undated'],
    ]);
    expect(second?.next).toBeNull();
    expect((await list({ limit: 2, cursor: 'nonsense' }))?.rows).toEqual(first?.rows);
    const lost = await listExits(books.database, REVIEWER, {
      ...{ currency: 'USD', reason: 'not_received', cursor: null },
    });
    expect(lost?.rows.map(({ orderId }) => orderId)).toEqual(['lost']);
    const none = { currency: 'EUR', reason: null, cursor: null };
    expect((await listExits(books.database, REVIEWER, none))?.rows).toEqual([]);
  });
});

describe('open cases that grow old', () => {
  it('are told with the money that they stop', async () => {
    const cases = await listOldCases(books.database, REVIEWER, 'USD', NOW);
    expect(cases?.disputes).toMatchObject({ count: 1, rows: [{ orderId: 'argued', openedOn: ago(61) }] });
    expect(cases?.disputes.stoppedMinor).toBe(cases?.disputes.rows[0]?.heldMinor);
    expect(cases?.lateShipments.count).toBe(1);
    expect(cases?.parked).toEqual({ count: 0, rows: [] });
    expect(cases?.refused.rows).toMatchObject([{ type: 'refund.settled', code: 'over_refund' }]);
    expect(cases?.closedDebts).toEqual({ stores: 0, owedMinor: 0n });
  });

  it('are old when they have waited: facts by the clock, not by their dates', async () => {
    const later = new Date(NOW.getTime() + 8 * 86_400_000);
    const cases = await listOldCases(books.database, REVIEWER, 'USD', later);
    expect(cases?.parked).toMatchObject({
      count: 1,
      rows: [{ type: 'order.shipped', awaitedKind: 'order', awaitedId: 'nobody-paid-this' }],
    });
    const muchLater = new Date(NOW.getTime() + 100 * 86_400_000);
    expect((await listOldCases(books.database, REVIEWER, 'USD', muchLater))?.refused.count).toBe(0);
  });
});

describe('what goes past its date', () => {
  it('is a fault where no run took it, and none while a run is under way or a fact of the day came', async () => {
    const { database } = books;
    await books.ask('update marketplace set open_on = open_on + 90');
    await books.ask(`update runs set run_on = run_on + 90 where run_on = '${ON}'`);
    const overdue = async () =>
      (await list())?.rows.flatMap((row) =>
        row.reason.endsWith('overdue') ? [[row.orderId, row.reason]] : [],
      );
    expect(await overdue()).toEqual([
      ['small', 'hold_overdue'],
      ['received', 'order_overdue'],
    ]);
    await apply(database, [say('feedback.left', addDays(ON, 90), { order: 'received', positive: true })]);
    expect(await overdue()).toEqual([['small', 'hold_overdue']]);
    await books.ask('update marketplace set is_running = true');
    expect(await overdue()).toEqual([]);
    await books.ask('update marketplace set is_running = false');
  });

  it('leaves the debts of a closed store apart', async () => {
    const { database } = books;
    const ask = { currency: 'USD', age: null, stores: null, cursor: null } as const;
    const before = await listDebts(database, REVIEWER, ask);
    expect(before?.open.stores).toBe(1);
    await apply(database, [
      say('merchant.closed', addDays(ON, 90), { merchant: 'old', reason: 'liquidated' }),
    ]);
    const after = await listDebts(database, REVIEWER, ask);
    expect([after?.open.stores, after?.closed]).toEqual([0, before?.open]);
    expect(after?.ages.map(({ closed }) => closed.stores)).toEqual([0, 0, 0, 0, 1]);
    expect((await listDebts(database, REVIEWER, { ...ask, stores: 'open' }))?.debtors).toEqual([]);
    expect((await listDebts(database, REVIEWER, { ...ask, age: 'days_8_30' }))?.count).toBe(0);
    const cases = await listOldCases(database, REVIEWER, 'USD', NOW);
    expect(cases?.closedDebts).toEqual(before?.open);
  });
});
