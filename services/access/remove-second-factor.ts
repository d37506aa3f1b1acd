import type { Database } from '../../db/client';
import { deleteSecondFactor, deleteSessionsOf, findPerson } from '../../db/queries/sign-ins';
import type { Actor } from '../../engine/actor';
import { recordAudit } from '../audit/record-audit';
import { authorize } from '../authorize';
import { type ChangeAnswer, changeAccess, readWhy, refuse, type Submitted } from './change-access';

/** In the order in which they are looked at. `yourself`: one's own is replaced on one's account page. */
export type RemoveSecondFactorRefusal = 'unknown_person' | 'yourself' | 'why_needed' | 'no_second_factor';

/**
 * Takes away the second factor of somebody who has lost it, with its backup codes, and signs them out everywhere. Staff
 * must set a new one when they sign in next.
 *
 * @param ask.why 10 characters or more
 */
export async function removeSecondFactor(
  database: Database,
  actor: Actor,
  ask: Submitted & { personId: string; why: string },
  now: Date = new Date(),
): Promise<ChangeAnswer<RemoveSecondFactorRefusal>> {
  authorize(actor, 'access.change');
  const form = { action: 'second_factor.removed', submissionId: ask.submissionId } as const;
  return changeAccess<ChangeAnswer<RemoveSecondFactorRefusal>>(database, actor, form, async (executor) => {
    const person = await findPerson(executor, { id: ask.personId });
    if (person === null) return refuse('unknown_person');
    if (actor.kind === 'person' && actor.personId === person.id) return refuse('yourself');
    const why = readWhy(ask.why);
    if (why === null) return refuse('why_needed');
    // One that was begun and never proven is taken away too: what it began with may be in other hands.
    const isRemoved = await deleteSecondFactor(executor, person.id);
    if (!isRemoved && !person.twoFactorEnabled) return refuse('no_second_factor');
    const ended = await deleteSessionsOf(executor, person.id);
    await recordAudit(
      executor,
      actor,
      {
        action: 'second_factor.removed',
        subject: person.id,
        ...(person.merchantId === null ? {} : { merchantId: person.merchantId }),
        before: { has_second_factor: person.twoFactorEnabled },
        after: { has_second_factor: false, sessions_ended: ended.length },
        why,
      },
      now,
    );
    return { status: 'done' };
  });
}
