import type { Database } from '../../db/client';
import { type PersonRow, touchSession } from '../../db/queries/sign-ins';
import type { PersonActor } from '../../engine/actor';
import { servesDemo } from '../portal';
import { authentication, IDLE_SECONDS } from './authentication';
import { actorOf } from './person-actor';

/**
 * Who a request comes from. `needs_second_factor`: signed in, but as staff without a second factor, who may do nothing
 * but set one.
 */
export type Visitor =
  | { status: 'out' }
  | { status: 'needs_second_factor' | 'in'; actor: PersonActor; sessionId: string };

const OUT: Visitor = { status: 'out' };

/**
 * Finds the person and the session that a request's cookies name. A session that has ended, run out or been left alone
 * too long is none; nor is one of a person who may no longer come in, or of the demo where the demo is not served.
 */
export async function getVisitor(
  database: Database,
  headers: Headers,
  now: Date = new Date(),
): Promise<Visitor> {
  if (!headers.get('cookie')?.includes('sluice.')) return OUT;
  const found = await authentication(database).api.getSession({ headers });
  if (found === null) return OUT;
  const person = found.user as unknown as PersonRow;
  const { id: sessionId, lastSeenAt, expiresAt } = found.session;
  if (person.endedAt || (person.isDemo && !servesDemo())) return OUT;
  const idleSeconds = (now.getTime() - (lastSeenAt ?? found.session.createdAt).getTime()) / 1000;
  if (idleSeconds > IDLE_SECONDS[person.role === 'seller' ? 'seller' : 'staff'] || expiresAt <= now)
    return OUT;
  const actor = actorOf(person, headers.get('x-request-id'));
  if (actor === null) return OUT;
  if (idleSeconds > 60) await touchSession(database.drizzle, sessionId, now);
  const isProven = actor.role === 'seller' || person.isDemo || person.twoFactorEnabled;
  return { status: isProven ? 'in' : 'needs_second_factor', actor, sessionId };
}
