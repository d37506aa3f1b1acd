import type { Database } from '../../db/client';
import { findGoodKey, touchKey } from '../../db/queries/api-keys';
import type { KeyActor } from '../../engine/actor';
import { hashOfToken } from './token';

/** The last use of a key is noted to the minute, so that a busy program writes no row a request. */
const NOTED_EVERY_MS = 60_000;

/**
 * The actor that an API key stands for; null where there is no such key, or it was revoked or has run out. Every text
 * takes the same work, whatever is wrong with it: it is hashed, and its hash is looked up.
 *
 * @param text as the program sent it
 * @param requestId the request that it came with
 */
export async function actorOfKey(
  database: Database,
  text: string,
  requestId: string | null,
  now: Date = new Date(),
): Promise<KeyActor | null> {
  const key = await findGoodKey(database.drizzle, hashOfToken(text), now);
  if (key === null) return null;
  const { keyId, name, scopes, lastUsedAt } = key;
  const notSince = new Date(now.getTime() - NOTED_EVERY_MS);
  if (lastUsedAt === null || lastUsedAt <= notSince)
    await touchKey(database.drizzle, keyId, { now, notSince });
  return { kind: 'key', keyId, name, scopes, requestId };
}
