import type { Amounts } from './accounts';
import { book } from './books';
import type { Day } from './calendar';
import { freeHold } from './holds';
import type { Marketplace } from './marketplace';
import { least, share, sum } from './money';
import { inDispute, type Order, refundedOf, stateOf } from './order';
import type { Fact } from './read';
import type { Code } from './results';

/** Refunds (section 7): who bears one, and what it is taken from. */

export function settleRefund(marketplace: Marketplace, order: Order, fact: Fact, today: Day): Code | null {
  const amount = fact.amount ?? 0n;
  const cause = { fact: fact.id };
  if (order.refunds.some((refund) => refund.id === fact.refund)) return 'conflict';
  if (order.cancelled) return 'bad_state';
  if (refundedOf(order) + amount > order.amount) return 'over_refund';

  const release = order.release;
  const borne = marketplace.policy.merchant_borne_reasons.includes(fact.reason ?? '');
  const earlier = order.refunds.filter((refund) => refund.afterRelease && refund.borne);
  order.refunds.push({
    id: fact.refund ?? '',
    amount,
    day: today,
    borne,
    afterRelease: release !== null,
  });

  if (release === null) {
    book(marketplace, order.merchant, order.currency, today, cause, {
      order_funds: -amount,
      clearing: amount,
    });
    marketplace.note(
      stateOf(order) === 'refunded' ? 'refunded in full while held' : 'refunded in part while held',
    );
    return null;
  }

  if (borne) {
    const before = sum(earlier.map((refund) => refund.amount));
    const feeBack =
      least(release.fee, share(before + amount, order.feeBps)) -
      least(release.fee, share(before, order.feeBps));
    const taken = deduct(marketplace, order, amount - feeBack);
    book(marketplace, order.merchant, order.currency, today, cause, {
      ...taken,
      fees: -feeBack,
      clearing: amount,
    });
    if (feeBack > 0n) marketplace.note('fee given back');
  } else {
    book(marketplace, order.merchant, order.currency, today, cause, {
      platform_loss: -amount,
      clearing: amount,
    });
    marketplace.note('platform bears');
  }

  const own = marketplace.openHolds(order.merchant).find((hold) => hold.order === order.id);
  if (refundedOf(order) === order.amount && own !== undefined) {
    if (inDispute(order)) marketplace.note('hold freed in dispute');
    marketplace.note('hold freed by full refund');
    freeHold(marketplace, own, today, cause);
  }
  return null;
}

/** Takes m from the sources in the policy's order; the holds change here, the accounts by what is answered. */
function deduct(marketplace: Marketplace, order: Order, m: bigint): Amounts {
  const taken: Amounts = {};
  let missing = m;
  for (const source of marketplace.policy.deduction_order) {
    if (source !== 'deposit') {
      const part = least(missing, marketplace.balance(order.merchant, order.currency, source));
      if (part > 0n) marketplace.note(`deducted from ${source}`);
      taken[source] = -part;
      missing -= part;
      continue;
    }
    const holds = marketplace.openHolds(order.merchant).filter((hold) => hold.currency === order.currency);
    const own = holds.filter((hold) => hold.order === order.id);
    const others = holds.filter((hold) => hold.order !== order.id);
    let fromHolds = 0n;
    for (const hold of [...own, ...others]) {
      const part = least(missing, hold.amount);
      if (part > 0n)
        marketplace.note(hold.order === order.id ? 'deducted from own hold' : 'deducted from another hold');
      hold.amount -= part;
      missing -= part;
      fromHolds += part;
    }
    taken.deposit = -fromHolds;
  }
  if (missing > 0n) marketplace.note('deducted into receivable');
  taken.receivable = -missing;
  return taken;
}
