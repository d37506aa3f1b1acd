import { and, asc, desc, eq, lt, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { WithdrawalStatus } from '../../engine/notices';
import { list } from '../bulk';
import type { Executor } from '../client';
import { entries } from '../schema/entries';
import { factRoutes, facts } from '../schema/facts';
import { merchants } from '../schema/merchants';
import { entryDays } from '../schema/summaries';
import { bankAccounts, withdrawals } from '../schema/withdrawals';

/** What sellers asked to have sent, and what else went from their payment accounts to banks and came back. */

export type WithdrawalRow = typeof withdrawals.$inferSelect;

const KINDS = ['withdrawal', 'withdrawal_return'];
/** More days of one date than a store has currencies, with both kinds. */
const DAYS_OF_ONE_DATE = 60;

const returns = alias(facts, 'return_facts');
const owners = alias(withdrawals, 'owners');

/**
 * The entries of withdrawals and of their returns before a place, newest first, each with the withdrawal that it is of
 * where one was asked for in the portal. The sums by day say where they lie, so that no other entries are looked through.
 */
export async function readWithdrawalEntries(
  executor: Executor,
  merchantId: string,
  before: bigint | null,
  limit: number,
) {
  const { rows } = await executor.execute<{ entry_seq: bigint }>(sql`
    select found.entry_seq from (
      select kind, currency, first_seq, last_seq from ${entryDays}
      where merchant_id = ${merchantId} and kind = any(${list(KINDS, 'text')})
        and ${before === null ? sql`true` : sql`first_seq < ${before}`}
      order by last_seq desc limit ${limit + DAYS_OF_ONE_DATE}
    ) as days
    cross join lateral (
      select entry_seq from ${entries}
      where merchant_id = ${merchantId} and entry_seq between days.first_seq and days.last_seq
        and kind = days.kind and currency = days.currency
        and ${before === null ? sql`true` : sql`entry_seq < ${before}`}
      order by entry_seq desc limit ${limit}
    ) as found
    order by found.entry_seq desc limit ${limit}`);
  if (rows.length === 0) return [];
  return executor
    .select({
      entry: entries,
      withdrawal: withdrawals,
      account: bankAccounts,
      returnEntrySeq: returns.firstEntrySeq,
      /** The withdrawal that an entry brought back. */
      returnOf: owners.withdrawalId,
    })
    .from(entries)
    .leftJoin(
      withdrawals,
      and(eq(withdrawals.merchantId, entries.merchantId), eq(withdrawals.factSeq, entries.factSeq)),
    )
    .leftJoin(
      bankAccounts,
      and(
        eq(bankAccounts.merchantId, withdrawals.merchantId),
        eq(bankAccounts.bankAccountId, withdrawals.bankAccountId),
      ),
    )
    .leftJoin(
      returns,
      and(eq(returns.merchantId, withdrawals.merchantId), eq(returns.factSeq, withdrawals.returnFactSeq)),
    )
    .leftJoin(
      owners,
      and(eq(owners.merchantId, entries.merchantId), eq(owners.returnFactSeq, entries.factSeq)),
    )
    .where(
      and(
        eq(entries.merchantId, merchantId),
        sql`${entries.entrySeq} = any(${list(
          rows.map((row) => row.entry_seq),
          'bigint',
        )})`,
      ),
    )
    .orderBy(desc(entries.entrySeq));
}

/** The latest entry by which a store came to owe something in a currency; null where none did. */
export async function readLatestDebt(executor: Executor, merchantId: string, currency: string) {
  const days = executor
    .select({ firstSeq: entryDays.firstSeq, lastSeq: entryDays.lastSeq })
    .from(entryDays)
    .where(
      and(
        eq(entryDays.merchantId, merchantId),
        eq(entryDays.currency, currency),
        eq(entryDays.kind, 'deduction'),
        lt(entryDays.receivable, sql`0`),
      ),
    )
    .orderBy(desc(entryDays.bookedOn))
    .limit(1)
    .as('days');
  const [row] = await executor
    .select({ entrySeq: entries.entrySeq, orderId: entries.orderId, bookedOn: entries.bookedOn })
    .from(days)
    .innerJoin(
      entries,
      and(
        eq(entries.merchantId, merchantId),
        sql`${entries.entrySeq} between ${days.firstSeq} and ${days.lastSeq}`,
        eq(entries.currency, currency),
        lt(entries.receivable, sql`0`),
      ),
    )
    .orderBy(desc(entries.entrySeq))
    .limit(1);
  return row ?? null;
}

/** The entry that a recorded fact made, and the fact's place; null where there is none. */
export async function readEntryOfFact(executor: Executor, factId: string) {
  const [row] = await executor
    .select({ factSeq: facts.factSeq, entry: entries })
    .from(factRoutes)
    .innerJoin(facts, and(eq(facts.merchantId, factRoutes.merchantId), eq(facts.factSeq, factRoutes.factSeq)))
    .innerJoin(
      entries,
      and(eq(entries.merchantId, facts.merchantId), eq(entries.entrySeq, facts.firstEntrySeq)),
    )
    .where(eq(factRoutes.factId, factId));
  return row ?? null;
}

export async function insertWithdrawal(
  executor: Executor,
  withdrawal: typeof withdrawals.$inferInsert,
): Promise<void> {
  await executor.insert(withdrawals).values(withdrawal);
}

/** A withdrawal with the entry that it made, once it is recorded; null where there is none of that id. */
export async function readWithdrawal(executor: Executor, withdrawalId: string) {
  const [row] = await executor
    .select({ withdrawal: withdrawals, entrySeq: facts.firstEntrySeq })
    .from(withdrawals)
    .innerJoin(
      facts,
      and(eq(facts.merchantId, withdrawals.merchantId), eq(facts.factSeq, withdrawals.factSeq)),
    )
    .where(eq(withdrawals.withdrawalId, withdrawalId));
  return row ?? null;
}

/** The same, locked until the transaction ends, with the bank account that it goes to. */
export async function lockWithdrawal(executor: Executor, withdrawalId: string) {
  const [row] = await executor
    .select({ withdrawal: withdrawals, account: bankAccounts })
    .from(withdrawals)
    .innerJoin(
      bankAccounts,
      and(
        eq(bankAccounts.merchantId, withdrawals.merchantId),
        eq(bankAccounts.bankAccountId, withdrawals.bankAccountId),
      ),
    )
    .where(eq(withdrawals.withdrawalId, withdrawalId))
    .for('update', { of: withdrawals });
  return row ?? null;
}

export async function updateWithdrawal(
  executor: Executor,
  withdrawalId: string,
  change: Partial<Pick<WithdrawalRow, 'status' | 'sentAt' | 'returnedAt' | 'returnReason' | 'returnFactSeq'>>,
): Promise<void> {
  await executor.update(withdrawals).set(change).where(eq(withdrawals.withdrawalId, withdrawalId));
}

/** Withdrawals of all stores in a state, the first asked for first, each with where it goes. */
export async function listWithdrawalsIn(
  executor: Executor,
  status: WithdrawalStatus,
  after: { askedAt: Date; withdrawalId: string } | null,
  limit: number,
) {
  return executor
    .select({ withdrawal: withdrawals, account: bankAccounts, merchantName: merchants.name })
    .from(withdrawals)
    .innerJoin(
      bankAccounts,
      and(
        eq(bankAccounts.merchantId, withdrawals.merchantId),
        eq(bankAccounts.bankAccountId, withdrawals.bankAccountId),
      ),
    )
    .innerJoin(merchants, eq(merchants.merchantId, withdrawals.merchantId))
    .where(
      and(
        eq(withdrawals.status, status),
        after === null
          ? undefined
          : sql`(${withdrawals.askedAt}, ${withdrawals.withdrawalId}) > (${after.askedAt.toISOString()}::timestamptz, ${after.withdrawalId})`,
      ),
    )
    .orderBy(asc(withdrawals.askedAt), asc(withdrawals.withdrawalId))
    .limit(limit);
}
