import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { bankAccounts } from '../schema/withdrawals';

/** Where a store's money may be sent. */

export type BankAccountRow = typeof bankAccounts.$inferSelect;

/**
 * Held to the end of the transaction: a store's bank accounts are changed one at a time, and none while a withdrawal to
 * one of them is being recorded.
 */
export async function lockBankAccounts(
  executor: Executor,
  merchantId: string,
  mode: 'shared' | 'exclusive',
): Promise<void> {
  const lock = sql.raw(mode === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock');
  await executor.execute(
    sql`select ${lock}(hashtext('sluice bank accounts ' || current_schema()), hashtext(${merchantId}))`,
  );
}

/** Every bank account that a store ever had, the oldest first. */
export async function readBankAccounts(executor: Executor, merchantId: string): Promise<BankAccountRow[]> {
  return executor
    .select()
    .from(bankAccounts)
    .where(eq(bankAccounts.merchantId, merchantId))
    .orderBy(asc(bankAccounts.addedAt), asc(bankAccounts.bankAccountId));
}

/** Adds an account; one of an id that is there stays as it is. */
export async function insertBankAccount(
  executor: Executor,
  account: typeof bankAccounts.$inferInsert,
): Promise<void> {
  await executor
    .insert(bankAccounts)
    .values(account)
    .onConflictDoNothing({ target: bankAccounts.bankAccountId });
}

export async function markBankAccountRemoved(
  executor: Executor,
  merchantId: string,
  bankAccountId: string,
  by: { personId: string; at: Date },
): Promise<void> {
  await executor
    .update(bankAccounts)
    .set({ removedAt: by.at, removedBy: by.personId })
    .where(
      and(
        eq(bankAccounts.merchantId, merchantId),
        eq(bankAccounts.bankAccountId, bankAccountId),
        isNull(bankAccounts.removedAt),
      ),
    );
}
