import type { Database } from '../../db/client';
import { deleteSessionsOf, findPerson } from '../../db/queries/sign-ins';
import type { Actor } from '../../engine/actor';
import { recordAudit } from '../audit/record-audit';
import { authorize } from '../authorize';
import { type ChangeAnswer, changeAccess, refuse, type Submitted } from './change-access';

export type EndSessionsRefusal = 'unknown_person' | 'no_sessions';

/** Signs a person out everywhere. */
export async function endSessions(
  database: Database,
  actor: Actor,
  ask: Submitted & { personId: string },
  now: Date = new Date(),
): Promise<ChangeAnswer<EndSessionsRefusal>> {
  authorize(actor, 'access.change');
  const form = { action: 'session.ended', submissionId: ask.submissionId } as const;
  return changeAccess<ChangeAnswer<EndSessionsRefusal>>(database, actor, form, async (executor) => {
    const person = await findPerson(executor, { id: ask.personId });
    if (person === null) return refuse('unknown_person');
    const ended = await deleteSessionsOf(executor, person.id);
    if (ended.length === 0) return refuse('no_sessions');
    await recordAudit(
      executor,
      actor,
      {
        action: 'session.ended',
        subject: person.id,
        ...(person.merchantId === null ? {} : { merchantId: person.merchantId }),
        before: { sessions: ended },
        after: { sessions: [] },
      },
      now,
    );
    return { status: 'done' };
  });
}
