import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sellerOf } from '@/tests/actors';
import { DAYS, FIRST, LAST, makeBusyStore, STORE } from '@/tests/busy-store';
import { type TestBooks, violationsOf } from '@/tests/make-books';
import { ACCOUNTS, type EntryKind } from '../engine/accounts';
import { addDays, daysBetween } from '../engine/calendar';
import { ENTRY_GROUPS, type EntryGroup } from '../engine/entry-groups';
import { explainEntry } from './explain-entry';
import { explainFigure } from './explain-figure';
import type { EntryQuestion } from './find-entries';
import { type Capital, getCapital } from './get-capital';
import { getDeposit } from './get-deposit';
import { getExpectedDay } from './get-expected-day';
import { getReleaseCalendar, type ReleaseCalendar } from './get-release-calendar';
import { getValue, type Ratio } from './get-value';

/** What a seller's pages tell, against the books they tell of. */

interface Row {
  entry_seq: bigint;
  booked_on: string;
  kind: EntryKind;
  currency: string;
  order_id: string | null;
  [account: string]: unknown;
}

const SELLER = sellerOf(STORE);
const CURRENCIES = ['JPY', 'USD'];

let books: TestBooks;
let entries: Row[];
/** What the calendar said on the evening before each day, by day and currency. */
const said = new Map<string, ReleaseCalendar>();

beforeAll(async () => {
  books = await makeBusyStore(async ({ database }, on) => {
    for (const currency of CURRENCIES) {
      const calendar = await getReleaseCalendar(database, SELLER, { currency });
      if (calendar !== null) said.set(`${on} ${currency}`, calendar);
    }
  });
  entries = await books.ask<Row>(
    `select entry_seq, booked_on::text, kind, currency, order_id, ${ACCOUNTS.join(', ')} from entries order by entry_seq`,
  );
}, 120_000);
afterAll(() => books.drop());

const amount = (row: Row, account: string) => row[account] as bigint;
const total = (rows: Row[], account: string) => rows.reduce((sum, row) => sum + amount(row, account), 0n);
const received = (rows: Row[]) => total(rows, 'payment_account') + total(rows, 'receivable');
const madeBy = (on: string, currency: string, kinds: RegExp) =>
  entries.filter((row) => row.booked_on === on && row.currency === currency && kinds.test(row.kind));

async function capital(entriesAsked: Partial<EntryQuestion>, currency = 'USD'): Promise<Capital> {
  const answer = await getCapital(books.database, SELLER, { currency, asOf: null, entries: entriesAsked });
  if (answer === null || !('currency' in answer)) throw new Error('no capital');
  return answer;
}

it('the story reaches what it is meant to reach', async () => {
  const kinds = new Set(entries.map((row) => row.kind));
  expect([...kinds].sort()).toEqual(
    [
      ...['adjustment', 'deduction', 'hold_freed', 'hold_release', 'order_payment', 'platform_refund'],
      ...['release_early', 'release_standard', 'withdrawal', 'write_off'],
    ].sort(),
  );
  expect(entries.some((row) => amount(row, 'receivable') < 0n)).toBe(true);
  expect(entries.some((row) => row.kind === 'deduction' && amount(row, 'deposit') < 0n)).toBe(true);
  expect(await violationsOf(books.database)).toEqual([]);
});

describe('the release calendar', () => {
  it('said on each evening what the next run then did', () => {
    let days = 0;
    for (const [key, calendar] of said) {
      const [on = '', currency = ''] = key.split(' ');
      const [next] = calendar.days;
      const released = madeBy(on, currency, /^release_/);
      const back = madeBy(on, currency, /^hold_release$/);
      expect({ key, on: next?.on, ...next?.certain, frozen: next?.frozenMinor, back: next?.deposit }).toEqual(
        {
          ...{ key, on, count: released.length, minor: received(released) },
          frozen: total(released, 'deposit'),
          back: { count: back.length, minor: -total(back, 'deposit') },
        },
      );
      if (released.length + back.length > 0) days += 1;
    }
    expect(days).toBeGreaterThan(30);
  });

  it('lists behind each bar what the bar adds up to', async () => {
    let listed = 0;
    for (const currency of CURRENCIES) {
      const calendar = await getReleaseCalendar(books.database, SELLER, { currency });
      for (const day of calendar?.days ?? []) {
        const found = await getExpectedDay(books.database, SELLER, {
          ...{ on: day.on, currency, afterOrder: null, afterHold: null },
        });
        if (found === null) throw new Error(`nothing is known of ${day.on}`);
        const certain = found.orders.filter(({ waitsFor }) => waitsFor === null);
        const waiting = found.orders.filter(({ waitsFor }) => waitsFor !== null);
        const sum = (minors: bigint[]) => minors.reduce((all, minor) => all + minor, 0n);
        const free = found.holds.filter(({ inDispute }) => !inDispute);
        const stopped = found.holds.filter(({ inDispute }) => inDispute);
        expect({ currency, ...found.sums }).toEqual({
          ...{ currency, on: day.on },
          certain: { count: certain.length, minor: sum(certain.map(({ paidMinor }) => paidMinor)) },
          frozenMinor: sum(certain.map(({ frozenMinor }) => frozenMinor)),
          conditional: {
            count: waiting.length + stopped.length,
            minor: sum([...waiting.map((each) => each.paidMinor), ...stopped.map((each) => each.minor)]),
          },
          deposit: { count: free.length, minor: sum(free.map(({ minor }) => minor)) },
        });
        listed += found.orders.length + found.holds.length;
      }
    }
    expect(listed).toBeGreaterThan(20);
  });

  it('is kept as a forecast, and judged by what came', async () => {
    const { forecasts } = await capital({});
    if (forecasts === null) throw new Error('no forecast was kept');
    for (const day of forecasts.days) {
      const came = madeBy(day.on, 'USD', /^release_|^hold_release$/);
      expect(day.cameMinor).toBe(received(came));
    }
    expect(forecasts.exact).toBe(forecasts.days.filter((day) => day.cameMinor === day.expectedMinor).length);
    // Kept before the day's facts came in: a few of these changed the next day.
    expect(forecasts.exact).toBeGreaterThan(15);
    expect(forecasts.days.length).toBeGreaterThan(forecasts.exact);
  });
});

describe('entries', () => {
  const groups: (EntryGroup | null)[] = [null, ...(Object.keys(ENTRY_GROUPS) as EntryGroup[])];

  it.each(groups)('of %s are found page by page, whichever way', async (group) => {
    for (const direction of ['newest', 'oldest'] as const) {
      const [from, to] = [addDays(FIRST, 5), addDays(FIRST, 33)];
      const wanted = entries.filter(
        (row) =>
          row.currency === 'USD' &&
          row.booked_on >= from &&
          row.booked_on <= to &&
          (group === null || (ENTRY_GROUPS[group] as readonly string[]).includes(row.kind)),
      );
      if (direction === 'newest') wanted.reverse();
      const found: bigint[] = [];
      let at: bigint | null = null;
      do {
        const page: Capital = await capital({ group, from, to, direction, at });
        found.push(...page.entries.map(({ entrySeq }) => entrySeq));
        at = page.nextEntry;
      } while (at !== null);
      expect(found).toEqual(wanted.map((row) => row.entry_seq));
    }
  });

  it('are found by how their order’s number begins, with what took from its hold', async () => {
    const { entries: found } = await capital({ order: 'o12-0' });
    const own = entries.filter((row) => row.order_id === 'o12-0').map((row) => row.entry_seq);
    const taken = await books.ask<{ entry_seq: bigint }>(
      "select entry_seq from hold_movements where order_id = 'o12-0' and entry_seq is not null",
    );
    const all = [...new Set([...own, ...taken.map((row) => row.entry_seq)])];
    expect(found.map(({ entrySeq }) => entrySeq)).toEqual(all.sort((a, b) => (a < b ? 1 : -1)));
    expect((await capital({ order: 'o1', group: 'payments' })).entries.length).toBeGreaterThan(5);
    expect((await capital({ order: 'nothing' })).entries).toEqual([]);
  });
});

describe('the reason of an entry', () => {
  it('says what each account was before and after it', async () => {
    const balance = new Map<string, Record<string, bigint>>();
    for (const row of entries) {
      const before =
        balance.get(row.currency) ?? Object.fromEntries(ACCOUNTS.map((account) => [account, 0n]));
      const after = Object.fromEntries(
        ACCOUNTS.map((account) => [account, (before[account] ?? 0n) + amount(row, account)]),
      );
      balance.set(row.currency, after);
      const reason = await explainEntry(books.database, SELLER, row.entry_seq);
      expect(reason).toMatchObject({ before, after });
      expect(reason?.facts.every(({ factId }) => factId !== '')).toBe(true);
      if (reason !== null && 'fact' in reason.cause && row.order_id !== null)
        expect(reason.facts.map(({ factId }) => factId)).toContain(reason.cause.fact.factId);
    }
  });

  it('tells a deduction as a receipt that adds up', async () => {
    const deductions = entries.filter((row) => row.kind === 'deduction');
    for (const row of deductions) {
      const receipt = (await explainEntry(books.database, SELLER, row.entry_seq))?.receipt;
      if (!receipt) throw new Error('no receipt');
      const gave = receipt.sources.reduce((sum, { gaveMinor }) => sum + gaveMinor, 0n);
      expect(gave + receipt.missingMinor).toBe(receipt.borneMinor);
      expect(receipt.borneMinor + receipt.feeBackMinor).toBe(receipt.refundedMinor);
      const fromHolds = receipt.slices.reduce((sum, slice) => sum + slice.amountMinor, 0n);
      expect(fromHolds).toBe(receipt.sources.find(({ source }) => source === 'deposit')?.gaveMinor);
    }
    expect(deductions.length).toBeGreaterThan(5);
  });

  it('is not told of another store’s', async () => {
    expect(await explainEntry(books.database, sellerOf('other'), 1n)).toBeNull();
    expect(await explainEntry(books.database, SELLER, 1_000_000n)).toBeNull();
  });
});

describe('the reason of a figure', () => {
  it.each(ACCOUNTS)('explains %s to the last unit, over any period', async (account) => {
    for (const [start, end] of [
      [0, DAYS - 1],
      [7, 21],
      [20, 20],
    ] as const) {
      const [from, asOf] = [addDays(FIRST, start), addDays(FIRST, end)];
      const reason = await explainFigure(books.database, SELLER, { account, currency: 'USD', asOf, from });
      const upTo = (on: string) => entries.filter((row) => row.currency === 'USD' && row.booked_on <= on);
      expect(reason).toMatchObject({
        openingMinor: total(upTo(addDays(from, -1)), account),
        closingMinor: total(upTo(asOf), account),
        unexplainedMinor: 0n,
      });
      for (const { kind, minor, entries: count } of reason?.moved ?? []) {
        const rows = upTo(asOf).filter((row) => row.booked_on >= from && row.kind === kind);
        expect([minor, count]).toEqual([total(rows, account), rows.length]);
      }
    }
  });
});

it('the deposit over time is what each day left of it', async () => {
  const deposit = await getDeposit(books.database, SELLER, {
    ...{ currency: 'USD', asOf: null, from: FIRST, which: 'open', orderId: null, place: null },
  });
  if (deposit === null || !('over' in deposit)) throw new Error('no deposit');
  for (const { on, minor } of deposit.over) {
    const until = entries.filter((row) => row.currency === 'USD' && row.booked_on <= on);
    expect({ on, minor }).toEqual({ on, minor: total(until, 'deposit') });
  }
  expect(deposit.over.length).toBeGreaterThan(20);
});

it('the value of early release is what the orders add up to', async () => {
  const value = await getValue(books.database, SELLER, { currency: 'USD' });
  const orders = await books.ask<{
    amount: bigint;
    state: string;
    shipped_on: string;
    released_on: string;
    standard_due_on: string | null;
  }>(
    `select amount_minor as amount, state, shipped_on::text, released_on::text, standard_due_on::text from orders
     where state like 'released%' and currency = 'USD'`,
  );
  const weigh = (rows: typeof orders, end: 'released_on' | 'standard_due_on'): Ratio => ({
    over: rows.reduce(
      (sum, row) => sum + row.amount * BigInt(daysBetween(row.shipped_on, row[end] ?? '')),
      0n,
    ),
    by: rows.reduce((sum, row) => sum + row.amount, 0n),
  });
  const known = orders.filter((row) => row.standard_due_on !== null);
  const releases = entries.filter((row) => row.currency === 'USD' && row.kind.startsWith('release_'));
  const early = releases.filter((row) => row.kind === 'release_early');
  expect(value?.all).toEqual({
    orders: orders.length,
    proceedsMinor: received(releases) + total(releases, 'deposit'),
    earlyMinor: received(early),
    tookDays: weigh(orders, 'released_on'),
    receivedOrders: known.length,
    receivedDays: weigh(known, 'released_on'),
    standardDays: weigh(known, 'standard_due_on'),
  });
  // January's turnover, day by day.
  const january = value?.months.find(({ month }) => month === '2026-01-01');
  let tied = 0n;
  for (let day = 0; day < 31; day += 1) {
    const until = entries.filter(
      (row) => row.currency === 'USD' && row.booked_on <= addDays('2026-01-01', day),
    );
    tied += total(until, 'order_funds') + total(until, 'deposit');
  }
  expect(january?.turnover).toEqual({ over: (january?.proceedsMinor ?? 0n) * 31n, by: tied });
  expect(LAST > '2026-01-31').toBe(true);
});
