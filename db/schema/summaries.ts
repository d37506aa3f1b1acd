import { sql } from 'drizzle-orm';
import { check, date, index, integer, numeric, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { ENTRY_KINDS } from '../../engine/accounts';
import { ORDER_STATES } from '../../engine/records';
import { accountColumns } from './account-columns';
import { calendarDate, id, minor, oneOf, sequence } from './columns';
import { merchants } from './merchants';

/**
 * What the books add up to, day by day, kept by triggers in the transaction that changes them: so that a page of a store
 * with a million orders reads a few hundred rows. Nothing decides by them, and `verify` adds them up anew.
 */

const merchantId = () =>
  id('merchant_id')
    .notNull()
    .references(() => merchants.merchantId);

/** Stands for "no such date is known", so that it can be part of a key. */
export const NO_DATE = '9999-12-31';

/** The entries of a kind on a booking date: how many, between which places, and their sums. */
export const entryDays = pgTable(
  'entry_days',
  {
    merchantId: merchantId(),
    currency: text('currency').notNull(),
    bookedOn: calendarDate('booked_on').notNull(),
    kind: text('kind', { enum: Object.keys(ENTRY_KINDS) as [string, ...string[]] }).notNull(),
    entries: integer('entries').notNull(),
    firstSeq: sequence('first_seq').notNull(),
    lastSeq: sequence('last_seq').notNull(),
    ...accountColumns(),
  },
  (table) => [
    primaryKey({ columns: [table.merchantId, table.currency, table.bookedOn, table.kind] }),
    oneOf('entry_days_kind', table.kind, Object.keys(ENTRY_KINDS)),
    check('entry_days_places', sql`${table.entries} > 0 and ${table.lastSeq} >= ${table.firstSeq}`),
  ],
);

/** What orders hold, by the two dates that can release it; NO_DATE where it is not shipped, or no receipt is known. */
export const waitingDays = pgTable(
  'waiting_days',
  {
    merchantId: merchantId(),
    currency: text('currency').notNull(),
    shippedOn: date('shipped_on', { mode: 'string' }).notNull(),
    standardDueOn: date('standard_due_on', { mode: 'string' }).notNull(),
    /** How many of the orders are in dispute is another row's. */
    inDispute: integer('in_dispute').notNull(),
    orders: integer('orders').notNull(),
    heldMinor: minor('held_minor').notNull(),
    /** Less the fee that a release today would take. */
    netMinor: minor('net_minor').notNull(),
  },
  (table) => [
    primaryKey({
      columns: [table.merchantId, table.currency, table.shippedOn, table.standardDueOn, table.inDispute],
    }),
    check('waiting_days_in_dispute', sql`${table.inDispute} in (0, 1)`),
    check(
      'waiting_days_not_negative',
      sql`least(${table.orders}, ${table.heldMinor}, ${table.netMinor}) >= 0`,
    ),
    index('waiting_days_open').on(table.merchantId, table.currency).where(sql`orders > 0`),
    // What a run leaves because of a dispute.
    index('waiting_days_disputed')
      .on(table.merchantId, table.currency)
      .where(sql`in_dispute = 1 and orders > 0`),
  ],
);

/** What is left of open holds, by the date on which it comes back. */
export const holdDays = pgTable(
  'hold_days',
  {
    merchantId: merchantId(),
    currency: text('currency').notNull(),
    releaseOn: calendarDate('release_on').notNull(),
    /** 1 for what an open dispute of its order stops. */
    inDispute: integer('in_dispute').notNull(),
    holds: integer('holds').notNull(),
    amountMinor: minor('amount_minor').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchantId, table.currency, table.releaseOn, table.inDispute] }),
    check('hold_days_in_dispute', sql`${table.inDispute} in (0, 1)`),
    check('hold_days_not_negative', sql`${table.holds} >= 0 and ${table.amountMinor} >= 0`),
    index('hold_days_open').on(table.merchantId, table.currency).where(sql`holds > 0`),
    index('hold_days_disputed').on(table.merchantId, table.currency).where(sql`in_dispute = 1 and holds > 0`),
  ],
);

/** How long this store's parcels take: orders by days from shipment to delivery. */
export const transitDays = pgTable(
  'transit_days',
  {
    merchantId: merchantId(),
    days: integer('days').notNull(),
    orders: integer('orders').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchantId, table.days] }),
    check('transit_days_not_negative', sql`${table.days} >= 0 and ${table.orders} >= 0`),
  ],
);

/**
 * The orders released in a month by a rule, weighed by their amounts: days from shipment to release; and for those
 * whose receipt is known by now, the same beside the days that the standard rule takes or would have taken.
 */
export const releaseMonths = pgTable(
  'release_months',
  {
    merchantId: merchantId(),
    currency: text('currency').notNull(),
    /** The month's first day. */
    month: calendarDate('month').notNull(),
    state: text('state', { enum: ORDER_STATES }).notNull(),
    orders: integer('orders').notNull(),
    amountMinor: numeric('amount_minor', { mode: 'bigint' }).notNull(),
    amountDays: numeric('amount_days', { mode: 'bigint' }).notNull(),
    receivedOrders: integer('received_orders').notNull(),
    receivedMinor: numeric('received_minor', { mode: 'bigint' }).notNull(),
    receivedDays: numeric('received_days', { mode: 'bigint' }).notNull(),
    standardDays: numeric('standard_days', { mode: 'bigint' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchantId, table.currency, table.month, table.state] }),
    oneOf('release_months_state', table.state, ORDER_STATES),
    check('release_months_first_day', sql`extract(day from ${table.month}) = 1`),
    check(
      'release_months_not_negative',
      sql`least(${table.orders}, ${table.amountMinor}, ${table.receivedOrders}, ${table.receivedMinor}) >= 0`,
    ),
  ],
);

/** What the evening before expected of a day. Append-only: a forecast is judged by what was said, not by what is. */
export const forecasts = pgTable(
  'forecasts',
  {
    merchantId: merchantId(),
    currency: text('currency').notNull(),
    forOn: calendarDate('for_on').notNull(),
    /** The date of the run after which it was made. */
    madeOn: calendarDate('made_on').notNull(),
    /** From orders, to the payment account. */
    paidMinor: minor('paid_minor').notNull(),
    /** Of the same orders, to the deposit. */
    frozenMinor: minor('frozen_minor').notNull(),
    /** From the deposit. */
    givenBackMinor: minor('given_back_minor').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchantId, table.currency, table.forOn] }),
    check('forecasts_ahead', sql`${table.forOn} > ${table.madeOn}`),
    check(
      'forecasts_not_negative',
      sql`least(${table.paidMinor}, ${table.frozenMinor}, ${table.givenBackMinor}) >= 0`,
    ),
  ],
);
