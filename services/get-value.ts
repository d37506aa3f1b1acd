import type { Database, Executor } from '../db/client';
import { readBalances, readMerchant } from '../db/queries/answers';
import { readDailyBalances } from '../db/queries/entries';
import { readMarketplace } from '../db/queries/marketplace';
import { readEntryDays, readReleaseMonths } from '../db/queries/summaries';
import type { Actor } from '../engine/actor';
import { addDays, addMonths, type CalendarDate, daysBetween } from '../engine/calendar';
import { authorizeSeller } from './authorize';
import { inSnapshot } from './snapshot';

/** What early release has brought a store, measured from its record, by month. */

/** A ratio of whole numbers, kept exact; null where there is nothing to divide by. */
export type Ratio = { over: bigint; by: bigint } | null;

/** One month's releases, or several months' together. */
export interface ValuePart {
  orders: number;
  /** What was released, less commission. */
  proceedsMinor: bigint;
  /** Of it, what reached the merchant by early release; what was frozen is not counted. */
  earlyMinor: bigint;
  /** Days from shipment to release, weighed by the orders' amounts. */
  tookDays: Ratio;
  /** Of the orders whose receipt is known: the days that they took, and those of the standard rule. */
  receivedOrders: number;
  receivedDays: Ratio;
  standardDays: Ratio;
}

export interface ValueMonth extends ValuePart {
  /** The month's first day. */
  month: CalendarDate;
  /** Proceeds over what was tied up on average, in order funds and deposit, at the end of each day. */
  turnover: Ratio;
}

export interface Value {
  today: CalendarDate;
  currency: string;
  currencies: string[];
  /** Newest first, at most twelve; months without a release are left out. */
  months: ValueMonth[];
  all: ValuePart;
}

const MONTHS = 12;

function ratio(over: bigint, by: bigint): Ratio {
  return by === 0n ? null : { over, by };
}

type MonthRow = Awaited<ReturnType<typeof readReleaseMonths>>[number];

function partOf(rows: MonthRow[], proceedsMinor: bigint, earlyMinor: bigint): ValuePart {
  const sum = (read: (row: MonthRow) => bigint) => rows.reduce((all, row) => all + read(row), 0n);
  const received = sum((row) => row.receivedMinor);
  return {
    orders: Number(sum((row) => BigInt(row.orders))),
    proceedsMinor,
    earlyMinor,
    tookDays: ratio(
      sum((row) => row.amountDays),
      sum((row) => row.amountMinor),
    ),
    receivedOrders: Number(sum((row) => BigInt(row.receivedOrders))),
    receivedDays: ratio(
      sum((row) => row.receivedDays),
      received,
    ),
    standardDays: ratio(
      sum((row) => row.standardDays),
      received,
    ),
  };
}

/** The sum of what was tied up at the end of each day of a period: it stays until an entry changes it. */
function tiedUpDays(
  changes: { bookedOn: CalendarDate; tiedMinor: bigint }[],
  openingMinor: bigint,
  from: CalendarDate,
  to: CalendarDate,
): bigint {
  let sum = 0n;
  let tied = openingMinor;
  let since = from;
  for (const { bookedOn, tiedMinor } of changes) {
    if (bookedOn > to) break;
    if (bookedOn >= from) {
      sum += tied * BigInt(daysBetween(since, bookedOn));
      since = bookedOn;
    }
    tied = tiedMinor;
  }
  return sum + tied * BigInt(daysBetween(since, to) + 1);
}

async function readTied(
  executor: Executor,
  merchantId: string,
  currency: string,
  from: CalendarDate,
  to: CalendarDate,
) {
  const opening = (await readBalances(executor, merchantId, addDays(from, -1))).find(
    (row) => row.currency === currency,
  );
  const rows = await readDailyBalances(executor, merchantId, currency, from, to);
  return {
    openingMinor: opening === undefined ? 0n : opening.orderFunds + opening.deposit,
    changes: rows.map((row) => ({ bookedOn: row.bookedOn, tiedMinor: row.orderFunds + row.deposit })),
  };
}

/**
 * What early release has brought the acting seller in one currency over the last twelve months. Null for a merchant
 * that has not opened or has no money, and before the first run.
 */
export async function getValue(
  database: Database,
  actor: Actor,
  ask: { currency: string | null },
): Promise<Value | null> {
  const { merchantId } = authorizeSeller(actor, 'capital.read');
  return inSnapshot(database, actor, async (executor) => {
    const merchant = await readMerchant(executor, merchantId);
    const { openOn: today } = await readMarketplace(executor);
    if (merchant === null || today === null) return null;
    const currencies = merchant.currencies.toSorted();
    const currency = currencies.find((each) => each === ask.currency) ?? currencies[0];
    if (currency === undefined) return null;
    const first = addMonths(`${today.slice(0, 7)}-01`, 1 - MONTHS);
    const rows = await readReleaseMonths(executor, merchantId, currency, first);
    const sums = await readEntryDays(executor, merchantId, currency, first, today);
    const tied = await readTied(executor, merchantId, currency, first, today);

    const proceedsOf = (from: CalendarDate, to: CalendarDate) => {
      let [proceedsMinor, earlyMinor] = [0n, 0n];
      for (const { bookedOn, kind, amounts } of sums) {
        if (bookedOn < from || bookedOn > to || !kind.startsWith('release_')) continue;
        const own = amounts.payment_account + amounts.receivable;
        proceedsMinor += own + amounts.deposit;
        if (kind === 'release_early') earlyMinor += own;
      }
      return { proceedsMinor, earlyMinor };
    };
    const months = [...new Set(rows.map((row) => row.month))].map((month): ValueMonth => {
      const end = addDays(addMonths(month, 1), -1);
      const last = end < today ? end : today;
      const { proceedsMinor, earlyMinor } = proceedsOf(month, last);
      const ofMonth = rows.filter((row) => row.month === month);
      const days = BigInt(daysBetween(month, last) + 1);
      // What is carried into the month is what the last change before it left.
      const before = tied.changes.findLast((change) => change.bookedOn < month)?.tiedMinor;
      const inMonth = tied.changes.filter((change) => change.bookedOn >= month);
      const tiedSum = tiedUpDays(inMonth, before ?? tied.openingMinor, month, last);
      return {
        month,
        ...partOf(ofMonth, proceedsMinor, earlyMinor),
        turnover: ratio(proceedsMinor * days, tiedSum),
      };
    });
    const all = proceedsOf(first, today);
    return {
      ...{ today, currency, currencies, months },
      all: partOf(rows, all.proceedsMinor, all.earlyMinor),
    };
  });
}
