import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  smallint,
  text,
} from 'drizzle-orm/pg-core';
import { DELIVERY_STATUSES, ENDPOINT_STATUSES, WEBHOOK_EVENTS } from '../../engine/webhooks';
import { calendarDate, id, instant, oneOf, sequence } from './columns';
import { merchants } from './merchants';
import { people } from './people';

const eventList = sql.raw(WEBHOOK_EVENTS.map((event) => `'${event}'`).join(', '));

/** Where the marketplace's own programs are told of what happened. */
export const webhookEndpoints = pgTable(
  'webhook_endpoints',
  {
    endpointId: text('endpoint_id').primaryKey(),
    name: text('name').notNull(),
    url: text('url').notNull(),
    events: text('events', { enum: WEBHOOK_EVENTS }).array().notNull(),
    status: text('status', { enum: ENDPOINT_STATUSES }).notNull().default('on'),
    madeBy: text('made_by')
      .notNull()
      .references(() => people.id),
    createdAt: instant('created_at').notNull().defaultNow(),
    /** Since its last success; 0 while it takes what it is sent. */
    failuresInARow: integer('failures_in_a_row').notNull().default(0),
    lastDeliveredAt: instant('last_delivered_at'),
  },
  (table) => [
    oneOf('webhook_endpoints_status', table.status, ENDPOINT_STATUSES),
    check('webhook_endpoints_name_said', sql`btrim(${table.name}) <> ''`),
    check('webhook_endpoints_url', sql`${table.url} ~ '^https?://'`),
    check(
      'webhook_endpoints_events',
      sql`cardinality(${table.events}) > 0 and ${table.events} <@ array[${eventList}]`,
    ),
    check('webhook_endpoints_failures', sql`${table.failuresInARow} >= 0`),
  ],
);

/** What messages are signed with: the newest, and until they run out those before it. */
export const webhookSecrets = pgTable(
  'webhook_secrets',
  {
    endpointId: text('endpoint_id')
      .notNull()
      .references(() => webhookEndpoints.endpointId),
    secretNo: integer('secret_no').notNull(),
    /** Encrypted: whoever reads the table can sign nothing. */
    sealed: text('sealed').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    /** Null while it is the newest. */
    expiresAt: instant('expires_at'),
  },
  (table) => [
    primaryKey({ columns: [table.endpointId, table.secretNo] }),
    check('webhook_secrets_no', sql`${table.secretNo} > 0`),
  ],
);

/**
 * What a transaction added to a merchant's books that somebody may want to be told of: written by the same transaction,
 * and gone once it has become deliveries.
 */
export const webhookOutbox = pgTable(
  'webhook_outbox',
  {
    merchantId: id('merchant_id')
      .notNull()
      .references(() => merchants.merchantId),
    outboxNo: bigint('outbox_no', { mode: 'bigint' }).generatedAlwaysAsIdentity(),
    firstEntrySeq: sequence('first_entry_seq'),
    lastEntrySeq: sequence('last_entry_seq'),
    firstChangeSeq: sequence('first_change_seq'),
    lastChangeSeq: sequence('last_change_seq'),
    /** The assessment made. */
    assessedOn: calendarDate('assessed_on'),
    runAttempt: smallint('run_attempt'),
    recordedAt: instant('recorded_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.merchantId, table.outboxNo] }),
    check(
      'webhook_outbox_entries',
      sql`(${table.firstEntrySeq} is null) = (${table.lastEntrySeq} is null)
        and ${table.firstEntrySeq} <= ${table.lastEntrySeq}`,
    ),
    check(
      'webhook_outbox_changes',
      sql`(${table.firstChangeSeq} is null) = (${table.lastChangeSeq} is null)
        and ${table.firstChangeSeq} <= ${table.lastChangeSeq}`,
    ),
    check('webhook_outbox_assessment', sql`(${table.assessedOn} is null) = (${table.runAttempt} is null)`),
    check(
      'webhook_outbox_says_something',
      sql`num_nonnulls(${table.firstEntrySeq}, ${table.firstChangeSeq}, ${table.assessedOn}) > 0`,
    ),
  ],
);

/** One message for one endpoint, with what became of it. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    merchantId: id('merchant_id')
      .notNull()
      .references(() => merchants.merchantId),
    endpointId: text('endpoint_id')
      .notNull()
      .references(() => webhookEndpoints.endpointId),
    /** In the order in which the merchant's books took it. */
    deliveryNo: bigint('delivery_no', { mode: 'bigint' }).generatedAlwaysAsIdentity(),
    /** The same however often it is sent. */
    messageId: text('message_id').notNull(),
    event: text('event', { enum: WEBHOOK_EVENTS }).notNull(),
    /** The body, as it is sent each time. */
    body: json('body').$type<Record<string, unknown>>().notNull(),
    status: text('status', { enum: DELIVERY_STATUSES }).notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    createdAt: instant('created_at').notNull().defaultNow(),
    /** From when on its three days count: when it was made, or last sent again by hand. */
    since: instant('since').notNull().defaultNow(),
    /** When it was delivered or given up. */
    endedAt: instant('ended_at'),
  },
  (table) => [
    primaryKey({ columns: [table.merchantId, table.endpointId, table.deliveryNo] }),
    oneOf('webhook_deliveries_event', table.event, WEBHOOK_EVENTS),
    oneOf('webhook_deliveries_status', table.status, DELIVERY_STATUSES),
    check('webhook_deliveries_ended', sql`(${table.status} = 'waiting') = (${table.endedAt} is null)`),
    check('webhook_deliveries_attempts', sql`${table.attempts} >= 0`),
    index('webhook_deliveries_waiting')
      .on(table.merchantId, table.endpointId, table.deliveryNo)
      .where(sql`status = 'waiting'`),
    index('webhook_deliveries_of_endpoint').on(table.endpointId, table.status, table.deliveryNo),
  ],
);

/** Every try at a delivery. Append-only. */
export const webhookAttempts = pgTable(
  'webhook_attempts',
  {
    merchantId: id('merchant_id').notNull(),
    endpointId: text('endpoint_id').notNull(),
    deliveryNo: bigint('delivery_no', { mode: 'bigint' }).notNull(),
    attempt: integer('attempt').notNull(),
    triedAt: instant('tried_at').notNull(),
    durationMs: integer('duration_ms').notNull(),
    /** What the other side answered; null where it did not. */
    httpStatus: smallint('http_status'),
    error: text('error'),
  },
  (table) => [
    primaryKey({ columns: [table.merchantId, table.endpointId, table.deliveryNo, table.attempt] }),
    foreignKey({
      name: 'webhook_attempts_delivery',
      columns: [table.merchantId, table.endpointId, table.deliveryNo],
      foreignColumns: [
        webhookDeliveries.merchantId,
        webhookDeliveries.endpointId,
        webhookDeliveries.deliveryNo,
      ],
    }).onDelete('cascade'),
  ],
);

/** One merchant's messages for one endpoint, which leave one after the other: when the next is tried, and by whom. */
export const webhookLanes = pgTable(
  'webhook_lanes',
  {
    merchantId: id('merchant_id')
      .notNull()
      .references(() => merchants.merchantId),
    endpointId: text('endpoint_id')
      .notNull()
      .references(() => webhookEndpoints.endpointId),
    nextTryAt: instant('next_try_at').notNull(),
    /** Tries of the message that is next. */
    attempts: integer('attempts').notNull().default(0),
    /** Whoever sends it now, and until when that is believed. */
    lease: text('lease'),
    leasedUntil: instant('leased_until'),
  },
  (table) => [
    primaryKey({ columns: [table.merchantId, table.endpointId] }),
    check('webhook_lanes_lease', sql`(${table.lease} is null) = (${table.leasedUntil} is null)`),
    // Each endpoint's by itself: those that wait for one that fails stand in no other's way.
    index('webhook_lanes_due').on(table.endpointId, table.nextTryAt),
  ],
);
