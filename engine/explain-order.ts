import { noAmounts } from './accounts';
import { Book, type Scene } from './book';
import { addDays, type CalendarDate, later } from './calendar';
import { redateHoldsForClosure, releaseDueHolds, setHoldDeadlines } from './holds';
import { share } from './money';
import type { Policy } from './policy';
import type { Hold, Merchant, Order } from './records';
import { daysFromShipment, releaseDueOrders, standardDueOn } from './release';

/**
 * What comes next for one order, and what would change it (rules.md, sections 6 to 10). Nothing is computed a second
 * time here: the coming runs are played on the order alone, and what they do is told.
 */

/** What stands around an order when somebody asks what comes next. */
export interface Situation {
  merchant: Merchant;
  /** The policy that the next run will have. */
  policy: Policy;
  /** The open business date; null before the first run. */
  today: CalendarDate | null;
  /** The earliest date that the next run can have; null before the first run. */
  nextRunOn: CalendarDate | null;
  /** The merchant's deposit in the order's currency, which a cap counts. */
  depositMinor: bigint;
  /** What its early releases in the order's currency have at risk, which the exposure cap counts. */
  exposedMinor: bigint;
}

export type ReleaseKind = 'early' | 'standard' | 'closure';

/** The hold that an early release will open. */
export interface HoldAhead {
  tier: string;
  depositBps: number;
  /** Whether the cap on the deposit freezes less than the tier's share. */
  isCapped: boolean;
  releaseOn: CalendarDate;
}

export type NextStep =
  /** The order is paid out (section 6). */
  | {
      step: 'release';
      rule: ReleaseKind;
      dueOn: CalendarDate;
      /** The date of the run that does it; null while an open dispute stops it. */
      on: CalendarDate | null;
      feeMinor: bigint;
      /** Credited to the merchant: first what it owes is paid back with it (section 3). */
      paidMinor: bigint;
      frozenMinor: bigint;
      hold: HoldAhead | null;
    }
  /** What is left of its hold comes back (section 10). */
  | { step: 'hold_release'; dueOn: CalendarDate; on: CalendarDate | null; paidMinor: bigint }
  /** Nothing has a date before it is shipped; where a rule counts from shipment, its days. */
  | { step: 'shipment'; days: { rule: 'early' | 'closure'; days: number } | null }
  /** Nothing has a date before the buyer has it; `exposure` where the cap holds an early release back meanwhile. */
  | { step: 'receipt'; isStopped: boolean; blockedBy: 'exposure' | null }
  /** Nothing is to come. */
  | { step: 'none'; because: 'cancelled' | 'refunded' | 'paid_out' | 'hold_closed' };

function sceneOn(on: CalendarDate, policy: Policy): Scene {
  return { openOn: on, policy, cause: { runOn: on }, actsOn: on };
}

/** A book of the order alone, with what the caps count. */
function bookOf(order: Order, hold: Hold | null, situation: Situation): Book {
  const { merchant, policy, depositMinor } = situation;
  const book = new Book({ ...merchant });
  book.orders.set(order.orderId, { ...order, standardDueOn: standardDueOn(order, policy) });
  if (hold !== null) book.holds.set(hold.orderId, { ...hold });
  book.balances.set(order.currency, {
    ...noAmounts(),
    order_funds: order.heldMinor,
    deposit: depositMinor,
    clearing: -order.heldMinor - depositMinor,
  });
  return book;
}

const RULES: Record<string, ReleaseKind> = {
  release_early: 'early',
  release_standard: 'standard',
  release_closure: 'closure',
};

type Release = Extract<NextStep, { step: 'release' }>;

/** What the run of a date would do to the order, whatever dispute is open on it; null where it would pass it by. */
function releaseByRun(order: Order, situation: Situation, on: CalendarDate): Release | null {
  const { policy, exposedMinor } = situation;
  const book = bookOf({ ...order, openDisputes: 0 }, null, situation);
  releaseDueOrders(book, sceneOn(on, policy), on, new Map([[order.currency, exposedMinor]]));
  const [entry] = book.entries;
  if (entry === undefined) return null;
  const { amounts, kind, effectiveOn } = entry;
  const paidMinor = amounts.payment_account + amounts.receivable;
  const hold = book.holds.get(order.orderId);
  return {
    step: 'release',
    rule: RULES[kind] as ReleaseKind,
    dueOn: effectiveOn,
    on: order.openDisputes > 0 ? null : on,
    feeMinor: amounts.fees,
    paidMinor,
    frozenMinor: amounts.deposit,
    hold:
      hold === undefined
        ? null
        : {
            tier: hold.tier,
            depositBps: hold.depositBps,
            isCapped: hold.frozenMinor < share(paidMinor + amounts.deposit, hold.depositBps),
            releaseOn: hold.releaseOn,
          },
  };
}

/** The dates on which a rule can be due for the order, none before the next run (section 6). */
function candidateDates(order: Order, situation: Situation): CalendarDate[] {
  const { policy, merchant, nextRunOn } = situation;
  const byShipment = shipmentDueOn(order, situation);
  const byReceipt = merchant.enrolment === 'closed' ? null : standardDueOn(order, policy);
  const dates = [byShipment, byReceipt].flatMap((dueOn) =>
    dueOn === null ? [] : [later(dueOn, nextRunOn) ?? dueOn],
  );
  return [...new Set(dates)].sort();
}

/** When the rule that counts from shipment is due: closure for a closed store, early release for an enrolled one. */
export function shipmentDueOn(order: Order, { merchant, policy }: Situation): CalendarDate | null {
  const days = daysFromShipment(new Book({ ...merchant }), policy);
  return days === null || order.shippedOn === null ? null : addDays(order.shippedOn, days);
}

function nextOfHeld(order: Order, situation: Situation): NextStep {
  const { merchant, policy } = situation;
  if (order.shippedOn === null) {
    const days = daysFromShipment(new Book({ ...merchant }), policy);
    const rule = merchant.enrolment === 'closed' ? 'closure' : 'early';
    return { step: 'shipment', days: days === null ? null : { rule, days } };
  }
  for (const on of candidateDates(order, situation)) {
    const release = releaseByRun(order, situation, on);
    if (release !== null) return release;
  }
  const isBlocked = shipmentDueOn(order, situation) !== null;
  return { step: 'receipt', isStopped: order.openDisputes > 0, blockedBy: isBlocked ? 'exposure' : null };
}

function nextOfHold(order: Order, hold: Hold, situation: Situation): NextStep {
  const on = later(hold.releaseOn, situation.nextRunOn) ?? hold.releaseOn;
  const book = bookOf({ ...order, openDisputes: 0 }, hold, situation);
  releaseDueHolds(book, sceneOn(on, situation.policy), on);
  const entry = book.entries[0];
  if (entry === undefined) throw new Error(`the hold of ${order.orderId} does not come back on ${on}`);
  const paidMinor = entry.amounts.payment_account + entry.amounts.receivable;
  return {
    step: 'hold_release',
    dueOn: entry.effectiveOn,
    on: order.openDisputes > 0 ? null : on,
    paidMinor,
  };
}

/**
 * What happens to the order next if nothing else does: when, how much, by which rule (sections 6 and 10). The caps are
 * counted as they stand: what other orders do before that date is not foreseen.
 */
export function whatNext(order: Order, hold: Hold | null, situation: Situation): NextStep {
  switch (order.state) {
    case 'held':
      return nextOfHeld(order, situation);
    case 'cancelled':
    case 'refunded':
      return { step: 'none', because: order.state };
    default:
      if (hold === null) return { step: 'none', because: 'paid_out' };
      if (hold.amountMinor > 0n) return nextOfHold(order, hold, situation);
      return { step: 'none', because: 'hold_closed' };
  }
}

/** Something that may happen, and what would then come next instead. */
export interface OtherCourse {
  event:
    | 'shipped'
    | 'delivered'
    | 'confirmed'
    | 'dispute_opened'
    | 'disputes_closed'
    | 'order_cancelled'
    | 'refunded'
    | 'notice'
    | 'closed';
  /** When it is taken to happen: on the open day, or by the next run. */
  on: CalendarDate;
  then: NextStep;
}

type Altered = { order?: Partial<Order>; hold?: Hold | null; merchant?: Partial<Merchant> };

/** The hold as a notice of cancellation (section 8) or a closure (section 9) would date it. */
function redated(
  order: Order,
  hold: Hold | null,
  situation: Situation,
  by: 'notice' | 'closed',
  on: CalendarDate,
): Hold | null {
  if (hold === null) return null;
  const book = bookOf(order, hold, situation);
  if (by === 'notice') setHoldDeadlines(book, sceneOn(on, situation.policy), on);
  else redateHoldsForClosure(book, sceneOn(on, situation.policy));
  return book.holds.get(order.orderId) ?? null;
}

function coursesOf(
  order: Order,
  hold: Hold | null,
  situation: Situation,
  today: CalendarDate,
): [OtherCourse['event'], CalendarDate, Altered][] {
  const { merchant, nextRunOn } = situation;
  const courses: [OtherCourse['event'], CalendarDate, Altered][] = [];
  const isHeld = order.state === 'held';
  if (isHeld && order.shippedOn === null) {
    courses.push(['shipped', today, { order: { shippedOn: today } }]);
    courses.push(['order_cancelled', today, { order: { state: 'cancelled', heldMinor: 0n } }]);
  } else if (isHeld) {
    if (order.deliveredOn === null) courses.push(['delivered', today, { order: { deliveredOn: today } }]);
    if (order.confirmedOn === null) courses.push(['confirmed', today, { order: { confirmedOn: today } }]);
  }
  if (order.openDisputes > 0) courses.push(['disputes_closed', today, { order: { openDisputes: 0 } }]);
  else courses.push(['dispute_opened', today, { order: { openDisputes: 1 } }]);
  if (isHeld) courses.push(['refunded', today, { order: { state: 'refunded', heldMinor: 0n } }]);
  if (merchant.enrolment === 'enrolled' && nextRunOn !== null) {
    const cancelled = { enrolment: 'cancelled', tier: null, cancelledOn: nextRunOn } as const;
    courses.push([
      'notice',
      nextRunOn,
      { merchant: cancelled, hold: redated(order, hold, situation, 'notice', nextRunOn) },
    ]);
  }
  if (merchant.enrolment !== 'closed') {
    const closed = { enrolment: 'closed', tier: null, closedOn: today } as const;
    courses.push([
      'closed',
      today,
      { merchant: closed, hold: redated(order, hold, situation, 'closed', today) },
    ]);
  }
  return courses;
}

function textOf(step: NextStep): string {
  return JSON.stringify(step, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
}

/**
 * What would change what comes next: each thing that may happen to the order or the store is tried, and told where it
 * makes a difference. Nothing before the first run.
 */
export function otherCourses(order: Order, hold: Hold | null, situation: Situation): OtherCourse[] {
  const { today } = situation;
  if (today === null) return [];
  const asItStands = textOf(whatNext(order, hold, situation));
  return coursesOf(order, hold, situation, today).flatMap(([event, on, altered]): OtherCourse[] => {
    const then = whatNext({ ...order, ...altered.order }, altered.hold === undefined ? hold : altered.hold, {
      ...situation,
      merchant: { ...situation.merchant, ...altered.merchant },
    });
    return textOf(then) === asItStands ? [] : [{ event, on, then }];
  });
}
