import type { Executor } from '../../db/client';
import { readSessions } from '../../db/queries/sign-ins';
import type { Role } from '../../engine/actor';
import { IDLE_SECONDS } from './authentication';
import { deviceOf } from './device';

/** Where somebody is signed in. */
export interface SessionShown {
  sessionId: string;
  /** The browser and the system, in words; null where they are not known. */
  device: string | null;
  address: string | null;
  since: Date;
  lastSeenAt: Date;
  /** The one that whoever asks, asks from. */
  isThis: boolean;
}

/** A person's sessions that have neither run out nor been left alone too long, the latest used first. */
export async function livingSessions(
  executor: Executor,
  person: { id: string; role: Role },
  ask: { sessionId: string | null; now: Date },
): Promise<SessionShown[]> {
  const idleMs = IDLE_SECONDS[person.role === 'seller' ? 'seller' : 'staff'] * 1000;
  const sessions = await readSessions(executor, person.id, ask.now);
  return sessions
    .filter(({ lastSeenAt }) => ask.now.getTime() - lastSeenAt.getTime() <= idleMs)
    .map((session) => ({
      sessionId: session.id,
      device: deviceOf(session.userAgent),
      address: session.ipAddress,
      since: session.createdAt,
      lastSeenAt: session.lastSeenAt,
      isThis: session.id === ask.sessionId,
    }));
}
