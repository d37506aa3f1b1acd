import type { Day } from './calendar';
import { sum } from './money';

/** An order with all that befell it, and the state that this amounts to. */

export type OrderState =
  | 'held'
  | 'released_early'
  | 'released_standard'
  | 'released_closure'
  | 'cancelled'
  | 'refunded';

type Refund = {
  id: string;
  amount: bigint;
  day: Day;
  /** The reason was a merchant-borne one when the refund was applied. */
  borne: boolean;
  afterRelease: boolean;
};

export type Order = {
  id: string;
  merchant: string;
  amount: bigint;
  currency: string;
  feeBps: bigint;
  shipBy: Day | null;
  shippedOn: Day | null;
  deliveredOn: Day | null;
  confirmedOn: Day | null;
  cancelled: boolean;
  disputes: { id: string; openedOn: Day; closed: boolean }[];
  refunds: Refund[];
  release: {
    kind: 'released_early' | 'released_standard' | 'released_closure';
    on: Day;
    fee: bigint;
    /** What reached the payment account for good: net - hold. */
    advanced: bigint;
  } | null;
};

export function refundedOf(order: Order): bigint {
  return sum(order.refunds.map((refund) => refund.amount));
}

export function heldOf(order: Order): bigint {
  return order.cancelled || order.release !== null ? 0n : order.amount - refundedOf(order);
}

export function stateOf(order: Order): OrderState {
  if (order.cancelled) return 'cancelled';
  if (order.release !== null) return order.release.kind;
  return heldOf(order) === 0n ? 'refunded' : 'held';
}

export function inDispute(order: Order): boolean {
  return order.disputes.some((dispute) => !dispute.closed);
}
