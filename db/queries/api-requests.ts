import { lt, sql } from 'drizzle-orm';
import { insertRows, unnested } from '../bulk';
import type { Executor } from '../client';
import { apiRequests } from '../schema/api-requests';

/** Requests of programs that named themselves, and what they were answered. */

export type ApiRequestRow = typeof apiRequests.$inferSelect;
export type ApiRequestName = Pick<ApiRequestRow, 'keyId' | 'idempotencyKey'>;

/** Those of the requests that were answered before. */
export async function findApiRequests(executor: Executor, names: ApiRequestName[]): Promise<ApiRequestRow[]> {
  if (names.length === 0) return [];
  const asked = unnested('asked', names, {
    key_id: ['text', (name) => name.keyId],
    idempotency_key: ['text', (name) => name.idempotencyKey],
  });
  const rows = await executor
    .select({ request: apiRequests })
    .from(apiRequests)
    .innerJoin(
      asked,
      sql`${apiRequests.keyId} = asked.key_id and ${apiRequests.idempotencyKey} = asked.idempotency_key`,
    );
  return rows.map((row) => row.request);
}

/** Notes what requests were answered, in the transaction that did what they asked for; one that is there is an error. */
export async function insertApiRequests(
  executor: Executor,
  rows: (typeof apiRequests.$inferInsert)[],
): Promise<void> {
  await insertRows(executor, apiRequests, rows);
}

/** Forgets requests that were answered before an instant, and says how many. */
export async function deleteApiRequests(executor: Executor, before: Date): Promise<number> {
  const { rowCount } = await executor.delete(apiRequests).where(lt(apiRequests.recordedAt, before));
  return rowCount ?? 0;
}
