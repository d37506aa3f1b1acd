/** What an assessment counted, by the names of its counts; `negative` is the rest of the feedback. */
export const COUNTED = [
  'orders',
  'disputed',
  'refunded',
  'late',
  'feedback',
  'positive',
  'negative',
] as const;
export type Counted = (typeof COUNTED)[number];
