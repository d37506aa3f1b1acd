import type { Database } from '../../db/client';
import { readStore } from '../../db/queries/people';
import { findPerson } from '../../db/queries/sign-ins';
import type { Actor, Role } from '../../engine/actor';
import { authorizePerson } from '../authorize';
import { livingSessions, type SessionShown } from './living-sessions';

export interface Account {
  name: string;
  email: string;
  role: Role;
  /** A seller's merchant, and its name where it gave one. */
  merchantId: string | null;
  merchantName: string | null;
  /** Of the demo: has no password, and no second factor to set. */
  isDemo: boolean;
  hasSecondFactor: boolean;
  /** Of one of the demo's people only the one that asks: the others are other visitors'. */
  sessions: SessionShown[];
}

/** One's own account: what one is signed in with, and where. */
export async function getAccount(
  database: Database,
  actor: Actor,
  ask: { sessionId: string; now: Date },
): Promise<Account> {
  const { personId } = authorizePerson(actor, 'account.own');
  const person = await findPerson(database.drizzle, { id: personId });
  if (person === null) throw new Error(`there is no person ${personId}`);
  const { name, email, role, merchantId, isDemo, twoFactorEnabled } = person;
  const sessions = await livingSessions(database.drizzle, person, ask);
  const store = merchantId === null ? null : await readStore(database.drizzle, merchantId);
  return {
    name,
    email,
    role,
    merchantId,
    merchantName: store?.name ?? null,
    isDemo,
    hasSecondFactor: twoFactorEnabled,
    sessions: isDemo ? sessions.filter(({ isThis }) => isThis) : sessions,
  };
}
