import type { Database } from '../../db/client';
import { lockOpenInvitations } from '../../db/queries/invitations';
import { countOtherAdministrators, updatePerson } from '../../db/queries/people';
import { deleteSessionsOf, findPerson } from '../../db/queries/sign-ins';
import type { Actor } from '../../engine/actor';
import { recordAudit } from '../audit/record-audit';
import { authorize } from '../authorize';
import { revokeLinks } from './access-links';
import { type ChangeAnswer, changeAccess, readWhy, refuse, type Submitted } from './change-access';

/** In the order in which they are looked at. */
export type EndPersonRefusal =
  | 'unknown_person'
  | 'already_ended'
  | 'yourself'
  | 'why_needed'
  | 'last_administrator';

/**
 * Ends a person: they are signed out everywhere, and neither a password nor an open link lets them in again. What they
 * did stays theirs. Nobody ends themselves, and the last administrator stays.
 *
 * @param ask.why 10 characters or more
 */
export async function endPerson(
  database: Database,
  actor: Actor,
  ask: Submitted & { personId: string; why: string },
  now: Date = new Date(),
): Promise<ChangeAnswer<EndPersonRefusal>> {
  authorize(actor, 'access.change');
  const form = { action: 'person.ended', submissionId: ask.submissionId } as const;
  return changeAccess<ChangeAnswer<EndPersonRefusal>>(database, actor, form, async (executor) => {
    const person = await findPerson(executor, { id: ask.personId });
    if (person === null) return refuse('unknown_person');
    if (person.endedAt !== null) return refuse('already_ended');
    if (actor.kind === 'person' && actor.personId === person.id) return refuse('yourself');
    const why = readWhy(ask.why);
    if (why === null) return refuse('why_needed');
    if (person.role === 'administrator' && (await countOtherAdministrators(executor, person.id)) === 0)
      return refuse('last_administrator');
    await updatePerson(executor, person.id, { endedAt: now });
    const ended = await deleteSessionsOf(executor, person.id);
    await revokeLinks(executor, actor, await lockOpenInvitations(executor, person.email, now), now);
    await recordAudit(
      executor,
      actor,
      {
        action: 'person.ended',
        subject: person.id,
        ...(person.merchantId === null ? {} : { merchantId: person.merchantId }),
        before: { name: person.name, role: person.role, ended_at: null },
        after: { ended_at: now.toISOString(), sessions_ended: ended.length },
        why,
      },
      now,
    );
    return { status: 'done' };
  });
}
