import type { Database } from '../../db/client';
import { listOpenInvitations } from '../../db/queries/invitations';
import { readMarketplace } from '../../db/queries/marketplace';
import type { Actor, Role } from '../../engine/actor';
import { authorize } from '../authorize';

/** An open link, without what opens it. */
export interface OpenInvitation {
  invitationId: string;
  email: string;
  name: string;
  role: Role;
  merchantId: string | null;
  /** The person who gets a new password by it; null where it makes a new person. */
  personId: string | null;
  /** The id of whoever made it, or `operator` with a name. */
  invitedBy: string;
  invitedByName: string | null;
  createdAt: Date;
  expiresAt: Date;
}

/** The links that let somebody in now, those first that run out first; and the policy's time zone, which instants are told in. */
export async function listInvitations(
  database: Database,
  actor: Actor,
  now: Date = new Date(),
): Promise<{ invitations: OpenInvitation[]; timezone: string }> {
  authorize(actor, 'access.read');
  const { timezone } = (await readMarketplace(database.drizzle)).policy;
  return { invitations: await listOpenInvitations(database.drizzle, now), timezone };
}
