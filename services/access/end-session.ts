import type { Database } from '../../db/client';
import { readSession } from '../../db/queries/sessions';
import { deleteSessionsOf, findPerson } from '../../db/queries/sign-ins';
import type { Actor } from '../../engine/actor';
import { recordAudit } from '../audit/record-audit';
import { authorize } from '../authorize';
import { deviceOf } from '../sign-in/device';
import { type ChangeAnswer, changeAccess, refuse, type Submitted } from './change-access';

/** It has ended already, or never was: both are answered the same. */
export type EndSessionRefusal = 'unknown_session';

/** Signs a person out in one place. */
export async function endSession(
  database: Database,
  actor: Actor,
  ask: Submitted & { sessionId: string },
  now: Date = new Date(),
): Promise<ChangeAnswer<EndSessionRefusal>> {
  authorize(actor, 'access.change');
  const form = { action: 'session.ended', submissionId: ask.submissionId } as const;
  return changeAccess<ChangeAnswer<EndSessionRefusal>>(database, actor, form, async (executor) => {
    const session = await readSession(executor, ask.sessionId);
    if (session === null) return refuse('unknown_session');
    const { sessionId, personId } = session;
    const ended = await deleteSessionsOf(executor, personId, { only: sessionId });
    if (ended.length === 0) return refuse('unknown_session');
    const person = await findPerson(executor, { id: personId });
    await recordAudit(
      executor,
      actor,
      {
        action: 'session.ended',
        subject: personId,
        ...(person === null || person.merchantId === null ? {} : { merchantId: person.merchantId }),
        before: { sessions: ended, device: deviceOf(session.userAgent), address: session.address },
        after: { sessions: [] },
      },
      now,
    );
    return { status: 'done' };
  });
}
