import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import { MAIL_STATUSES, NOTICE_KINDS } from '../../engine/notices';
import { calendarDate, id, instant, oneOf, sequence } from './columns';
import { merchants } from './merchants';
import { people } from './people';

const merchantId = () =>
  id('merchant_id')
    .notNull()
    .references(() => merchants.merchantId);

/** What a store was told. Append-only; nothing is told twice, for each names its cause. */
export const notices = pgTable(
  'notices',
  {
    merchantId: merchantId(),
    noticeSeq: sequence('notice_seq').notNull(),
    kind: text('kind', { enum: NOTICE_KINDS }).notNull(),
    /** What made it: an enrolment change, an entry, a date. */
    cause: text('cause').notNull(),
    happenedOn: calendarDate('happened_on').notNull(),
    currency: text('currency'),
    /** What its sentence needs; amounts as decimal strings of minor units. */
    details: jsonb('details').$type<Record<string, unknown>>().notNull(),
    madeAt: instant('made_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.merchantId, table.noticeSeq] }),
    unique('notices_cause_once').on(table.merchantId, table.cause),
    oneOf('notices_kind', table.kind, NOTICE_KINDS),
    check('notices_seq', sql`${table.noticeSeq} > 0`),
  ],
);

/** Who has read which. */
export const noticeReads = pgTable(
  'notice_reads',
  {
    merchantId: id('merchant_id').notNull(),
    noticeSeq: sequence('notice_seq').notNull(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    readAt: instant('read_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.merchantId, table.noticeSeq, table.personId] }),
    foreignKey({
      name: 'notice_reads_notice',
      columns: [table.merchantId, table.noticeSeq],
      foreignColumns: [notices.merchantId, notices.noticeSeq],
    }),
  ],
);

/** How far the books of a merchant have been looked through for what to tell. */
export const noticeCursors = pgTable('notice_cursors', {
  merchantId: merchantId().primaryKey(),
  entrySeq: sequence('entry_seq').notNull(),
  changeSeq: sequence('change_seq').notNull(),
});

/** The e-mails of notices, one for each of the store's people. */
export const mails = pgTable(
  'mails',
  {
    mailId: bigint('mail_id', { mode: 'bigint' }).primaryKey().generatedAlwaysAsIdentity(),
    merchantId: id('merchant_id').notNull(),
    noticeSeq: sequence('notice_seq').notNull(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    status: text('status', { enum: MAIL_STATUSES }).notNull().default('waiting'),
    attempts: integer('attempts').notNull().default(0),
    nextTryAt: instant('next_try_at').notNull().defaultNow(),
    lastError: text('last_error'),
    sentAt: instant('sent_at'),
  },
  (table) => [
    foreignKey({
      name: 'mails_notice',
      columns: [table.merchantId, table.noticeSeq],
      foreignColumns: [notices.merchantId, notices.noticeSeq],
    }),
    unique('mails_once').on(table.merchantId, table.noticeSeq, table.personId),
    oneOf('mails_status', table.status, MAIL_STATUSES),
    check('mails_sent', sql`(${table.status} = 'sent') = (${table.sentAt} is not null)`),
    check('mails_attempts', sql`${table.attempts} >= 0`),
    index('mails_waiting').on(table.nextTryAt).where(sql`status = 'waiting'`),
  ],
);

/** An address that a calendar program reads coming releases from. Its secret is kept as a hash. */
export const calendarFeeds = pgTable(
  'calendar_feeds',
  {
    feedId: text('feed_id').primaryKey(),
    merchantId: merchantId(),
    personId: text('person_id')
      .notNull()
      .references(() => people.id),
    tokenHash: text('token_hash').notNull().unique('calendar_feeds_token_once'),
    /** The language of its texts. */
    locale: text('locale').notNull(),
    madeAt: instant('made_at').notNull().defaultNow(),
    lastReadAt: instant('last_read_at'),
    endedAt: instant('ended_at'),
  },
  (table) => [
    check('calendar_feeds_token_hash', sql`${table.tokenHash} ~ '^[0-9a-f]{64}$'`),
    check('calendar_feeds_locale', sql`${table.locale} ~ '^[a-z]{2}$'`),
    index('calendar_feeds_person').on(table.personId),
  ],
);
