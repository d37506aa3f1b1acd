import type { Day } from './calendar';
import type { Marketplace } from './marketplace';
import { inDispute, type Order, stateOf } from './order';
import type { Fact } from './read';
import type { Code } from './results';

/** Corrections (section 12): when a shipment or a receipt of an order was, or that it has not been. */

export function correctOrder(marketplace: Marketplace, order: Order, fact: Fact, today: Day): Code | null {
  const { event, on } = fact;
  const state = stateOf(order);
  if (state === 'cancelled') return 'bad_state';
  const before = { shipped: order.shippedOn, delivered: order.deliveredOn, confirmed: order.confirmedOn };
  if (event !== 'shipped' && event !== 'delivered' && event !== 'confirmed')
    throw new Error(`no date of ${event}`);
  if (before[event] === on || (on !== null && on > today)) return 'bad_state';
  if (event === 'shipped' && state !== 'held') return 'bad_state';

  const then = { ...before, [event]: on };
  const received = [then.delivered, then.confirmed].filter((day) => day !== null);
  if (event === 'shipped') {
    const { shipped } = then;
    if (shipped === null ? received.length > 0 : received.some((day) => day < shipped)) return 'bad_state';
  } else if (then.shipped === null || (on !== null && on < then.shipped)) {
    return 'bad_state';
  }

  const how = on === null ? 'taken back' : before[event] === null ? 'set' : 'moved';
  marketplace.note(`${event === 'shipped' ? 'shipment' : 'receipt'} ${how}`);
  if (event !== 'shipped' && order.release !== null) marketplace.note('receipt corrected after release');
  if (event === 'shipped' && inDispute(order)) marketplace.note('shipment corrected in dispute');
  if (event === 'shipped' && order.refunds.length > 0) marketplace.note('shipment corrected after a refund');
  if (marketplace.merchants.get(order.merchant)?.enrolment === 'closed')
    marketplace.note('corrected after closure');
  order.shippedOn = then.shipped;
  order.deliveredOn = then.delivered;
  order.confirmedOn = then.confirmed;
  return null;
}
