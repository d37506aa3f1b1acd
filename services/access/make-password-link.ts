import type { Database } from '../../db/client';
import { lockOpenInvitations } from '../../db/queries/invitations';
import { findPerson } from '../../db/queries/sign-ins';
import type { Actor } from '../../engine/actor';
import { recordAudit } from '../audit/record-audit';
import { authorize } from '../authorize';
import { type LinkMade, makeLink, revokeLinks } from './access-links';
import {
  changeAccess,
  type Refusal,
  type Repeated,
  readEmail,
  refuse,
  type Submitted,
} from './change-access';

/**
 * `yourself`: one changes one's own password by the one that one has. `demo_person`: has no password, and signs in by a
 * button.
 */
export type PasswordLinkRefusal = 'unknown_person' | 'yourself' | 'person_ended' | 'demo_person';

/**
 * Makes the link by which a person sets a new password, once, within a day. One that is open is taken back.
 *
 * @param ask who it is for, by id or by e-mail
 */
export async function makePasswordLink(
  database: Database,
  actor: Actor,
  ask: Submitted & ({ personId: string } | { email: string }),
  now: Date = new Date(),
): Promise<LinkMade | Refusal<PasswordLinkRefusal> | Repeated> {
  authorize(actor, 'access.change');
  const form = { action: 'password.link_made', submissionId: ask.submissionId } as const;
  return changeAccess<LinkMade | Refusal<PasswordLinkRefusal>>(database, actor, form, async (executor) => {
    const by = 'personId' in ask ? { id: ask.personId } : { email: readEmail(ask.email) ?? '' };
    const person = await findPerson(executor, by);
    if (person === null) return refuse('unknown_person');
    if (actor.kind === 'person' && actor.personId === person.id) return refuse('yourself');
    if (person.endedAt !== null) return refuse('person_ended');
    if (person.isDemo) return refuse('demo_person');
    const { id: personId, email, name, role, merchantId } = person;
    const open = await lockOpenInvitations(executor, email, now);
    const whose = { email, name, role, merchantId, personId };
    const { invitationId, ...made } = await makeLink(executor, actor, whose, now);
    await revokeLinks(executor, actor, open, now);
    await recordAudit(
      executor,
      actor,
      {
        action: 'password.link_made',
        subject: personId,
        ...(merchantId === null ? {} : { merchantId }),
        after: { email, invitation: invitationId, expires_at: made.expiresAt.toISOString() },
      },
      now,
    );
    return { status: 'made', ...made, email, replaced: open.length };
  });
}
