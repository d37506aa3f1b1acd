import type { Book, Scene } from './book';
import { dateOf, earlier } from './calendar';
import { closeMerchant } from './closure';
import { settleRefund } from './deduction';
import type { CorrectedEvent, Fact, FactOf, FactType, FailureCode } from './facts';
import type { Order } from './records';
import { orderDueOn, standardDueOn } from './release';

/** What a fact does to one merchant's book (rules.md, section 4): a row of its table, a function. */

/** What a parked fact waits for: something that has not been heard of yet. */
export const AWAITED_KINDS = ['merchant', 'order', 'shipment', 'dispute'] as const;
export type AwaitedKind = (typeof AWAITED_KINDS)[number];

export interface Awaited {
  kind: AwaitedKind;
  /** The merchant's id, or the order's. */
  id: string;
  /** The dispute's id, for a dispute; else empty. */
  disputeId: string;
}

/** A fact is applied (null), refused with a code, or waits for something. */
export type Applied = FailureCode | Awaited | null;

type FactOnOrder = Extract<Fact, { order: string }>;

function loadedOrder(book: Book, fact: FactOnOrder): Order {
  const order = book.orders.get(fact.order);
  if (order === undefined) throw new Error(`order ${fact.order} was not loaded with its book`);
  return order;
}

function pay(book: Book, scene: Scene, fact: FactOf<'order.paid'>): Applied {
  if (book.merchant.enrolment === 'closed') return 'bad_state';
  book.addOrder({
    orderId: fact.order,
    currency: fact.currency,
    amountMinor: fact.amount,
    feeBps: fact.fee_bps,
    paidOn: scene.actsOn,
    shipByOn: fact.ship_by === undefined ? null : dateOf(fact.ship_by.epochMs, scene.policy.timezone),
    shippedOn: null,
    deliveredOn: null,
    confirmedOn: null,
    standardDueOn: null,
    state: 'held',
    heldMinor: fact.amount,
    releasedOn: null,
    releaseEntrySeq: null,
    feeMinor: 0n,
    advancedMinor: 0n,
    refundedMinor: 0n,
    borneMinor: 0n,
    openDisputes: 0,
    firstDisputeOn: null,
    firstBorneRefundOn: null,
  });
  book.post(
    scene,
    'order_payment',
    fact.currency,
    { clearing: -fact.amount, order_funds: fact.amount },
    { orderId: fact.order },
  );
  return null;
}

/** Counts an order's shipment on its date, with what happened to the order since (section 5); or takes it back. */
function countShipment(book: Book, order: Order, by: 1 | -1): void {
  const { shippedOn, shipByOn, firstDisputeOn, firstBorneRefundOn } = order;
  if (shippedOn === null) return;
  book.count('shipped', shippedOn, shippedOn, by);
  if (shipByOn !== null && shippedOn > shipByOn) book.count('late', shippedOn, shippedOn, by);
  if (firstDisputeOn !== null) book.count('disputed', shippedOn, firstDisputeOn, by);
  if (firstBorneRefundOn !== null) book.count('refunded', shippedOn, firstBorneRefundOn, by);
}

function ship(book: Book, scene: Scene, fact: FactOf<'order.shipped'>): Applied {
  const order = loadedOrder(book, fact);
  if (order.shippedOn !== null || order.state !== 'held') return 'bad_state';
  order.shippedOn = scene.actsOn;
  book.touchOrder(order);
  countShipment(book, order, 1);
  book.dueNoLaterThan(orderDueOn(book, order, scene.policy));
  return null;
}

function receive(
  book: Book,
  scene: Scene,
  fact: FactOf<'order.delivered'> | FactOf<'order.confirmed'>,
): Applied {
  const order = loadedOrder(book, fact);
  if (order.state === 'cancelled') return 'bad_state';
  if (order.shippedOn === null) return { kind: 'shipment', id: order.orderId, disputeId: '' };
  if (fact.type === 'order.delivered') {
    if (order.deliveredOn !== null) return null;
    order.deliveredOn = scene.actsOn;
  } else {
    if (order.confirmedOn !== null) return null;
    order.confirmedOn = scene.actsOn;
  }
  order.standardDueOn = standardDueOn(order, scene.policy);
  book.touchOrder(order);
  book.dueNoLaterThan(orderDueOn(book, order, scene.policy));
  return null;
}

function cancel(book: Book, scene: Scene, fact: FactOf<'order.cancelled'>): Applied {
  const order = loadedOrder(book, fact);
  if (order.state !== 'held' || order.shippedOn !== null) return 'bad_state';
  book.post(
    scene,
    'order_cancellation',
    order.currency,
    { order_funds: -order.heldMinor, clearing: order.heldMinor },
    { orderId: order.orderId },
  );
  order.heldMinor = 0n;
  order.state = 'cancelled';
  book.touchOrder(order);
  return null;
}

function openDispute(book: Book, scene: Scene, fact: FactOf<'dispute.opened'>): Applied {
  const order = loadedOrder(book, fact);
  if (order.state === 'cancelled') return 'bad_state';
  if (book.dispute(order.orderId, fact.dispute) !== undefined) return 'conflict';
  book.putDispute({
    orderId: order.orderId,
    disputeId: fact.dispute,
    openedOn: scene.actsOn,
    closedOn: null,
  });
  order.openDisputes += 1;
  book.touchOrder(order);
  const before = order.firstDisputeOn;
  const first = earlier(before, scene.actsOn);
  if (first === null || first === before) return null;
  if (order.shippedOn !== null) {
    if (before !== null) book.count('disputed', order.shippedOn, before, -1);
    book.count('disputed', order.shippedOn, first);
  }
  order.firstDisputeOn = first;
  return null;
}

function closeDispute(book: Book, scene: Scene, fact: FactOf<'dispute.closed'>): Applied {
  const order = loadedOrder(book, fact);
  const dispute = book.dispute(order.orderId, fact.dispute);
  if (dispute === undefined) return { kind: 'dispute', id: order.orderId, disputeId: fact.dispute };
  if (dispute.closedOn !== null) return 'bad_state';
  dispute.closedOn = scene.actsOn;
  book.putDispute(dispute);
  order.openDisputes -= 1;
  book.touchOrder(order);
  if (order.openDisputes > 0) return null;
  const hold = book.holds.get(order.orderId);
  book.dueNoLaterThan(orderDueOn(book, order, scene.policy));
  if (hold !== undefined && hold.amountMinor > 0n) book.dueNoLaterThan(hold.releaseOn);
  return null;
}

function leaveFeedback(book: Book, scene: Scene, fact: FactOf<'feedback.left'>): Applied {
  book.count('feedback', scene.actsOn, scene.actsOn);
  if (fact.positive) book.count('positive', scene.actsOn, scene.actsOn);
  return null;
}

function adjust(book: Book, scene: Scene, fact: FactOf<'adjustment.posted'>): Applied {
  if (fact.amount > 0n) {
    const credit = book.creditLines(fact.currency, 'marketplace_account', fact.amount);
    book.post(scene, 'adjustment', fact.currency, { clearing: -fact.amount, ...credit });
    return null;
  }
  if (book.balance(fact.currency).marketplace_account + fact.amount < 0n) return 'insufficient_funds';
  book.post(scene, 'adjustment', fact.currency, { clearing: -fact.amount, marketplace_account: fact.amount });
  return null;
}

function withdraw(book: Book, scene: Scene, fact: FactOf<'withdrawal.settled'>): Applied {
  const balance = book.balance(fact.currency);
  if (balance.payment_account < fact.amount || balance.receivable < 0n) return 'insufficient_funds';
  book.post(scene, 'withdrawal', fact.currency, { payment_account: -fact.amount, clearing: fact.amount });
  return null;
}

function returnWithdrawal(book: Book, scene: Scene, fact: FactOf<'withdrawal.returned'>): Applied {
  const credit = book.creditLines(fact.currency, 'payment_account', fact.amount);
  book.post(scene, 'withdrawal_return', fact.currency, { clearing: -fact.amount, ...credit });
  return null;
}

function optOutOrIn(book: Book, isOptedOut: boolean): Applied {
  if (book.merchant.isOptedOut === isOptedOut) return 'bad_state';
  book.merchant.isOptedOut = isOptedOut;
  return null;
}

function setOverride(book: Book, fact: FactOf<'override.set' | 'override.set_until'>): Applied {
  book.merchant.overrideDecision = fact.decision;
  book.merchant.overrideTier = fact.tier ?? null;
  book.merchant.overrideUntil = fact.type === 'override.set_until' ? fact.until : null;
  return null;
}

/** The marketplace gives up a part of a debt, or all of it: it bears what the merchant no longer owes (section 12). */
function writeOff(book: Book, scene: Scene, fact: FactOf<'receivable.written_off'>): Applied {
  if (-book.balance(fact.currency).receivable < fact.amount) return 'insufficient_funds';
  book.post(scene, 'write_off', fact.currency, { receivable: fact.amount, platform_loss: -fact.amount });
  return null;
}

const CORRECTED_DATE = {
  shipped: 'shippedOn',
  delivered: 'deliveredOn',
  confirmed: 'confirmedOn',
} as const satisfies Record<CorrectedEvent, keyof Order>;

/** Whether the order could have gone so: received only once shipped, and shipped as long as it is received. */
function isInOrder({ shippedOn, deliveredOn, confirmedOn }: Order, event: CorrectedEvent): boolean {
  if (event !== 'shipped') {
    const on = event === 'delivered' ? deliveredOn : confirmedOn;
    return shippedOn !== null && (on === null || on >= shippedOn);
  }
  const firstReceipt = earlier(deliveredOn, confirmedOn);
  return firstReceipt === null || (shippedOn !== null && shippedOn <= firstReceipt);
}

/** Sets a date of an order anew, or takes it away, where what was recorded had not happened so (section 12). */
function correct(book: Book, scene: Scene, fact: FactOf<'order.corrected'>): Applied {
  const order = loadedOrder(book, fact);
  const field = CORRECTED_DATE[fact.event];
  const on = fact.on ?? null;
  if (order.state === 'cancelled' || order[field] === on) return 'bad_state';
  if (on !== null && on > scene.actsOn) return 'bad_state';
  if (field === 'shippedOn' && order.state !== 'held') return 'bad_state';
  if (!isInOrder({ ...order, [field]: on }, fact.event)) return 'bad_state';
  if (field === 'shippedOn') {
    countShipment(book, order, -1);
    order.shippedOn = on;
    countShipment(book, order, 1);
  } else {
    order[field] = on;
    order.standardDueOn = standardDueOn(order, scene.policy);
  }
  book.touchOrder(order);
  book.dueNoLaterThan(orderDueOn(book, order, scene.policy));
  return null;
}

type Handler<Type extends FactType> = (
  book: Book,
  scene: Scene,
  fact: FactOf<Type>,
  factSeq: bigint,
) => Applied;

const HANDLERS: { [Type in FactType]: Handler<Type> } = {
  'merchant.opened': () => 'conflict',
  'order.paid': pay,
  'order.shipped': ship,
  'order.delivered': receive,
  'order.confirmed': receive,
  'order.cancelled': cancel,
  'dispute.opened': openDispute,
  'dispute.closed': closeDispute,
  'feedback.left': leaveFeedback,
  'refund.settled': (book, scene, fact, factSeq) =>
    settleRefund(book, scene, loadedOrder(book, fact), fact, factSeq),
  'adjustment.posted': adjust,
  'withdrawal.settled': withdraw,
  'withdrawal.returned': returnWithdrawal,
  'merchant.closed': closeMerchant,
  'merchant.opted_out': (book) => optOutOrIn(book, true),
  'merchant.opted_in': (book) => optOutOrIn(book, false),
  'override.set': (book, _scene, fact) => setOverride(book, fact),
  'override.set_until': (book, _scene, fact) => setOverride(book, fact),
  'receivable.written_off': writeOff,
  'order.corrected': correct,
};

/**
 * Applies a fact to the book of its merchant, who is known; where it names an order, the order is known and loaded
 * with its hold, its named dispute and its named refund. A refused or waiting fact changes nothing (section 4).
 * An opening is `conflict` here: the merchant is known already.
 */
export function applyFact(book: Book, scene: Scene, fact: Fact, factSeq: bigint): Applied {
  const handler = HANDLERS[fact.type] as Handler<FactType>;
  return handler(book, scene, fact as never, factSeq);
}
