import { addDays, type CalendarDate, later } from './calendar';
import { type Situation, shipmentDueOn, whatNext } from './explain-order';
import { type Policy, tierNamed } from './policy';
import type { Dispute, Enrolment, Order } from './records';

/** Why an order was not released early, or will not be (rules.md, sections 5, 6, 8 and 9). */

export type NotEarly =
  | { why: 'cancelled' | 'refunded' }
  /** The days of the store's tier count from shipment. */
  | { why: 'not_shipped'; days: number }
  /** The store took no part then; `enrolledOn` where it has been enrolled since. */
  | { why: 'never_enrolled'; enrolledOn: CalendarDate | null }
  /** The notice of cancellation came before the early release was due. */
  | { why: 'notice'; noticeOn: CalendarDate }
  | { why: 'closed'; closedOn: CalendarDate }
  | { why: 'dispute'; since: CalendarDate; until: CalendarDate | null }
  /** The standard rule was due first, or on the same run, where it goes first. */
  | { why: 'standard_first'; standardDueOn: CalendarDate; earlyDueOn: CalendarDate }
  | { why: 'exposure'; capMinor: bigint; earlyDueOn: CalendarDate }
  | { why: 'tier_gone'; tier: string };

/** The store's standing from a date on, until the next. */
export interface StandingFrom {
  from: CalendarDate;
  enrolment: Enrolment;
  tier: string | null;
}

/** An order's past, as far as early release looks at it. */
export interface OrderPast {
  /** The store's standings, in their order: from the one at shipment on. */
  standings: StandingFrom[];
  disputes: Pick<Dispute, 'openedOn' | 'closedOn'>[];
  /** What released the order: when its rule was due, and the policy that it was released under. */
  release: { dueOn: CalendarDate; policy: Policy } | null;
}

function exposureCapOf(policy: Policy): bigint | null {
  return policy.exposure_cap_minor === null ? null : BigInt(policy.exposure_cap_minor);
}

function ofHeld(order: Order, past: OrderPast, situation: Situation): NotEarly | null {
  const { merchant, policy } = situation;
  const { enrolment, tier } = merchant;
  if (enrolment === 'none') return { why: 'never_enrolled', enrolledOn: null };
  if (enrolment === 'cancelled') return { why: 'notice', noticeOn: merchant.cancelledOn as CalendarDate };
  if (enrolment === 'closed') return { why: 'closed', closedOn: merchant.closedOn as CalendarDate };
  const terms = tierNamed(policy, tier);
  if (terms === null) return { why: 'tier_gone', tier: tier ?? '' };
  const earlyDueOn = shipmentDueOn(order, situation);
  if (earlyDueOn === null) return { why: 'not_shipped', days: terms.release_after_days };
  if (order.openDisputes > 0) {
    const since = past.disputes.find((dispute) => dispute.closedOn === null)?.openedOn;
    return { why: 'dispute', since: since ?? order.firstDisputeOn ?? order.paidOn, until: null };
  }
  const next = whatNext(order, null, situation);
  if (next.step === 'release' && next.rule === 'early') return null;
  const capMinor = exposureCapOf(policy) ?? 0n;
  if (next.step !== 'release') return { why: 'exposure', capMinor, earlyDueOn };
  const earlyOn = later(earlyDueOn, situation.nextRunOn) ?? earlyDueOn;
  if (next.on !== null && next.on > earlyOn) return { why: 'exposure', capMinor, earlyDueOn };
  return { why: 'standard_first', standardDueOn: next.dueOn, earlyDueOn };
}

/** The first day of a standing on which an early release was due under it; null where there was none. */
function earlyDueIn(
  standing: StandingFrom,
  until: CalendarDate,
  shippedOn: CalendarDate,
  policy: Policy,
): CalendarDate | null {
  const terms = standing.enrolment === 'enrolled' ? tierNamed(policy, standing.tier) : null;
  if (terms === null) return null;
  const dueOn = addDays(shippedOn, terms.release_after_days);
  const on = dueOn < standing.from ? standing.from : dueOn;
  return on <= until ? on : null;
}

function ofNeverDue(
  standings: StandingFrom[],
  shippedOn: CalendarDate,
  release: NonNullable<OrderPast['release']>,
): NotEarly {
  const enrolled = standings.findLastIndex((each) => each.enrolment === 'enrolled');
  // Without an enrolment in all that time, what the store was at shipment tells; else what ended the enrolment.
  const decisive = enrolled === -1 ? standings[0] : standings[enrolled + 1];
  if (decisive?.enrolment === 'cancelled') return { why: 'notice', noticeOn: decisive.from };
  if (decisive?.enrolment === 'closed') return { why: 'closed', closedOn: decisive.from };
  const last = standings[enrolled];
  if (last === undefined) return { why: 'never_enrolled', enrolledOn: null };
  const terms = tierNamed(release.policy, last.tier);
  if (terms === null) return { why: 'tier_gone', tier: last.tier ?? '' };
  const earlyDueOn = addDays(shippedOn, terms.release_after_days);
  return { why: 'standard_first', standardDueOn: release.dueOn, earlyDueOn };
}

function ofReleased(order: Order, past: OrderPast): NotEarly {
  const { shippedOn, releasedOn } = order;
  const { standings, disputes, release } = past;
  if (shippedOn === null || releasedOn === null || release === null)
    throw new Error(`order ${order.orderId} was released without a shipment or an entry`);
  const then = standings.filter((each) => each.from <= releasedOn);
  const later = standings.find((each) => each.from > releasedOn && each.enrolment === 'enrolled');
  if (then.every((each) => each.enrolment === 'none'))
    return { why: 'never_enrolled', enrolledOn: later?.from ?? null };
  for (const [index, standing] of then.entries()) {
    const next = then[index + 1];
    const until = next === undefined ? releasedOn : addDays(next.from, -1);
    const earlyOn = earlyDueIn(standing, until, shippedOn, release.policy);
    if (earlyOn === null) continue;
    const dispute = disputes.find(
      ({ openedOn, closedOn }) => openedOn <= earlyOn && (closedOn === null || closedOn >= earlyOn),
    );
    if (dispute !== undefined) return { why: 'dispute', since: dispute.openedOn, until: dispute.closedOn };
    const terms = tierNamed(release.policy, standing.tier);
    const earlyDueOn = addDays(shippedOn, terms?.release_after_days ?? 0);
    const capMinor = exposureCapOf(release.policy);
    if (capMinor !== null && earlyOn < release.dueOn) return { why: 'exposure', capMinor, earlyDueOn };
    const closed = then.find((each) => each.enrolment === 'closed');
    if (closed !== undefined) return { why: 'closed', closedOn: closed.from };
    return { why: 'standard_first', standardDueOn: release.dueOn, earlyDueOn };
  }
  return ofNeverDue(then, shippedOn, release);
}

/**
 * Why the order was not, or will not be, released early; null where it was, or will be as things stand. An order that
 * waits is asked of what stands now; one that another rule has released, of the standings that the store has had
 * between shipment and release, under the policy of the release.
 */
export function whyNotEarly(order: Order, past: OrderPast, situation: Situation): NotEarly | null {
  switch (order.state) {
    case 'released_early':
      return null;
    case 'cancelled':
    case 'refunded':
      return { why: order.state };
    case 'held':
      return ofHeld(order, past, situation);
    default:
      return ofReleased(order, past);
  }
}
