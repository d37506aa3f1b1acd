import type { Amounts } from './accounts';
import type { Book, Scene } from './book';
import { earlier } from './calendar';
import type { FactOf, FailureCode } from './facts';
import { giveBackHold, openHolds } from './holds';
import { least, share } from './money';
import type { Hold, Order } from './records';

/** Refunds (rules.md, section 7): from the order, from the merchant in a fixed order, or from the platform. */

interface Slice {
  hold: Hold;
  amountMinor: bigint;
}

/** What the holds give towards an amount: the order's own first, then the others by release date and order id. */
function sliceHolds(book: Book, order: Order, neededMinor: bigint): Slice[] {
  const slices: Slice[] = [];
  let missingMinor = neededMinor;
  const take = (hold: Hold) => {
    const amountMinor = least(hold.amountMinor, missingMinor);
    if (amountMinor === 0n) return;
    slices.push({ hold, amountMinor });
    missingMinor -= amountMinor;
  };
  const own = book.holds.get(order.orderId);
  if (own !== undefined) take(own);
  if (missingMinor === 0n) return slices;
  for (const hold of openHolds(book)) {
    if (missingMinor === 0n) break;
    if (hold !== own && hold.currency === order.currency) take(hold);
  }
  return slices;
}

/** The lines of taking what the merchant bears: each source gives what it has, in the policy's order; the rest is owed. */
function takeFromMerchant(
  book: Book,
  scene: Scene,
  order: Order,
  borneMinor: bigint,
): { lines: Partial<Amounts>; slices: Slice[] } {
  const balance = book.balance(order.currency);
  const lines: Partial<Amounts> = {};
  let slices: Slice[] = [];
  let missingMinor = borneMinor;
  for (const source of scene.policy.deduction_order) {
    let givenMinor = 0n;
    if (source === 'deposit') {
      slices = sliceHolds(book, order, missingMinor);
      for (const slice of slices) givenMinor += slice.amountMinor;
    } else {
      givenMinor = least(balance[source], missingMinor);
    }
    lines[source] = -givenMinor;
    missingMinor -= givenMinor;
  }
  lines.receivable = -missingMinor;
  return { lines, slices };
}

function deduct(book: Book, scene: Scene, order: Order, amountMinor: bigint): bigint {
  const feeOf = (borne: bigint) => least(order.feeMinor, share(borne, order.feeBps));
  const feeBackMinor = feeOf(order.borneMinor + amountMinor) - feeOf(order.borneMinor);
  const { lines, slices } = takeFromMerchant(book, scene, order, amountMinor - feeBackMinor);
  const entry = book.post(
    scene,
    'deduction',
    order.currency,
    { fees: -feeBackMinor, clearing: amountMinor, ...lines },
    { orderId: order.orderId },
  );
  for (const { hold, amountMinor: takenMinor } of slices) {
    hold.amountMinor -= takenMinor;
    book.noteHold(scene, hold, { kind: 'deducted', amountMinor: takenMinor, rule: '7', entry });
  }
  order.borneMinor += amountMinor;
  return entry.entrySeq;
}

function refundFromOrder(book: Book, scene: Scene, order: Order, amountMinor: bigint): bigint {
  const entry = book.post(
    scene,
    'refund_from_order',
    order.currency,
    { order_funds: -amountMinor, clearing: amountMinor },
    { orderId: order.orderId },
  );
  order.heldMinor -= amountMinor;
  if (order.heldMinor === 0n) order.state = 'refunded';
  return entry.entrySeq;
}

function refundFromPlatform(book: Book, scene: Scene, order: Order, amountMinor: bigint): bigint {
  return book.post(
    scene,
    'platform_refund',
    order.currency,
    { platform_loss: -amountMinor, clearing: amountMinor },
    { orderId: order.orderId },
  ).entrySeq;
}

function countBorneRefund(book: Book, scene: Scene, order: Order): void {
  const first = earlier(order.firstBorneRefundOn, scene.actsOn);
  if (first === order.firstBorneRefundOn || first === null) return;
  if (order.shippedOn !== null) {
    if (order.firstBorneRefundOn !== null)
      book.count('refunded', order.shippedOn, order.firstBorneRefundOn, -1);
    book.count('refunded', order.shippedOn, first);
  }
  order.firstBorneRefundOn = first;
}

/**
 * Applies a settled refund (section 7). Refused: `conflict` for a refund's second settlement, `bad_state` on a
 * cancelled order, `over_refund` where more than is left. The order's own hold, and as many other holds as the
 * amount could reach, must be loaded.
 */
export function settleRefund(
  book: Book,
  scene: Scene,
  order: Order,
  fact: FactOf<'refund.settled'>,
  factSeq: bigint,
): FailureCode | null {
  if (book.refund(order.orderId, fact.refund) !== undefined) return 'conflict';
  if (order.state === 'cancelled') return 'bad_state';
  if (order.refundedMinor + fact.amount > order.amountMinor) return 'over_refund';
  const isBorne = scene.policy.merchant_borne_reasons.includes(fact.reason);
  let entrySeq: bigint;
  if (order.state === 'held') entrySeq = refundFromOrder(book, scene, order, fact.amount);
  else if (isBorne) entrySeq = deduct(book, scene, order, fact.amount);
  else entrySeq = refundFromPlatform(book, scene, order, fact.amount);
  order.refundedMinor += fact.amount;
  if (isBorne) countBorneRefund(book, scene, order);
  book.touchOrder(order);
  book.addRefund({
    orderId: order.orderId,
    refundId: fact.refund,
    amountMinor: fact.amount,
    isBorne,
    reason: fact.reason,
    settledOn: scene.actsOn,
    entrySeq,
    factSeq,
  });
  const own = book.holds.get(order.orderId);
  if (order.refundedMinor === order.amountMinor && own !== undefined && own.amountMinor > 0n) {
    giveBackHold(book, scene, own, 'hold_freed', scene.actsOn);
  }
  return null;
}
