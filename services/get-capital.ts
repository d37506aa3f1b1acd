import type { Database, Executor } from '../db/client';
import { readBalances, readMerchant } from '../db/queries/answers';
import { amountsOf } from '../db/queries/books';
import { lastEntryOn, readEntries } from '../db/queries/entries';
import { countOpenHolds, readNextHoldRelease } from '../db/queries/holds';
import { newestPolicy, readMarketplace } from '../db/queries/marketplace';
import { ACCOUNTS, type Amounts, type EntryKind, noAmounts } from '../engine/accounts';
import type { Actor } from '../engine/actor';
import { addDays, type CalendarDate } from '../engine/calendar';
import type { RefundReason } from '../engine/policy';
import type { Entry } from '../engine/records';
import { authorizeSeller } from './authorize';
import { type ExpectedRelease, forecastRelease } from './forecast-release';
import { inSnapshot } from './snapshot';
import { type Standing, standingOn } from './standing';

/** A seller's money in one currency: its eight balances, its latest entries, what comes next. */

/** One entry with what its sentence needs. */
export interface CapitalEntry extends Omit<Entry, 'cause'> {
  /** The terms of the hold that an early release opened. */
  tier: string | null;
  depositBps: number | null;
  refundReason: RefundReason | null;
}

export interface Capital {
  /** The open business date; null before the first run. */
  today: CalendarDate | null;
  standing: Standing;
  /** Every currency that the merchant has ever had money in. */
  currencies: string[];
  currency: string;
  /** The date that all of it is as of; null: now. */
  asOf: CalendarDate | null;
  balances: Amounts;
  /** What the eight balances add up to. */
  sumMinor: bigint;
  entries: CapitalEntry[];
  /** The place from which the next page goes on; null where this is the last. */
  nextEntry: bigint | null;
  /** What comes next; null as of a past date. */
  coming: {
    release: ExpectedRelease | null;
    deposit: { on: CalendarDate; minor: bigint } | null;
    openHolds: number;
  } | null;
}

export interface CapitalQuestion {
  /** One that the merchant has no money in is passed over for the first that it has. */
  currency: string | null;
  /** Balances and entries as they were at the end of this date; null: now. */
  asOf: CalendarDate | null;
  /** The page of entries that begins at this place; null: at the newest. */
  from: bigint | null;
}

export const ENTRIES_PER_PAGE = 25;

/** A date that is over: the open day, and whatever lies ahead, is now. */
export function pastDate(date: CalendarDate | null, today: CalendarDate | null): CalendarDate | null {
  return date === null || today === null || date >= today ? null : date;
}

function sumOf(amounts: Amounts): bigint {
  return ACCOUNTS.reduce((sum, account) => sum + amounts[account], 0n);
}

async function readPage(executor: Executor, merchantId: string, currency: string, upTo: bigint) {
  const rows = await readEntries(executor, merchantId, currency, upTo, ENTRIES_PER_PAGE + 1);
  const entries = rows.slice(0, ENTRIES_PER_PAGE).map(
    ({ entry, tier, depositBps, refundReason }): CapitalEntry => ({
      entrySeq: entry.entrySeq,
      currency: entry.currency,
      bookedOn: entry.bookedOn,
      effectiveOn: entry.effectiveOn,
      kind: entry.kind as EntryKind,
      rule: entry.rule,
      orderId: entry.orderId,
      amounts: amountsOf(entry),
      tier,
      depositBps,
      refundReason,
    }),
  );
  return { entries, nextEntry: rows[ENTRIES_PER_PAGE]?.entry.entrySeq ?? null };
}

/**
 * The acting seller's own, whatever is asked. Null for a merchant that has not opened; no currencies and nothing else
 * where no entry was ever booked for it.
 */
export async function getCapital(
  database: Database,
  actor: Actor,
  question: CapitalQuestion,
): Promise<Capital | { today: CalendarDate | null; standing: Standing; currencies: [] } | null> {
  const { merchantId } = authorizeSeller(actor, 'capital.read');
  return inSnapshot(database, actor, async (executor) => {
    const merchant = await readMerchant(executor, merchantId);
    if (merchant === null) return null;
    const { openOn: today } = await readMarketplace(executor);
    const asOf = pastDate(question.asOf, today);
    const standing = await standingOn(executor, merchant, asOf);
    const now = await readBalances(executor, merchantId, null);
    const currencies = now.map((row) => row.currency);
    const currency = currencies.find((each) => each === question.currency) ?? currencies[0];
    if (currency === undefined) return { today, standing, currencies: [] };

    const rows = asOf === null ? now : await readBalances(executor, merchantId, asOf);
    const row = rows.find((each) => each.currency === currency);
    const balances = row === undefined ? noAmounts() : amountsOf(row);
    let upTo = merchant.entryCount;
    if (asOf !== null) upTo = await lastEntryOn(executor, merchantId, upTo, asOf);
    if (question.from !== null && question.from < upTo) upTo = question.from;

    let coming: Capital['coming'] = null;
    if (asOf === null && today !== null) {
      const nextRunOn = addDays(today, 1);
      const { policy } = await newestPolicy(executor);
      coming = {
        release: await forecastRelease(executor, merchant, now, currency, policy, nextRunOn),
        deposit: await readNextHoldRelease(executor, merchantId, currency, nextRunOn),
        openHolds: await countOpenHolds(executor, merchantId, currency),
      };
    }
    return {
      today,
      standing,
      currencies,
      currency,
      asOf,
      balances,
      sumMinor: sumOf(balances),
      ...(await readPage(executor, merchantId, currency, upTo)),
      coming,
    };
  });
}
