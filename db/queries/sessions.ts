import { eq } from 'drizzle-orm';
import type { Executor } from '../client';
import { sessions } from '../schema/people';

/** Where people are signed in. */

/** What is told of one session; never what it is proven by. */
export interface SessionTold {
  sessionId: string;
  personId: string;
  address: string | null;
  userAgent: string | null;
}

export async function readSession(executor: Executor, sessionId: string): Promise<SessionTold | null> {
  const [row] = await executor
    .select({
      sessionId: sessions.id,
      personId: sessions.userId,
      address: sessions.ipAddress,
      userAgent: sessions.userAgent,
    })
    .from(sessions)
    .where(eq(sessions.id, sessionId));
  return row ?? null;
}
