import type { Database, Executor } from '../db/client';
import { readMerchant } from '../db/queries/answers';
import { readOpenDisputes } from '../db/queries/holds';
import {
  countEntries,
  countInDispute,
  countReleased,
  countWaiting,
  readGivenBack,
  readMetOrders,
  readReleasesOf,
} from '../db/queries/orders-list';
import type { Actor } from '../engine/actor';
import type { CalendarDate } from '../engine/calendar';
import { type NextStep, whatNext } from '../engine/explain-order';
import type { OrderList } from '../engine/order-lists';
import type { OrderState } from '../engine/records';
import { authorizeSeller } from './authorize';
import { type FoundOrder, type ListedBy, type OrderFilter, type Road, roadOf } from './order-roads';
import { type OrderSituations, readSituations } from './order-situation';
import { inSnapshot } from './snapshot';

/** A seller's orders: filtered, sorted, a page at a time, however many there are. */

/**
 * Dates are those of the payment: of what waits, is in dispute or is searched for, the buyer's own date; else the date
 * on which it was booked, as statements have it.
 */
export interface OrdersQuestion extends OrderFilter {
  /** What an earlier page gave as its next place; anything else begins at the first. */
  place: string | null;
}

export interface ListedOrder {
  orderId: string;
  currency: string;
  amountMinor: bigint;
  paidOn: CalendarDate;
  /** The date that the payment was booked on, where the list goes by it. */
  bookedOn: CalendarDate | null;
  shippedOn: CalendarDate | null;
  state: OrderState;
  releasedOn: CalendarDate | null;
  /** Since when a dispute is open on it. */
  disputedSince: CalendarDate | null;
  refundedMinor: bigint;
  heldMinor: bigint;
  /** What its release paid out, with what has come back of its hold since. */
  paidMinor: bigint;
  /** What is left of its hold. */
  frozenMinor: bigint;
  next: NextStep;
}

export interface OrdersPage {
  today: CalendarDate | null;
  currencies: string[];
  currency: string | null;
  /** How many there are, where a summary knows. */
  counts: Record<Exclude<OrderList, 'refunded'>, number>;
  orders: ListedOrder[];
  listedBy: ListedBy;
  nextPlace: string | null;
  /** The page ends here because many were looked at and did not fit, not because there are no more. */
  isCutShort: boolean;
}

export const ORDERS_PER_PAGE = 25;
/** How many orders a page looks at before it shows what it has found. */
export const MOST_LOOKED_AT = 2000;

interface Page {
  found: (FoundOrder & { bookedOn: CalendarDate | null })[];
  nextPlace: string | null;
  isCutShort: boolean;
}

/** Goes along the road from the place on, ever longer stretches at a time, until a page is full or enough was seen. */
async function findPage(
  executor: Executor,
  merchantId: string,
  road: Road,
  from: string | null,
): Promise<Page> {
  const found: Page['found'] = [];
  let place = from;
  let stretch = road.fits === null ? ORDERS_PER_PAGE + 1 : 4 * ORDERS_PER_PAGE;
  for (let seen = 0; seen < MOST_LOOKED_AT; stretch = 4 * stretch) {
    const met = await road.meet(executor, place, stretch);
    const rows = await readMetOrders(
      executor,
      merchantId,
      met.map(({ orderId }) => orderId),
    );
    const byId = new Map(rows.map((row) => [row.order.orderId, row]));
    for (const each of met) {
      const row = byId.get(each.orderId);
      if (row !== undefined && (road.fits === null || road.fits(each, row))) {
        if (found.length === ORDERS_PER_PAGE) return { found, nextPlace: place, isCutShort: false };
        found.push({ ...row, bookedOn: each.bookedOn });
      }
      place = each.place;
    }
    if (met.length < stretch) return { found, nextPlace: null, isCutShort: false };
    seen += met.length;
  }
  return { found, nextPlace: place, isCutShort: true };
}

async function countLists(
  executor: Executor,
  merchantId: string,
  currency: string | null,
): Promise<OrdersPage['counts']> {
  const { unshipped, shipped } = await countWaiting(executor, merchantId, currency);
  const released = await countReleased(executor, merchantId, currency);
  const entries = await countEntries(executor, merchantId, currency, ['order_payment', 'order_cancellation']);
  return {
    all: entries.get('order_payment') ?? 0,
    waiting: unshipped + shipped,
    unshipped,
    shipped,
    released_early: released.get('released_early') ?? 0,
    released_standard: released.get('released_standard') ?? 0,
    released_closure: released.get('released_closure') ?? 0,
    disputed: await countInDispute(executor, merchantId, currency),
    cancelled: entries.get('order_cancellation') ?? 0,
  };
}

async function tell(
  executor: Executor,
  merchantId: string,
  found: Page['found'],
  situations: OrderSituations,
  listedBy: ListedBy,
): Promise<ListedOrder[]> {
  const disputed = found.flatMap(({ order }) => (order.openDisputes > 0 ? [order.orderId] : []));
  const disputes = await readOpenDisputes(executor, merchantId, disputed, null);
  const orderIds = found.map(({ order }) => order.orderId);
  const releases = new Map(
    (await readReleasesOf(executor, merchantId, orderIds)).map((row) => [row.orderId, row]),
  );
  const givenBack = await readGivenBack(executor, merchantId, orderIds);
  return found.map(({ order, bookedOn }) => ({
    orderId: order.orderId,
    currency: order.currency,
    amountMinor: order.amountMinor,
    paidOn: order.paidOn,
    bookedOn: listedBy === 'payment' ? bookedOn : null,
    shippedOn: order.shippedOn,
    state: order.state,
    releasedOn: order.releasedOn,
    disputedSince: disputes.find((dispute) => dispute.orderId === order.orderId)?.openedOn ?? null,
    refundedMinor: order.refundedMinor,
    heldMinor: order.heldMinor,
    paidMinor: (releases.get(order.orderId)?.paidMinor ?? 0n) + (givenBack.get(order.orderId) ?? 0n),
    frozenMinor: releases.get(order.orderId)?.hold?.amountMinor ?? 0n,
    next: whatNext(order, releases.get(order.orderId)?.hold ?? null, situations.of(order.currency)),
  }));
}

/** The acting seller's own orders, whatever is asked; null for a merchant that has not opened. */
export async function listOrders(
  database: Database,
  actor: Actor,
  question: OrdersQuestion,
): Promise<OrdersPage | null> {
  const { merchantId } = authorizeSeller(actor, 'capital.read');
  return inSnapshot(database, actor, async (executor) => {
    const merchant = await readMerchant(executor, merchantId);
    if (merchant === null) return null;
    const { currencies } = merchant;
    const currency = currencies.find((each) => each === question.currency) ?? null;
    const situations = await readSituations(executor, merchant);
    const road = roadOf(merchantId, { ...question, currency });
    const page = await findPage(executor, merchantId, road, question.place);
    return {
      today: situations.of('').today,
      currencies: currencies.toSorted(),
      currency,
      counts: await countLists(executor, merchantId, currency),
      orders: await tell(executor, merchantId, page.found, situations, road.listedBy),
      listedBy: road.listedBy,
      nextPlace: page.nextPlace,
      isCutShort: page.isCutShort,
    };
  });
}
