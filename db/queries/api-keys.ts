import { and, desc, eq, gt, isNotNull, isNull, lte, or, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { apiKeys } from '../schema/api-keys';
import { people } from '../schema/people';

/** What programs sign in with. The keys themselves are nowhere, and their hashes leave this file only to be compared. */

/** All that is told of a key. */
const shown = {
  keyId: apiKeys.keyId,
  name: apiKeys.name,
  keyStart: apiKeys.keyStart,
  scopes: apiKeys.scopes,
  madeBy: apiKeys.madeBy,
  /** Null where no person made it. */
  madeByName: people.name,
  createdAt: apiKeys.createdAt,
  expiresAt: apiKeys.expiresAt,
  revokedAt: apiKeys.revokedAt,
  lastUsedAt: apiKeys.lastUsedAt,
};

/** Neither revoked nor run out. */
const isGood = (now: Date) =>
  and(isNull(apiKeys.revokedAt), or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)));

export async function insertKey(executor: Executor, row: typeof apiKeys.$inferInsert): Promise<void> {
  await executor.insert(apiKeys).values(row);
}

/** Every key that still works, the newest first. */
export async function listGoodKeys(executor: Executor, now: Date) {
  return executor
    .select(shown)
    .from(apiKeys)
    .leftJoin(people, eq(people.id, apiKeys.madeBy))
    .where(isGood(now))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.keyId));
}

/** Keys that work no more, the latest to end first. */
export async function listEndedKeys(executor: Executor, now: Date, limit: number) {
  return executor
    .select(shown)
    .from(apiKeys)
    .leftJoin(people, eq(people.id, apiKeys.madeBy))
    .where(or(isNotNull(apiKeys.revokedAt), lte(apiKeys.expiresAt, now)))
    .orderBy(sql`least(${apiKeys.revokedAt}, ${apiKeys.expiresAt}) desc`, desc(apiKeys.keyId))
    .limit(limit);
}

export async function readKey(executor: Executor, keyId: string) {
  const [row] = await executor
    .select({
      keyId: apiKeys.keyId,
      name: apiKeys.name,
      keyStart: apiKeys.keyStart,
      scopes: apiKeys.scopes,
      revokedAt: apiKeys.revokedAt,
    })
    .from(apiKeys)
    .where(eq(apiKeys.keyId, keyId));
  return row ?? null;
}

/** The key with this hash, where it still works. */
export async function findGoodKey(executor: Executor, keyHash: string, now: Date) {
  const [row] = await executor
    .select({
      keyId: apiKeys.keyId,
      name: apiKeys.name,
      scopes: apiKeys.scopes,
      lastUsedAt: apiKeys.lastUsedAt,
    })
    .from(apiKeys)
    .where(and(eq(apiKeys.keyHash, keyHash), isGood(now)));
  return row ?? null;
}

/** Takes a key back; one that was taken back before stays as it is. */
export async function markKeyRevoked(executor: Executor, keyId: string, now: Date): Promise<void> {
  await executor
    .update(apiKeys)
    .set({ revokedAt: now })
    .where(and(eq(apiKeys.keyId, keyId), isNull(apiKeys.revokedAt)));
}

/** Notes that a key is in use, where that was not noted since. */
export async function touchKey(
  executor: Executor,
  keyId: string,
  ask: { now: Date; notSince: Date },
): Promise<void> {
  await executor
    .update(apiKeys)
    .set({ lastUsedAt: ask.now })
    .where(
      and(eq(apiKeys.keyId, keyId), or(isNull(apiKeys.lastUsedAt), lte(apiKeys.lastUsedAt, ask.notSince))),
    );
}
