import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATOR, staff } from '@/tests/actors';
import { makeBusyStore, STORE } from '@/tests/busy-store';
import { apply, fact, makeBooks, type Raw, type TestBooks } from '@/tests/make-books';
import { addDays } from '../../engine/calendar';
import { COUNTED, type Counted } from '../../engine/counted';
import { runDay } from '../run-day';
import { type CountedRow, listCounted } from './list-counted';

/** The orders behind each number of an assessment: as many as the number says, however late what changes them comes. */

const REVIEWER = staff('reviewer');
let books: TestBooks;

async function everyRow(
  merchant: string,
  on: string | null,
  counted: Counted,
  limit = 7,
): Promise<CountedRow[]> {
  const rows: CountedRow[] = [];
  for (let place: string | null = null; ; ) {
    const page = await listCounted(books.database, REVIEWER, merchant, { counted, on, place, limit });
    if (page === null) throw new Error('no such assessment');
    rows.push(...page.rows);
    place = page.nextPlace;
    if (place === null) return rows;
  }
}

async function expectEqual(merchant: string, on: string): Promise<Record<Counted, number>> {
  const page = await listCounted(books.database, REVIEWER, merchant, { counted: 'orders', on });
  if (page === null) throw new Error('no such assessment');
  for (const counted of COUNTED) {
    const rows = await everyRow(merchant, on, counted);
    expect(rows.length, `${counted} on ${on}`).toBe(page.counts[counted]);
    const places = rows.map(({ place }) => `${place.on} ${place.id}`);
    expect(new Set(places).size).toBe(rows.length);
    expect(rows.map(({ place }) => place.on)).toEqual(
      rows
        .map(({ place }) => place.on)
        .toSorted()
        .toReversed(),
    );
  }
  return page.counts;
}

describe('of a busy store', () => {
  beforeAll(async () => {
    books = await makeBusyStore();
  }, 120_000);
  afterAll(() => books.drop());

  it('each number opens to as many', async () => {
    const dates = await books.ask<{ on: string }>(
      'select assessed_on::text as on from assessments where merchant_id = $1 order by assessed_on',
      [STORE],
    );
    const seen: Record<string, number> = {};
    for (const { on } of dates.filter((_date, index) => index % 5 === 0 || index === dates.length - 1))
      for (const [counted, count] of Object.entries(await expectEqual(STORE, on)))
        seen[counted] = Math.max(seen[counted] ?? 0, count);
    expect(seen.orders).toBeGreaterThan(20);
    expect(seen.disputed).toBeGreaterThan(0);
    expect(seen.refunded).toBeGreaterThan(0);
  });
});

describe('of a store whose facts come late', () => {
  const D = '2026-03-10';
  let facts = 0;
  const say = (type: string, on: string, fields: Record<string, unknown>): Raw => {
    facts += 1;
    return fact(`f${facts}`, type, on, fields);
  };
  const sold = (order: string, on: string, extra: Record<string, unknown> = {}): Raw[] => [
    say('order.paid', on, { order, merchant: 'm', amount: 500, currency: 'USD', ...extra }),
    say('order.shipped', on, { order }),
  ];
  const ids = async (counted: Counted, on: string) =>
    (await everyRow('m', on, counted)).map((row) => row.orderId).sort();

  beforeAll(async () => {
    books = await makeBooks();
    const { database } = books;
    await apply(database, [
      say('merchant.opened', '2025-01-01', { merchant: 'm' }),
      ...sold('plain', '2026-03-01'),
      ...sold('late', '2026-03-02', { ship_by: '2026-03-01T04:00:00Z' }),
      ...sold('disputed', '2026-03-03'),
      ...sold('refunded', '2026-03-04'),
      ...sold('moved out', '2026-03-05'),
      ...sold('moved in', '2025-09-01'),
      ...sold('on the day', D),
      ...sold('too old', '2025-12-09'),
      ...sold('just in', '2025-12-10'),
      say('dispute.opened', '2026-03-08', { order: 'disputed', dispute: 'd1' }),
      say('dispute.opened', D, { order: 'plain', dispute: 'd1' }),
      say('refund.settled', '2026-03-09', {
        order: 'refunded',
        refund: 'r',
        amount: 5,
        reason: 'seller_fault',
      }),
      say('refund.settled', '2026-03-09', { order: 'plain', refund: 'r', amount: 5, reason: 'goodwill' }),
      say('feedback.left', '2026-03-09', { order: 'plain', positive: true }),
      say('feedback.left', '2026-03-09', { order: 'late', positive: false }),
      say('feedback.left', D, { order: 'late', positive: true }),
    ]);
    await runDay(database, OPERATOR, D);
    // All of this is dated before the assessment, and came in after it.
    await apply(database, [
      ...sold('unheard of', '2026-03-06'),
      say('dispute.opened', '2026-03-07', { order: 'late', dispute: 'd1' }),
      say('dispute.opened', '2026-03-02', { order: 'disputed', dispute: 'd0' }),
      say('refund.settled', '2026-03-07', { order: 'late', refund: 'r', amount: 5, reason: 'seller_fault' }),
      say('feedback.left', '2026-03-07', { order: 'disputed', positive: false }),
      say('order.corrected', D, { order: 'moved out', event: 'shipped', on: '2025-09-01' }),
      say('order.corrected', D, { order: 'moved in', event: 'shipped', on: '2026-03-06' }),
    ]);
    await runDay(database, OPERATOR, D);
    await runDay(database, OPERATOR, addDays(D, 1));
  });
  afterAll(() => books.drop());

  it('they are what the books knew at the time', async () => {
    expect(await expectEqual('m', D)).toMatchObject({
      orders: 6,
      disputed: 1,
      refunded: 1,
      late: 1,
      feedback: 2,
    });
    expect(await ids('orders', D)).toEqual(['disputed', 'just in', 'late', 'moved out', 'plain', 'refunded']);
    expect(await ids('disputed', D)).toEqual(['disputed']);
    expect(await ids('refunded', D)).toEqual(['refunded']);
    expect(await ids('negative', D)).toEqual(['late']);
    const [disputed] = await everyRow('m', D, 'disputed');
    expect(disputed).toMatchObject({ shippedOn: '2026-03-03', disputedOn: '2026-03-08', refundedOn: null });
  });

  it('and the next assessment has what came in', async () => {
    const next = addDays(D, 1);
    await expectEqual('m', next);
    expect(await ids('orders', next)).toEqual(
      ['disputed', 'late', 'moved in', 'on the day', 'plain', 'refunded', 'unheard of'].sort(),
    );
    expect(await ids('disputed', next)).toEqual(['disputed', 'late', 'plain']);
    expect((await everyRow('m', next, 'disputed')).find((row) => row.orderId === 'disputed')).toMatchObject({
      disputedOn: '2026-03-02',
    });
  });

  it('an assessment is found by the date that it stood on, and none before the first', async () => {
    const page = (on: string) => listCounted(books.database, REVIEWER, 'm', { counted: 'orders', on });
    expect(await page('2026-06-01')).toMatchObject({ assessedOn: addDays(D, 1), isLatest: true });
    expect(await page(D)).toMatchObject({
      assessedOn: D,
      isLatest: false,
      from: '2025-12-10',
      to: '2026-03-09',
    });
    expect(await page('2026-03-09')).toBeNull();
    expect(await listCounted(books.database, REVIEWER, 'nobody', { counted: 'orders' })).toBeNull();
  });

  it('a place that is none begins at the first', async () => {
    const first = await listCounted(books.database, REVIEWER, 'm', { counted: 'feedback', on: D });
    for (const place of [
      'x',
      'WyIyMDI2LTAzLTA5IiwieCJd',
      Buffer.from('["2026-02-30","1"]').toString('base64url'),
    ])
      expect(await listCounted(books.database, REVIEWER, 'm', { counted: 'feedback', on: D, place })).toEqual(
        first,
      );
  });
});
