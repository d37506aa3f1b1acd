import { z } from 'zod';
import { nextCursor } from './entries';
import { amount, count, currency, date, id, place, policyVersion } from './values';

/** The holds of one merchant: what early releases froze in its deposit. */

export const HOLD_STATES = ['open', 'all'] as const;

export const HOLD = z
  .strictObject({
    order: id.meta({ description: 'The order whose early release made it.' }),
    currency,
    amount: amount.meta({ description: 'What is left of it: 0 once it is spent or has come back.' }),
    frozen: amount.meta({ description: 'What it froze when it was made.' }),
    release_on: date.meta({ description: 'When what is left comes back, as things stand.' }),
    release_on_at_first: date.meta({ description: 'The release date that it was made with.' }),
    deadline_on: date
      .nullable()
      .meta({ description: 'Set by a cancellation: it comes back no later than this.' }),
    opened_on: date,
    tier: z.string(),
    deposit_bps: count.meta({ description: 'The share that the tier freezes, in basis points.' }),
    policy_version: policyVersion,
    entry: place.meta({ description: 'The number of the entry that made it.' }),
  })
  .meta({ id: 'Hold' });

export const HOLD_PAGE = z.strictObject({ holds: z.array(HOLD), next_cursor: nextCursor }).meta({
  id: 'HoldPage',
  description: 'A page of holds: open ones by release date and order, all of them newest first.',
});

export type HoldAnswer = z.infer<typeof HOLD>;
export type HoldPageAnswer = z.infer<typeof HOLD_PAGE>;

export const HOLD_EXAMPLE: HoldAnswer = {
  order: 'order-1',
  currency: 'USD',
  amount: '1000',
  frozen: '1000',
  release_on: '2026-04-30',
  release_on_at_first: '2026-04-30',
  deadline_on: null,
  opened_on: '2026-03-04',
  tier: 'A',
  deposit_bps: 1000,
  policy_version: 1,
  entry: 2,
};

export const HOLD_PAGE_EXAMPLE: HoldPageAnswer = { holds: [HOLD_EXAMPLE], next_cursor: null };
