import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import { BACKTEST_STATUSES } from '../../engine/backtests';
import type { Policy } from '../../engine/policy';
import { calendarDate, id, instant, minor, oneOf } from './columns';
import { people } from './people';
import { policyVersions } from './runs';

/** Policies that somebody is thinking about. */
export const policyDrafts = pgTable(
  'policy_drafts',
  {
    draftId: text('draft_id').primaryKey(),
    name: text('name').notNull(),
    policy: jsonb('policy').$type<Policy>().notNull(),
    /** The version in force that it was made from. */
    baseVersion: integer('base_version')
      .notNull()
      .references(() => policyVersions.version),
    /** Counts the changes: a form made before the latest one is refused. */
    revision: integer('revision').notNull().default(1),
    madeBy: text('made_by')
      .notNull()
      .references(() => people.id),
    madeAt: instant('made_at').notNull().defaultNow(),
    changedBy: text('changed_by')
      .notNull()
      .references(() => people.id),
    changedAt: instant('changed_at').notNull().defaultNow(),
    /** Put away; nothing is ever deleted. */
    endedAt: instant('ended_at'),
  },
  (table) => [
    check('policy_drafts_name', sql`char_length(btrim(${table.name})) between 1 and 200`),
    check('policy_drafts_revision', sql`${table.revision} > 0`),
  ],
);

/** A period played again under a draft, in the background. */
export const backtests = pgTable(
  'backtests',
  {
    backtestId: text('backtest_id').primaryKey(),
    draftId: text('draft_id').references(() => policyDrafts.draftId),
    draftRevision: integer('draft_revision').notNull(),
    /** The draft as it was when it was asked for. */
    policy: jsonb('policy').$type<Policy>().notNull(),
    fromOn: calendarDate('from_on').notNull(),
    toOn: calendarDate('to_on').notNull(),
    status: text('status', { enum: BACKTEST_STATUSES }).notNull().default('waiting'),
    askedBy: text('asked_by')
      .notNull()
      .references(() => people.id),
    askedAt: instant('asked_at').notNull().defaultNow(),
    startedAt: instant('started_at'),
    /** When whoever works on it last said so: left for long, another takes it over. */
    touchedAt: instant('touched_at'),
    finishedAt: instant('finished_at'),
    factsPlayed: bigint('facts_played', { mode: 'number' }).notNull().default(0),
    factsToPlay: bigint('facts_to_play', { mode: 'number' }).notNull().default(0),
    error: text('error'),
    /** The sums of what came out, by currency. */
    result: jsonb('result').$type<Record<string, unknown>>(),
  },
  (table) => [
    oneOf('backtests_status', table.status, BACKTEST_STATUSES),
    check('backtests_period', sql`${table.fromOn} <= ${table.toOn}`),
    check('backtests_result', sql`(${table.status} = 'done') = (${table.result} is not null)`),
    check(
      'backtests_finished',
      sql`(${table.status} in ('done', 'failed', 'stopped')) = (${table.finishedAt} is not null)`,
    ),
    index('backtests_by_time').on(table.askedAt),
  ],
);

/** What a backtest found of one merchant in one currency. Append-only. */
export const backtestMerchants = pgTable(
  'backtest_merchants',
  {
    backtestId: text('backtest_id').notNull(),
    merchantId: id('merchant_id').notNull(),
    currency: text('currency').notNull(),
    /** Minor units times days by which its money came sooner (above 0) or later. */
    soonerMinorDays: numeric('sooner_minor_days', { mode: 'bigint' }).notNull(),
    /** How much more (above 0) or less it would owe, and the marketplace would have lost, at the end. */
    owedMoreMinor: minor('owed_more_minor').notNull(),
    lostMoreMinor: minor('lost_more_minor').notNull(),
    /** All its figures, as it happened and under the draft. */
    figures: jsonb('figures').$type<Record<string, unknown>>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.backtestId, table.merchantId, table.currency] }),
    foreignKey({
      name: 'backtest_merchants_backtest',
      columns: [table.backtestId],
      foreignColumns: [backtests.backtestId],
    }),
    index('backtest_merchants_by_gain').on(table.backtestId, table.currency, table.soonerMinorDays),
  ],
);
