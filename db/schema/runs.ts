import { sql } from 'drizzle-orm';
import { boolean, check, integer, jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import type { Policy } from '../../engine/policy';
import { calendarDate, instant, oneOf } from './columns';

/** Every policy version (rules.md, section 11). Append-only. */
export const policyVersions = pgTable('policy_versions', {
  version: integer('version').primaryKey(),
  policy: jsonb('policy').$type<Policy>().notNull(),
  /** The first date that it may be in force on; null where it comes with the next run. */
  effectiveFrom: calendarDate('effective_from'),
  recordedAt: instant('recorded_at').notNull().defaultNow(),
});

/** The marketplace's one row: the open business day and the policy in force. Money never moves on it. */
export const marketplace = pgTable(
  'marketplace',
  {
    one: integer('one').primaryKey().default(1),
    /** The date of the latest run, which opened this day; null before the first. */
    openOn: calendarDate('open_on'),
    runAttempt: smallint('run_attempt').notNull().default(0),
    isRunning: boolean('is_running').notNull().default(false),
    /** The version in force; a newer one comes into force with the next run. */
    policyVersion: integer('policy_version')
      .notNull()
      .references(() => policyVersions.version),
    /** Whether any fact was ever recorded or parked: from then on the time zone stays. */
    hasFacts: boolean('has_facts').notNull().default(false),
    /** Whether some program wants to be told of what happens: only then is it written down for it. */
    hasListeners: boolean('has_listeners').notNull().default(false),
    /** The last day of the demo marketplace, where this is one; null for a real one. */
    demoUntil: calendarDate('demo_until'),
    /** Whether the demo has been played to its end; a broken-off one is played on. */
    isDemoFilled: boolean('is_demo_filled').notNull().default(false),
  },
  (table) => [check('marketplace_one', sql`${table.one} = 1`)],
);

export const RUN_STATUSES = ['running', 'done'] as const;

/** What a run has done so far, in one currency, as decimal strings of minor units. */
export type RunMoney = Record<string, { released: string; frozen: string; given_back: string }>;

/** Why what was due, or would have been, was left where it is. */
export const SKIP_REASONS = ['order_in_dispute', 'hold_in_dispute', 'exposure_cap'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];

/** By reason and currency: how many orders or holds, and their amount as a decimal string of minor units. */
export type RunSkips = Partial<Record<SkipReason, Record<string, { count: number; amount: string }>>>;

/** Each attempt at a daily run, with its progress while it runs. */
export const runs = pgTable(
  'runs',
  {
    runOn: calendarDate('run_on').notNull(),
    attempt: smallint('attempt').notNull(),
    status: text('status', { enum: RUN_STATUSES }).notNull(),
    policyVersion: integer('policy_version')
      .notNull()
      .references(() => policyVersions.version),
    /** Whether the policy differs from the run's before it: then every merchant is looked at. */
    isPolicyNew: boolean('is_policy_new').notNull(),
    merchantsToVisit: integer('merchants_to_visit').notNull().default(0),
    merchantsVisited: integer('merchants_visited').notNull().default(0),
    assessments: integer('assessments').notNull().default(0),
    enrolmentChanges: integer('enrolment_changes').notNull().default(0),
    releases: integer('releases').notNull().default(0),
    holdsGivenBack: integer('holds_given_back').notNull().default(0),
    money: jsonb('money').$type<RunMoney>().notNull().default({}),
    /** When somebody last began to visit merchants, and how many had been visited by then: the pace is told from it. */
    visitingSince: instant('visiting_since'),
    visitedBefore: integer('visited_before').notNull().default(0),
    /** What it left alone, and why: orders and amounts by reason and currency. Whole once the run is done. */
    skipped: jsonb('skipped').$type<RunSkips>(),
    /** Who began it: a person's id, an operator by name; null where it was part of other work. */
    startedBy: text('started_by'),
    /** What stopped the run last, in words; it goes on where it stopped. */
    error: text('error'),
    startedAt: instant('started_at').notNull().defaultNow(),
    touchedAt: instant('touched_at').notNull().defaultNow(),
    finishedAt: instant('finished_at'),
  },
  (table) => [
    primaryKey({ columns: [table.runOn, table.attempt] }),
    oneOf('runs_status', table.status, RUN_STATUSES),
    check('runs_finished', sql`(${table.status} = 'done') = (${table.finishedAt} is not null)`),
  ],
);
