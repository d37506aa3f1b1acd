import { randomUUID } from 'node:crypto';
import type { Executor } from '../../db/client';
import { insertInvitation, markInvitationRevoked } from '../../db/queries/invitations';
import { readStore } from '../../db/queries/people';
import type { Actor, Role } from '../../engine/actor';
import { recordAudit } from '../audit/record-audit';
import { portalOrigin } from '../portal';
import { makerOf } from './submit-once';
import { hashOfToken, newToken } from './token';

/** Links that let somebody in: to become a person, or to set a new password. */

/** How long a link works. */
const LINK_HOURS = 24;

/** A new link. It is nowhere but here: only the hash of its token is kept. */
export interface LinkMade {
  status: 'made';
  token: string;
  /** The address that whoever it is for opens. */
  link: string;
  email: string;
  expiresAt: Date;
  /** How many open links of the same e-mail work no more because of this one. */
  replaced: number;
}

/** Whether the role and the merchant go together; null where they do. */
export async function merchantProblem(
  executor: Executor,
  role: Role,
  merchantId: string | null,
): Promise<'merchant_needed' | 'merchant_not_for_staff' | 'unknown_merchant' | null> {
  if (role !== 'seller') return merchantId === null ? null : 'merchant_not_for_staff';
  if (merchantId === null) return 'merchant_needed';
  return (await readStore(executor, merchantId)) === null ? 'unknown_merchant' : null;
}

/** Takes open links back, each with its own row in the audit log. */
export async function revokeLinks(
  executor: Executor,
  actor: Actor,
  links: { invitationId: string; email: string; role: Role; merchantId: string | null }[],
  now: Date,
): Promise<void> {
  for (const { invitationId, email, role, merchantId } of links) {
    await markInvitationRevoked(executor, invitationId, now);
    await recordAudit(
      executor,
      actor,
      {
        action: 'invitation.revoked',
        subject: invitationId,
        ...(merchantId === null ? {} : { merchantId }),
        before: { email, role },
        after: { revoked_at: now.toISOString() },
      },
      now,
    );
  }
}

/** Makes a link that works once, for a day. */
export async function makeLink(
  executor: Executor,
  actor: Actor,
  whose: { email: string; name: string; role: Role; merchantId: string | null; personId: string | null },
  now: Date,
): Promise<{ invitationId: string; token: string; link: string; expiresAt: Date }> {
  const token = newToken();
  const invitationId = randomUUID();
  const expiresAt = new Date(now.getTime() + LINK_HOURS * 3_600_000);
  await insertInvitation(executor, {
    ...whose,
    invitationId,
    tokenHash: hashOfToken(token),
    invitedBy: makerOf(actor),
    createdAt: now,
    expiresAt,
  });
  return { invitationId, token, link: `${portalOrigin()}/invitation/${token}`, expiresAt };
}
