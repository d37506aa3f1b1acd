import type { Database, Executor } from '../db/client';
import { readBalances, readMerchant } from '../db/queries/answers';
import { amountsOf } from '../db/queries/books';
import { readMarketplace } from '../db/queries/marketplace';
import { type EntryDay, readEntryDays, readForecasts } from '../db/queries/summaries';
import { ACCOUNTS, type Amounts, noAmounts } from '../engine/accounts';
import type { Actor } from '../engine/actor';
import { addDays, type CalendarDate, earlier } from '../engine/calendar';
import { authorizeSeller } from './authorize';
import { ALL_ENTRIES, type EntryPage, type EntryQuestion, findEntries } from './find-entries';
import { calendarOf, type ReleaseCalendar } from './get-release-calendar';
import { inSnapshot } from './snapshot';
import { type Standing, standingOn } from './standing';

/** A seller's money in one currency: its eight balances, what came and what comes, its entries. */

/** What one past day brought and took. */
export interface HistoryDay {
  on: CalendarDate;
  /** Orders' money that reached the merchant. */
  releasedMinor: bigint;
  /** Frozen money that came back. */
  givenBackMinor: bigint;
  /** What refunds took from the merchant, from whichever source. */
  deductedMinor: bigint;
}

/** A day that was forecast on the evening before, beside what it brought. */
export interface JudgedForecast {
  on: CalendarDate;
  expectedMinor: bigint;
  cameMinor: bigint;
}

/** How good the kept forecasts have been. */
export interface ForecastRecord {
  days: JudgedForecast[];
  /** How many of them came to the cent. */
  exact: number;
  expectedMinor: bigint;
  cameMinor: bigint;
}

export interface Capital extends EntryPage {
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
  /** The last 90 days; empty before the first run. */
  history: HistoryDay[];
  /** What comes next; null as of a past date. */
  calendar: ReleaseCalendar | null;
  /** Of the last 30 days; null where no forecast was kept. */
  forecasts: ForecastRecord | null;
}

export interface CapitalQuestion {
  /** One that the merchant has no money in is passed over for the first that it has. */
  currency: string | null;
  /** Balances and entries as they were at the end of this date; null: now. */
  asOf: CalendarDate | null;
  entries?: Partial<EntryQuestion>;
}

export const HISTORY_DAYS = 90;
export const JUDGED_DAYS = 30;

/** A date that is over: the open day, and whatever lies ahead, is now. */
export function pastDate(date: CalendarDate | null, today: CalendarDate | null): CalendarDate | null {
  return date === null || today === null || date >= today ? null : date;
}

function sumOf(amounts: Amounts): bigint {
  return ACCOUNTS.reduce((sum, account) => sum + amounts[account], 0n);
}

function historyOf(sums: EntryDay[], last: CalendarDate): HistoryDay[] {
  const days = Array.from(
    { length: HISTORY_DAYS },
    (_, index): HistoryDay => ({
      on: addDays(last, index + 1 - HISTORY_DAYS),
      releasedMinor: 0n,
      givenBackMinor: 0n,
      deductedMinor: 0n,
    }),
  );
  const dayOf = new Map(days.map((day) => [day.on, day]));
  for (const { bookedOn, kind, amounts } of sums) {
    const day = dayOf.get(bookedOn);
    if (day === undefined) continue;
    const own = amounts.payment_account + amounts.receivable;
    if (kind === 'release_early' || kind === 'release_standard' || kind === 'release_closure')
      day.releasedMinor += own;
    else if (kind === 'hold_release' || kind === 'hold_freed') day.givenBackMinor += own;
    else if (kind === 'deduction') day.deductedMinor -= own + amounts.marketplace_account + amounts.deposit;
  }
  return days;
}

async function judgeForecasts(
  executor: Executor,
  merchantId: string,
  currency: string,
  sums: EntryDay[],
  from: CalendarDate,
  to: CalendarDate,
): Promise<ForecastRecord | null> {
  const kept = await readForecasts(executor, merchantId, currency, from, to);
  if (kept.length === 0) return null;
  const came = new Map<CalendarDate, bigint>();
  for (const { bookedOn, kind, amounts } of sums) {
    // What a run brings: a hold that a full refund frees is of its fact.
    if (!kind.startsWith('release_') && kind !== 'hold_release') continue;
    const own = amounts.payment_account + amounts.receivable;
    came.set(bookedOn, (came.get(bookedOn) ?? 0n) + own);
  }
  const days = kept.map(
    (each): JudgedForecast => ({
      on: each.forOn,
      expectedMinor: each.paidMinor + each.givenBackMinor,
      cameMinor: came.get(each.forOn) ?? 0n,
    }),
  );
  return {
    days,
    exact: days.filter((day) => day.expectedMinor === day.cameMinor).length,
    expectedMinor: days.reduce((sum, day) => sum + day.expectedMinor, 0n),
    cameMinor: days.reduce((sum, day) => sum + day.cameMinor, 0n),
  };
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
    const asked = { ...ALL_ENTRIES, ...question.entries };
    const to = earlier(asked.to, asOf);
    const page = await findEntries(executor, merchantId, currency, { ...asked, to });

    const last = asOf ?? today;
    let history: HistoryDay[] = [];
    let forecasts: ForecastRecord | null = null;
    if (last !== null) {
      const first = addDays(last, 1 - HISTORY_DAYS);
      const sums = await readEntryDays(executor, merchantId, currency, first, last);
      history = historyOf(sums, last);
      const judgedFrom = addDays(last, 1 - JUDGED_DAYS);
      forecasts = await judgeForecasts(executor, merchantId, currency, sums, judgedFrom, last);
    }
    const calendar =
      asOf === null && today !== null ? await calendarOf(executor, merchant, currency, today) : null;
    return {
      ...{ today, standing, currencies, currency, asOf, balances },
      sumMinor: sumOf(balances),
      ...page,
      ...{ history, calendar, forecasts },
    };
  });
}
