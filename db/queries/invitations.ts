import { and, asc, eq, gt, isNull } from 'drizzle-orm';
import type { Executor } from '../client';
import { invitations, people } from '../schema/people';

/** Links that let somebody in once: to become a person, or to set a new password. */

export type InvitationRow = typeof invitations.$inferSelect;

/** Neither used nor taken back, nor run out. */
const isOpen = (now: Date) =>
  and(isNull(invitations.usedAt), isNull(invitations.revokedAt), gt(invitations.expiresAt, now));

export async function insertInvitation(
  executor: Executor,
  row: typeof invitations.$inferInsert,
): Promise<void> {
  await executor.insert(invitations).values(row);
}

/** What a link opens; null where it was used or taken back, has run out, or never was. */
export async function findOpenInvitation(
  executor: Executor,
  tokenHash: string,
  now: Date,
): Promise<InvitationRow | null> {
  const [row] = await executor
    .select()
    .from(invitations)
    .where(and(eq(invitations.tokenHash, tokenHash), isOpen(now)));
  return row ?? null;
}

export async function readInvitation(
  executor: Executor,
  invitationId: string,
): Promise<InvitationRow | null> {
  const [row] = await executor.select().from(invitations).where(eq(invitations.invitationId, invitationId));
  return row ?? null;
}

/**
 * The open links of an e-mail, locked: whoever is being let in by one of them has been, or will not be, when this
 * answers.
 */
export async function lockOpenInvitations(
  executor: Executor,
  email: string,
  now: Date,
): Promise<InvitationRow[]> {
  return executor
    .select()
    .from(invitations)
    .where(and(eq(invitations.email, email), isOpen(now)))
    .orderBy(asc(invitations.invitationId))
    .for('update');
}

/** Uses a link up; false where it was open no more. */
export async function markInvitationUsed(
  executor: Executor,
  invitationId: string,
  now: Date,
): Promise<boolean> {
  const rows = await executor
    .update(invitations)
    .set({ usedAt: now })
    .where(and(eq(invitations.invitationId, invitationId), isOpen(now)))
    .returning({ invitationId: invitations.invitationId });
  return rows.length === 1;
}

/** Takes a link back; false where it was open no more. */
export async function markInvitationRevoked(
  executor: Executor,
  invitationId: string,
  now: Date,
): Promise<boolean> {
  const rows = await executor
    .update(invitations)
    .set({ revokedAt: now })
    .where(and(eq(invitations.invitationId, invitationId), isOpen(now)))
    .returning({ invitationId: invitations.invitationId });
  return rows.length === 1;
}

/** All that is told of a link: its hash stays here. */
const shown = {
  invitationId: invitations.invitationId,
  email: invitations.email,
  name: invitations.name,
  role: invitations.role,
  merchantId: invitations.merchantId,
  personId: invitations.personId,
  invitedBy: invitations.invitedBy,
  /** Null where no person made it. */
  invitedByName: people.name,
  createdAt: invitations.createdAt,
  expiresAt: invitations.expiresAt,
};

/** The open links, those first that run out first; of everybody, or to one e-mail. */
export async function listOpenInvitations(executor: Executor, now: Date, email?: string) {
  return executor
    .select(shown)
    .from(invitations)
    .leftJoin(people, eq(people.id, invitations.invitedBy))
    .where(and(isOpen(now), email === undefined ? undefined : eq(invitations.email, email)))
    .orderBy(asc(invitations.expiresAt), asc(invitations.invitationId));
}
