import { book, credited } from './books';
import type { Day } from './calendar';
import { byCodePoint } from './ids';
import type { Marketplace } from './marketplace';
import type { Merchant } from './merchant';
import { least, share, sum } from './money';
import { heldOf, inDispute, type Order, refundedOf, stateOf } from './order';
import type { Tier } from './policy';

/** Releases (section 6): which orders are due, what is paid out of each, and what is frozen. */

function standardDue(marketplace: Marketplace, order: Order): Day | null {
  const { auto_confirm_days, return_window_days } = marketplace.policy.standard_release;
  const receipts: Day[] = [];
  if (order.confirmedOn !== null) receipts.push(order.confirmedOn);
  if (order.deliveredOn !== null) receipts.push(order.deliveredOn + auto_confirm_days);
  return receipts.length === 0 ? null : Math.min(...receipts) + return_window_days;
}

export function releaseOrders(marketplace: Marketplace, merchant: Merchant, today: Day): void {
  const due = (dueOn: (order: Order, shippedOn: Day) => Day | null) => {
    const found: { order: Order; on: Day }[] = [];
    for (const order of marketplace.orders.values()) {
      if (order.merchant !== merchant.id || stateOf(order) !== 'held' || order.shippedOn === null) continue;
      const on = dueOn(order, order.shippedOn);
      if (on === null || on > today) continue;
      if (inDispute(order)) marketplace.note('release waits for a dispute');
      else found.push({ order, on });
    }
    found.sort((a, b) => a.on - b.on || byCodePoint(a.order.id, b.order.id));
    return found.map((one) => one.order);
  };

  if (merchant.enrolment === 'closed') {
    const days = marketplace.policy.closure.release_days_after_shipment;
    for (const order of due((_order, shippedOn) => shippedOn + days)) {
      releaseWhole(marketplace, order, 'released_closure', today);
    }
    return;
  }
  for (const order of due((one) => standardDue(marketplace, one)))
    releaseWhole(marketplace, order, 'released_standard', today);
  if (merchant.enrolment !== 'enrolled') return;
  const tier = marketplace.tierNamed(merchant.tier);
  if (tier === undefined) {
    // The policy lost the tier after this day's assessment: it has no days to count with.
    marketplace.note('no early release, tier gone');
    return;
  }
  for (const order of due((_order, shippedOn) => shippedOn + tier.release_after_days)) {
    releaseEarly(marketplace, order, tier, today);
  }
}

function releaseWhole(
  marketplace: Marketplace,
  order: Order,
  kind: 'released_standard' | 'released_closure',
  today: Day,
): void {
  const held = heldOf(order);
  const fee = share(held, order.feeBps);
  const net = held - fee;
  const moved = credited(marketplace, order.merchant, order.currency, 'payment_account', net);
  const on = book(
    marketplace,
    order.merchant,
    order.currency,
    today,
    { run: today },
    {
      ...moved,
      order_funds: -held,
      fees: fee,
    },
  );
  order.release = { kind, on, fee, advanced: net };
  marketplace.note(kind);
}

function exposure(marketplace: Marketplace, merchant: string, currency: string, today: Day): bigint {
  const exposed = [...marketplace.orders.values()].filter((order) => {
    if (order.merchant !== merchant || order.currency !== currency) return false;
    if (stateOf(order) !== 'released_early' || refundedOf(order) === order.amount) return false;
    const due = standardDue(marketplace, order);
    return due === null || due > today;
  });
  return sum(exposed.map((order) => order.release?.advanced ?? 0n));
}

function releaseEarly(marketplace: Marketplace, order: Order, tier: Tier, today: Day): void {
  const { merchant, currency } = order;
  const held = heldOf(order);
  const fee = share(held, order.feeBps);
  const net = held - fee;
  let frozen = share(net, BigInt(tier.deposit_bps));
  const depositCap = marketplace.policy.deposit.cap_minor;
  if (depositCap !== null) {
    const room = BigInt(depositCap) - marketplace.balance(merchant, currency, 'deposit');
    const most = room > 0n ? room : 0n;
    if (most < frozen) marketplace.note(most === 0n ? 'deposit cap left no hold' : 'deposit cap cut a hold');
    frozen = least(frozen, most);
  }
  const advanced = net - frozen;
  const exposureCap = marketplace.policy.exposure_cap_minor;
  if (
    exposureCap !== null &&
    exposure(marketplace, merchant, currency, today) + advanced > BigInt(exposureCap)
  ) {
    marketplace.note('exposure cap skipped');
    return;
  }
  const moved = credited(marketplace, merchant, currency, 'payment_account', advanced);
  const on = book(
    marketplace,
    merchant,
    currency,
    today,
    { run: today },
    {
      ...moved,
      order_funds: -held,
      fees: fee,
      deposit: frozen,
    },
  );
  order.release = { kind: 'released_early', on, fee, advanced };
  marketplace.note('released_early');
  if (frozen === 0n) return;
  if (order.shippedOn === null) throw new Error(`released before shipment: ${order.id}`);
  marketplace.holds.push({
    order: order.id,
    merchant,
    currency,
    amount: frozen,
    releaseOn: order.shippedOn + marketplace.policy.deposit.release_days_after_shipment,
    deadline: null,
  });
}
