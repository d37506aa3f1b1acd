import type { Database } from '../../db/client';
import { lockOpenInvitations } from '../../db/queries/invitations';
import { findPerson } from '../../db/queries/sign-ins';
import type { Actor, Role } from '../../engine/actor';
import { recordAudit } from '../audit/record-audit';
import { authorize } from '../authorize';
import { type LinkMade, makeLink, merchantProblem, revokeLinks } from './access-links';
import {
  changeAccess,
  type Refusal,
  type Repeated,
  readEmail,
  readName,
  refuse,
  type Submitted,
} from './change-access';

/** In the order in which they are looked at. */
export type InviteRefusal =
  | 'bad_email'
  | 'bad_name'
  | 'merchant_needed'
  | 'merchant_not_for_staff'
  | 'unknown_merchant'
  | 'email_taken';

/**
 * Invites somebody to become a person: makes the link that lets them in, once, within a day. A link that is open for
 * the same e-mail is taken back. Nobody is told: whoever asks hands the link over.
 *
 * @param ask.merchantId a seller's merchant, which has opened; null for everybody else
 */
export async function invitePerson(
  database: Database,
  actor: Actor,
  ask: Submitted & { email: string; name: string; role: Role; merchantId: string | null },
  now: Date = new Date(),
): Promise<LinkMade | Refusal<InviteRefusal> | Repeated> {
  authorize(actor, 'access.change');
  const { role, merchantId, submissionId } = ask;
  const email = readEmail(ask.email);
  const name = readName(ask.name);
  if (email === null) return refuse('bad_email');
  if (name === null) return refuse('bad_name');
  const form = { action: 'person.invited', submissionId } as const;
  return changeAccess<LinkMade | Refusal<InviteRefusal>>(database, actor, form, async (executor) => {
    const problem = await merchantProblem(executor, role, merchantId);
    if (problem !== null) return refuse(problem);
    // The links first: who is being let in by one of them is a person by the time that is asked.
    const open = await lockOpenInvitations(executor, email, now);
    if ((await findPerson(executor, { email })) !== null) return refuse('email_taken');
    const whose = { email, name, role, merchantId, personId: null };
    const { invitationId, ...made } = await makeLink(executor, actor, whose, now);
    await revokeLinks(executor, actor, open, now);
    await recordAudit(
      executor,
      actor,
      {
        action: 'person.invited',
        subject: invitationId,
        ...(merchantId === null ? {} : { merchantId }),
        after: {
          ...{ email, name, role },
          ...(merchantId === null ? {} : { merchant: merchantId }),
          expires_at: made.expiresAt.toISOString(),
        },
      },
      now,
    );
    return { status: 'made', ...made, email, replaced: open.length };
  });
}
