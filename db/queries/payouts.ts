import { and, asc, count, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { PayoutPlace } from '../../engine/payouts';
import { list } from '../bulk';
import type { Executor } from '../client';
import { facts } from '../schema/facts';
import { merchants } from '../schema/merchants';
import { payoutAnswers, payoutBatches } from '../schema/payouts';
import { people } from '../schema/people';
import { bankAccounts, withdrawals } from '../schema/withdrawals';

/** Withdrawals on their way to banks, the batches that they are handed over in, and what banks answered. */

export type AnswerRow = typeof payoutAnswers.$inferSelect;

const IS_AT: Record<PayoutPlace, SQL> = {
  to_send: sql`${withdrawals.status} = 'asked' and ${withdrawals.batchId} is null`,
  in_batch: sql`${withdrawals.status} = 'asked' and ${withdrawals.batchId} is not null`,
  sent: sql`${withdrawals.status} = 'sent'`,
  returned: sql`${withdrawals.status} = 'returned'`,
};

const toItsAccount = and(
  eq(bankAccounts.merchantId, withdrawals.merchantId),
  eq(bankAccounts.bankAccountId, withdrawals.bankAccountId),
);

export interface PayoutFilter {
  place: PayoutPlace | null;
  currency: string | null;
  /** A store's id. */
  merchantId: string | null;
  /** A part of a store's name or id, of an account holder's name, or the id of a withdrawal with or without dashes. */
  search: string | null;
  batchId: string | null;
}

/** A place in the list, newest first: the rows after it, or those before. */
export interface PayoutCursor {
  side: 'after' | 'before';
  askedAt: string;
  withdrawalId: string;
}

function pattern(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}

function filtered({ place, currency, merchantId, search, batchId }: PayoutFilter): SQL | undefined {
  return and(
    place === null ? undefined : IS_AT[place],
    currency === null ? undefined : eq(withdrawals.currency, currency),
    merchantId === null ? undefined : eq(withdrawals.merchantId, merchantId),
    batchId === null ? undefined : eq(withdrawals.batchId, batchId),
    search === null
      ? undefined
      : sql`(${withdrawals.merchantId} ilike ${pattern(search)} or ${merchants.name} ilike ${pattern(search)}
          or ${bankAccounts.holderName} ilike ${pattern(search)}
          or replace(${withdrawals.withdrawalId}, '-', '') = lower(replace(${search}, '-', '')))`,
  );
}

function listed(executor: Executor) {
  return executor
    .select({
      withdrawal: withdrawals,
      account: bankAccounts,
      merchantName: merchants.name,
      messageId: payoutBatches.messageId,
    })
    .from(withdrawals)
    .innerJoin(bankAccounts, toItsAccount)
    .innerJoin(merchants, eq(merchants.merchantId, withdrawals.merchantId))
    .leftJoin(payoutBatches, eq(payoutBatches.batchId, withdrawals.batchId));
}

export type PayoutRow = Awaited<ReturnType<typeof listPayoutRows>>[number];

/** Withdrawals of all stores, those asked for last first; before a place, the nearest to it first. */
export async function listPayoutRows(
  executor: Executor,
  filter: PayoutFilter,
  cursor: PayoutCursor | null,
  limit: number,
) {
  const isBackward = cursor?.side === 'before';
  const at = sql`(${withdrawals.askedAt}, ${withdrawals.withdrawalId})`;
  const place = sql`(${cursor?.askedAt ?? null}::timestamptz, ${cursor?.withdrawalId ?? null})`;
  const order = isBackward ? asc : desc;
  return listed(executor)
    .where(
      and(
        filtered(filter),
        cursor === null ? undefined : isBackward ? sql`${at} > ${place}` : sql`${at} < ${place}`,
      ),
    )
    .orderBy(order(withdrawals.askedAt), order(withdrawals.withdrawalId))
    .limit(limit);
}

/** How many withdrawals a filter leaves. */
export async function countPayouts(executor: Executor, filter: PayoutFilter): Promise<number> {
  const [row] = await executor
    .select({ count: count() })
    .from(withdrawals)
    .innerJoin(bankAccounts, toItsAccount)
    .innerJoin(merchants, eq(merchants.merchantId, withdrawals.merchantId))
    .where(filtered(filter));
  return row?.count ?? 0;
}

/** One withdrawal, with all that there is of it; null where there is none of that id. */
export async function readPayout(executor: Executor, withdrawalId: string) {
  const returns = alias(facts, 'return_facts');
  const [row] = await executor
    .select({
      withdrawal: withdrawals,
      account: bankAccounts,
      merchantName: merchants.name,
      messageId: payoutBatches.messageId,
      askedByName: people.name,
      entrySeq: facts.firstEntrySeq,
      returnEntrySeq: returns.firstEntrySeq,
    })
    .from(withdrawals)
    .innerJoin(bankAccounts, toItsAccount)
    .innerJoin(merchants, eq(merchants.merchantId, withdrawals.merchantId))
    .innerJoin(people, eq(people.id, withdrawals.askedBy))
    .innerJoin(
      facts,
      and(eq(facts.merchantId, withdrawals.merchantId), eq(facts.factSeq, withdrawals.factSeq)),
    )
    .leftJoin(
      returns,
      and(eq(returns.merchantId, withdrawals.merchantId), eq(returns.factSeq, withdrawals.returnFactSeq)),
    )
    .leftJoin(payoutBatches, eq(payoutBatches.batchId, withdrawals.batchId))
    .where(eq(withdrawals.withdrawalId, withdrawalId));
  return row ?? null;
}

/** The withdrawals of a currency that are to be sent, those asked for first first. */
export async function listToSend(executor: Executor, currency: string, limit: number) {
  return listed(executor)
    .where(and(IS_AT.to_send, eq(withdrawals.currency, currency)))
    .orderBy(asc(withdrawals.askedAt), asc(withdrawals.withdrawalId))
    .limit(limit);
}

/** Withdrawals by their ids, locked until the transaction ends, in the order of their ids. */
export async function lockWithdrawals(executor: Executor, ids: readonly string[]) {
  return executor
    .select()
    .from(withdrawals)
    .where(sql`${withdrawals.withdrawalId} = any(${list(ids, 'text')})`)
    .orderBy(asc(withdrawals.withdrawalId))
    .for('update');
}

export async function insertBatch(
  executor: Executor,
  batch: typeof payoutBatches.$inferInsert,
  withdrawalIds: readonly string[],
): Promise<void> {
  await executor.insert(payoutBatches).values(batch);
  await executor
    .update(withdrawals)
    .set({ batchId: batch.batchId })
    .where(
      and(
        sql`${withdrawals.withdrawalId} = any(${list(withdrawalIds, 'text')})`,
        isNull(withdrawals.batchId),
      ),
    );
}

function batches(executor: Executor) {
  return executor
    .select({ batch: payoutBatches, madeByName: people.name })
    .from(payoutBatches)
    .innerJoin(people, eq(people.id, payoutBatches.madeBy));
}

/** A batch, by its id or by the name that the bank has for it; null where there is none. */
export async function readBatch(executor: Executor, by: { batchId: string } | { messageId: string }) {
  const [row] = await batches(executor).where(
    'batchId' in by ? eq(payoutBatches.batchId, by.batchId) : eq(payoutBatches.messageId, by.messageId),
  );
  return row ?? null;
}

/** What is in a batch, those asked for first first. */
export async function readBatchRows(executor: Executor, batchId: string) {
  return listed(executor)
    .where(eq(withdrawals.batchId, batchId))
    .orderBy(asc(withdrawals.askedAt), asc(withdrawals.withdrawalId));
}

/** The latest batches, and where their withdrawals are. */
export async function listBatchRows(
  executor: Executor,
  before: { madeAt: string; batchId: string } | null,
  limit: number,
) {
  const rows = await batches(executor)
    .where(
      before === null
        ? undefined
        : sql`(${payoutBatches.madeAt}, ${payoutBatches.batchId}) < (${before.madeAt}::timestamptz, ${before.batchId})`,
    )
    .orderBy(desc(payoutBatches.madeAt), desc(payoutBatches.batchId))
    .limit(limit);
  const statuses =
    rows.length === 0
      ? []
      : await executor
          .select({ batchId: withdrawals.batchId, status: withdrawals.status, count: count() })
          .from(withdrawals)
          .where(
            inArray(
              withdrawals.batchId,
              rows.map(({ batch }) => batch.batchId),
            ),
          )
          .groupBy(withdrawals.batchId, withdrawals.status);
  return rows.map((row) => {
    const countOf = (status: string) =>
      statuses.find((each) => each.batchId === row.batch.batchId && each.status === status)?.count ?? 0;
    return { ...row, waiting: countOf('asked'), sent: countOf('sent'), returned: countOf('returned') };
  });
}

/** The answers that banks gave to a batch, the latest first. */
export async function listAnswers(executor: Executor, batchId: string) {
  return executor
    .select({ answer: payoutAnswers, readByName: people.name })
    .from(payoutAnswers)
    .innerJoin(people, eq(people.id, payoutAnswers.readBy))
    .where(eq(payoutAnswers.batchId, batchId))
    .orderBy(desc(payoutAnswers.readAt));
}

/** An answer file that was read before, by what is in it; null where it was not. */
export async function readAnswerOf(executor: Executor, fileHash: string): Promise<AnswerRow | null> {
  const [row] = await executor.select().from(payoutAnswers).where(eq(payoutAnswers.fileHash, fileHash));
  return row ?? null;
}

/** Notes an answer file; false where it was noted before. */
export async function insertAnswer(
  executor: Executor,
  answer: typeof payoutAnswers.$inferInsert,
): Promise<boolean> {
  const rows = await executor
    .insert(payoutAnswers)
    .values(answer)
    .onConflictDoNothing({ target: payoutAnswers.fileHash })
    .returning({ answerId: payoutAnswers.answerId });
  return rows.length === 1;
}
