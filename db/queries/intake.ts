import { sql } from 'drizzle-orm';
import type { Awaited } from '../../engine/apply-fact';
import { list, unnested } from '../bulk';
import type { Executor } from '../client';
import { factRoutes, parkedFacts } from '../schema/facts';
import { merchants } from '../schema/merchants';
import { orderRoutes } from '../schema/orders';

/** What recording a batch of facts must look up and lock before it can decide. */

/** What is recorded or parked under the ids, with a mark of what it says. */
export async function findFactRoutes(executor: Executor, factIds: string[]) {
  if (factIds.length === 0) return [];
  return executor
    .select()
    .from(factRoutes)
    .where(sql`${factRoutes.factId} = any(${list(factIds, 'text')})`);
}

/** The routes of the orders; a route without a merchant is of an order that facts wait for. */
export async function findOrderRoutes(executor: Executor, orderIds: string[]) {
  if (orderIds.length === 0) return [];
  return executor
    .select()
    .from(orderRoutes)
    .where(sql`${orderRoutes.orderId} = any(${list(orderIds, 'text')})`);
}

/** Locks the routes of orders that were not known yet, and returns what they are now. */
export async function lockOrderRoutes(executor: Executor, orderIds: string[]) {
  if (orderIds.length === 0) return [];
  return executor
    .update(orderRoutes)
    .set({ orderId: sql`${orderRoutes.orderId}` })
    .where(sql`${orderRoutes.orderId} = any(${list(orderIds.toSorted(), 'text')})`)
    .returning();
}

/** Makes a row for each merchant that has none: known or not, it can then be locked. */
export async function ensureMerchantRows(executor: Executor, merchantIds: string[]): Promise<void> {
  if (merchantIds.length === 0) return;
  await executor.execute(
    sql`insert into ${merchants} (merchant_id) select unnest(${list(merchantIds.toSorted(), 'text')})
        on conflict do nothing`,
  );
}

/** The facts that wait for any of these things. */
export async function findParkedFacts(executor: Executor, awaited: Awaited[]) {
  if (awaited.length === 0) return [];
  const asked = unnested('asked', awaited, {
    kind: ['text', (each) => each.kind],
    id: ['text', (each) => each.id],
    dispute_id: ['text', (each) => each.disputeId],
  });
  const rows = await executor
    .select({ parked: parkedFacts })
    .from(parkedFacts)
    .innerJoin(
      asked,
      sql`${parkedFacts.awaitedKind} = asked.kind and ${parkedFacts.awaitedId} = asked.id
        and ${parkedFacts.awaitedDisputeId} = asked.dispute_id`,
    );
  return rows.map((row) => row.parked);
}

/** Forgets facts that wait no more. */
export async function deleteParkedFacts(executor: Executor, factIds: string[]): Promise<void> {
  if (factIds.length === 0) return;
  await executor.delete(parkedFacts).where(sql`${parkedFacts.factId} = any(${list(factIds, 'text')})`);
}

/** Frees the ids of facts that were refused when they woke. */
export async function deleteFactRoutes(executor: Executor, factIds: string[]): Promise<void> {
  if (factIds.length === 0) return;
  await executor.delete(factRoutes).where(sql`${factRoutes.factId} = any(${list(factIds, 'text')})`);
}

/** Has the transaction fail, by SQLSTATE 55P03, where it would wait for a lock for longer. */
export async function limitLockWaits(executor: Executor, ms: number): Promise<void> {
  await executor.execute(sql`select set_config('lock_timeout', ${`${ms}ms`}, true)`).execute();
}
