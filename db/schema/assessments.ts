import { sql } from 'drizzle-orm';
import { boolean, check, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { OVERRIDE_DECISIONS } from '../../engine/facts';
import { ENROLMENTS } from '../../engine/records';
import { calendarDate, id, instant, oneOf } from './columns';
import { merchants } from './merchants';

/** Every evaluation of a merchant: what was counted, what came out, what it led to. Append-only. */
export const assessments = pgTable(
  'assessments',
  {
    merchantId: id('merchant_id')
      .notNull()
      .references(() => merchants.merchantId),
    assessedOn: calendarDate('assessed_on').notNull(),
    runAttempt: smallint('run_attempt').notNull(),
    policyVersion: integer('policy_version').notNull(),
    windowFrom: calendarDate('window_from').notNull(),
    storeAgeDays: integer('store_age_days').notNull(),
    orders: integer('orders').notNull(),
    disputed: integer('disputed').notNull(),
    refunded: integer('refunded').notNull(),
    late: integer('late').notNull(),
    feedback: integer('feedback').notNull(),
    positive: integer('positive').notNull(),
    disputeBps: integer('dispute_bps').notNull(),
    refundBps: integer('refund_bps').notNull(),
    lateShipmentBps: integer('late_shipment_bps').notNull(),
    feedbackBps: integer('feedback_bps'),
    failedGates: text('failed_gates').array().notNull(),
    pointsStoreAge: smallint('points_store_age').notNull(),
    pointsDispute: smallint('points_dispute').notNull(),
    pointsRefund: smallint('points_refund').notNull(),
    pointsLateShipment: smallint('points_late_shipment').notNull(),
    pointsFeedback: smallint('points_feedback').notNull(),
    score: smallint('score').notNull(),
    tierByScore: text('tier_by_score'),
    isEligible: boolean('is_eligible').notNull(),
    overrideDecision: text('override_decision', { enum: OVERRIDE_DECISIONS }).notNull(),
    isOptedOut: boolean('is_opted_out').notNull(),
    enrolmentBefore: text('enrolment_before', { enum: ENROLMENTS }).notNull(),
    enrolmentAfter: text('enrolment_after', { enum: ENROLMENTS }).notNull(),
    tierAfter: text('tier_after'),
    failuresInARow: integer('failures_in_a_row').notNull(),
    recordedAt: instant('recorded_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.merchantId, table.assessedOn] }),
    oneOf('assessments_override_decision', table.overrideDecision, OVERRIDE_DECISIONS),
    oneOf('assessments_enrolment_before', table.enrolmentBefore, ENROLMENTS),
    oneOf('assessments_enrolment_after', table.enrolmentAfter, ENROLMENTS),
    check('assessments_score', sql`${table.score} between 0 and 100`),
  ],
);

/**
 * What happened to the orders shipped on a day, counted as facts arrive: so an assessment reads days, not orders.
 * Disputes and refunds count on their order's shipment date, and apart by the date they happened on.
 */
export const dailyCounts = pgTable(
  'daily_counts',
  {
    merchantId: id('merchant_id')
      .notNull()
      .references(() => merchants.merchantId),
    cohortOn: calendarDate('cohort_on').notNull(),
    eventOn: calendarDate('event_on').notNull(),
    shipped: integer('shipped').notNull(),
    late: integer('late').notNull(),
    disputed: integer('disputed').notNull(),
    refunded: integer('refunded').notNull(),
    feedback: integer('feedback').notNull(),
    positive: integer('positive').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.merchantId, table.cohortOn, table.eventOn] }),
    check(
      'daily_counts_not_negative',
      sql`least(${table.shipped}, ${table.late}, ${table.disputed}, ${table.refunded}, ${table.feedback}, ${table.positive}) >= 0`,
    ),
  ],
);
