import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '@/engine/calendar';
import { ORDER_LISTS, type OrderList } from '@/engine/order-lists';
import { type ListedOrder, listOrders, MOST_LOOKED_AT, type OrdersQuestion } from '@/services/list-orders';
import { runDay } from '@/services/run-day';
import { setPolicy } from '@/services/set-policy';
import { OPERATOR, sellerOf } from '@/tests/actors';
import { apply, fact, makeBooks, type Raw, type TestBooks } from '@/tests/make-books';

const FIRST = '2026-01-02';
const LAST = addDays(FIRST, 12);

let books: TestBooks;

beforeAll(async () => {
  books = await makeBooks();
  await setPolicy(books.database, OPERATOR, {
    assessment: { min_store_age_days: 0, min_orders: 0, max_refund_bps: 10_000, max_dispute_bps: 10_000 },
    standard_release: { auto_confirm_days: 1, return_window_days: 1 },
  });
  await play();
});
afterAll(() => books.drop());

/** The number of an order with as many digits as the last. */
const named = (number: number) => `o${String(number).padStart(3, '0')}`;

/** What happens to the order of a number: a mix of everything, in two currencies, many on one day. */
function storyOf(number: number, on: string): Raw[] {
  const order = named(number);
  const told = (type: string, fields: object = {}) =>
    fact(`${type} ${order}`, type, on, { order, ...fields });
  const paid = told('order.paid', {
    ...{
      merchant: 'store',
      amount: 1000 + number,
      currency: number % 3 === 0 ? 'EUR' : 'USD',
      fee_bps: 1000,
    },
  });
  const refund = { refund: 'r', amount: 100, reason: 'seller_fault' };
  switch (number % 8) {
    case 0:
      return [paid];
    case 1:
      return [paid, told('order.cancelled')];
    case 2:
      return [paid, told('order.shipped'), told('dispute.opened', { dispute: 'd' })];
    case 3:
      return [paid, told('order.shipped'), told('order.delivered')];
    case 4:
      return [paid, told('refund.settled', { ...refund, amount: 1000 + number })];
    case 5:
      return [
        ...[paid, told('order.shipped'), told('refund.settled', refund)],
        fact(`again ${order}`, 'refund.settled', on, { ...refund, order, refund: 'again' }),
      ];
    default:
      return [paid, told('order.shipped')];
  }
}

async function play(): Promise<void> {
  const { database } = books;
  await apply(database, [
    fact('store', 'merchant.opened', '2026-01-01', { merchant: 'store' }),
    fact('other', 'merchant.opened', '2026-01-01', { merchant: 'other' }),
    fact('idle', 'merchant.opened', '2026-01-01', { merchant: 'idle' }),
  ]);
  let number = 0;
  for (let on = FIRST; on <= LAST; on = addDays(on, 1)) {
    await runDay(database, OPERATOR, on);
    // Some days are busier than a page is long; some have nothing.
    const orders = on === FIRST ? 60 : Number(on.slice(-1)) % 3 === 0 ? 0 : 12;
    const facts = Array.from({ length: orders }, () => storyOf(number++, on)).flat();
    await apply(database, facts);
  }
  await apply(database, [
    fact('foreign', 'order.paid', LAST, { order: 'o0', merchant: 'other', amount: 5, currency: 'USD' }),
  ]);
}

const ALL: OrdersQuestion = {
  ...{ which: 'all', currency: null, from: null, to: null, search: null, sort: 'newest', place: null },
};

/** Every order of a question, page by page. */
async function everyPage(question: Partial<OrdersQuestion>): Promise<ListedOrder[]> {
  const found: ListedOrder[] = [];
  let place: string | null = null;
  do {
    const page = await listOrders(books.database, sellerOf('store'), { ...ALL, ...question, place });
    if (page === null) throw new Error('no store');
    expect(page.orders.length).toBeLessThanOrEqual(25);
    if (page.nextPlace !== null) expect(page.orders.length).toBe(25);
    found.push(...page.orders);
    place = page.nextPlace;
  } while (place !== null);
  expect(new Set(found.map(({ orderId }) => orderId)).size, JSON.stringify(question)).toBe(found.length);
  return found;
}

/** What the database itself says of a question. */
async function idsWhere(condition: string): Promise<string[]> {
  const rows = await books.ask<{ order_id: string }>(
    `select order_id from orders where merchant_id = 'store' and ${condition} order by order_id`,
  );
  return rows.map((row) => row.order_id);
}

const CONDITIONS: Record<OrderList, string> = {
  all: 'true',
  waiting: "state = 'held'",
  unshipped: "state = 'held' and shipped_on is null",
  shipped: "state = 'held' and shipped_on is not null",
  released_early: "state = 'released_early'",
  released_standard: "state = 'released_standard'",
  released_closure: "state = 'released_closure'",
  disputed: 'open_disputes > 0',
  refunded: 'refunded_minor > 0',
  cancelled: "state = 'cancelled'",
};

const idsOf = (orders: ListedOrder[]) => orders.map(({ orderId }) => orderId);

describe('listOrders', () => {
  it.each(ORDER_LISTS)('finds all that are %s, each once, newest first and oldest first', async (which) => {
    const newest = idsOf(await everyPage({ which }));
    expect(newest.toSorted()).toEqual(await idsWhere(CONDITIONS[which]));
    expect(idsOf(await everyPage({ which, sort: 'oldest' }))).toEqual(newest.toReversed());
    if (which !== 'released_closure') expect(newest.length).toBeGreaterThan(which === 'all' ? 100 : 10);
  });

  it.each(ORDER_LISTS)('finds those that are %s in a currency, between two dates', async (which) => {
    const [from, to] = ['2026-01-04', '2026-01-08'];
    const inTime = `${CONDITIONS[which]} and paid_on between '${from}' and '${to}'`;
    const asked = { which, from, to };
    expect(idsOf(await everyPage(asked)).toSorted()).toEqual(await idsWhere(inTime));
    const inEuro = idsOf(await everyPage({ ...asked, currency: 'EUR' }));
    expect(inEuro.toSorted()).toEqual(await idsWhere(`${inTime} and currency = 'EUR'`));
  });

  it('finds an order by its id, and all whose ids begin so, by id', async () => {
    expect(idsOf(await everyPage({ search: 'o007' }))).toEqual(['o007']);
    const beginning = await everyPage({ search: 'o00', sort: 'oldest' });
    expect(idsOf(beginning)).toEqual(await idsWhere("order_id like 'o00_'"));
    const early = await everyPage({ search: 'o0', which: 'released_early' });
    expect(idsOf(early)).toEqual(
      (await idsWhere("state = 'released_early' and order_id like 'o0__'")).toReversed(),
    );
    expect(await everyPage({ search: 'zzz' })).toEqual([]);
    expect(await everyPage({ search: '%' })).toEqual([]);
  });

  it('counts what it finds', async () => {
    for (const currency of [null, 'EUR']) {
      const page = await listOrders(books.database, sellerOf('store'), { ...ALL, currency });
      for (const which of ORDER_LISTS) {
        if (which === 'refunded') continue;
        const inCurrency = currency === null ? 'true' : `currency = '${currency}'`;
        const ids = await idsWhere(`${CONDITIONS[which]} and ${inCurrency}`);
        expect(page?.counts[which], `${which} ${currency}`).toBe(ids.length);
      }
    }
  });

  it('tells what was paid out, what is frozen, and what comes next', async () => {
    const orders = new Map((await everyPage({})).map((order) => [order.orderId, order]));
    expect(orders.get('o006')).toMatchObject({
      ...{ state: 'released_early', currency: 'EUR', amountMinor: 1006n, releasedOn: addDays(FIRST, 4) },
      ...{ heldMinor: 0n, paidMinor: 814n, frozenMinor: 91n, disputedSince: null },
      next: { step: 'hold_release', on: addDays(FIRST, 60), paidMinor: 91n },
    });
    expect(orders.get('o002')).toMatchObject({
      ...{ state: 'held', heldMinor: 1002n, disputedSince: FIRST },
      next: { step: 'release', on: null },
    });
    expect(orders.get('o000')).toMatchObject({ next: { step: 'shipment', days: { days: 4 } } });
    expect(orders.get('o003')).toMatchObject({ state: 'released_standard', paidMinor: 903n });
    expect(orders.get('o004')).toMatchObject({ state: 'refunded', next: { because: 'refunded' } });
  });

  it('begins at the first where the place is none, and passes over a currency that is not there', async () => {
    const first = await listOrders(books.database, sellerOf('store'), ALL);
    for (const place of ['nonsense', '-1', '99999999999999999999'])
      expect(await listOrders(books.database, sellerOf('store'), { ...ALL, place })).toEqual(first);
    expect(await listOrders(books.database, sellerOf('store'), { ...ALL, currency: 'XXX' })).toEqual(first);
    expect(first?.currencies).toEqual(['EUR', 'USD']);
  });

  it('shows each seller the own orders', async () => {
    const other = await listOrders(books.database, sellerOf('other'), { ...ALL, search: 'o0' });
    expect(other?.orders.map(({ orderId }) => orderId)).toEqual(['o0']);
    expect(other?.counts.all).toBe(1);
    expect(await listOrders(books.database, sellerOf('idle'), ALL)).toMatchObject({
      orders: [],
      currencies: [],
    });
    expect(await listOrders(books.database, sellerOf('nobody'), ALL)).toBeNull();
  });

  it('stops looking where what is asked for is rare, and goes on from there', async () => {
    const many = MOST_LOOKED_AT + 1000;
    await books.ask(
      `insert into orders (merchant_id, order_id, currency, amount_minor, fee_bps, paid_on, state, held_minor, fee_minor,
         advanced_minor, refunded_minor, borne_minor, open_disputes)
       select 'idle', 'n' || lpad(number::text, 6, '0'), 'USD', 1, 0, date '2026-01-01', 'held', 1, 0, 0, 0, 0, 0
       from generate_series(1, ${many}) as number`,
    );
    await books.ask(
      "update orders set shipped_on = '2026-01-01' where merchant_id = 'idle' and order_id = 'n000007'",
    );
    const asked = { ...ALL, which: 'shipped' as const };
    const page = await listOrders(books.database, sellerOf('idle'), asked);
    expect(page).toMatchObject({ orders: [], isCutShort: true });
    const next = await listOrders(books.database, sellerOf('idle'), {
      ...asked,
      place: page?.nextPlace ?? null,
    });
    expect(next).toMatchObject({ orders: [{ orderId: 'n000007' }], isCutShort: false, nextPlace: null });
  });
});
