import type { Executor } from '../db/client';
import { amountsOf } from '../db/queries/books';
import {
  type EntrySearch,
  findEntrySeqs,
  findEntrySeqsOfOrders,
  findOrderIds,
  readEntriesAt,
} from '../db/queries/find-entries';
import type { EntryKind } from '../engine/accounts';
import type { CalendarDate } from '../engine/calendar';
import { ENTRY_GROUPS, type EntryGroup } from '../engine/entry-groups';
import type { RefundReason } from '../engine/policy';
import type { Entry } from '../engine/records';

/** Entries of a seller's, found by what the page asks for, a page at a time. */

/** One entry with what its sentence needs. */
export interface CapitalEntry extends Omit<Entry, 'cause'> {
  /** The terms of the hold that an early release opened. */
  tier: string | null;
  depositBps: number | null;
  refundReason: RefundReason | null;
}

export interface EntryQuestion {
  group: EntryGroup | null;
  from: CalendarDate | null;
  to: CalendarDate | null;
  /** An order's number, or its beginning. */
  order: string | null;
  direction: 'newest' | 'oldest';
  /** The page that begins at this place; null: the first. */
  at: bigint | null;
}

/** Every entry, newest first. */
export const ALL_ENTRIES: EntryQuestion = {
  group: null,
  from: null,
  to: null,
  order: null,
  direction: 'newest',
  at: null,
};

export const ENTRIES_PER_PAGE = 25;
/** Orders that a search takes in at most. */
const ORDERS_SEARCHED = 50;

export interface EntryPage {
  entries: CapitalEntry[];
  /** The place from which the next page goes on; null where this is the last. */
  nextEntry: bigint | null;
  /** Whether more orders begin so than a search takes in. */
  isCut: boolean;
}

/** The entries at these places, in the order of the places. */
export async function entriesAt(
  executor: Executor,
  merchantId: string,
  seqs: bigint[],
): Promise<CapitalEntry[]> {
  const rows = new Map(
    (await readEntriesAt(executor, merchantId, seqs)).map((row) => [row.entry.entrySeq, row]),
  );
  return seqs.flatMap((seq): CapitalEntry[] => {
    const row = rows.get(seq);
    if (row === undefined) return [];
    const { entry, tier, depositBps, refundReason } = row;
    const { entrySeq, currency, bookedOn, effectiveOn, rule, orderId } = entry;
    return [
      {
        ...{ entrySeq, currency, bookedOn, effectiveOn, rule, orderId },
        kind: entry.kind as EntryKind,
        amounts: amountsOf(entry),
        ...{ tier, depositBps, refundReason },
      },
    ];
  });
}

function isWanted(entry: CapitalEntry, { currency, kinds, from, to }: EntrySearch): boolean {
  return (
    entry.currency === currency &&
    (kinds === null || kinds.includes(entry.kind)) &&
    (from === null || entry.bookedOn >= from) &&
    (to === null || entry.bookedOn <= to)
  );
}

/** What is looked for among a merchant's entries: by order, through the orders whose ids begin so. */
export interface EntriesAsked extends EntrySearch {
  order: string | null;
  /** Where one order is called so whole, it alone is meant. */
  meansWhole?: boolean;
}

/** So many of a merchant's entries, and whether more orders begin so than a search takes in. */
export async function searchEntries(
  executor: Executor,
  merchantId: string,
  { order, meansWhole = false, ...search }: EntriesAsked,
  limit: number,
): Promise<{ entries: CapitalEntry[]; isCut: boolean }> {
  if (order === null) {
    const seqs = await findEntrySeqs(executor, merchantId, search, limit);
    return { entries: await entriesAt(executor, merchantId, seqs), isCut: false };
  }
  const { at, direction } = search;
  const orderIds = await findOrderIds(executor, merchantId, order, ORDERS_SEARCHED + 1);
  // What is called so comes before what only begins so.
  if (meansWhole && orderIds[0] === order) orderIds.splice(1);
  const seqs = await findEntrySeqsOfOrders(executor, merchantId, orderIds.slice(0, ORDERS_SEARCHED));
  if (direction === 'oldest') seqs.reverse();
  const found = (await entriesAt(executor, merchantId, seqs)).filter(
    (entry) =>
      isWanted(entry, search) &&
      (at === null || (direction === 'newest' ? entry.entrySeq <= at : entry.entrySeq >= at)),
  );
  return { entries: found.slice(0, limit), isCut: orderIds.length > ORDERS_SEARCHED };
}

/** A page of a merchant's entries in one currency. */
export async function findEntries(
  executor: Executor,
  merchantId: string,
  currency: string,
  question: EntryQuestion,
): Promise<EntryPage> {
  const { group, from, to, order, direction, at } = question;
  const kinds = group === null ? null : [...ENTRY_GROUPS[group]];
  const asked = { currency, kinds, from, to, order, direction, at };
  const { entries, isCut } = await searchEntries(executor, merchantId, asked, ENTRIES_PER_PAGE + 1);
  return {
    entries: entries.slice(0, ENTRIES_PER_PAGE),
    nextEntry: entries[ENTRIES_PER_PAGE]?.entrySeq ?? null,
    isCut,
  };
}
