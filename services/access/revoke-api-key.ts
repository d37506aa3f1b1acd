import type { Database } from '../../db/client';
import { markKeyRevoked, readKey } from '../../db/queries/api-keys';
import type { Actor } from '../../engine/actor';
import { recordAudit } from '../audit/record-audit';
import { authorize } from '../authorize';
import { type ChangeAnswer, changeAccess, readWhy, refuse, type Submitted } from './change-access';

/** In the order in which they are looked at. */
export type RevokeKeyRefusal = 'unknown_key' | 'already_revoked' | 'why_needed';

/**
 * Takes a key back, for good: whatever signs in with it is refused from its next request on.
 *
 * @param ask.why 10 characters or more
 */
export async function revokeApiKey(
  database: Database,
  actor: Actor,
  ask: Submitted & { keyId: string; why: string },
  now: Date = new Date(),
): Promise<ChangeAnswer<RevokeKeyRefusal>> {
  authorize(actor, 'access.change');
  const form = { action: 'key.revoked', submissionId: ask.submissionId } as const;
  return changeAccess<ChangeAnswer<RevokeKeyRefusal>>(database, actor, form, async (executor) => {
    const key = await readKey(executor, ask.keyId);
    if (key === null) return refuse('unknown_key');
    if (key.revokedAt !== null) return refuse('already_revoked');
    const why = readWhy(ask.why);
    if (why === null) return refuse('why_needed');
    await markKeyRevoked(executor, key.keyId, now);
    await recordAudit(
      executor,
      actor,
      {
        action: 'key.revoked',
        subject: key.keyId,
        before: { name: key.name, key_start: key.keyStart, scopes: key.scopes, revoked_at: null },
        after: { revoked_at: now.toISOString() },
        why,
      },
      now,
    );
    return { status: 'done' };
  });
}
