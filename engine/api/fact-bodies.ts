import { z } from 'zod';
import {
  DECIDED_BY_PEOPLE,
  FACT_STATUSES,
  FACT_TYPES,
  FAILURE_CODES,
  type FactType,
  factSchemas,
} from '../facts';

/** What `POST /facts` takes and answers. The facts' own schemas are the ones by which they are read. */

/** The most facts in one request. */
export const MOST_FACTS = 1000;

/** What a program may send: not what two people decide. */
export const SENT_TYPES = FACT_TYPES.filter((type) => !DECIDED_BY_PEOPLE.includes(type));

/** What each says, for who has to send it. */
const MEANINGS: Partial<Record<FactType, string>> = {
  'merchant.opened': 'A store opened.',
  'order.paid': 'A buyer paid an order. `ship_by` is when it must be shipped to count as in time.',
  'order.shipped': 'The order was shipped.',
  'order.delivered': 'The order was delivered. The first one counts.',
  'order.confirmed': 'The buyer confirmed the receipt. The first one counts.',
  'order.cancelled': 'The order was cancelled before shipment: what is held goes back to the buyer.',
  'dispute.opened': 'A dispute was opened on the order: it is not released, and its hold does not come back.',
  'dispute.closed': 'That dispute ended.',
  'feedback.left': 'A buyer left feedback on the order.',
  'refund.settled': 'A refund to the buyer was settled. The reason says who bears it.',
  'adjustment.posted': 'An amount for, or where it is below zero from, the merchant.',
  'withdrawal.settled': 'The merchant’s withdrawal left the payment account.',
  'withdrawal.returned': 'The bank sent a withdrawal back.',
  'merchant.closed': 'The store closed: by itself, or because it is liquidated.',
  'merchant.opted_out': 'The store wants no part in early release.',
  'merchant.opted_in': 'The store takes part in early release again.',
  'override.set': 'The marketplace decided on the store’s part in early release, until it decides otherwise.',
};

/** The component that describes a fact of a type. */
export function factComponent(type: FactType): string {
  return `fact.${type}`;
}

/** One schema a type, as the document names it. */
export const SENT_FACTS: Partial<Record<FactType, z.ZodType>> = Object.fromEntries(
  SENT_TYPES.map((type) => [
    type,
    (factSchemas[type] as z.ZodType).meta({ id: factComponent(type), description: MEANINGS[type] }),
  ]),
);

const ONE_FACT = z
  .union(Object.values(SENT_FACTS) as [z.ZodType, ...z.ZodType[]])
  .meta({ id: 'Fact', description: 'Something that has happened, by its `type`.' });

export const FACTS_BODY = z.union([ONE_FACT, z.array(ONE_FACT).max(MOST_FACTS)]);

export const FACT_ANSWER = z
  .strictObject({
    id: z
      .string()
      .nullable()
      .meta({ description: 'The fact’s id; null where it has none that can be read.' }),
    status: z.enum(FACT_STATUSES).meta({
      description:
        'applied: the books took it. duplicate: they have it already. parked: it waits for what it names. rejected: see code.',
    }),
    code: z.enum(FAILURE_CODES).optional().meta({ description: 'Why it was rejected; only then.' }),
    reason: z.string().optional().meta({ description: 'The same in words; only then.' }),
  })
  .meta({ id: 'FactAnswer' });

export const FACT_ANSWERS = z
  .array(FACT_ANSWER)
  .meta({ description: 'An answer for each fact, in the order in which they were sent; also for one.' });

export const FACTS_EXAMPLE = [
  {
    id: 'open-1',
    type: 'merchant.opened',
    at: '2026-03-01T08:00:00Z',
    merchant: 'store-1',
    name: 'Store One',
  },
  {
    id: 'paid-1',
    type: 'order.paid',
    at: '2026-03-01T09:12:30Z',
    order: 'order-1',
    merchant: 'store-1',
    amount: '10000',
    currency: 'USD',
    fee_bps: 0,
  },
  { id: 'shipped-2', type: 'order.shipped', at: '2026-03-01T15:00:00Z', order: 'order-2' },
  {
    id: 'refund-1',
    type: 'refund.settled',
    at: '2026-03-01T16:00:00Z',
    order: 'order-1',
    refund: 'r-1',
    amount: '20000',
    reason: 'seller_fault',
  },
];

export const FACT_ANSWERS_EXAMPLE: z.infer<typeof FACT_ANSWERS> = [
  { id: 'open-1', status: 'applied' },
  { id: 'paid-1', status: 'applied' },
  { id: 'shipped-2', status: 'parked' },
  {
    id: 'refund-1',
    status: 'rejected',
    code: 'over_refund',
    reason: 'more would be refunded than is left of what was paid',
  },
];
