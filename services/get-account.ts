import type { Database } from '../db/client';
import { findPerson, readSessions } from '../db/queries/sign-ins';
import type { Actor } from '../engine/actor';
import { IDLE_SECONDS } from './authentication';
import { authorizePerson } from './authorize';
import { deviceOf } from './device';

export interface OwnSession {
  sessionId: string;
  /** The browser and the system, in words; null where they are not known. */
  device: string | null;
  address: string | null;
  since: Date;
  lastSeenAt: Date;
  isThis: boolean;
}

export interface Account {
  name: string;
  email: string;
  /** Of the demo: has no password, and no second factor to set. */
  isDemo: boolean;
  hasSecondFactor: boolean;
  sessions: OwnSession[];
}

/** One's own account: what one is signed in with, and where. */
export async function getAccount(
  database: Database,
  actor: Actor,
  ask: { sessionId: string; now: Date },
): Promise<Account> {
  const { personId, role } = authorizePerson(actor, 'account.own');
  const person = await findPerson(database.drizzle, { id: personId });
  if (person === null) throw new Error(`there is no person ${personId}`);
  const idle = IDLE_SECONDS[role === 'seller' ? 'seller' : 'staff'] * 1000;
  const sessions = await readSessions(database.drizzle, personId, ask.now);
  return {
    name: person.name,
    email: person.email,
    isDemo: person.isDemo,
    hasSecondFactor: person.twoFactorEnabled,
    sessions: sessions
      .filter(({ lastSeenAt }) => ask.now.getTime() - lastSeenAt.getTime() <= idle)
      .map((session) => ({
        sessionId: session.id,
        device: deviceOf(session.userAgent),
        address: session.ipAddress,
        since: session.createdAt,
        lastSeenAt: session.lastSeenAt,
        isThis: session.id === ask.sessionId,
      })),
  };
}
