import type { Database } from '../../db/client';
import { lockOpenInvitations, readInvitation } from '../../db/queries/invitations';
import type { Actor } from '../../engine/actor';
import { authorize } from '../authorize';
import { revokeLinks } from './access-links';
import { type ChangeAnswer, changeAccess, refuse, type Submitted } from './change-access';

/** `not_open`: it was used or taken back before, or has run out. */
export type RevokeInvitationRefusal = 'unknown_invitation' | 'not_open';

/** Takes an open link back, so that it lets nobody in. */
export async function revokeInvitation(
  database: Database,
  actor: Actor,
  ask: Submitted & { invitationId: string },
  now: Date = new Date(),
): Promise<ChangeAnswer<RevokeInvitationRefusal>> {
  authorize(actor, 'access.change');
  const form = { action: 'invitation.revoked', submissionId: ask.submissionId } as const;
  return changeAccess<ChangeAnswer<RevokeInvitationRefusal>>(database, actor, form, async (executor) => {
    const invitation = await readInvitation(executor, ask.invitationId);
    if (invitation === null) return refuse('unknown_invitation');
    const open = await lockOpenInvitations(executor, invitation.email, now);
    const asked = open.filter(({ invitationId }) => invitationId === ask.invitationId);
    if (asked.length === 0) return refuse('not_open');
    await revokeLinks(executor, actor, asked, now);
    return { status: 'done' };
  });
}
