import type { Executor } from '../db/client';
import {
  type Direction,
  type Met,
  meetByEntries,
  meetById,
  meetWaiting,
  type readMetOrders,
  type WaitingPlace,
} from '../db/queries/orders-list';
import type { EntryKind } from '../engine/accounts';
import { type CalendarDate, isCalendarDate } from '../engine/calendar';
import type { OrderList } from '../engine/order-lists';

/** Along which road the orders that a seller asks for are met, in their order. */

/** Which orders are asked for, and in which order. */
export interface OrderFilter {
  which: OrderList;
  currency: string | null;
  from: CalendarDate | null;
  to: CalendarDate | null;
  search: string | null;
  sort: Direction;
}

/** How the list is sorted: by payment, by what happened in the end, or by id. */
export type ListedBy = 'payment' | 'release' | 'refund' | 'cancellation' | 'id';

export type FoundOrder = Awaited<ReturnType<typeof readMetOrders>>[number];

export interface Road {
  listedBy: ListedBy;
  /** The next orders after a place, which is written as one text; a text that is no place begins at the first. */
  meet(executor: Executor, place: string | null, limit: number): Promise<Met<string>[]>;
  /** Which of what is met is asked for. Null: all of it. */
  fits: ((met: Met<string>, found: FoundOrder) => boolean) | null;
}

/** How places are written as text, and read from it. */
interface Places<Place> {
  write(place: Place): string;
  read(text: string): Place | null;
}

const SEQUENCES: Places<bigint> = {
  write: (place) => place.toString(),
  read: (text) => (/^\d{1,18}$/.test(text) ? BigInt(text) : null),
};
const IDS: Places<string> = { write: (place) => place, read: (text) => text };
const WAITING: Places<WaitingPlace> = {
  write: ({ paidOn, orderId }) => `${paidOn} ${orderId}`,
  read: (text) => {
    const [paidOn, orderId] = [text.slice(0, 10), text.slice(11)];
    return isCalendarDate(paidOn) && orderId !== '' ? { paidOn, orderId } : null;
  },
};

function meeting<Place>(
  places: Places<Place>,
  meet: (executor: Executor, place: Place | null, limit: number) => Promise<Met<Place>[]>,
): Road['meet'] {
  return async (executor, place, limit) => {
    const met = await meet(executor, place === null ? null : places.read(place), limit);
    return met.map((each) => ({ ...each, place: places.write(each.place) }));
  };
}

/** The entries that make a list, and what it is then sorted by. */
const KINDS: Partial<Record<OrderList, { kinds: EntryKind[]; listedBy: ListedBy }>> = {
  released_early: { kinds: ['release_early'], listedBy: 'release' },
  released_standard: { kinds: ['release_standard'], listedBy: 'release' },
  released_closure: { kinds: ['release_closure'], listedBy: 'release' },
  refunded: { kinds: ['refund_from_order', 'deduction', 'platform_refund'], listedBy: 'refund' },
  cancelled: { kinds: ['order_cancellation'], listedBy: 'cancellation' },
};

function isListed(which: OrderList, { order }: FoundOrder): boolean {
  switch (which) {
    case 'all':
      return true;
    case 'waiting':
      return order.state === 'held';
    case 'unshipped':
      return order.state === 'held' && order.shippedOn === null;
    case 'shipped':
      return order.state === 'held' && order.shippedOn !== null;
    case 'disputed':
      return order.openDisputes > 0;
    case 'refunded':
      return order.refundedMinor > 0n;
    default:
      return order.state === which;
  }
}

function isAsked({ which, currency, from, to }: OrderFilter, found: FoundOrder): boolean {
  const { order } = found;
  return (
    isListed(which, found) &&
    (currency === null || order.currency === currency) &&
    (from === null || order.paidOn >= from) &&
    (to === null || order.paidOn <= to)
  );
}

/** An order stands where its latest refund does. */
const isLatestRefund: Road['fits'] = (met, found) => met.place === found.lastRefundSeq?.toString();

/** The shortest road that has the orders in the order that is asked for. */
export function roadOf(merchantId: string, filter: OrderFilter): Road {
  const { which, currency, from, to, search, sort } = filter;
  const fits: Road['fits'] = (_met, found) => isAsked(filter, found);
  if (search !== null || which === 'disputed') {
    const wanted = search === null ? ('in_dispute' as const) : { beginning: search };
    const meet = meeting(IDS, (executor, place, limit) =>
      meetById(executor, merchantId, wanted, place, sort, limit),
    );
    return { listedBy: 'id', meet, fits };
  }
  if (which === 'waiting' || which === 'unshipped' || which === 'shipped') {
    const meet = meeting(WAITING, (executor, place, limit) =>
      meetWaiting(executor, merchantId, { from, to }, place, sort, limit),
    );
    return { listedBy: 'payment', meet, fits: which === 'waiting' && currency === null ? null : fits };
  }
  // With dates, along the payments: what was paid on a day may have been released long after.
  const own = from === null && to === null ? KINDS[which] : undefined;
  const { kinds, listedBy } = own ?? { kinds: ['order_payment' as const], listedBy: 'payment' as const };
  const meet = meeting(SEQUENCES, (executor, place, limit) =>
    meetByEntries(executor, merchantId, { kinds, currency, from, to }, place, sort, limit),
  );
  if (listedBy === 'refund') return { listedBy, meet, fits: isLatestRefund };
  if (own !== undefined || which === 'all') return { listedBy, meet, fits: null };
  return { listedBy, meet, fits: (_met, found) => isListed(which, found) };
}
