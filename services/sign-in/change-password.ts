import type { Database } from '../../db/client';
import { deleteSessionsOf } from '../../db/queries/sign-ins';
import type { Actor } from '../../engine/actor';
import { recordAudit } from '../audit/record-audit';
import { authorizePerson } from '../authorize';
import { inTransaction } from '../transaction';
import { authentication, refusalOf } from './authentication';
import { noteFailedSignIn, noteSignIn, signInDelay } from './limit-sign-ins';
import { type PasswordProblem, passwordProblem } from './password-problem';

export type ChangePasswordAnswer =
  | { status: 'changed' }
  | { status: 'refused'; code: 'wrong_password' | PasswordProblem }
  | { status: 'wait'; seconds: number };

/** Changes one's own password, by the one that one has; every other session of one's own ends. */
export async function changePassword(
  database: Database,
  actor: Actor,
  ask: { sessionId: string; current: string; next: string },
  headers: Headers,
): Promise<ChangePasswordAnswer> {
  const { personId, name, email } = authorizePerson(actor, 'account.own');
  const problem = passwordProblem(ask.next, [name, email]);
  if (problem !== null) return { status: 'refused', code: problem };
  const address = headers.get('x-client-address') ?? '';
  const seconds = await signInDelay(database, email, address);
  if (seconds > 0) return { status: 'wait', seconds };
  try {
    await authentication(database).api.changePassword({
      body: { currentPassword: ask.current, newPassword: ask.next, revokeOtherSessions: false },
      headers,
    });
  } catch (error) {
    if (refusalOf(error) === null) throw error;
    await noteFailedSignIn(database, email, address);
    return { status: 'refused', code: 'wrong_password' };
  }
  await noteSignIn(database, email, address);
  await inTransaction(database, async (executor) => {
    const ended = await deleteSessionsOf(executor, personId, { but: ask.sessionId });
    await recordAudit(executor, actor, {
      action: 'password.changed',
      subject: personId,
      after: { sessions_ended: ended.length },
    });
  });
  return { status: 'changed' };
}
