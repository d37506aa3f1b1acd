import type { Database } from '../../db/client';
import { deleteExpiredSessions } from '../../db/queries/sign-ins';
import type { AuditAction } from '../../engine/audit';
import { recordAudit } from '../audit/record-audit';
import { log } from '../log';
import { inTransaction } from '../transaction';
import { authentication, refusalOf } from './authentication';
import { noteFailedSignIn, noteSignIn, signInDelay } from './limit-sign-ins';
import { findActor } from './person-actor';

/**
 * What came of signing in. `wrong` says neither whether there is such a person nor which of the two was wrong; `wait`
 * is how many seconds one must leave between tries by now.
 */
export type SignInAnswer =
  | { status: 'in'; personId: string }
  | { status: 'code' }
  | { status: 'wrong' }
  | { status: 'wait'; seconds: number };

/** Adds what happened at the door to the audit log, where there is such a person. */
async function tell(database: Database, email: string, headers: Headers, action: AuditAction): Promise<void> {
  const actor = await findActor(database.drizzle, { email }, headers.get('x-request-id'));
  if (actor === null) return;
  await inTransaction(database, (executor) =>
    recordAudit(executor, actor, { action, subject: actor.personId }),
  );
}

/**
 * The first factor: e-mail and password. Who has a second factor is asked for it next (`code`). The cookies are set on
 * the answer of the request under way.
 */
export async function signIn(
  database: Database,
  ask: { email: string; password: string },
  headers: Headers,
): Promise<SignInAnswer> {
  const email = ask.email.trim().toLowerCase();
  const address = headers.get('x-client-address') ?? '';
  const seconds = await signInDelay(database, email, address);
  if (seconds > 0) {
    // Not for the audit log: whoever knows an e-mail could lengthen it without end.
    log().warn({ request_id: headers.get('x-request-id'), seconds }, 'a sign-in came too soon after others');
    return { status: 'wait', seconds };
  }
  try {
    const answer = await authentication(database).api.signInEmail({
      body: { email, password: ask.password },
      headers,
    });
    await noteSignIn(database, email, address);
    await deleteExpiredSessions(database.drizzle, new Date());
    if ('twoFactorRedirect' in answer && answer.twoFactorRedirect) return { status: 'code' };
    await tell(database, email, headers, 'sign_in.done');
    return { status: 'in', personId: answer.user.id };
  } catch (error) {
    if (refusalOf(error) === null) throw error;
    await noteFailedSignIn(database, email, address);
    await tell(database, email, headers, 'sign_in.failed');
    return { status: 'wrong' };
  }
}
