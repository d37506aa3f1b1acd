import type { Fact, RefundReason } from './sluice-client';

/**
 * What a marketplace's own shop tells by webhooks, turned into facts. Yours will have other names for all of it; what
 * matters is in the comments. There is no state here: the same event always makes the same facts with the same ids.
 */

interface ShopOrder {
  id: number;
  store_id: string;
  /** A decimal text in units of the currency, as shops write it. */
  total: string;
  currency: string;
  commission_percent: string;
}

export type ShopEvent =
  | { event: 'store.created'; created_at: string; store: { id: string; name: string } }
  | { event: 'order.paid'; created_at: string; order: ShopOrder & { ship_by: string | null } }
  | { event: 'order.cancelled'; created_at: string; order: ShopOrder }
  | {
      event: 'shipment.updated';
      created_at: string;
      shipment: {
        order_id: number;
        status: 'label_printed' | 'handed_over' | 'delivered' | 'returned';
        /** Whether the order has goods that are in no parcel yet. */
        is_partial: boolean;
      };
    }
  | {
      event: 'refund.updated';
      created_at: string;
      refund: {
        id: number;
        order_id: number;
        status: 'requested' | 'settled' | 'failed';
        amount: string;
        currency: string;
        reason: string;
      };
    };

/** Who bears a refund follows from its reason: what your shop's reasons mean is a decision of your business. */
const REASONS: Record<string, RefundReason> = {
  changed_mind: 'no_reason_return',
  not_as_described: 'seller_fault',
  defective: 'seller_fault',
  wrong_item: 'order_problem',
  lost_in_transit: 'carrier_fault',
  damaged_in_transit: 'carrier_fault',
  charged_twice: 'platform_fault',
  courtesy: 'goodwill',
};

/** An event that nobody has thought of: it waits for a person, who then fixes the code and sends it in again. */
export class UnknownEvent extends Error {
  override name = 'UnknownEvent';
}

/** How many decimals ISO 4217 gives a currency, where not 2. `Intl` would not do: it gives IQD 0, as shops show it. */
const DECIMALS: Record<string, number> = Object.fromEntries(
  Object.entries({
    0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
    3: 'BHD IQD JOD KWD LYD OMR TND',
    4: 'CLF UYW',
  }).flatMap(([decimals, codes]) => codes.split(' ').map((code) => [code, Number(decimals)])),
);

/**
 * Minor units of a decimal text: 120.50 USD is 12050, 12000 JPY is 12000, 45.250 KWD is 45250. By its digits: a float
 * would make 1919 or 1920 of 19.20 as it pleases.
 */
export function minorUnits(decimal: string, currency: string): string {
  const [, sign = '', units = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  const digits = DECIMALS[currency] ?? 2;
  const minor = fraction.padEnd(digits, '0');
  if (units === '' || /[^0]/.test(minor.slice(digits)))
    throw new UnknownEvent(`${decimal} is no amount of ${currency}`);
  return `${sign}${BigInt(units + minor.slice(0, digits))}`;
}

function basisPoints(percent: string): number {
  const bps = Number(percent) * 100;
  if (!Number.isInteger(Math.round(bps * 1e6) / 1e6))
    throw new UnknownEvent(`${percent} % is no basis points`);
  return Math.round(bps);
}

const orderOf = (id: number) => `shop-order-${id}`;

/**
 * The facts that an event says; none where it says nothing that Sluice's books go by. A fact's id is made of what it is
 * about and never of the delivery: so the shop may tell it twice.
 */
export function factsOf(told: ShopEvent): Fact[] {
  // The instant at which it happened at the shop, with its zone: not the one at which we heard of it.
  const at = told.created_at;
  switch (told.event) {
    case 'store.created': {
      const { id, name } = told.store;
      return [{ id: `shop-store-${id}-opened`, type: 'merchant.opened', at, merchant: id, name }];
    }
    case 'order.paid': {
      const { id, store_id, total, currency, commission_percent, ship_by } = told.order;
      return [
        {
          ...{ id: `${orderOf(id)}-paid`, type: 'order.paid', at, order: orderOf(id), merchant: store_id },
          ...{ amount: minorUnits(total, currency), currency, fee_bps: basisPoints(commission_percent) },
          ...(ship_by === null ? {} : { ship_by }),
        },
      ];
    }
    case 'order.cancelled': {
      const order = orderOf(told.order.id);
      return [{ id: `${order}-cancelled`, type: 'order.cancelled', at, order }];
    }
    case 'shipment.updated': {
      const { order_id, status, is_partial } = told.shipment;
      const order = orderOf(order_id);
      // An order ships once: with its last parcel. A label is no shipment.
      if (status === 'handed_over' && !is_partial)
        return [{ id: `${order}-shipped`, type: 'order.shipped', at, order }];
      if (status === 'delivered' && !is_partial)
        return [{ id: `${order}-delivered`, type: 'order.delivered', at, order }];
      return [];
    }
    case 'refund.updated': {
      const { id, order_id, status, amount, currency, reason } = told.refund;
      // Only money that went back counts. Each part of it is a refund with its own id.
      if (status !== 'settled') return [];
      const refundReason = REASONS[reason];
      if (refundReason === undefined)
        throw new UnknownEvent(`nobody has said who bears a refund for ${reason}`);
      return [
        {
          ...{
            id: `shop-refund-${id}`,
            type: 'refund.settled',
            at,
            order: orderOf(order_id),
            refund: `${id}`,
          },
          ...{ amount: minorUnits(amount, currency), reason: refundReason },
        },
      ];
    }
    default:
      throw new UnknownEvent(`the event ${(told as { event: unknown }).event} is new to us`);
  }
}
