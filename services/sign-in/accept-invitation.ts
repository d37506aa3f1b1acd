import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import type { Database } from '../../db/client';
import { findOpenInvitation, markInvitationUsed } from '../../db/queries/invitations';
import { deleteSessionsOf, findPerson, insertPerson, setCredential } from '../../db/queries/sign-ins';
import { hashOfToken } from '../access/token';
import { recordAudit } from '../audit/record-audit';
import { inTransaction } from '../transaction';
import { type PasswordProblem, passwordProblem } from './password-problem';
import { actorOf } from './person-actor';

/** The link turned out to be over when all else was done: all is taken back. */
class LinkOver extends Error {}

export type AcceptAnswer =
  | { status: 'accepted'; email: string }
  | { status: 'refused'; code: 'link_over' | PasswordProblem };

/**
 * Lets somebody in by a link: makes the person that it was made for, or gives that person a new password, in which case
 * their sessions end. It works once; signing in comes after it.
 *
 * @param ask.locale the language in which e-mails to a new person are
 */
export async function acceptInvitation(
  database: Database,
  ask: { token: string; name: string; password: string; locale?: string },
  requestId: string | null,
  now: Date = new Date(),
): Promise<AcceptAnswer> {
  const tokenHash = hashOfToken(ask.token);
  const open = await findOpenInvitation(database.drizzle, tokenHash, now);
  if (open === null) return { status: 'refused', code: 'link_over' };
  const name = ask.name.trim().slice(0, 200) || open.name;
  const problem = passwordProblem(ask.password, [name, open.email]);
  if (problem !== null) return { status: 'refused', code: problem };
  // It takes a while, so it is done before anything is locked.
  const passwordHash = await hashPassword(ask.password);
  const accepted = inTransaction(database, async (executor): Promise<AcceptAnswer> => {
    if (!(await markInvitationUsed(executor, open.invitationId, now))) throw new LinkOver();
    const personId = open.personId ?? randomUUID();
    if (open.personId === null) {
      const { email, role, merchantId } = open;
      const isMade = await insertPerson(executor, {
        ...{ id: personId, name, email, role, merchantId },
        locale: ask.locale,
      });
      if (!isMade) throw new LinkOver();
    } else {
      await deleteSessionsOf(executor, personId);
    }
    const person = await findPerson(executor, { id: personId });
    const actor = person === null || person.endedAt !== null ? null : actorOf(person, requestId);
    if (person === null || actor === null) throw new LinkOver();
    await setCredential(executor, personId, passwordHash);
    await recordAudit(
      executor,
      actor,
      open.personId === null
        ? {
            action: 'person.added',
            subject: personId,
            ...(person.merchantId === null ? {} : { merchantId: person.merchantId }),
            after: { name, email: person.email, role: person.role, invitation: open.invitationId },
          }
        : { action: 'password.set_by_link', subject: personId, after: { invitation: open.invitationId } },
      now,
    );
    return { status: 'accepted', email: person.email };
  });
  return accepted.catch((error: unknown) => {
    if (error instanceof LinkOver) return { status: 'refused', code: 'link_over' };
    throw error;
  });
}
