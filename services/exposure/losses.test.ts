import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays } from '@/engine/calendar';
import { runDay } from '@/services/run-day';
import { setPolicy } from '@/services/set-policy';
import { OPERATOR, staff } from '@/tests/actors';
import { apply, fact, makeBooks, type TestBooks } from '@/tests/make-books';
import { getCoverage } from './get-coverage';
import { getLosses } from './get-losses';
import { listDebts } from './list-debts';

/** One store under two policies, its losses worked out by hand. */

const FIRST = '2026-03-01';
const on = (day: number) => addDays(FIRST, day);
const AUDITOR = staff('auditor');
const STORE = 'store';

let books: TestBooks;
let said = 0;
const say = (type: string, day: number, fields: Record<string, unknown>) => {
  said += 1;
  return fact(`f${said}`, type, on(day), fields);
};
const sold = (order: string, day: number, amount = 10_000) => [
  say('order.paid', day, { order, merchant: STORE, amount, currency: 'USD' }),
  say('order.shipped', day, { order }),
];
const refund = (order: string, day: number, amount: number, reason: string) =>
  say('refund.settled', day, { refund: `of ${said}`, order, amount, reason });

/** Everything that can be withdrawn is. */
async function withdraw(day: number) {
  const [row] = await books.ask<{ payment_account: string }>(
    'select payment_account::text from balances order by booked_on desc limit 1',
  );
  const amount = Number(row?.payment_account);
  await apply(books.database, [say('withdrawal.settled', day, { merchant: STORE, amount, currency: 'USD' })]);
}

async function runTo(from: number, to: number) {
  for (let day = from; day <= to; day += 1) await runDay(books.database, OPERATOR, on(day));
}

beforeAll(async () => {
  books = await makeBooks();
  const { database } = books;
  await setPolicy(database, OPERATOR, {
    ...{ assessment: { min_store_age_days: 0, min_orders: 0, max_refund_bps: 10_000 } },
    tiers: [{ name: 'A', min_score: 0, release_after_days: 1, deposit_bps: 1000 }],
  });
  await apply(database, [say('merchant.opened', -400, { merchant: STORE })]);
  await runTo(0, 0);
  await apply(database, [...sold('one', 0), ...sold('two', 0)]);
  await runTo(1, 1);
  // Paid out 9000 each, frozen 1000 each. It takes 3000 back from accounts that hold 18000: found.
  await apply(database, [refund('one', 1, 3000, 'seller_fault')]);
  await withdraw(1);
  // 2500 against two holds of 1000: 500 is owed.
  await apply(database, [refund('two', 1, 2500, 'seller_fault')]);
  // From here on under another policy, which freezes 20%.
  await setPolicy(database, OPERATOR, {
    ...{ assessment: { min_store_age_days: 0, min_orders: 0, max_refund_bps: 10_000 } },
    tiers: [{ name: 'B', min_score: 0, release_after_days: 1, deposit_bps: 2000 }],
  });
  await runTo(2, 2);
  await apply(database, sold('three', 2, 400));
  // Of 400, 80 are frozen and 320 pay the debt: 180 is left.
  await runTo(3, 3);
  // 50 of its own 80 frozen: enough. And the marketplace bears 700 of an order that the first policy released.
  await apply(database, [refund('three', 3, 50, 'seller_fault'), refund('two', 3, 700, 'goodwill')]);
  // 100 of the marketplace's own, written off; 80 is still owed.
  await apply(database, [
    say('receivable.written_off', 3, { merchant: STORE, amount: 100, currency: 'USD' }),
  ]);
});
afterAll(() => books.drop());

it('puts each loss under the policy that its order was released under', async () => {
  const { versions, all } = await getLosses(books.database, AUDITOR, 'USD');
  const figures = versions.map((each) => [
    ...[each.orders, each.early, each.lossOrders].map(BigInt),
    ...[each.releasedMinor, each.platformMinor, each.shortfallMinor, each.recoveredMinor],
    ...[each.writtenOffMinor, each.owedMinor, each.netMinor],
  ]);
  expect(versions.map(({ policyVersion }) => policyVersion)).toEqual([3, 2]);
  expect(figures).toEqual([
    [1n, 1n, 0n, 400n, 0n, 0n, 0n, 0n, 0n, 0n],
    [2n, 2n, 1n, 20_000n, 700n, 500n, 320n, 100n, 80n, 880n],
  ]);
  expect(all.netMinor).toBe(880n);
  const [, old] = versions;
  expect(old?.rate).toMatchObject({ bps: 440, lowBps: null, highBps: null, isFew: true });
});

it('counts what deductions found, by the tier and the policy of the order’s release', async () => {
  const { overall, byTier, byVersion } = await getCoverage(books.database, AUDITOR, 'USD');
  const counts = ({ deposit, all }: typeof overall) => [deposit.hits, deposit.cases, all.hits, all.cases];
  expect(counts(overall)).toEqual([1, 2, 2, 3]);
  expect([overall.askedMinor, overall.gaveMinor]).toEqual([2550n, 2050n]);
  // Tier A is no more: it stands after those that the policy has.
  expect(byTier.map((each) => [each.tier, ...counts(each)])).toEqual([
    ['B', 1, 1, 1, 1],
    ['A', 0, 1, 1, 2],
  ]);
  expect(byVersion.map((each) => [each.policyVersion, ...counts(each)])).toEqual([
    [3, 1, 1, 1, 1],
    [2, 0, 1, 1, 2],
  ]);
});

it('owes the rest since the deduction that found too little', async () => {
  const debts = await listDebts(books.database, AUDITOR, {
    ...{ currency: 'USD', age: null, stores: null, cursor: null },
  });
  expect(debts?.debtors).toMatchObject([{ merchantId: STORE, owedMinor: 80n, since: on(1) }]);
});

it('says nothing of a currency that nothing was released in', async () => {
  const { versions, all } = await getLosses(books.database, AUDITOR, 'EUR');
  expect([versions, all.netMinor, all.rate.bps]).toEqual([[], 0n, null]);
  expect((await getCoverage(books.database, AUDITOR, 'EUR')).overall.all.cases).toBe(0);
});
