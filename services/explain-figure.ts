import type { Database } from '../db/client';
import { readBalances, readMerchant } from '../db/queries/answers';
import { amountsOf } from '../db/queries/books';
import { findEntrySeqs } from '../db/queries/find-entries';
import { nextPolicy, readMarketplace } from '../db/queries/marketplace';
import { sumEntryDays } from '../db/queries/summaries';
import type { Account, EntryKind } from '../engine/accounts';
import type { Actor } from '../engine/actor';
import { addDays, type CalendarDate, later } from '../engine/calendar';
import { authorizeSeller } from './authorize';
import { type CapitalEntry, entriesAt } from './find-entries';
import { pastDate } from './get-capital';
import { inSnapshot } from './snapshot';

/** Why a balance is what it is: what it was, what moved it since, entry by entry. */

export interface FigureReason {
  today: CalendarDate | null;
  account: Account;
  currency: string;
  currencies: string[];
  /** The date that it is as of; null: now. */
  asOf: CalendarDate | null;
  /** The period that is told. */
  from: CalendarDate;
  to: CalendarDate;
  openingMinor: bigint;
  /** What each kind of entry did to it, the largest first. */
  moved: { kind: EntryKind; entries: number; minor: bigint }[];
  closingMinor: bigint;
  /** What the entries do not explain of the closing balance. */
  unexplainedMinor: bigint;
  /** The latest entries that moved it. */
  latest: CapitalEntry[];
  policyVersion: number;
}

const PERIOD_DAYS = 30;
const LATEST = 10;

const absolute = (minor: bigint) => (minor < 0n ? -minor : minor);

/**
 * What moved one of the acting seller's balances over a period that ends as of a date.
 *
 * @param ask.from the first day of the period; null: 30 days before its end
 * @returns null for a merchant that has not opened, or has no money
 */
export async function explainFigure(
  database: Database,
  actor: Actor,
  ask: { account: Account; currency: string | null; asOf: CalendarDate | null; from: CalendarDate | null },
): Promise<FigureReason | null> {
  const { merchantId } = authorizeSeller(actor, 'capital.read');
  return inSnapshot(database, actor, async (executor) => {
    const merchant = await readMerchant(executor, merchantId);
    if (merchant === null) return null;
    const { openOn: today } = await readMarketplace(executor);
    const now = await readBalances(executor, merchantId, null);
    const currencies = now.map((row) => row.currency);
    const currency = currencies.find((each) => each === ask.currency) ?? currencies[0];
    const latestOn = later(today, merchant.lastBookedOn);
    if (currency === undefined || latestOn === null) return null;
    const asOf = pastDate(ask.asOf, today);
    const to = asOf ?? latestOn;
    const from = ask.from !== null && ask.from <= to ? ask.from : addDays(to, 1 - PERIOD_DAYS);
    const balanceOn = async (on: CalendarDate) => {
      const row = (await readBalances(executor, merchantId, on)).find((each) => each.currency === currency);
      return row === undefined ? 0n : amountsOf(row)[ask.account];
    };
    const openingMinor = await balanceOn(addDays(from, -1));
    const closingMinor = await balanceOn(to);
    const moved = (await sumEntryDays(executor, merchantId, currency, from, to))
      .map(({ kind, entries, amounts }) => ({ kind, entries, minor: amounts[ask.account] }))
      .filter(({ minor }) => minor !== 0n)
      .sort((a, b) => (absolute(a.minor) < absolute(b.minor) ? 1 : -1));
    const seqs = await findEntrySeqs(
      executor,
      merchantId,
      { currency, kinds: moved.map(({ kind }) => kind), from, to, direction: 'newest', at: null },
      2 * LATEST,
    );
    const latest = await entriesAt(executor, merchantId, seqs);
    const { version } = await nextPolicy(executor);
    return {
      ...{ today, account: ask.account, currency, currencies, asOf, from, to },
      ...{ openingMinor, moved, closingMinor },
      unexplainedMinor: closingMinor - moved.reduce((sum, each) => sum + each.minor, openingMinor),
      latest: latest.filter((entry) => entry.amounts[ask.account] !== 0n).slice(0, LATEST),
      policyVersion: version,
    };
  });
}
