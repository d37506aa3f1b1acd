import { addDays, type CalendarDate } from './calendar';
import { type Policy, tierNamed } from './policy';
import type { Merchant, Order } from './records';

/**
 * Always an exit: every held or frozen cent has a next date, an open case, or is still in its usual time. What has none
 * of them is listed, and this says when that is.
 */

/** How late a shipment may be before nobody should wait for it any more: nearly all late ones have left by then. */
export const LATE_SHIPMENT_DAYS = 14;

/** From when on what waits for somebody else is old. */
export const OLD_PARKED_DAYS = 7;
export const OLD_DISPUTE_DAYS = 60;

export const NO_EXIT_REASONS = ['not_shipped', 'not_received', 'order_overdue', 'hold_overdue'] as const;
export type NoExitReason = (typeof NO_EXIT_REASONS)[number];

export type Exit =
  /** A rule dates it. */
  | { kind: 'dated'; on: CalendarDate }
  /** A dispute is open. */
  | { kind: 'in_dispute' }
  /** Nothing dates it yet, as is usual until then. */
  | { kind: 'usual'; until: CalendarDate }
  | { kind: 'none'; reason: 'not_shipped' | 'not_received'; since: CalendarDate };

/** The days that an order usually takes at most to be shipped, or to be received: as long as a deposit is kept. */
function usualDays(policy: Policy): number {
  return policy.deposit.release_days_after_shipment;
}

/** When the rules of section 6 release an order that is shipped, as things stand; null while nothing dates it. */
function dueOn(
  order: Pick<Order, 'shippedOn' | 'standardDueOn'>,
  merchant: Pick<Merchant, 'enrolment' | 'tier'>,
  policy: Policy,
): CalendarDate | null {
  const { shippedOn, standardDueOn } = order;
  if (shippedOn === null) return null;
  if (merchant.enrolment === 'closed') return addDays(shippedOn, policy.closure.release_days_after_shipment);
  const tier = merchant.enrolment === 'enrolled' ? tierNamed(policy, merchant.tier) : null;
  if (tier === null) return standardDueOn;
  const early = addDays(shippedOn, tier.release_after_days);
  return standardDueOn !== null && standardDueOn < early ? standardDueOn : early;
}

/**
 * What ends the waiting of an order that holds money, on the open day. An order that the exposure cap may leave aside
 * is dated by its receipt alone.
 */
export function exitOf(
  order: Pick<Order, 'paidOn' | 'shipByOn' | 'shippedOn' | 'standardDueOn' | 'openDisputes'>,
  merchant: Pick<Merchant, 'enrolment' | 'tier'>,
  policy: Policy,
  on: CalendarDate,
): Exit {
  if (order.openDisputes > 0) return { kind: 'in_dispute' };
  const due = dueOn(order, merchant, policy);
  const mayBeLeft =
    due !== null && due <= on && policy.exposure_cap_minor !== null && merchant.enrolment === 'enrolled';
  if (due !== null && !(mayBeLeft && order.standardDueOn === null)) return { kind: 'dated', on: due };
  if (order.shippedOn !== null) {
    const since = addDays(order.shippedOn, usualDays(policy));
    if (since <= on) return { kind: 'none', reason: 'not_received', since };
    return { kind: 'usual', until: since };
  }
  const since =
    order.shipByOn === null
      ? addDays(order.paidOn, usualDays(policy))
      : addDays(order.shipByOn, LATE_SHIPMENT_DAYS + 1);
  if (since <= on) return { kind: 'none', reason: 'not_shipped', since };
  return { kind: 'usual', until: since };
}

/** The latest dates with which an order, or a hold, has no exit on the open day: by them they are found. */
export interface NoExitBy {
  paidBy: CalendarDate;
  shipBy: CalendarDate;
  shippedBy: CalendarDate;
  /** Due by closure with a shipment on it or before it. */
  closureBy: CalendarDate;
  /** Due early with a shipment on it or before it, by tier. */
  earlyBy: { tier: string; shippedBy: CalendarDate }[];
  /** Whether what is due early may be left aside. */
  hasCap: boolean;
}

export function noExitBy(policy: Policy, on: CalendarDate): NoExitBy {
  return {
    paidBy: addDays(on, -usualDays(policy)),
    shipBy: addDays(on, -LATE_SHIPMENT_DAYS - 1),
    shippedBy: addDays(on, -usualDays(policy)),
    closureBy: addDays(on, -policy.closure.release_days_after_shipment),
    earlyBy: policy.tiers.map((tier) => ({
      tier: tier.name,
      shippedBy: addDays(on, -tier.release_after_days),
    })),
    hasCap: policy.exposure_cap_minor !== null,
  };
}
