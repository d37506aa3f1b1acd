import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  smallint,
  text,
} from 'drizzle-orm/pg-core';
import { AWAITED_KINDS } from '../../engine/apply-fact';
import { FACT_TYPES, FAILURE_CODES } from '../../engine/facts';
import { calendarDate, id, instant, oneOf, sequence } from './columns';
import { merchants } from './merchants';

/** Every fact recorded or parked, by its id: whose it is, and a mark of what it says. */
export const factRoutes = pgTable('fact_routes', {
  factId: id('fact_id').primaryKey(),
  /** Null while it is parked. */
  merchantId: id('merchant_id'),
  factSeq: sequence('fact_seq'),
  contentMark: text('content_mark').notNull(),
});

/** Applied facts, in the order in which each merchant's books took them. Append-only. */
export const facts = pgTable(
  'facts',
  {
    merchantId: id('merchant_id')
      .notNull()
      .references(() => merchants.merchantId),
    factSeq: sequence('fact_seq').notNull(),
    factId: id('fact_id').notNull(),
    type: text('type', { enum: FACT_TYPES as [string, ...string[]] }).notNull(),
    at: instant('at').notNull(),
    /** Its date in the policy's time zone. */
    effectiveOn: calendarDate('effective_on').notNull(),
    orderId: id('order_id'),
    content: json('content').$type<Record<string, unknown>>().notNull(),
    /** The business date that was open, and how many attempts of its run had visited the merchant before it. */
    openOn: calendarDate('open_on'),
    runAttempt: smallint('run_attempt').notNull(),
    policyVersion: integer('policy_version').notNull(),
    /** The entries it made: this one and so many in all. */
    firstEntrySeq: sequence('first_entry_seq'),
    entries: smallint('entries').notNull(),
    recordedAt: instant('recorded_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.merchantId, table.factSeq] }),
    oneOf('facts_type', table.type, FACT_TYPES),
    check(
      'facts_entries',
      sql`(${table.entries} = 0) = (${table.firstEntrySeq} is null) and ${table.entries} between 0 and 2`,
    ),
    index('facts_of_order').on(table.merchantId, table.orderId).where(sql`order_id is not null`),
    index('facts_corrections').on(table.merchantId, table.factSeq).where(sql`type = 'order.corrected'`),
    // What assessments counted that orders do not keep: feedback, and what was corrected since.
    index('facts_counted')
      .on(table.merchantId, table.type, table.effectiveOn, table.factSeq)
      .where(sql`type in ('feedback.left', 'order.corrected')`),
    // They lie in the order of their recording: a day's are found at next to no cost.
    index('facts_by_day').using('brin', table.openOn, table.recordedAt).with({ autosummarize: true }),
  ],
);

/** Facts that wait for what they name. */
export const parkedFacts = pgTable(
  'parked_facts',
  {
    factId: id('fact_id').primaryKey(),
    arrival: bigint('arrival', { mode: 'bigint' }).generatedAlwaysAsIdentity(),
    awaitedKind: text('awaited_kind', { enum: AWAITED_KINDS }).notNull(),
    awaitedId: id('awaited_id').notNull(),
    awaitedDisputeId: id('awaited_dispute_id').notNull(),
    content: json('content').$type<Record<string, unknown>>().notNull(),
    recordedAt: instant('recorded_at').notNull().defaultNow(),
  },
  (table) => [
    oneOf('parked_facts_awaited_kind', table.awaitedKind, AWAITED_KINDS),
    index('parked_facts_awaited').on(table.awaitedId, table.awaitedKind),
  ],
);

/** Facts that waited and were refused when they woke: nobody else hears of them. Append-only. */
export const refusedFacts = pgTable(
  'refused_facts',
  {
    refusalId: bigint('refusal_id', { mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
    factId: id('fact_id').notNull(),
    code: text('code', { enum: FAILURE_CODES }).notNull(),
    content: json('content').$type<Record<string, unknown>>().notNull(),
    refusedAt: instant('refused_at').notNull().defaultNow(),
  },
  (table) => [oneOf('refused_facts_code', table.code, FAILURE_CODES)],
);
