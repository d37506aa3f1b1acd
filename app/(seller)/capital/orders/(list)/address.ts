import { ORDER_LISTS } from '@/engine/order-lists';
import type { OrdersQuestion } from '@/services/list-orders';
import { addressOf, dateIn, type SearchParams, textIn } from '../../address';

/** What the address of the list asks for. */

export const PATH = '/capital/orders';

/** Reads the address; what it does not know, it passes over. */
export function readAsk(params: SearchParams): OrdersQuestion {
  const which = textIn(params, 'show');
  return {
    which: ORDER_LISTS.find((each) => each === which) ?? 'all',
    currency: textIn(params, 'currency'),
    from: dateIn(params, 'from'),
    to: dateIn(params, 'to'),
    search: textIn(params, 'q'),
    sort: textIn(params, 'sort') === 'oldest' ? 'oldest' : 'newest',
    place: textIn(params, 'at'),
  };
}

/** The address that asks for this. */
export function askHref({ which, currency, from, to, search, sort, place }: OrdersQuestion): string {
  return addressOf(PATH, {
    ...{ show: which === 'all' ? null : which, q: search, currency, from, to },
    ...{ sort: sort === 'oldest' ? sort : null, at: place },
  });
}

/** Whether anything is left out of the list. */
export function isFiltered({ which, currency, from, to, search }: OrdersQuestion): boolean {
  return which !== 'all' || currency !== null || from !== null || to !== null || search !== null;
}
