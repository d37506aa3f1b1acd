import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { WITHDRAWAL_STATUSES } from '../../engine/notices';
import { id, instant, minor, oneOf, sequence } from './columns';
import { facts } from './facts';
import { merchants } from './merchants';
import { payoutBatches } from './payouts';
import { people } from './people';

const merchantId = () =>
  id('merchant_id')
    .notNull()
    .references(() => merchants.merchantId);

/**
 * Where a store's money may be sent. A change is another account that replaces one; only the removal is ever written
 * into a row, so that each withdrawal keeps the account that it went to.
 */
export const bankAccounts = pgTable(
  'bank_accounts',
  {
    bankAccountId: text('bank_account_id').primaryKey(),
    merchantId: merchantId(),
    currency: text('currency').notNull(),
    holderName: text('holder_name').notNull(),
    /** ISO 3166, two letters. */
    country: text('country').notNull(),
    bankName: text('bank_name').notNull(),
    /** One of the two. */
    iban: text('iban'),
    accountNumber: text('account_number'),
    bic: text('bic'),
    addedBy: text('added_by')
      .notNull()
      .references(() => people.id),
    addedAt: instant('added_at').notNull().defaultNow(),
    /** Nothing is sent to it before. */
    usableAt: instant('usable_at').notNull(),
    replaces: text('replaces'),
    removedAt: instant('removed_at'),
    removedBy: text('removed_by').references(() => people.id),
  },
  (table) => [
    unique('bank_accounts_of_merchant').on(table.merchantId, table.bankAccountId),
    foreignKey({
      name: 'bank_accounts_replaces_own',
      columns: [table.merchantId, table.replaces],
      foreignColumns: [table.merchantId, table.bankAccountId],
    }),
    check('bank_accounts_currency', sql`${table.currency} ~ '^[A-Z]{3}$'`),
    check('bank_accounts_country', sql`${table.country} ~ '^[A-Z]{2}$'`),
    check('bank_accounts_names', sql`btrim(${table.holderName}) <> '' and btrim(${table.bankName}) <> ''`),
    check('bank_accounts_one_number', sql`num_nonnulls(${table.iban}, ${table.accountNumber}) = 1`),
    check('bank_accounts_iban', sql`${table.iban} ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'`),
    check('bank_accounts_account_number', sql`${table.accountNumber} ~ '^[0-9A-Za-z-]{4,34}$'`),
    check('bank_accounts_bic', sql`${table.bic} ~ '^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$'`),
    check('bank_accounts_wait_a_day', sql`${table.usableAt} >= ${table.addedAt} + interval '1 day'`),
    check('bank_accounts_removed_by', sql`(${table.removedAt} is null) = (${table.removedBy} is null)`),
  ],
);

/**
 * What sellers asked to have sent. The money leaves the payment account when it is asked for, by the fact that the row
 * names; a return is a fact of its own.
 */
export const withdrawals = pgTable(
  'withdrawals',
  {
    /** The id of the form that asked for it: sent twice, it asks once. */
    withdrawalId: text('withdrawal_id').primaryKey(),
    merchantId: merchantId(),
    bankAccountId: text('bank_account_id').notNull(),
    currency: text('currency').notNull(),
    amountMinor: minor('amount_minor').notNull(),
    status: text('status', { enum: WITHDRAWAL_STATUSES }).notNull().default('asked'),
    askedBy: text('asked_by')
      .notNull()
      .references(() => people.id),
    askedAt: instant('asked_at').notNull().defaultNow(),
    factSeq: sequence('fact_seq').notNull(),
    sentAt: instant('sent_at'),
    returnedAt: instant('returned_at'),
    returnReason: text('return_reason'),
    returnFactSeq: sequence('return_fact_seq'),
    /** The batch that it was handed to the bank in; set once. */
    batchId: text('batch_id').references(() => payoutBatches.batchId),
  },
  (table) => [
    foreignKey({
      name: 'withdrawals_to_own_account',
      columns: [table.merchantId, table.bankAccountId],
      foreignColumns: [bankAccounts.merchantId, bankAccounts.bankAccountId],
    }),
    foreignKey({
      name: 'withdrawals_fact',
      columns: [table.merchantId, table.factSeq],
      foreignColumns: [facts.merchantId, facts.factSeq],
    }),
    foreignKey({
      name: 'withdrawals_return_fact',
      columns: [table.merchantId, table.returnFactSeq],
      foreignColumns: [facts.merchantId, facts.factSeq],
    }),
    unique('withdrawals_fact_once').on(table.merchantId, table.factSeq),
    oneOf('withdrawals_status', table.status, WITHDRAWAL_STATUSES),
    check('withdrawals_amount', sql`${table.amountMinor} > 0 and ${table.currency} ~ '^[A-Z]{3}$'`),
    check('withdrawals_sent', sql`${table.status} <> 'sent' or ${table.sentAt} is not null`),
    check('withdrawals_asked', sql`${table.status} <> 'asked' or ${table.sentAt} is null`),
    check(
      'withdrawals_returned',
      sql`num_nonnulls(${table.returnedAt}, ${table.returnReason}, ${table.returnFactSeq})
        = case when ${table.status} = 'returned' then 3 else 0 end`,
    ),
    index('withdrawals_of_merchant').on(table.merchantId, table.factSeq),
    index('withdrawals_of_batch').on(table.batchId).where(sql`batch_id is not null`),
    index('withdrawals_to_send').on(table.askedAt).where(sql`status = 'asked'`),
  ],
);
