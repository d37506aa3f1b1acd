import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { calendarDate, instant, minor } from './columns';
import { people } from './people';

/** Withdrawals handed to a bank together, in one file. What a batch says never changes. */
export const payoutBatches = pgTable(
  'payout_batches',
  {
    /** The id of the form that made it. */
    batchId: text('batch_id').primaryKey(),
    currency: text('currency').notNull(),
    /** How the bank's answer names it: at most 35 characters of the banks' own alphabet. */
    messageId: text('message_id').notNull().unique('payout_batches_message_once'),
    /** The account that pays: name, IBAN or number, BIC, as they were when it was made. */
    payer: jsonb('payer').$type<Record<string, string>>().notNull(),
    executeOn: calendarDate('execute_on').notNull(),
    withdrawals: integer('withdrawals').notNull(),
    totalMinor: minor('total_minor').notNull(),
    madeBy: text('made_by')
      .notNull()
      .references(() => people.id),
    madeAt: instant('made_at').notNull().defaultNow(),
  },
  (table) => [
    check('payout_batches_sums', sql`${table.withdrawals} > 0 and ${table.totalMinor} > 0`),
    check('payout_batches_message_id', sql`${table.messageId} ~ '^[A-Za-z0-9-]{1,35}$'`),
    check('payout_batches_currency', sql`${table.currency} ~ '^[A-Z]{3}$'`),
    index('payout_batches_by_time').on(table.madeAt),
  ],
);

/** A bank's answer file that was read. The same file again is known. Append-only. */
export const payoutAnswers = pgTable(
  'payout_answers',
  {
    answerId: text('answer_id').primaryKey(),
    batchId: text('batch_id')
      .notNull()
      .references(() => payoutBatches.batchId),
    fileHash: text('file_hash').notNull().unique('payout_answers_file_once'),
    /** What was said of each payment, and what was done by it. */
    summary: jsonb('summary').$type<Record<string, unknown>>().notNull(),
    readBy: text('read_by')
      .notNull()
      .references(() => people.id),
    readAt: instant('read_at').notNull().defaultNow(),
  },
  (table) => [
    check('payout_answers_file_hash', sql`${table.fileHash} ~ '^[0-9a-f]{64}$'`),
    index('payout_answers_of_batch').on(table.batchId),
  ],
);
