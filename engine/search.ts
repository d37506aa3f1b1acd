/** What staff can search for. Plain data, for services and pages. */

/** In the order in which they are told where they fit equally well. */
export const SEARCH_KINDS = [
  'merchant',
  'order',
  'order_entries',
  'entry',
  'fact',
  'withdrawal',
  'payout_batch',
  'proposal',
  'run',
  'policy',
] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** As long as the longest id, in characters. */
export const LONGEST_SEARCH = 200;
