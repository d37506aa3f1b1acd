import { z } from 'zod';
import { FACT_TYPES, type FactType } from '../facts';
import { ORDER_STATES } from '../records';
import { ENTRY, PAYMENT_EXAMPLE, RELEASE_EXAMPLE } from './entries';
import { HOLD, HOLD_EXAMPLE } from './holds';
import { amount, count, currency, date, id, instant, policyVersion, rule } from './values';

/** The life of one order: its facts, its entries, and what happens next. */

const RECORDED_FACT = z
  .strictObject({
    id: id.meta({ description: 'The id of the fact, as it was sent in.' }),
    type: z.enum(FACT_TYPES as [FactType, ...FactType[]]),
    at: instant.meta({ description: 'When it happened.' }),
    on: date.meta({ description: 'That instant’s date in the marketplace’s time zone.' }),
    recorded_at: instant,
    policy_version: policyVersion,
    content: z.looseObject({}).meta({ description: 'The fact as it was read: amounts as texts of digits.' }),
  })
  .meta({ id: 'RecordedFact' });

const dueOn = date.meta({ description: 'The date on which the rule is due.' });
const stepOn = date.nullable().meta({
  description: 'The date of the run that does it; null while an open dispute stops it.',
});
const paid = amount.meta({
  description: 'What is credited to the merchant. What it owes is paid back with it first.',
});

const RELEASE_STEP = z
  .strictObject({
    step: z.literal('release'),
    rule,
    kind: z.enum(['early', 'standard', 'closure']),
    due_on: dueOn,
    on: stepOn,
    fee: amount.meta({ description: 'The commission that is taken.' }),
    paid,
    frozen: amount.meta({ description: 'What is frozen in the deposit.' }),
    hold: z
      .strictObject({
        tier: z.string(),
        deposit_bps: count,
        is_capped: z
          .boolean()
          .meta({ description: 'Whether the cap on the deposit freezes less than the tier’s share.' }),
        release_on: date,
      })
      .nullable()
      .meta({ description: 'The hold that an early release will make.' }),
  })
  .meta({ description: 'The order is paid out.' });

const HOLD_STEP = z
  .strictObject({ step: z.literal('hold_release'), rule, due_on: dueOn, on: stepOn, paid })
  .meta({ description: 'What is left of its hold comes back.' });

const SHIPMENT_STEP = z
  .strictObject({
    step: z.literal('shipment'),
    rule,
    days: z
      .strictObject({ kind: z.enum(['early', 'closure']), days: count })
      .nullable()
      .meta({ description: 'The days that a rule counts from shipment; null where none counts from it.' }),
  })
  .meta({ description: 'Nothing has a date before the order is shipped.' });

const RECEIPT_STEP = z
  .strictObject({
    step: z.literal('receipt'),
    rule,
    is_stopped: z.boolean().meta({ description: 'Whether an open dispute stops it.' }),
    blocked_by: z
      .enum(['exposure'])
      .nullable()
      .meta({ description: 'What holds an early release back meanwhile: the cap on exposure.' }),
  })
  .meta({ description: 'Nothing has a date before the buyer has the order.' });

const LAST_STEP = z
  .strictObject({
    step: z.literal('none'),
    because: z.enum(['cancelled', 'refunded', 'paid_out', 'hold_closed']),
  })
  .meta({ description: 'Nothing is to come.' });

export const NEXT_STEP = z
  .discriminatedUnion('step', [RELEASE_STEP, HOLD_STEP, SHIPMENT_STEP, RECEIPT_STEP, LAST_STEP])
  .meta({
    description:
      'What happens next if nothing else does: when, how much, by which rule. It goes by the policy that the next run will have, and by the caps as they stand now.',
  });

export const ORDER = z
  .strictObject({
    order: id,
    merchant: id,
    currency,
    amount: amount.meta({ description: 'What the buyer paid.' }),
    fee_bps: count,
    state: z.enum(ORDER_STATES),
    paid_on: date,
    ship_by_on: date.nullable(),
    shipped_on: date.nullable(),
    delivered_on: date.nullable(),
    confirmed_on: date.nullable(),
    released_on: date.nullable().meta({ description: 'The booking date of the release.' }),
    held: amount.meta({ description: 'What is still held for it.' }),
    fee: amount.meta({ description: 'The commission taken at release.' }),
    refunded: amount.meta({ description: 'What went back to the buyer.' }),
    open_disputes: count,
    hold: z
      .union([HOLD, z.null()])
      .meta({ description: 'What its early release froze; null where it froze nothing.' }),
    facts: z
      .array(RECORDED_FACT)
      .meta({ description: 'The order’s facts, in the order in which the books took them.' }),
    entries: z.array(ENTRY).meta({
      description:
        'Every entry that moved the order’s money or took from its hold, oldest first. One that names another order took from this one’s hold for it.',
    }),
    next: NEXT_STEP,
    next_policy_version: policyVersion.meta({
      description: 'The policy version that the next run will have.',
    }),
  })
  .meta({ id: 'Order', description: 'An order’s life.' });

export type OrderAnswer = z.infer<typeof ORDER>;
export type NextStepAnswer = z.infer<typeof NEXT_STEP>;

export const ORDER_EXAMPLE: OrderAnswer = {
  order: 'order-1',
  merchant: 'store-1',
  currency: 'USD',
  amount: '10000',
  fee_bps: 0,
  state: 'released_early',
  paid_on: '2026-03-01',
  ship_by_on: null,
  shipped_on: '2026-03-01',
  delivered_on: null,
  confirmed_on: null,
  released_on: '2026-03-04',
  held: '0',
  fee: '0',
  refunded: '0',
  open_disputes: 0,
  hold: HOLD_EXAMPLE,
  facts: [
    {
      id: 'paid-1',
      type: 'order.paid',
      at: '2026-03-01T09:12:30.000Z',
      on: '2026-03-01',
      recorded_at: '2026-03-01T09:12:33.040Z',
      policy_version: 1,
      content: {
        type: 'order.paid',
        id: 'paid-1',
        at: '2026-03-01T09:12:30Z',
        order: 'order-1',
        merchant: 'store-1',
        amount: '10000',
        currency: 'USD',
        fee_bps: 0,
      },
    },
    {
      id: 'shipped-1',
      type: 'order.shipped',
      at: '2026-03-01T15:00:00.000Z',
      on: '2026-03-01',
      recorded_at: '2026-03-01T15:00:02.118Z',
      policy_version: 1,
      content: { type: 'order.shipped', id: 'shipped-1', at: '2026-03-01T15:00:00Z', order: 'order-1' },
    },
  ],
  entries: [PAYMENT_EXAMPLE, RELEASE_EXAMPLE],
  next: {
    step: 'hold_release',
    rule: '10',
    due_on: '2026-04-30',
    on: '2026-04-30',
    paid: '1000',
  },
  next_policy_version: 1,
};
