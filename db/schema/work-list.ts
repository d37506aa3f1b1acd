import { sql } from 'drizzle-orm';
import { bigint, check, date, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { WORK_REASONS } from '../../engine/work-list';
import { calendarDate, id, minor } from './columns';
import { merchants } from './merchants';

const reasonList = sql.raw(WORK_REASONS.map((reason) => `'${reason}'`).join(', '));

/**
 * Why a reviewer should look at a store. Nothing decides by it: it is reckoned from the books after they have changed, and
 * says of which state of them it speaks, so that what is out of date can be told and `verify` can reckon it anew.
 */
export const workList = pgTable(
  'work_list',
  {
    merchantId: id('merchant_id')
      .primaryKey()
      .references(() => merchants.merchantId),
    /** The merchant's `lock_count` at that state. */
    lockCount: bigint('lock_count', { mode: 'bigint' }).notNull(),
    /** The business day that was open. */
    reckonedOn: date('reckoned_on', { mode: 'string' }).notNull(),
    reasons: text('reasons', { enum: WORK_REASONS }).array().notNull(),
    /** How many disputes have been open for long, and since when the oldest of them. */
    longDisputes: integer('long_disputes').notNull(),
    oldestDisputeOn: calendarDate('oldest_dispute_on'),
  },
  (table) => [
    check('work_list_reasons', sql`${table.reasons} <@ array[${reasonList}]`),
    check(
      'work_list_long_disputes',
      sql`${table.longDisputes} >= 0 and (${table.longDisputes} = 0) = (${table.oldestDisputeOn} is null)`,
    ),
  ],
);

/** What is at stake at a store in one currency, of the same state of the books as its row of `work_list`. */
export const workMoney = pgTable(
  'work_money',
  {
    merchantId: id('merchant_id')
      .notNull()
      .references(() => workList.merchantId),
    currency: text('currency').notNull(),
    heldMinor: minor('held_minor').notNull(),
    depositMinor: minor('deposit_minor').notNull(),
    owedMinor: minor('owed_minor').notNull(),
    /** Advanced on orders that may still come back (section 6's exposure). */
    atRiskMinor: minor('at_risk_minor').notNull(),
    atStakeMinor: minor('at_stake_minor').notNull(),
    /** When the oldest of what it owes was opened: first in, first out. */
    owedSince: calendarDate('owed_since'),
    /** What is not refunded of the orders whose dispute has been open for long. */
    disputedMinor: minor('disputed_minor').notNull(),
    /** What is still frozen although its date has come. */
    depositLateMinor: minor('deposit_late_minor').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchantId, table.currency] }),
    check(
      'work_money_not_negative',
      sql`least(${table.heldMinor}, ${table.depositMinor}, ${table.owedMinor}, ${table.atRiskMinor}, ${table.disputedMinor}, ${table.depositLateMinor}) >= 0`,
    ),
    check(
      'work_money_at_stake',
      sql`${table.atStakeMinor} = ${table.heldMinor} + ${table.depositMinor} + ${table.owedMinor} + ${table.atRiskMinor}`,
    ),
    check('work_money_owed_since', sql`(${table.owedMinor} > 0) = (${table.owedSince} is not null)`),
    index('work_money_by_stake').on(table.currency, table.atStakeMinor, table.merchantId),
  ],
);
