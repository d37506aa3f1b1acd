import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { HOLD_MOVEMENT_KINDS } from '../../engine/records';
import { calendarDate, id, instant, minor, oneOf, sequence } from './columns';
import { orders } from './orders';

/** One row a hold: the slice of the deposit frozen by one order's early release, with the terms it was made with. */
export const holds = pgTable(
  'holds',
  {
    merchantId: id('merchant_id').notNull(),
    orderId: id('order_id').notNull(),
    currency: text('currency').notNull(),
    frozenMinor: minor('frozen_minor').notNull(),
    /** What is left of it. */
    amountMinor: minor('amount_minor').notNull(),
    releaseOn: calendarDate('release_on').notNull(),
    deadlineOn: calendarDate('deadline_on'),
    shippedOn: calendarDate('shipped_on').notNull(),
    openedOn: calendarDate('opened_on').notNull(),
    /** The release date that it was made with. */
    releaseOnAtFirst: calendarDate('release_on_at_first').notNull(),
    tier: text('tier').notNull(),
    depositBps: integer('deposit_bps').notNull(),
    policyVersion: integer('policy_version').notNull(),
    entrySeq: sequence('entry_seq').notNull(),
    movementCount: integer('movement_count').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchantId, table.orderId] }),
    foreignKey({
      columns: [table.merchantId, table.orderId],
      foreignColumns: [orders.merchantId, orders.orderId],
    }),
    check(
      'holds_amount',
      sql`${table.amountMinor} between 0 and ${table.frozenMinor} and ${table.frozenMinor} > 0`,
    ),
    check('holds_deadline', sql`${table.deadlineOn} is null or ${table.releaseOn} <= ${table.deadlineOn}`),
    index('holds_open').on(table.merchantId, table.releaseOn, table.orderId).where(sql`amount_minor > 0`),
  ],
);

/** What happened to a hold after it was opened: taken, given back, dated anew. Append-only. */
export const holdMovements = pgTable(
  'hold_movements',
  {
    merchantId: id('merchant_id').notNull(),
    orderId: id('order_id').notNull(),
    movementNo: integer('movement_no').notNull(),
    kind: text('kind', { enum: HOLD_MOVEMENT_KINDS }).notNull(),
    bookedOn: calendarDate('booked_on').notNull(),
    amountMinor: minor('amount_minor').notNull(),
    amountAfterMinor: minor('amount_after_minor').notNull(),
    releaseOnAfter: calendarDate('release_on_after').notNull(),
    entrySeq: sequence('entry_seq'),
    /** The section of rules.md. */
    rule: text('rule').notNull(),
    policyVersion: integer('policy_version').notNull(),
    factSeq: sequence('fact_seq'),
    runOn: calendarDate('run_on'),
    runAttempt: smallint('run_attempt'),
    recordedAt: instant('recorded_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.merchantId, table.orderId, table.movementNo] }),
    foreignKey({
      columns: [table.merchantId, table.orderId],
      foreignColumns: [holds.merchantId, holds.orderId],
    }),
    oneOf('hold_movements_kind', table.kind, HOLD_MOVEMENT_KINDS),
    check('hold_movements_amount', sql`${table.amountMinor} >= 0 and ${table.amountAfterMinor} >= 0`),
    check('hold_movements_entry', sql`(${table.kind} = 'redated') = (${table.entrySeq} is null)`),
    check('hold_movements_one_cause', sql`num_nonnulls(${table.factSeq}, ${table.runOn}) = 1`),
    // What one refund took from which holds.
    index('hold_movements_deducted').on(table.merchantId, table.entrySeq).where(sql`kind = 'deducted'`),
  ],
);
