import { book, credited } from './books';
import type { Day } from './calendar';
import type { Hold, Marketplace } from './marketplace';
import type { Merchant } from './merchant';
import { inDispute } from './order';

/** Holds (section 10): how a frozen part comes back. */

export function freeHold(
  marketplace: Marketplace,
  hold: Hold,
  day: Day,
  cause: { fact: string } | { run: Day },
): void {
  const amount = hold.amount;
  const moved = credited(marketplace, hold.merchant, hold.currency, 'payment_account', amount);
  hold.amount = 0n;
  book(marketplace, hold.merchant, hold.currency, day, cause, { ...moved, deposit: -amount });
}

export function releaseHolds(marketplace: Marketplace, merchant: Merchant, today: Day): void {
  for (const hold of marketplace.openHolds(merchant.id)) {
    const order = marketplace.orders.get(hold.order);
    if (order === undefined) throw new Error(`a hold of no order: ${hold.order}`);
    if (hold.releaseOn > today) continue;
    if (inDispute(order)) {
      marketplace.note('hold waits for a dispute');
      continue;
    }
    marketplace.note('hold released');
    if (merchant.enrolment === 'closed') marketplace.note('hold released after closure');
    freeHold(marketplace, hold, today, { run: today });
  }
}
