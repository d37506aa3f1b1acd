import type { Database } from '../../db/client';
import { readMerchant } from '../../db/queries/answers';
import type { Actor } from '../../engine/actor';
import { authorize } from '../authorize';
import { type CapitalEntry, searchEntries } from '../find-entries';
import type { EntryFilter } from './list-merchant-entries';

/** All entries of one merchant that a filter leaves, to be taken away. */

const ENTRIES_AT_ONCE = 1000;

async function* readChunks(
  database: Database,
  merchantId: string,
  currency: string,
  { kind, order, from, to }: EntryFilter,
): AsyncGenerator<CapitalEntry[], void, void> {
  const search = { currency, kinds: kind === null ? null : [kind], order, from, to, meansWhole: true };
  // Entries are only ever added: what is older than a place stays what it is from one chunk to the next.
  let at: bigint | null = null;
  for (;;) {
    const asked = { ...search, direction: 'newest', at } as const;
    const { entries } = await searchEntries(database.drizzle, merchantId, asked, ENTRIES_AT_ONCE);
    if (entries.length > 0) yield entries;
    const last = entries.at(-1);
    if (last === undefined || entries.length < ENTRIES_AT_ONCE) return;
    at = last.entrySeq - 1n;
  }
}

/**
 * A merchant's entries in one currency, newest first, a chunk at a time, each read when it is asked for. Throws
 * `Refused`.
 *
 * @returns null where no merchant of this id has opened, or it never had money
 */
export async function exportMerchantEntries(
  database: Database,
  actor: Actor,
  merchantId: string,
  filter: EntryFilter,
): Promise<{ currency: string; chunks: AsyncGenerator<CapitalEntry[], void, void> } | null> {
  authorize(actor, 'assessments.read');
  const merchant = await readMerchant(database.drizzle, merchantId);
  const currencies = merchant?.currencies.toSorted() ?? [];
  const currency = currencies.find((each) => each === filter.currency) ?? currencies[0];
  if (currency === undefined) return null;
  return { currency, chunks: readChunks(database, merchantId, currency, filter) };
}
