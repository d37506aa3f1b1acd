import type { Database } from '../../db/client';
import { findOpenInvitation } from '../../db/queries/invitations';
import { readStore } from '../../db/queries/people';
import type { Role } from '../../engine/actor';
import { hashOfToken } from '../access/token';

/** Whom a link is for, and what it does: make a person, or give one a new password. */
export interface InvitationShown {
  name: string;
  email: string;
  role: Role;
  /** A seller's merchant, and its name where it gave one. */
  merchantId: string | null;
  merchantName: string | null;
  isNewPerson: boolean;
  expiresAt: Date;
}

/** What the link with this token opens; null where it was used, taken back or has run out, or never was. */
export async function readInvitation(
  database: Database,
  token: string,
  now: Date = new Date(),
): Promise<InvitationShown | null> {
  const invitation = await findOpenInvitation(database.drizzle, hashOfToken(token), now);
  if (invitation === null) return null;
  const { name, email, role, merchantId, personId, expiresAt } = invitation;
  const store = merchantId === null ? null : await readStore(database.drizzle, merchantId);
  const merchantName = store?.name ?? null;
  return { name, email, role, merchantId, merchantName, isNewPerson: personId === null, expiresAt };
}
