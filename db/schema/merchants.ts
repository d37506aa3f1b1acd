import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
} from 'drizzle-orm/pg-core';
import { CLOSURE_REASONS, OVERRIDE_DECISIONS } from '../../engine/facts';
import { ENROLMENT_CHANGE_KINDS, ENROLMENTS } from '../../engine/records';
import { calendarDate, id, instant, oneOf, sequence } from './columns';

/**
 * One row a merchant: its standing, and the counters of its own sequences. Locking this row is locking the
 * merchant's books. A row whose `opened_on` is null stands for a merchant that facts wait for.
 */
export const merchants = pgTable(
  'merchants',
  {
    merchantId: id('merchant_id').primaryKey(),
    name: text('name'),
    openedOn: calendarDate('opened_on'),
    enrolment: text('enrolment', { enum: ENROLMENTS }).notNull().default('none'),
    tier: text('tier'),
    cancelledOn: calendarDate('cancelled_on'),
    closedOn: calendarDate('closed_on'),
    closureReason: text('closure_reason', { enum: CLOSURE_REASONS }),
    isOptedOut: boolean('is_opted_out').notNull().default(false),
    overrideDecision: text('override_decision', { enum: OVERRIDE_DECISIONS }).notNull().default('none'),
    overrideTier: text('override_tier'),
    /** The date from which the override counts no more. */
    overrideUntil: calendarDate('override_until'),
    failuresInARow: integer('failures_in_a_row').notNull().default(0),
    lastAssessedOn: calendarDate('last_assessed_on'),
    /** What is counted of the orders shipped on a date or after it: an assessment reads what its window moved by. */
    windowFrom: calendarDate('window_from').notNull().default('0001-01-01'),
    /** Nothing that was counted is dated later. */
    windowUntil: calendarDate('window_until').notNull().default('0001-01-01'),
    windowShipped: integer('window_shipped').notNull().default(0),
    windowLate: integer('window_late').notNull().default(0),
    windowDisputed: integer('window_disputed').notNull().default(0),
    windowRefunded: integer('window_refunded').notNull().default(0),
    windowFeedback: integer('window_feedback').notNull().default(0),
    windowPositive: integer('window_positive').notNull().default(0),
    /** No release and no hold can be due before this date. */
    nextDueOn: calendarDate('next_due_on'),
    /** The latest run, and which attempt of it, that has visited the merchant. */
    visitedOn: date('visited_on', { mode: 'string' }).notNull().default('0001-01-01'),
    visitedAttempt: integer('visited_attempt').notNull().default(0),
    factCount: sequence('fact_count').notNull().default(sql`0`),
    entryCount: sequence('entry_count').notNull().default(sql`0`),
    enrolmentChangeCount: sequence('enrolment_change_count').notNull().default(sql`0`),
    lastBookedOn: calendarDate('last_booked_on'),
    /** The currencies in which it has an entry: with them its newest balances are found one probe each. */
    currencies: text('currencies').array().notNull().default(sql`'{}'`),
    /** Counts the times that the row was taken to change the books; taking it is what locks it. */
    lockCount: bigint('lock_count', { mode: 'bigint' }).notNull().default(sql`0`),
  },
  (table) => [
    oneOf('merchants_enrolment', table.enrolment, ENROLMENTS),
    oneOf('merchants_closure_reason', table.closureReason, CLOSURE_REASONS),
    oneOf('merchants_override_decision', table.overrideDecision, OVERRIDE_DECISIONS),
    check(
      'merchants_tier_while_enrolled',
      sql`(${table.enrolment} = 'enrolled') = (${table.tier} is not null)`,
    ),
    check(
      'merchants_closed_with_date',
      sql`(${table.enrolment} = 'closed') = (${table.closedOn} is not null)`,
    ),
    check(
      'merchants_closed_with_reason',
      sql`(${table.closedOn} is null) = (${table.closureReason} is null)`,
    ),
    check(
      'merchants_cancelled_with_date',
      sql`${table.enrolment} <> 'cancelled' or ${table.cancelledOn} is not null`,
    ),
    check(
      'merchants_override_until',
      sql`${table.overrideUntil} is null or ${table.overrideDecision} <> 'none'`,
    ),
    check(
      'merchants_window_not_negative',
      sql`least(${table.windowShipped}, ${table.windowLate}, ${table.windowDisputed}, ${table.windowRefunded}, ${table.windowFeedback}, ${table.windowPositive}) >= 0`,
    ),
    check('merchants_failures', sql`${table.failuresInARow} >= 0`),
    index('merchants_next_due').on(table.nextDueOn, table.merchantId),
    index('merchants_last_assessed')
      .on(table.lastAssessedOn.asc().nullsFirst(), table.merchantId)
      .where(sql`enrolment <> 'closed' and opened_on is not null`),
  ],
);

/** The history of a merchant's part in early release. Append-only. */
export const enrolmentChanges = pgTable(
  'enrolment_changes',
  {
    merchantId: id('merchant_id')
      .notNull()
      .references(() => merchants.merchantId),
    changeSeq: sequence('change_seq').notNull(),
    changedOn: calendarDate('changed_on').notNull(),
    kind: text('kind', { enum: ENROLMENT_CHANGE_KINDS }).notNull(),
    enrolmentBefore: text('enrolment_before', { enum: ENROLMENTS }).notNull(),
    enrolmentAfter: text('enrolment_after', { enum: ENROLMENTS }).notNull(),
    tierBefore: text('tier_before'),
    tierAfter: text('tier_after'),
    /** The section of rules.md. */
    rule: text('rule').notNull(),
    policyVersion: integer('policy_version').notNull(),
    factSeq: sequence('fact_seq'),
    runOn: calendarDate('run_on'),
    runAttempt: smallint('run_attempt'),
    recordedAt: instant('recorded_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.merchantId, table.changeSeq] }),
    oneOf('enrolment_changes_kind', table.kind, ENROLMENT_CHANGE_KINDS),
    oneOf('enrolment_changes_before', table.enrolmentBefore, ENROLMENTS),
    oneOf('enrolment_changes_after', table.enrolmentAfter, ENROLMENTS),
    check('enrolment_changes_one_cause', sql`num_nonnulls(${table.factSeq}, ${table.runOn}) = 1`),
    // What one run changed.
    index('enrolment_changes_of_run')
      .on(table.runOn, table.merchantId, table.changeSeq)
      .where(sql`run_on is not null`),
  ],
);
