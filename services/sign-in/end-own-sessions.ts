import type { Database } from '../../db/client';
import { deleteSessionsOf } from '../../db/queries/sign-ins';
import type { Actor } from '../../engine/actor';
import { recordAudit } from '../audit/record-audit';
import { authorizePerson } from '../authorize';
import { inTransaction } from '../transaction';

/** Ends one of one's own sessions, or every other one than that which asks. Answers how many ended. */
export async function endOwnSessions(
  database: Database,
  actor: Actor,
  which: { only: string } | { but: string },
): Promise<number> {
  const { personId } = authorizePerson(actor, 'account.own');
  return inTransaction(database, async (executor) => {
    const ended = await deleteSessionsOf(executor, personId, which);
    if (ended.length > 0) {
      await recordAudit(executor, actor, {
        action: 'session.ended',
        subject: personId,
        before: { sessions: ended },
      });
    }
    return ended.length;
  });
}
