import type { Database } from '../../db/client';
import { updatePerson } from '../../db/queries/people';
import { findPerson } from '../../db/queries/sign-ins';
import type { Actor } from '../../engine/actor';
import { recordAudit } from '../audit/record-audit';
import { authorize } from '../authorize';
import { type ChangeAnswer, changeAccess, refuse, type Submitted } from './change-access';

export type RestorePersonRefusal = 'unknown_person' | 'not_ended';

/** Lets a person who was ended in again, as what they were: with the same role, password and second factor. */
export async function restorePerson(
  database: Database,
  actor: Actor,
  ask: Submitted & { personId: string },
  now: Date = new Date(),
): Promise<ChangeAnswer<RestorePersonRefusal>> {
  authorize(actor, 'access.change');
  const form = { action: 'person.restored', submissionId: ask.submissionId } as const;
  return changeAccess<ChangeAnswer<RestorePersonRefusal>>(database, actor, form, async (executor) => {
    const person = await findPerson(executor, { id: ask.personId });
    if (person === null) return refuse('unknown_person');
    if (person.endedAt === null) return refuse('not_ended');
    await updatePerson(executor, person.id, { endedAt: null });
    await recordAudit(
      executor,
      actor,
      {
        action: 'person.restored',
        subject: person.id,
        ...(person.merchantId === null ? {} : { merchantId: person.merchantId }),
        before: { ended_at: person.endedAt.toISOString() },
        after: { name: person.name, role: person.role, ended_at: null },
      },
      now,
    );
    return { status: 'done' };
  });
}
