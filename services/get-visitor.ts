import type { Database } from '../db/client';
import type { PersonActor } from '../engine/actor';

/**
 * Who a request comes from. `needs_second_factor`: signed in, but as staff without a second factor, who may do nothing
 * but set one.
 */
export type Visitor =
  | { status: 'out' }
  | { status: 'needs_second_factor' | 'in'; actor: PersonActor; sessionId: string };

/** Finds the person and the session that a request's cookies name. An ended or idle session is none. */
export async function getVisitor(_database: Database, _headers: Headers): Promise<Visitor> {
  return { status: 'out' };
}
