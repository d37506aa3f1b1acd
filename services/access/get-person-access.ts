import type { Database } from '../../db/client';
import { listOpenInvitations } from '../../db/queries/invitations';
import { readMarketplace } from '../../db/queries/marketplace';
import { countOtherAdministrators, readLastSignIns, readStore } from '../../db/queries/people';
import { findPerson } from '../../db/queries/sign-ins';
import type { Actor, Role } from '../../engine/actor';
import { authorize } from '../authorize';
import { livingSessions, type SessionShown } from '../sign-in/living-sessions';
import type { OpenInvitation } from './list-invitations';

/** One person: what they may do, and where they are signed in. */
export interface PersonAccess {
  personId: string;
  name: string;
  email: string;
  role: Role;
  /** A seller's merchant, and its name where it gave one. */
  merchantId: string | null;
  merchantName: string | null;
  hasSecondFactor: boolean;
  isDemo: boolean;
  createdAt: Date;
  endedAt: Date | null;
  /** Null for who never did. */
  lastSignInAt: Date | null;
  sessions: SessionShown[];
  /** The link by which they set a new password, where one is open. */
  openLink: OpenInvitation | null;
  /** Whether this is whoever asks: what nobody does to themselves is not offered. */
  isYou: boolean;
  /** Whether nobody else is an administrator: then they stay one. */
  isLastAdministrator: boolean;
  /** The policy's, which instants are told in. */
  timezone: string;
}

/**
 * Reads one person; null where there is none of that id.
 *
 * @param ask.sessionId the session that is asked from
 */
export async function getPersonAccess(
  database: Database,
  actor: Actor,
  ask: { personId: string; sessionId: string | null },
  now: Date = new Date(),
): Promise<PersonAccess | null> {
  authorize(actor, 'access.read');
  const { drizzle } = database;
  const person = await findPerson(drizzle, { id: ask.personId });
  if (person === null) return null;
  const isActiveAdministrator = person.role === 'administrator' && person.endedAt === null;
  const [store, signIns, sessions, links, others, { policy }] = await Promise.all([
    person.merchantId === null ? null : readStore(drizzle, person.merchantId),
    readLastSignIns(drizzle, [person.id]),
    livingSessions(drizzle, person, { sessionId: ask.sessionId, now }),
    listOpenInvitations(drizzle, now, person.email),
    isActiveAdministrator ? countOtherAdministrators(drizzle, person.id) : null,
    readMarketplace(drizzle),
  ]);
  return {
    personId: person.id,
    name: person.name,
    email: person.email,
    role: person.role,
    merchantId: person.merchantId,
    merchantName: store?.name ?? null,
    hasSecondFactor: person.twoFactorEnabled,
    isDemo: person.isDemo,
    createdAt: person.createdAt,
    endedAt: person.endedAt,
    lastSignInAt: signIns.get(person.id) ?? null,
    // Whoever looks around the demo is not to learn where others look from.
    sessions: person.isDemo ? sessions.map((session) => ({ ...session, address: null })) : sessions,
    openLink: links.find((link) => link.personId === person.id) ?? null,
    isYou: actor.kind === 'person' && actor.personId === person.id,
    isLastAdministrator: others === 0,
    timezone: policy.timezone,
  };
}
