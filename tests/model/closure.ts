import type { Marketplace } from './marketplace';
import type { Merchant } from './merchant';

/** Closure (section 9). */

export function closeMerchant(marketplace: Marketplace, merchant: Merchant): void {
  const holds = marketplace.openHolds(merchant.id);
  marketplace.note(`closed while ${merchant.enrolment}`);
  if (holds.length > 0) marketplace.note('closed with holds');
  merchant.enrolment = 'closed';
  merchant.tier = null;
  for (const hold of holds) {
    const shippedOn = marketplace.orders.get(hold.order)?.shippedOn ?? null;
    if (shippedOn === null) throw new Error(`a hold of an order not shipped: ${hold.order}`);
    const anew = shippedOn + marketplace.policy.closure.release_days_after_shipment;
    if (hold.deadline !== null && hold.deadline < anew) marketplace.note('closure kept a deadline');
    hold.releaseOn = hold.deadline === null ? anew : Math.min(anew, hold.deadline);
  }
}
