import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { REFUND_REASONS } from '../../engine/policy';
import { ORDER_STATES } from '../../engine/records';
import { calendarDate, id, minor, oneOf, sequence } from './columns';
import { merchants } from './merchants';

/** Whose order it is: the routing table by order id. No merchant yet: facts wait for the order's payment. */
export const orderRoutes = pgTable('order_routes', {
  orderId: id('order_id').primaryKey(),
  merchantId: id('merchant_id'),
});

/** One row an order: its dates, its state, what it holds. */
export const orders = pgTable(
  'orders',
  {
    merchantId: id('merchant_id')
      .notNull()
      .references(() => merchants.merchantId),
    orderId: id('order_id').notNull(),
    currency: text('currency').notNull(),
    amountMinor: minor('amount_minor').notNull(),
    feeBps: integer('fee_bps').notNull(),
    paidOn: calendarDate('paid_on').notNull(),
    shipByOn: calendarDate('ship_by_on'),
    shippedOn: calendarDate('shipped_on'),
    deliveredOn: calendarDate('delivered_on'),
    confirmedOn: calendarDate('confirmed_on'),
    /** When the standard rule is due under the policy of the merchant's latest visit. */
    standardDueOn: calendarDate('standard_due_on'),
    state: text('state', { enum: ORDER_STATES }).notNull(),
    heldMinor: minor('held_minor').notNull(),
    releasedOn: calendarDate('released_on'),
    /** The entry that released it. */
    releaseEntrySeq: sequence('release_entry_seq'),
    feeMinor: minor('fee_minor').notNull(),
    advancedMinor: minor('advanced_minor').notNull(),
    refundedMinor: minor('refunded_minor').notNull(),
    borneMinor: minor('borne_minor').notNull(),
    openDisputes: integer('open_disputes').notNull(),
    firstDisputeOn: calendarDate('first_dispute_on'),
    firstBorneRefundOn: calendarDate('first_borne_refund_on'),
  },
  (table) => [
    primaryKey({ columns: [table.merchantId, table.orderId] }),
    oneOf('orders_state', table.state, ORDER_STATES),
    check('orders_amount', sql`${table.amountMinor} > 0 and ${table.feeBps} between 0 and 10000`),
    check('orders_refunded', sql`${table.refundedMinor} between 0 and ${table.amountMinor}`),
    check('orders_held', sql`${table.heldMinor} between 0 and ${table.amountMinor}`),
    check('orders_held_while_held', sql`(${table.state} = 'held') = (${table.heldMinor} > 0)`),
    check(
      'orders_released_with_date',
      sql`(${table.releasedOn} is not null) = (${table.state} like 'released%')`,
    ),
    check(
      'orders_released_by_entry',
      sql`(${table.releaseEntrySeq} is not null) = (${table.releasedOn} is not null)`,
    ),
    check('orders_open_disputes', sql`${table.openDisputes} >= 0`),
    // What a run looks for: shipped, held, in no dispute; by shipment and by receipt.
    index('orders_held_by_shipment')
      .on(table.merchantId, table.shippedOn)
      .where(sql`state = 'held' and open_disputes = 0 and shipped_on is not null`),
    index('orders_held_by_receipt')
      .on(table.merchantId, table.standardDueOn)
      .where(sql`state = 'held' and open_disputes = 0 and standard_due_on is not null`),
    // What a seller looks for: what has not been paid out, what is in dispute, what counts against the store.
    index('orders_held').on(table.merchantId, table.paidOn, table.orderId).where(sql`state = 'held'`),
    index('orders_in_dispute').on(table.merchantId, table.orderId).where(sql`open_disputes > 0`),
    // What early releases have at risk: first what was received long ago, and is no more.
    index('orders_at_risk')
      .on(table.merchantId, sql`coalesce(least(confirmed_on, delivered_on), 'infinity'::date)`)
      .where(sql`state = 'released_early' and refunded_minor < amount_minor`),
    // What an assessment counted: the orders shipped in its window.
    index('orders_by_shipment')
      .on(table.merchantId, table.shippedOn, table.orderId)
      .where(sql`shipped_on is not null`),
    index('orders_against_store')
      .on(table.merchantId, table.shippedOn, table.orderId)
      .where(
        sql`shipped_on is not null
          and (first_dispute_on is not null or first_borne_refund_on is not null or shipped_on > ship_by_on)`,
      ),
  ],
);

export const disputes = pgTable(
  'disputes',
  {
    merchantId: id('merchant_id').notNull(),
    orderId: id('order_id').notNull(),
    disputeId: id('dispute_id').notNull(),
    openedOn: calendarDate('opened_on').notNull(),
    closedOn: calendarDate('closed_on'),
  },
  (table) => [
    primaryKey({ columns: [table.merchantId, table.orderId, table.disputeId] }),
    foreignKey({
      columns: [table.merchantId, table.orderId],
      foreignColumns: [orders.merchantId, orders.orderId],
    }),
  ],
);

/** Settled refunds, each with the entry that it made. */
export const refunds = pgTable(
  'refunds',
  {
    merchantId: id('merchant_id').notNull(),
    orderId: id('order_id').notNull(),
    refundId: id('refund_id').notNull(),
    amountMinor: minor('amount_minor').notNull(),
    reason: text('reason', { enum: REFUND_REASONS }).notNull(),
    /** Whether the reason was one that the merchant bears when it was applied. */
    isBorne: boolean('is_borne').notNull(),
    settledOn: calendarDate('settled_on').notNull(),
    factSeq: sequence('fact_seq').notNull(),
    entrySeq: sequence('entry_seq').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchantId, table.orderId, table.refundId] }),
    foreignKey({
      columns: [table.merchantId, table.orderId],
      foreignColumns: [orders.merchantId, orders.orderId],
    }),
    oneOf('refunds_reason', table.reason, REFUND_REASONS),
    check('refunds_amount', sql`${table.amountMinor} > 0`),
  ],
);
