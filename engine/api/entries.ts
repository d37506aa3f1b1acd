import { z } from 'zod';
import { ENTRY_KINDS, type EntryKind } from '../accounts';
import { accountsOf, cause, currency, date, id, instant, place, policyVersion, rule } from './values';

/** The entries of one merchant, in the words of the webhooks' bodies. */

export const ENTRY = z
  .strictObject({
    entry: place.meta({ description: 'The entry’s number among the merchant’s: 1, 2, 3 and so on.' }),
    kind: z.enum(Object.keys(ENTRY_KINDS) as [EntryKind, ...EntryKind[]]),
    rule,
    order: id.nullable().meta({ description: 'The order that it is about; null where it is about none.' }),
    currency,
    booked_on: date.meta({ description: 'The business date that the entry belongs to.' }),
    due_on: date.meta({
      description: 'The date on which the rule was due, or the date of the fact that made it.',
    }),
    lines: accountsOf('What the entry did to each of the merchant’s eight accounts; they sum to zero.'),
    cause,
    policy_version: policyVersion,
    recorded_at: instant,
  })
  .meta({ id: 'Entry', description: 'One entry of the books. Entries are added, and never changed.' });

export const nextCursor = z
  .string()
  .nullable()
  .meta({ description: 'What to send as cursor for the next page; null where this is the last.' });

export const ENTRY_PAGE = z
  .strictObject({ entries: z.array(ENTRY), next_cursor: nextCursor })
  .meta({ id: 'EntryPage', description: 'A page of entries, newest first.' });

export type EntryAnswer = z.infer<typeof ENTRY>;
export type EntryPageAnswer = z.infer<typeof ENTRY_PAGE>;

export const RELEASE_EXAMPLE: EntryAnswer = {
  entry: 2,
  kind: 'release_early',
  rule: '6',
  order: 'order-1',
  currency: 'USD',
  booked_on: '2026-03-04',
  due_on: '2026-03-04',
  lines: {
    order_funds: '-10000',
    payment_account: '9000',
    marketplace_account: '0',
    deposit: '1000',
    receivable: '0',
    fees: '0',
    platform_loss: '0',
    clearing: '0',
  },
  cause: { run_on: '2026-03-04' },
  policy_version: 1,
  recorded_at: '2026-03-05T00:10:04.211Z',
};

export const PAYMENT_EXAMPLE: EntryAnswer = {
  entry: 1,
  kind: 'order_payment',
  rule: '4',
  order: 'order-1',
  currency: 'USD',
  booked_on: '2026-03-01',
  due_on: '2026-03-01',
  lines: {
    order_funds: '10000',
    payment_account: '0',
    marketplace_account: '0',
    deposit: '0',
    receivable: '0',
    fees: '0',
    platform_loss: '0',
    clearing: '-10000',
  },
  cause: { fact: 'paid-1' },
  policy_version: 1,
  recorded_at: '2026-03-01T09:12:33.040Z',
};

export const ENTRY_PAGE_EXAMPLE: EntryPageAnswer = {
  entries: [RELEASE_EXAMPLE, PAYMENT_EXAMPLE],
  next_cursor: null,
};
