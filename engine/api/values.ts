import { z } from 'zod';
import { ACCOUNTS, type Account } from '../accounts';
import { isCalendarDate } from '../calendar';

/** What the answers of the HTTP API are made of. Amounts go out as decimal strings: no reader can round them. */

export const id = z.string().min(1).max(200);

export const date = z
  .string()
  .refine(isCalendarDate)
  .meta({ format: 'date', description: 'A calendar date in the marketplace’s time zone.' });

export const instant = z.iso.datetime().meta({ description: 'An instant in UTC.' });

export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ description: 'The currency of every amount beside it, by ISO 4217.' });

export const amount = z
  .string()
  .regex(/^\d+$/)
  .meta({ description: 'Minor units of the currency, in digits.' });

export const signedAmount = z
  .string()
  .regex(/^-?\d+$/)
  .meta({ description: 'Minor units of the currency, in digits; below zero where the account goes down.' });

export const rule = z.string().meta({ description: 'The section of the rules that made it.' });

export const policyVersion = z
  .int()
  .positive()
  .meta({ description: 'The policy version that was in force.' });

/** A place in a sequence that is counted from 1 without gaps. */
export const place = z.int().positive();
export const count = z.int().nonnegative();

const bps = z.int().nonnegative();

/** What an assessment measured, in days, orders and basis points. */
export const metrics = z.strictObject({
  store_age_days: z.int(),
  orders: count,
  dispute_bps: bps,
  refund_bps: bps,
  late_shipment_bps: bps,
  feedback_bps: bps.nullable().meta({ description: 'Null where nobody left any.' }),
});

/** One amount for each of the eight accounts. */
export function accountsOf(describedBy: string) {
  const fields = Object.fromEntries(ACCOUNTS.map((account) => [account, signedAmount]));
  return z.strictObject(fields as Record<Account, typeof signedAmount>).meta({ description: describedBy });
}

/** What made a change: a fact, or the daily run of a date. */
export const cause = z
  .union([
    z.strictObject({ fact: id.meta({ description: 'The id of the fact, as it was sent in.' }) }),
    z.strictObject({ run_on: date.meta({ description: 'The business date of the daily run.' }) }),
  ])
  .meta({ description: 'What made it: a fact, or a daily run.' });
