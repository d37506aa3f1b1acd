import type { Database, Executor } from '../../db/client';
import { readBalances, readMerchant } from '../../db/queries/answers';
import { amountsOf } from '../../db/queries/books';
import { readMarketplace } from '../../db/queries/marketplace';
import { sumEntryDays } from '../../db/queries/summaries';
import { ACCOUNTS, type Amounts, type EntryKind, noAmounts } from '../../engine/accounts';
import type { Actor } from '../../engine/actor';
import { addDays, type CalendarDate, later } from '../../engine/calendar';
import { authorize } from '../authorize';
import { type CapitalEntry, searchEntries } from '../find-entries';
import { inSnapshot } from '../snapshot';

/** All entries of one merchant in one currency, as staff look through them. */

export interface EntryFilter {
  /** One that the merchant has no money in is passed over for the first that it has. */
  currency: string | null;
  kind: EntryKind | null;
  /** An order's number, or the beginning of some. */
  order: string | null;
  /** Booked between these dates; null: from the first, to the last. */
  from: CalendarDate | null;
  to: CalendarDate | null;
}

/** What the eight accounts held before a period, what moved them in it, and what they held after it. */
export interface EntryPeriod {
  from: CalendarDate | null;
  to: CalendarDate;
  opening: Amounts;
  moved: Amounts;
  closing: Amounts;
  /** What each kind of entry did in it, the one with most entries first. */
  kinds: { kind: EntryKind; entries: number; amounts: Amounts }[];
  /** What the entries do not explain of the closing balances, of all accounts together, each counted as a plus. */
  unexplainedMinor: bigint;
}

export interface MerchantEntries {
  merchantId: string;
  merchantName: string;
  today: CalendarDate | null;
  /** Every currency that the merchant has ever had money in. */
  currencies: string[];
  /** Null where it never had any. */
  shown: {
    currency: string;
    /** Newest first. */
    entries: CapitalEntry[];
    /** Where the page of older entries begins, and that of newer ones; null where there are none. */
    older: bigint | null;
    newer: bigint | null;
    /** Whether more orders begin so than a search takes in. */
    isCut: boolean;
    /** Of the filter's dates, whatever its kind and its order. */
    period: EntryPeriod;
  } | null;
}

export const MERCHANT_ENTRIES_PER_PAGE = 25;

function add(a: Amounts, b: Amounts): Amounts {
  const sum = noAmounts();
  for (const account of ACCOUNTS) sum[account] = a[account] + b[account];
  return sum;
}

async function readPeriod(
  executor: Executor,
  merchantId: string,
  currency: string,
  from: CalendarDate | null,
  to: CalendarDate,
): Promise<EntryPeriod> {
  const balanceOn = async (on: CalendarDate) => {
    const row = (await readBalances(executor, merchantId, on)).find((each) => each.currency === currency);
    return row === undefined ? noAmounts() : amountsOf(row);
  };
  const opening = from === null ? noAmounts() : await balanceOn(addDays(from, -1));
  const closing = await balanceOn(to);
  const kinds = await sumEntryDays(executor, merchantId, currency, from, to);
  const moved = kinds.reduce((sum, { amounts }) => add(sum, amounts), noAmounts());
  const unexplainedMinor = ACCOUNTS.reduce((sum, account) => {
    const left = closing[account] - opening[account] - moved[account];
    return sum + (left < 0n ? -left : left);
  }, 0n);
  kinds.sort((a, b) => b.entries - a.entries);
  return { from, to, opening, moved, closing, kinds, unexplainedMinor };
}

/**
 * A page of a merchant's entries, newest first, with the sums of the period that the filter's dates say. Throws
 * `Refused`.
 *
 * @param ask.at the place in the merchant's sequence that the page begins at; null: the newest entry
 * @returns null where no merchant of this id has opened
 */
export async function listMerchantEntries(
  database: Database,
  actor: Actor,
  merchantId: string,
  ask: EntryFilter & { at: bigint | null },
): Promise<MerchantEntries | null> {
  authorize(actor, 'assessments.read');
  return inSnapshot(database, actor, async (executor) => {
    const merchant = await readMerchant(executor, merchantId);
    if (merchant === null) return null;
    const { openOn: today } = await readMarketplace(executor);
    const currencies = merchant.currencies.toSorted();
    const currency = currencies.find((each) => each === ask.currency) ?? currencies[0];
    const last = later(today, merchant.lastBookedOn);
    const told = { merchantId, merchantName: merchant.name ?? merchantId, today, currencies };
    if (currency === undefined || last === null) return { ...told, shown: null };
    const { kind, order, from, to, at } = ask;
    const search = { currency, kinds: kind === null ? null : [kind], order, from, to, meansWhole: true };
    const most = MERCHANT_ENTRIES_PER_PAGE;
    const here = await searchEntries(executor, merchantId, { ...search, direction: 'newest', at }, most + 1);
    const back = { ...search, direction: 'oldest', at: (at ?? 0n) + 1n } as const;
    const newer = at === null ? null : await searchEntries(executor, merchantId, back, most);
    return {
      ...told,
      shown: {
        currency,
        entries: here.entries.slice(0, most),
        older: here.entries[most]?.entrySeq ?? null,
        newer: newer?.entries.at(-1)?.entrySeq ?? null,
        isCut: here.isCut,
        period: await readPeriod(executor, merchantId, currency, from, to ?? last),
      },
    };
  });
}
