import { asc, eq, gt, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { webhookOutbox } from '../schema/webhooks';

/** What transactions have left to be told. */

export type OutboxRow = typeof webhookOutbox.$inferSelect;

/** Merchants of whom there is something to tell, by id, from after one of them. */
export async function listMerchantsToTell(
  executor: Executor,
  after: string | null,
  limit: number,
): Promise<string[]> {
  const rows = await executor
    .selectDistinctOn([webhookOutbox.merchantId], { merchantId: webhookOutbox.merchantId })
    .from(webhookOutbox)
    .where(after === null ? undefined : gt(webhookOutbox.merchantId, after))
    .orderBy(asc(webhookOutbox.merchantId))
    .limit(limit);
  return rows.map(({ merchantId }) => merchantId);
}

/** One at a time makes a merchant's messages, until its transaction ends; false where another does. */
export async function lockTelling(executor: Executor, merchantId: string): Promise<boolean> {
  const { rows } = await executor.execute<{ got: boolean }>(sql`
    select pg_try_advisory_xact_lock(hashtext('sluice telling ' || current_schema()), hashtext(${merchantId})) as got`);
  return rows[0]?.got === true;
}

/** Takes everything that there is to tell of a merchant, in the order in which its books took it. */
export async function takeOutbox(executor: Executor, merchantId: string): Promise<OutboxRow[]> {
  const rows = await executor
    .delete(webhookOutbox)
    .where(eq(webhookOutbox.merchantId, merchantId))
    .returning();
  return rows.sort((a, b) => (a.outboxNo < b.outboxNo ? -1 : 1));
}
