import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { ALERT_CHANNELS, ALERT_KINDS } from '../../engine/alerts';
import { MAIL_STATUSES } from '../../engine/notices';
import { instant, oneOf } from './columns';

/** What went wrong beside the books: open until it is over. */
export const alerts = pgTable(
  'alerts',
  {
    alertId: bigint('alert_id', { mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text('kind', { enum: ALERT_KINDS }).notNull(),
    /** What it is about: the date of a run. */
    subject: text('subject').notNull(),
    details: jsonb('details').$type<Record<string, unknown>>().notNull(),
    openedAt: instant('opened_at').notNull().defaultNow(),
    resolvedAt: instant('resolved_at'),
  },
  (table) => [
    oneOf('alerts_kind', table.kind, ALERT_KINDS),
    uniqueIndex('alerts_one_open').on(table.kind, table.subject).where(sql`resolved_at is null`),
    index('alerts_by_time').on(table.openedAt),
  ],
);

/** Telling of an alert, and of its end, on one channel: a row until it is sent or given up. */
export const alertDeliveries = pgTable(
  'alert_deliveries',
  {
    deliveryId: bigint('delivery_id', { mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
    alertId: bigint('alert_id', { mode: 'bigint' })
      .notNull()
      .references(() => alerts.alertId),
    channel: text('channel', { enum: ALERT_CHANNELS }).notNull(),
    event: text('event', { enum: ['opened', 'resolved'] }).notNull(),
    status: text('status', { enum: MAIL_STATUSES }).notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    nextTryAt: instant('next_try_at').notNull().defaultNow(),
    lastError: text('last_error'),
    sentAt: instant('sent_at'),
  },
  (table) => [
    unique('alert_deliveries_once').on(table.alertId, table.channel, table.event),
    oneOf('alert_deliveries_channel', table.channel, ALERT_CHANNELS),
    oneOf('alert_deliveries_event', table.event, ['opened', 'resolved']),
    oneOf('alert_deliveries_status', table.status, MAIL_STATUSES),
    check('alert_deliveries_sent', sql`(${table.status} = 'sent') = (${table.sentAt} is not null)`),
    index('alert_deliveries_waiting').on(table.nextTryAt).where(sql`status = 'waiting'`),
  ],
);
