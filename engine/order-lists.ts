/** The lists of orders that a seller chooses between: by what has become of them. */
export const ORDER_LISTS = [
  'all',
  'waiting',
  'unshipped',
  'shipped',
  'released_early',
  'released_standard',
  'released_closure',
  'disputed',
  'refunded',
  'cancelled',
] as const;
export type OrderList = (typeof ORDER_LISTS)[number];
