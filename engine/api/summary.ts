import { z } from 'zod';
import { accountsOf, count, date } from './values';

/** The marketplace in a few figures: what `sluice summary --json` prints. */
export const SUMMARY = z
  .strictObject({
    business_date: date.nullable().meta({ description: 'The day that is open; null before the first run.' }),
    totals: z
      .record(z.string(), accountsOf('The sums of all merchants’ accounts; they sum to zero.'))
      .meta({ description: 'By currency.' }),
    orders: z.record(z.string(), count).meta({ description: 'How many orders are in each state.' }),
    enrolment: z.record(z.string(), count).meta({ description: 'How many merchants are in each.' }),
    open_holds: count,
    entries: count,
  })
  .meta({ id: 'Summary', description: 'The whole marketplace, as of one moment.' });

export type SummaryAnswer = z.infer<typeof SUMMARY>;

export const SUMMARY_EXAMPLE: SummaryAnswer = {
  business_date: '2026-03-04',
  totals: {
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
  },
  orders: { released_early: 1 },
  enrolment: { enrolled: 1 },
  open_holds: 1,
  entries: 2,
};
