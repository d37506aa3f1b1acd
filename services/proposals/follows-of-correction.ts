import type { Executor } from '../../db/client';
import { readMerchant } from '../../db/queries/answers';
import type { MarketplaceState } from '../../db/queries/marketplace';
import { type CalendarDate, dateOf, earlier, isCalendarDate } from '../../engine/calendar';
import { type NextStep, whatNext } from '../../engine/explain-order';
import type { CorrectedEvent } from '../../engine/facts';
import type { Order, OrderState } from '../../engine/records';
import { readSituations } from '../order-situation';
import { loadDryBook, tryOn } from './dry-book';
import type { ProposedCorrection } from './proposed';
import { type ProposalRefused, refused } from './refusal';

/** What the correction of an order's date does to the order, and to what comes next for it. */

export type OrderDates = Record<CorrectedEvent, CalendarDate | null>;

export interface CorrectionFollows {
  kind: 'correction';
  event: CorrectedEvent;
  order: {
    orderId: string;
    currency: string;
    amountMinor: bigint;
    heldMinor: bigint;
    state: OrderState;
    shipByOn: CalendarDate | null;
  };
  before: OrderDates;
  after: OrderDates;
  /** What comes next for the order, as it is and as it would be. */
  nextBefore: NextStep;
  nextAfter: NextStep;
  /** Whether it counts as shipped late, as it is and as it would be; null before shipment. */
  lateBefore: boolean | null;
  lateAfter: boolean | null;
}

export function datesOf(order: Order): OrderDates {
  return { shipped: order.shippedOn, delivered: order.deliveredOn, confirmed: order.confirmedOn };
}

function isLate({ shippedOn, shipByOn }: Order): boolean | null {
  return shippedOn === null ? null : shipByOn !== null && shippedOn > shipByOn;
}

/** Why the rules refuse it (section 12), in the order in which they look. */
function reasonOf(order: Order, { event, on }: ProposedCorrection['content'], today: CalendarDate) {
  if (order.state === 'cancelled') return refused('order_cancelled');
  if (datesOf(order)[event] === on) return refused('already_so');
  if (on !== null && on > today) return refused('date_ahead', { date: today });
  if (event !== 'shipped') {
    if (order.shippedOn === null) return refused('not_shipped');
    return on === null ? refused('rules_refuse') : refused('before_shipment', { date: order.shippedOn });
  }
  if (order.state !== 'held') return refused('already_released');
  const receivedOn = earlier(order.deliveredOn, order.confirmedOn);
  if (receivedOn === null) return refused('rules_refuse');
  return on === null ? refused('received_already') : refused('after_receipt', { date: receivedOn });
}

export async function correctionFollows(
  executor: Executor,
  state: MarketplaceState,
  proposed: ProposedCorrection,
  now: Date,
): Promise<{ status: 'weighed'; follows: CorrectionFollows } | ProposalRefused> {
  const { merchantId, orderId, content } = proposed;
  if (content.on !== null && !isCalendarDate(content.on)) return refused('bad_date');
  const merchant = await readMerchant(executor, merchantId);
  const book = await loadDryBook(executor, merchantId, orderId);
  const found = book?.orders.get(orderId);
  if (merchant === null || book === null || found === undefined) return refused('unknown_order');
  const before: Order = { ...found };
  const answer = tryOn(book, state, proposed, now);
  if (answer !== null) return reasonOf(before, content, dateOf(now.getTime(), state.policy.timezone));
  const after = book.orders.get(orderId) ?? before;
  const { currency, amountMinor, heldMinor, shipByOn } = before;
  const situation = (await readSituations(executor, merchant)).of(currency);
  const hold = book.holds.get(orderId) ?? null;
  return {
    status: 'weighed',
    follows: {
      ...{ kind: 'correction', event: content.event },
      order: { orderId, currency, amountMinor, heldMinor, state: before.state, shipByOn },
      before: datesOf(before),
      after: datesOf(after),
      nextBefore: whatNext(before, hold, situation),
      nextAfter: whatNext(after, hold, situation),
      lateBefore: isLate(before),
      lateAfter: isLate(after),
    },
  };
}
