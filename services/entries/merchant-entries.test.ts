import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCOUNTS } from '@/engine/accounts';
import { OPERATOR, sellerOf, staff } from '@/tests/actors';
import { apply, fact, makeBooks, type TestBooks } from '@/tests/make-books';
import { explainEntry } from '../explain-entry';
import type { CapitalEntry } from '../find-entries';
import { runDay } from '../run-day';
import { setPolicy } from '../set-policy';
import { explainMerchantEntry } from './explain-merchant-entry';
import { exportMerchantEntries } from './export-merchant-entries';
import { type EntryFilter, listMerchantEntries, MERCHANT_ENTRIES_PER_PAGE } from './list-merchant-entries';

const REVIEWER = staff('reviewer');
const ORDERS = 130;
const ALL: EntryFilter = { currency: null, kind: null, order: null, from: null, to: null };

let books: TestBooks;
beforeAll(async () => {
  books = await makeBooks();
  const { database } = books;
  await setPolicy(database, OPERATOR, { assessment: { min_orders: 0, min_store_age_days: 0 } });
  const paid = (order: string, merchant = 'm', currency = 'USD') =>
    fact(`paid ${order}`, 'order.paid', '2026-01-01', { order, merchant, amount: 1_000, currency });
  const numbers = Array.from({ length: ORDERS }, (_, index) => `o-${String(index).padStart(3, '0')}`);
  await apply(database, [
    fact('open', 'merchant.opened', '2026-01-01', { merchant: 'm', name: 'Lumen' }),
    fact('open other', 'merchant.opened', '2026-01-01', { merchant: 'other' }),
    fact('open idle', 'merchant.opened', '2026-01-01', { merchant: 'idle' }),
    ...numbers.map((order) => paid(order)),
    paid('o-00', 'm'),
    paid('yen', 'm', 'JPY'),
    paid('foreign', 'other'),
    ...numbers
      .slice(0, 10)
      .map((order) => fact(`shipped ${order}`, 'order.shipped', '2026-01-01', { order })),
  ]);
  await runDay(database, OPERATOR, '2026-01-20');
  const refund = { order: 'o-001', refund: 'r', amount: 200, reason: 'seller_fault' };
  await apply(database, [fact('refund', 'refund.settled', '2026-01-20', refund)]);
});
afterAll(() => books.drop());

async function shown(ask: Partial<EntryFilter> & { at?: bigint | null } = {}) {
  const list = await listMerchantEntries(books.database, REVIEWER, 'm', { ...ALL, at: null, ...ask });
  if (list?.shown == null) throw new Error('nothing is shown');
  return list.shown;
}

const seqsOf = (entries: CapitalEntry[]) => entries.map(({ entrySeq }) => entrySeq);

/** The entries of `m` in dollars, as the owner of the database counts them. */
async function seqsInBooks(where = 'true') {
  const rows = await books.ask<{ entry_seq: string }>(
    `select entry_seq from entries where merchant_id = 'm' and currency = 'USD' and ${where} order by entry_seq desc`,
  );
  return rows.map((row) => BigInt(row.entry_seq));
}

describe('the entries of a merchant', () => {
  it('are turned over page by page to the oldest, and back to the newest', async () => {
    const pages = [await shown({ currency: 'USD' })];
    for (let at = pages[0]?.older ?? null; at !== null; at = pages.at(-1)?.older ?? null)
      pages.push(await shown({ currency: 'USD', at }));
    expect(pages.flatMap(({ entries }) => seqsOf(entries))).toEqual(await seqsInBooks());
    expect(pages.length).toBe(Math.ceil((ORDERS + 12) / MERCHANT_ENTRIES_PER_PAGE));
    expect(pages[0]?.newer).toBeNull();
    for (const [index, page] of pages.slice(1).entries()) {
      const before = await shown({ currency: 'USD', at: page.newer });
      expect(seqsOf(before.entries)).toEqual(seqsOf(pages[index]?.entries ?? []));
    }
  });

  it('add up to what the accounts held, whichever dates are asked for', async () => {
    for (const ask of [
      {},
      { from: '2026-01-02' },
      { to: '2026-01-01' },
      { from: '2026-01-20', to: '2026-01-20' },
    ]) {
      const { period } = await shown({ currency: 'USD', ...ask });
      for (const account of ACCOUNTS)
        expect(period.closing[account]).toBe(period.opening[account] + period.moved[account]);
      expect(period.unexplainedMinor).toBe(0n);
    }
    const { period } = await shown({
      currency: 'USD',
      from: '2026-01-02',
      kind: 'deduction',
      order: 'nobody',
    });
    expect(period.opening.order_funds).toBe(BigInt(ORDERS + 1) * 1_000n);
    expect(period.kinds.map(({ kind, entries }) => [kind, entries])).toEqual([
      ['release_early', 10],
      ['deduction', 1],
    ]);
  });

  it('are found by kind, by order, by date and by currency', async () => {
    const early = await shown({ currency: 'USD', kind: 'release_early' });
    expect(seqsOf(early.entries)).toEqual(await seqsInBooks(`kind = 'release_early'`));
    const ofOrder = await shown({ currency: 'USD', order: 'o-001' });
    expect(ofOrder.entries.map(({ kind }) => kind)).toEqual(['deduction', 'release_early', 'order_payment']);
    const whole = await shown({ currency: 'USD', order: 'o-00' });
    expect(whole.entries.map(({ orderId }) => orderId)).toEqual(['o-00']);
    const begun = await shown({ currency: 'USD', order: 'o-01', kind: 'order_payment' });
    expect(begun.entries).toHaveLength(10);
    const later = await shown({ currency: 'USD', from: '2026-01-02' });
    expect(seqsOf(later.entries)).toEqual(await seqsInBooks(`booked_on > '2026-01-01'`));
    expect((await shown({ currency: 'JPY' })).entries).toHaveLength(1);
    expect((await shown({ currency: 'XXX' })).currency).toBe('JPY');
    expect((await shown({ currency: 'USD', order: 'foreign' })).entries).toEqual([]);
  });

  it('are taken away as they are listed, by the same filter', async () => {
    for (const filter of [
      {},
      { kind: 'release_early' },
      { order: 'o-001' },
      { from: '2026-01-02' },
    ] as const) {
      const asked = { ...ALL, currency: 'USD', ...filter };
      const taken = await exportMerchantEntries(books.database, REVIEWER, 'm', asked);
      const entries: CapitalEntry[] = [];
      for await (const chunk of taken?.chunks ?? []) entries.push(...chunk);
      const page = await shown(asked);
      expect(entries.slice(0, MERCHANT_ENTRIES_PER_PAGE)).toEqual(page.entries);
      if (page.older === null) expect(entries).toHaveLength(page.entries.length);
      else expect(seqsOf(entries)).toEqual(await seqsInBooks());
    }
  });

  it('are none of a merchant that has no money, and nobody’s where there is no such merchant', async () => {
    const ask = { ...ALL, at: null };
    expect(await listMerchantEntries(books.database, REVIEWER, 'idle', ask)).toMatchObject({ shown: null });
    expect(await exportMerchantEntries(books.database, REVIEWER, 'idle', ALL)).toBeNull();
    expect(await listMerchantEntries(books.database, REVIEWER, 'nobody', ask)).toBeNull();
    expect(await exportMerchantEntries(books.database, REVIEWER, 'nobody', ALL)).toBeNull();
  });
});

describe('one entry', () => {
  it('is explained to staff as to its seller', async () => {
    for (const entrySeq of (await seqsInBooks()).slice(0, 12)) {
      const told = await explainMerchantEntry(books.database, REVIEWER, { merchantId: 'm', entrySeq });
      expect(told).toEqual({
        ...(await explainEntry(books.database, sellerOf('m'), entrySeq)),
        merchantName: 'Lumen',
      });
    }
  });

  it('is nobody’s where the merchant has none of that number', async () => {
    for (const [merchantId, entrySeq] of [
      ['m', 9999n],
      ['idle', 1n],
      ['nobody', 1n],
    ] as const)
      expect(await explainMerchantEntry(books.database, REVIEWER, { merchantId, entrySeq })).toBeNull();
  });
});
