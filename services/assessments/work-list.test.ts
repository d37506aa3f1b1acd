import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATOR, staff } from '@/tests/actors';
import { apply, fact, makeBooks, type Raw, type TestBooks, violationsOf } from '@/tests/make-books';
import { addDays } from '../../engine/calendar';
import { WORK_REASONS } from '../../engine/work-list';
import { runDay } from '../run-day';
import { setPolicy } from '../set-policy';
import { keepWorkList } from './keep-work-list';
import { listWork, type WorkFilter, type WorkPage } from './list-work';

/** The work list of a small marketplace in which there is a store for each reason. */

const REVIEWER = staff('reviewer');
const FIRST = '2026-03-01';
const DAYS = 40;
const LAST = addDays(FIRST, DAYS);
const STORES = ['debtor', 'edge', 'quarrel', 'leaver', 'climber', 'newcomer', 'faller', 'quiet'];

let books: TestBooks;
let facts = 0;
const say = (type: string, on: string, fields: Record<string, unknown>): Raw => {
  facts += 1;
  return fact(`f${facts}`, type, on, fields);
};

/** An order paid and shipped on a day, of 100.00. */
function sold(merchant: string, order: string, on: string, currency = 'USD'): Raw[] {
  return [
    say('order.paid', on, { order, merchant, amount: 10_000, currency }),
    say('order.shipped', on, { order }),
  ];
}

function refunded(order: string, on: string): Raw {
  return say('refund.settled', on, { refund: `r ${order}`, order, amount: 10_000, reason: 'seller_fault' });
}

/** What arrives on each day, after its run. */
const ARRIVING: Record<string, () => Raw[]> = {
  [FIRST]: () => [
    ...STORES.filter((store) => store !== 'newcomer').flatMap((store) =>
      Array.from({ length: 10 }, (_, index) => sold(store, `${store} ${index}`, FIRST)).flat(),
    ),
    ...sold('debtor', 'debtor jpy', FIRST, 'JPY'),
    say('dispute.opened', FIRST, { order: 'quarrel 0', dispute: 'd' }),
    say('dispute.opened', FIRST, { order: 'edge 0', dispute: 'd' }),
    say('dispute.opened', FIRST, { order: 'edge 1', dispute: 'd' }),
    say('dispute.opened', FIRST, { order: 'climber 0', dispute: 'd' }),
    say('dispute.closed', FIRST, { order: 'climber 0', dispute: 'd' }),
  ],
  // What was paid out on the fourth day is taken away and then asked back.
  [addDays(FIRST, 5)]: () => [
    say('withdrawal.settled', addDays(FIRST, 5), { merchant: 'debtor', amount: 95_000, currency: 'USD' }),
    say('dispute.opened', addDays(FIRST, 5), { order: 'leaver 0', dispute: 'd' }),
  ],
  [addDays(FIRST, 6)]: () => [
    refunded('debtor 0', addDays(FIRST, 6)),
    refunded('debtor 1', addDays(FIRST, 6)),
  ],
  [addDays(FIRST, 7)]: () => [say('merchant.opted_out', addDays(FIRST, 7), { merchant: 'leaver' })],
  [addDays(LAST, -3)]: () => [
    // Its disputed order of ten is then one of many.
    ...Array.from({ length: 30 }, (_, index) => sold('climber', `more ${index}`, addDays(LAST, -3))).flat(),
  ],
  [addDays(LAST, -1)]: () => [
    ...Array.from({ length: 4 }, (_, index) =>
      say('dispute.opened', addDays(LAST, -1), { order: `faller ${index}`, dispute: 'd' }),
    ),
    ...sold('newcomer', 'newcomer 0', addDays(LAST, -1)),
  ],
};

beforeAll(async () => {
  books = await makeBooks();
  const { database } = books;
  await setPolicy(database, OPERATOR, {
    assessment: {
      ...{ min_orders: 1, min_store_age_days: 10, max_dispute_bps: 2000, max_refund_bps: 5000 },
      ...{ full_points_store_age_days: 10, cancel_after_failures: 2 },
      weights: { store_age: 0, dispute: 1, refund: 0, late_shipment: 0, feedback: 0 },
    },
    tiers: [
      { name: 'A', min_score: 80, release_after_days: 3, deposit_bps: 500 },
      { name: 'B', min_score: 0, release_after_days: 4, deposit_bps: 1000 },
    ],
    deposit: { release_days_after_shipment: 20 },
  });
  await apply(
    database,
    STORES.map((merchant) => say('merchant.opened', '2025-01-01', { merchant, name: `The ${merchant}` })),
  );
  for (let day = 0; day <= DAYS; day += 1) {
    const on = addDays(FIRST, day);
    await runDay(database, OPERATOR, on);
    await apply(database, ARRIVING[on]?.() ?? []);
  }
}, 120_000);
afterAll(() => books.drop());

const ask = (filter: Partial<WorkFilter> = {}, currency = 'USD') =>
  listWork(books.database, REVIEWER, { filter, currency });
const reasonsOf = (page: WorkPage) =>
  Object.fromEntries(page.items.map((item) => [item.merchantId, item.reasons]));

it('is empty, and says on how many stores it is out of date, before it is reckoned', async () => {
  const page = await ask();
  expect(page).toMatchObject({ items: [], count: 0, outOfDate: STORES.length, today: LAST });
  expect(await keepWorkList(books.database, OPERATOR)).toBe(STORES.length);
  expect(await keepWorkList(books.database, OPERATOR)).toBe(0);
});

it('has each store for its reasons, and no store without one', async () => {
  const page = await ask();
  expect(reasonsOf(page)).toEqual({
    debtor: ['in_debt'],
    edge: ['near_limit', 'long_dispute'],
    quarrel: ['long_dispute'],
    leaver: ['long_dispute', 'deposit_late'],
    climber: ['tier_changed'],
    newcomer: ['near_limit', 'newly_eligible'],
    faller: ['newly_failing'],
  });
  expect(page.outOfDate).toBe(0);
  const edge = page.items.find((item) => item.merchantId === 'edge');
  // Two of ten are 20%, which is the limit: a third dispute crosses it.
  expect(edge).toMatchObject({
    near: [{ metric: 'dispute_bps', value: 2000, limit: 2000, left: 1 }],
    longDisputes: 2,
  });
});

it('counts each reason as its filter lists it', async () => {
  const all = await ask();
  expect(all.any).toBe(7);
  for (const reason of WORK_REASONS) {
    const page = await ask({ reason });
    expect(page.items.length).toBe(all.byReason[reason]);
    expect(page.count).toBe(all.byReason[reason]);
    expect(page.byReason).toEqual(all.byReason);
    expect(page.items.every((item) => item.reasons.includes(reason))).toBe(true);
    expect(all.byReason[reason]).toBeGreaterThan(0);
  }
});

it('says how much is at stake, and of what, and goes by it in the currency asked for', async () => {
  const page = await ask();
  const stakes = page.items.map((item) => item.atStakeMinor);
  expect(stakes).toEqual(stakes.toSorted((a, b) => Number(b - a)));
  const debtor = page.items.find((item) => item.merchantId === 'debtor');
  const [usd] = debtor?.money ?? [];
  expect(usd).toMatchObject({ currency: 'USD', owedSince: addDays(FIRST, 6) });
  expect(usd?.owedMinor).toBeGreaterThan(0n);
  for (const { money } of page.items)
    for (const each of money)
      expect(each.atStakeMinor).toBe(each.heldMinor + each.depositMinor + each.owedMinor + each.atRiskMinor);
  const yen = await ask({}, 'JPY');
  expect(yen.currency).toBe('JPY');
  expect(yen.items[0]?.merchantId).toBe('debtor');
  expect(yen.items[0]?.money[0]?.currency).toBe('JPY');
  // Any other currency is the one in which most stores have something at stake.
  expect((await ask({}, 'KWD')).currency).toBe('USD');
});

it('says what a long dispute and a late deposit are about', async () => {
  const { items } = await ask({ reason: 'deposit_late' });
  expect(items).toMatchObject([
    { merchantId: 'leaver', longDisputes: 1, oldestDisputeOn: addDays(FIRST, 5), enrolment: 'cancelled' },
  ]);
  // One order of 100.00, of which a tier's share is frozen; the dispute keeps it past its date.
  expect(items[0]?.money[0]).toMatchObject({ disputedMinor: 10_000n });
  expect(items[0]?.money[0]?.depositLateMinor).toBeGreaterThan(0n);
});

it.each<[Partial<WorkFilter>, string[]]>([
  [{ search: 'EDG' }, ['edge']],
  [{ enrolment: 'cancelled' }, ['leaver']],
  [{ isInDebt: true }, ['debtor']],
  [{ outcome: 'not_eligible' }, ['faller', 'leaver']],
  [{ failedGate: 'dispute_bps' }, ['faller']],
  [{ tier: 'nowhere' }, []],
  [{ search: 'quiet' }, []],
])('keeps those of the filter %o', async (filter, stores) => {
  const page = await ask(filter);
  expect(page.items.map((item) => item.merchantId).sort()).toEqual(stores);
  expect(page.count).toBe(stores.length);
});

it('goes on page by page, and back', async () => {
  const all = (await ask()).items.map((item) => item.merchantId);
  const page = (cursor: string | null) =>
    listWork(books.database, REVIEWER, { currency: 'USD', cursor, limit: 3 });
  const first = await page(null);
  const second = await page(first.nextCursor);
  const third = await page(second.nextCursor);
  expect([first, second, third].flatMap(({ items }) => items.map((item) => item.merchantId))).toEqual(all);
  expect(first.previousCursor).toBeNull();
  expect(third.nextCursor).toBeNull();
  expect((await page(third.previousCursor)).items).toEqual(second.items);
  expect((await page('nonsense')).items).toEqual(first.items);
});

describe('the books move on', () => {
  it('and what has changed is reckoned anew, and nothing else', async () => {
    await apply(books.database, [
      say('adjustment.posted', LAST, { merchant: 'debtor', amount: 50_000, currency: 'USD' }),
    ]);
    expect((await ask()).outOfDate).toBe(1);
    expect((await ask({ reason: 'in_debt' })).items).toHaveLength(1);
    expect(await keepWorkList(books.database, OPERATOR)).toBe(1);
    expect((await ask({ reason: 'in_debt' })).items).toEqual([]);
    await runDay(books.database, OPERATOR, addDays(LAST, 1));
    expect((await ask()).outOfDate).toBe(STORES.length);
    expect(await keepWorkList(books.database, OPERATOR)).toBe(STORES.length);
  });

  it('the same day’s run again is seen too', async () => {
    await runDay(books.database, OPERATOR, addDays(LAST, 1));
    const { outOfDate } = await ask();
    expect(await keepWorkList(books.database, OPERATOR)).toBe(outOfDate);
  });

  it('verify reckons anew what says that it is up to date, and only that', async () => {
    expect(await violationsOf(books.database)).toEqual([]);
    await books.ask("update work_list set reasons = '{near_limit}' where merchant_id = 'quiet'");
    await books.ask("update work_money set disputed_minor = 7 where merchant_id = 'edge'");
    expect(await violationsOf(books.database)).toEqual([
      'The work list is what the books come to: work_list edge; work_list quiet',
    ]);
    await books.ask("update work_list set reckoned_on = '2026-01-01' where merchant_id in ('quiet', 'edge')");
    expect(await violationsOf(books.database)).toEqual([]);
  });
});
