import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import { ACCOUNTS, ENTRY_KINDS, SIGN_OF_ACCOUNT } from '../../engine/accounts';
import { accountColumns } from './account-columns';
import { calendarDate, id, instant, oneOf, sequence } from './columns';
import { facts } from './facts';
import { merchants } from './merchants';
import { orders } from './orders';

const SUM_IS_ZERO = sql.raw(`${ACCOUNTS.join(' + ')} = 0`);

/** The ledger: one row an entry, one column an account. Append-only. */
export const entries = pgTable(
  'entries',
  {
    merchantId: id('merchant_id').notNull(),
    entrySeq: sequence('entry_seq').notNull(),
    currency: text('currency').notNull(),
    /** The business date that the entry belongs to. */
    bookedOn: calendarDate('booked_on').notNull(),
    /** The date of its fact, or the date on which its rule was due. */
    effectiveOn: calendarDate('effective_on').notNull(),
    kind: text('kind', { enum: Object.keys(ENTRY_KINDS) as [string, ...string[]] }).notNull(),
    /** The section of rules.md that made it. */
    rule: text('rule').notNull(),
    orderId: id('order_id'),
    factSeq: sequence('fact_seq'),
    runOn: calendarDate('run_on'),
    runAttempt: smallint('run_attempt'),
    policyVersion: integer('policy_version').notNull(),
    ...accountColumns(),
    recordedAt: instant('recorded_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.merchantId, table.entrySeq] }),
    foreignKey({ columns: [table.merchantId], foreignColumns: [merchants.merchantId] }),
    foreignKey({
      columns: [table.merchantId, table.orderId],
      foreignColumns: [orders.merchantId, orders.orderId],
    }),
    foreignKey({
      columns: [table.merchantId, table.factSeq],
      foreignColumns: [facts.merchantId, facts.factSeq],
    }),
    oneOf('entries_kind', table.kind, Object.keys(ENTRY_KINDS)),
    check('entries_sum_is_zero', SUM_IS_ZERO),
    check('entries_one_cause', sql`num_nonnulls(${table.factSeq}, ${table.runOn}) = 1`),
    check('entries_currency', sql`${table.currency} ~ '^[A-Z]{3}$'`),
    // What refunds cost the merchant or the marketplace, what is owed and what became of it.
    index('entries_losses')
      .on(table.merchantId, table.currency, table.entrySeq)
      .where(sql`kind = 'deduction' or platform_loss <> 0 or receivable <> 0`),
  ],
);

/** Running sums: the newest row of a merchant and currency is its balance now, older rows as of their date. */
export const balances = pgTable(
  'balances',
  {
    merchantId: id('merchant_id')
      .notNull()
      .references(() => merchants.merchantId),
    currency: text('currency').notNull(),
    bookedOn: calendarDate('booked_on').notNull(),
    ...accountColumns(),
  },
  (table) => [
    primaryKey({ columns: [table.merchantId, table.currency, table.bookedOn] }),
    check('balances_sum_is_zero', SUM_IS_ZERO),
    // Who has ever owed: few, and only they can owe now.
    index('balances_owing').on(table.merchantId, table.currency).where(sql`receivable < 0`),
    ...ACCOUNTS.filter((account) => SIGN_OF_ACCOUNT[account] !== 'any').map((account) =>
      check(
        `balances_${account}_sign`,
        sql.raw(`${account} ${SIGN_OF_ACCOUNT[account] === 'not_negative' ? '>=' : '<='} 0`),
      ),
    ),
  ],
);
