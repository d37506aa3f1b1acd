import { z } from 'zod';
import { ENROLMENTS, ORDER_STATES } from '../records';
import { METRICS } from '../scorecard';
import { accountsOf, amount, count, currency, date, id, metrics } from './values';

/** What is known of one merchant: its standing, its money, its holds, its orders, its latest assessment. */

const accounts = z
  .record(z.string(), accountsOf('The balances of the eight accounts; they sum to zero.'))
  .meta({ description: 'By currency: each in which the merchant has an entry.' });

export const MERCHANT = z
  .strictObject({
    enrolment: z.enum(ENROLMENTS),
    tier: z.string().nullable().meta({ description: 'Null unless enrolled.' }),
    cancelled_on: date.nullable().meta({ description: 'The date of the latest notice of cancellation.' }),
    accounts,
    holds: z
      .array(z.strictObject({ order: id, currency, amount, release_on: date }))
      .meta({ description: 'The open holds, by release date and order.' }),
    orders: z
      .record(z.string(), z.strictObject({ state: z.enum(ORDER_STATES), released_on: date.nullable() }))
      .meta({ description: 'Every order, by its id.' }),
    assessment: z
      .strictObject({
        date,
        eligible: z.boolean().meta({ description: 'The outcome, after overrides and opting out.' }),
        score: count,
        tier: z.string().nullable().meta({ description: 'The tier by score, before any override.' }),
        failed_gates: z.array(z.enum(METRICS)),
        metrics,
      })
      .nullable()
      .meta({ description: 'The latest; null before the first.' }),
  })
  .meta({ id: 'Merchant', description: 'A merchant as it stands now.' });

export const MERCHANT_AS_OF = z.strictObject({ accounts }).meta({
  id: 'MerchantAsOf',
  description:
    'The balances of all entries booked on or before a date. A currency whose entries are all later is left out.',
});

export type MerchantAnswer = z.infer<typeof MERCHANT>;
export type MerchantAsOfAnswer = z.infer<typeof MERCHANT_AS_OF>;

const EXAMPLE_ACCOUNTS = {
  USD: {
    order_funds: '0',
    payment_account: '9000',
    marketplace_account: '0',
    deposit: '1000',
    receivable: '0',
    fees: '0',
    platform_loss: '0',
    clearing: '-10000',
  },
};

export const MERCHANT_EXAMPLE: MerchantAnswer = {
  enrolment: 'enrolled',
  tier: 'A',
  cancelled_on: null,
  accounts: EXAMPLE_ACCOUNTS,
  holds: [{ order: 'order-1', currency: 'USD', amount: '1000', release_on: '2026-04-30' }],
  orders: { 'order-1': { state: 'released_early', released_on: '2026-03-04' } },
  assessment: {
    date: '2026-03-04',
    eligible: true,
    score: 92,
    tier: 'A',
    failed_gates: [],
    metrics: {
      store_age_days: 793,
      orders: 40,
      dispute_bps: 0,
      refund_bps: 0,
      late_shipment_bps: 0,
      feedback_bps: null,
    },
  },
};

export const MERCHANT_AS_OF_EXAMPLE: MerchantAsOfAnswer = { accounts: EXAMPLE_ACCOUNTS };
