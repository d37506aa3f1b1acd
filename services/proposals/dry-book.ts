import type { Executor } from '../../db/client';
import { isKnownMerchant, loadBalances, loadHolds, loadOrders, readMerchants } from '../../db/queries/books';
import type { MarketplaceState } from '../../db/queries/marketplace';
import { type Applied, applyFact } from '../../engine/apply-fact';
import { Book } from '../../engine/book';
import { dateOf } from '../../engine/calendar';
import { readFact } from '../../engine/facts';
import { factOf, type Proposed } from './proposed';

/** A book in memory, on which a proposal is tried by the rules themselves. Nothing of it is recorded. */

/** The merchant's book as far as a proposal can touch it; null where it has not opened. */
export async function loadDryBook(
  executor: Executor,
  merchantId: string,
  orderId: string | null,
): Promise<Book | null> {
  const [row] = await readMerchants(executor, [merchantId]);
  if (row === undefined || !isKnownMerchant(row)) return null;
  const book = new Book(row);
  for (const { currency, amounts } of await loadBalances(executor, [row]))
    book.balances.set(currency, amounts);
  if (orderId === null) return book;
  const key = { merchantId, orderId };
  for (const order of await loadOrders(executor, [key])) book.orders.set(order.orderId, order);
  for (const hold of await loadHolds(executor, [key])) book.holds.set(hold.orderId, hold);
  return book;
}

/** Applies to the book what the proposal's approval would record now; what the rules answer to it. */
export function tryOn(book: Book, state: MarketplaceState, proposed: Proposed, now: Date): Applied {
  const { policy, openOn } = state;
  const read = readFact(factOf(proposed, 'tried', now), policy);
  if (!read.ok) return read.code;
  const factSeq = book.merchant.factCount + 1n;
  const actsOn = dateOf(now.getTime(), policy.timezone);
  return applyFact(book, { openOn, policy, cause: { factSeq }, actsOn }, read.fact, factSeq);
}
