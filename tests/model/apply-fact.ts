import { book, credited } from './books';
import { dayIn } from './calendar';
import { closeMerchant } from './closure';
import { correctOrder } from './correction';
import type { Marketplace } from './marketplace';
import type { Merchant } from './merchant';
import { heldOf, type Order, stateOf } from './order';
import type { Fact } from './read';
import { settleRefund } from './refund';
import type { Code } from './results';

/** What each type of fact changes (section 4). */

function merchantNamed(marketplace: Marketplace, fact: Fact): Merchant {
  const merchant = marketplace.merchants.get(fact.merchant ?? '');
  if (merchant === undefined) throw new Error(`no merchant for ${fact.id}`);
  return merchant;
}

function orderNamed(marketplace: Marketplace, fact: Fact): Order {
  const order = marketplace.orders.get(fact.order ?? '');
  if (order === undefined) throw new Error(`no order for ${fact.id}`);
  return order;
}

function merchantOf(marketplace: Marketplace, order: Order): Merchant {
  const merchant = marketplace.merchants.get(order.merchant);
  if (merchant === undefined) throw new Error(`no merchant for ${order.id}`);
  return merchant;
}

/** Everything the fact names is known. Changes nothing where it answers a code. */
export function applyFact(marketplace: Marketplace, fact: Fact): Code | null {
  const today = dayIn(marketplace.policy.timezone, fact.at);
  const amount = fact.amount ?? 0n;
  const currency = fact.currency ?? '';
  const cause = { fact: fact.id };

  switch (fact.type) {
    case 'merchant.opened': {
      const id = fact.merchant ?? '';
      if (marketplace.merchants.has(id)) return 'conflict';
      marketplace.merchants.set(id, {
        id,
        openedOn: today,
        enrolment: 'none',
        tier: null,
        failures: 0,
        cancelledOn: null,
        optedOut: false,
        override: null,
        feedback: [],
        assessment: null,
      });
      return null;
    }

    case 'order.paid': {
      const id = fact.order ?? '';
      const merchant = merchantNamed(marketplace, fact);
      if (marketplace.orders.has(id)) return 'conflict';
      if (merchant.enrolment === 'closed') return 'bad_state';
      marketplace.orders.set(id, {
        id,
        merchant: merchant.id,
        amount,
        currency,
        feeBps: fact.fee_bps,
        shipBy: fact.ship_by === null ? null : dayIn(marketplace.policy.timezone, fact.ship_by),
        shippedOn: null,
        deliveredOn: null,
        confirmedOn: null,
        cancelled: false,
        disputes: [],
        refunds: [],
        release: null,
      });
      book(marketplace, merchant.id, currency, today, cause, { clearing: -amount, order_funds: amount });
      return null;
    }

    case 'order.shipped': {
      const order = orderNamed(marketplace, fact);
      if (order.shippedOn !== null || stateOf(order) !== 'held') return 'bad_state';
      order.shippedOn = today;
      return null;
    }

    case 'order.delivered': {
      const order = orderNamed(marketplace, fact);
      order.deliveredOn ??= today;
      return null;
    }

    case 'order.confirmed': {
      const order = orderNamed(marketplace, fact);
      order.confirmedOn ??= today;
      return null;
    }

    case 'order.cancelled': {
      const order = orderNamed(marketplace, fact);
      if (stateOf(order) !== 'held' || order.shippedOn !== null) return 'bad_state';
      const held = heldOf(order);
      order.cancelled = true;
      book(marketplace, order.merchant, order.currency, today, cause, { order_funds: -held, clearing: held });
      return null;
    }

    case 'dispute.opened': {
      const order = orderNamed(marketplace, fact);
      const id = fact.dispute ?? '';
      if (order.cancelled) return 'bad_state';
      if (order.disputes.some((dispute) => dispute.id === id)) return 'conflict';
      order.disputes.push({ id, openedOn: today, closed: false });
      return null;
    }

    case 'dispute.closed': {
      const order = orderNamed(marketplace, fact);
      const dispute = order.disputes.find((candidate) => candidate.id === fact.dispute);
      if (dispute === undefined) throw new Error(`no dispute for ${fact.id}`);
      if (dispute.closed) return 'bad_state';
      dispute.closed = true;
      return null;
    }

    case 'feedback.left': {
      const merchant = merchantOf(marketplace, orderNamed(marketplace, fact));
      merchant.feedback.push({ day: today, positive: fact.positive === true });
      return null;
    }

    case 'refund.settled':
      return settleRefund(marketplace, orderNamed(marketplace, fact), fact, today);

    case 'adjustment.posted': {
      const merchant = merchantNamed(marketplace, fact);
      if (amount < 0n && marketplace.balance(merchant.id, currency, 'marketplace_account') + amount < 0n) {
        return 'insufficient_funds';
      }
      const moved =
        amount < 0n
          ? { marketplace_account: amount }
          : credited(marketplace, merchant.id, currency, 'marketplace_account', amount);
      book(marketplace, merchant.id, currency, today, cause, { ...moved, clearing: -amount });
      return null;
    }

    case 'withdrawal.settled': {
      const merchant = merchantNamed(marketplace, fact);
      if (amount > marketplace.balance(merchant.id, currency, 'payment_account')) return 'insufficient_funds';
      if (marketplace.balance(merchant.id, currency, 'receivable') < 0n) return 'insufficient_funds';
      book(marketplace, merchant.id, currency, today, cause, { payment_account: -amount, clearing: amount });
      return null;
    }

    case 'withdrawal.returned': {
      const merchant = merchantNamed(marketplace, fact);
      const moved = credited(marketplace, merchant.id, currency, 'payment_account', amount);
      book(marketplace, merchant.id, currency, today, cause, { ...moved, clearing: -amount });
      return null;
    }

    case 'merchant.closed': {
      const merchant = merchantNamed(marketplace, fact);
      if (merchant.enrolment === 'closed') return 'bad_state';
      closeMerchant(marketplace, merchant);
      return null;
    }

    case 'merchant.opted_out':
    case 'merchant.opted_in': {
      const merchant = merchantNamed(marketplace, fact);
      const out = fact.type === 'merchant.opted_out';
      if (merchant.optedOut === out) return 'bad_state';
      merchant.optedOut = out;
      return null;
    }

    case 'override.set':
    case 'override.set_until': {
      const merchant = merchantNamed(marketplace, fact);
      const { decision, tier, until } = fact;
      merchant.override =
        decision === 'eligible' || decision === 'ineligible' ? { decision, tier, until } : null;
      return null;
    }

    case 'receivable.written_off': {
      const merchant = merchantNamed(marketplace, fact);
      const owed = -marketplace.balance(merchant.id, currency, 'receivable');
      if (amount > owed) return 'insufficient_funds';
      marketplace.note(amount === owed ? 'all of a debt written off' : 'a part of a debt written off');
      book(marketplace, merchant.id, currency, today, cause, { receivable: amount, platform_loss: -amount });
      return null;
    }

    case 'order.corrected':
      return correctOrder(marketplace, orderNamed(marketplace, fact), fact, today);

    default:
      throw new Error(`no rule for ${fact.type}`);
  }
}
