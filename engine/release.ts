import type { Book, Scene } from './book';
import { compareIds } from './book';
import { addDays, type CalendarDate, earlier } from './calendar';
import { least, share } from './money';
import { type Policy, type Tier, tierNamed } from './policy';
import type { Order } from './records';

/** Releases (rules.md, section 6): when an order's funds are paid out, and what is frozen of them. */

/** When the standard rule is due: the receipt date plus the return window; null while no receipt is known. */
export function standardDueOn(
  order: Pick<Order, 'deliveredOn' | 'confirmedOn'>,
  policy: Policy,
): CalendarDate | null {
  const { auto_confirm_days, return_window_days } = policy.standard_release;
  const byDelivery = order.deliveredOn === null ? null : addDays(order.deliveredOn, auto_confirm_days);
  const receivedOn = earlier(order.confirmedOn, byDelivery);
  return receivedOn === null ? null : addDays(receivedOn, return_window_days);
}

/** The latest confirmation, and the latest delivery, with which the standard rule is due by the date. */
export function receivedDueBy(
  policy: Policy,
  on: CalendarDate,
): { confirmedBy: CalendarDate; deliveredBy: CalendarDate } {
  const { auto_confirm_days, return_window_days } = policy.standard_release;
  return {
    confirmedBy: addDays(on, -return_window_days),
    deliveredBy: addDays(on, -return_window_days - auto_confirm_days),
  };
}

/** The tier whose terms an early release would have today; null where the merchant takes no part. */
export function earlyTier(book: Book, policy: Policy): Tier | null {
  return book.merchant.enrolment === 'enrolled' ? tierNamed(policy, book.merchant.tier) : null;
}

/**
 * The latest shipment date with which an order is due today by the rule that counts from shipment: closure for a
 * closed store, early release for an enrolled one, none for others.
 */
export function shippedDueBy(book: Book, policy: Policy, on: CalendarDate): CalendarDate | null {
  const days = daysFromShipment(book, policy);
  return days === null ? null : addDays(on, -days);
}

/** Days from shipment to release by that rule, or null. */
export function daysFromShipment(book: Book, policy: Policy): number | null {
  if (book.merchant.enrolment === 'closed') return policy.closure.release_days_after_shipment;
  return earlyTier(book, policy)?.release_after_days ?? null;
}

/** When an order of this merchant will be due, as things stand; null while nothing dates it. */
export function orderDueOn(book: Book, order: Order, policy: Policy): CalendarDate | null {
  if (order.state !== 'held' || order.heldMinor === 0n || order.shippedOn === null) return null;
  const days = daysFromShipment(book, policy);
  const byShipment = days === null ? null : addDays(order.shippedOn, days);
  return book.merchant.enrolment === 'closed' ? byShipment : earlier(byShipment, order.standardDueOn);
}

function isReleasable(order: Order): boolean {
  return (
    order.state === 'held' && order.heldMinor > 0n && order.shippedOn !== null && order.openDisputes === 0
  );
}

interface Due {
  order: Order;
  dueOn: CalendarDate;
}

function dueOrders(book: Book, on: CalendarDate, dueOnOf: (order: Order) => CalendarDate | null): Due[] {
  const due: Due[] = [];
  for (const order of book.orders.values()) {
    if (!isReleasable(order)) continue;
    const dueOn = dueOnOf(order);
    if (dueOn !== null && dueOn <= on) due.push({ order, dueOn });
  }
  return due.sort((a, b) => {
    if (a.dueOn !== b.dueOn) return a.dueOn < b.dueOn ? -1 : 1;
    return compareIds(a.order.orderId, b.order.orderId);
  });
}

function releaseWhole(
  book: Book,
  scene: Scene,
  { order, dueOn }: Due,
  state: 'released_closure' | 'released_standard',
) {
  const feeMinor = share(order.heldMinor, order.feeBps);
  const netMinor = order.heldMinor - feeMinor;
  const entry = book.post(
    scene,
    state === 'released_closure' ? 'release_closure' : 'release_standard',
    order.currency,
    {
      order_funds: -order.heldMinor,
      fees: feeMinor,
      ...book.creditLines(order.currency, 'payment_account', netMinor),
    },
    { orderId: order.orderId, effectiveOn: dueOn },
  );
  order.state = state;
  order.heldMinor = 0n;
  order.feeMinor = feeMinor;
  order.releasedOn = entry.bookedOn;
  order.releaseEntrySeq = entry.entrySeq;
  book.touchOrder(order);
}

/** What each open early release still has at risk, by currency (section 6, "Exposure"). */
export type Exposure = Map<string, bigint>;

/** False where the exposure cap leaves the order for another day. */
function releaseEarly(
  book: Book,
  scene: Scene,
  { order, dueOn }: Due,
  tier: Tier,
  exposure: Exposure,
): boolean {
  const { policy } = scene;
  const shippedOn = order.shippedOn as CalendarDate;
  const feeMinor = share(order.heldMinor, order.feeBps);
  const netMinor = order.heldMinor - feeMinor;
  let holdMinor = share(netMinor, tier.deposit_bps);
  if (policy.deposit.cap_minor !== null) {
    const room = BigInt(policy.deposit.cap_minor) - book.balance(order.currency).deposit;
    holdMinor = least(holdMinor, room > 0n ? room : 0n);
  }
  const advancedMinor = netMinor - holdMinor;
  const exposedMinor = (exposure.get(order.currency) ?? 0n) + advancedMinor;
  if (policy.exposure_cap_minor !== null && exposedMinor > BigInt(policy.exposure_cap_minor)) return false;
  exposure.set(order.currency, exposedMinor);
  const entry = book.post(
    scene,
    'release_early',
    order.currency,
    {
      order_funds: -order.heldMinor,
      fees: feeMinor,
      deposit: holdMinor,
      ...book.creditLines(order.currency, 'payment_account', advancedMinor),
    },
    { orderId: order.orderId, effectiveOn: dueOn },
  );
  order.state = 'released_early';
  order.heldMinor = 0n;
  order.feeMinor = feeMinor;
  order.advancedMinor = advancedMinor;
  order.releasedOn = entry.bookedOn;
  order.releaseEntrySeq = entry.entrySeq;
  book.touchOrder(order);
  if (holdMinor === 0n) return true;
  book.addHold({
    orderId: order.orderId,
    currency: order.currency,
    frozenMinor: holdMinor,
    amountMinor: holdMinor,
    releaseOn: addDays(shippedOn, policy.deposit.release_days_after_shipment),
    deadlineOn: null,
    shippedOn,
    openedOn: entry.bookedOn,
    tier: tier.name,
    depositBps: tier.deposit_bps,
    entrySeq: entry.entrySeq,
    movementCount: 0,
  });
  return true;
}

/**
 * The second step of run D for one merchant: closure, then standard, then early releases (section 6). Every order
 * that may be due must be loaded; `exposure` is what is at risk before it and is carried forward in place.
 *
 * @returns the orders that were due and that the exposure cap left
 */
export function releaseDueOrders(book: Book, scene: Scene, on: CalendarDate, exposure: Exposure): Order[] {
  const { policy } = scene;
  if (book.merchant.enrolment === 'closed') {
    const days = policy.closure.release_days_after_shipment;
    const due = dueOrders(book, on, (order) => order.shippedOn && addDays(order.shippedOn, days));
    for (const each of due) releaseWhole(book, scene, each, 'released_closure');
    return [];
  }
  for (const each of dueOrders(book, on, (order) => order.standardDueOn)) {
    releaseWhole(book, scene, each, 'released_standard');
  }
  const tier = earlyTier(book, policy);
  if (tier === null) return [];
  const due = dueOrders(
    book,
    on,
    (order) => order.shippedOn && addDays(order.shippedOn, tier.release_after_days),
  );
  return due.filter((each) => !releaseEarly(book, scene, each, tier, exposure)).map(({ order }) => order);
}

/** The earliest date on which anything of the merchant can be due, from the first dates of what waits. */
export function nextDueOn(
  book: Book,
  policy: Policy,
  first: {
    firstReceiptDueOn: CalendarDate | null;
    firstShippedOn: CalendarDate | null;
    firstHoldOn: CalendarDate | null;
  },
): CalendarDate | null {
  const days = daysFromShipment(book, policy);
  const byShipment =
    days === null || first.firstShippedOn === null ? null : addDays(first.firstShippedOn, days);
  const byReceipt = book.merchant.enrolment === 'closed' ? null : first.firstReceiptDueOn;
  return earlier(earlier(byShipment, byReceipt), first.firstHoldOn);
}
