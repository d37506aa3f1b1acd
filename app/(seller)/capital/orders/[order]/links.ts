import { addressOf } from '../../address';
import { whyEntry } from '../../why/address';
import { orderHref } from '../order-address';

/** Where the things that an order's life names are told of. */
export interface OrderLinks {
  order: (orderId: string) => string;
  entry: (entrySeq: bigint) => string;
  /** What is frozen for the order. */
  hold: (order: { orderId: string; currency: string }) => string;
  /** The store's part in early release. */
  standing: string;
}

export const SELLERS_LINKS: OrderLinks = {
  order: orderHref,
  entry: whyEntry,
  hold: ({ orderId, currency }) =>
    addressOf('/capital/early-loan-margin', { currency, show: 'all', order: orderId }),
  standing: '/capital/standing',
};
