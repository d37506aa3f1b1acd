import { and, desc, eq, gt, isNull, lt, ne, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { credentials, people, secondFactors, sessions, verifications } from '../schema/people';
import { submissions } from '../schema/submissions';

/** What signing in reads and writes, beside what the authentication library does by itself. */

export type PersonRow = typeof people.$inferSelect;
export type SessionRow = typeof sessions.$inferSelect;

export async function findPerson(
  executor: Executor,
  by: { id: string } | { email: string },
): Promise<PersonRow | null> {
  const [row] = await executor
    .select()
    .from(people)
    .where('id' in by ? eq(people.id, by.id) : eq(people.email, by.email))
    .limit(1);
  return row ?? null;
}

/** Adds a person; false where the e-mail is another's. */
export async function insertPerson(executor: Executor, person: typeof people.$inferInsert): Promise<boolean> {
  const rows = await executor
    .insert(people)
    .values(person)
    .onConflictDoNothing()
    .returning({ id: people.id });
  return rows.length === 1;
}

/** Keeps the language that e-mails to a person are in. */
export async function setLocale(executor: Executor, personId: string, locale: string): Promise<void> {
  await executor.update(people).set({ locale }).where(eq(people.id, personId));
}

/** Gives a person a password, instead of the one that they had. */
export async function setCredential(executor: Executor, personId: string, passwordHash: string) {
  await executor
    .insert(credentials)
    .values({
      id: personId,
      accountId: personId,
      providerId: 'credential',
      userId: personId,
      password: passwordHash,
    })
    .onConflictDoUpdate({
      target: credentials.userId,
      set: { password: passwordHash, updatedAt: sql`now()` },
    });
}

export async function readCredential(executor: Executor, personId: string): Promise<string | null> {
  const [row] = await executor
    .select({ password: credentials.password })
    .from(credentials)
    .where(eq(credentials.userId, personId));
  return row?.password ?? null;
}

/** Notes that a session is in use, where that was noted longer than a minute ago. */
export async function touchSession(executor: Executor, sessionId: string, now: Date): Promise<void> {
  await executor
    .update(sessions)
    .set({ lastSeenAt: now })
    .where(and(eq(sessions.id, sessionId), lt(sessions.lastSeenAt, new Date(now.getTime() - 60_000))));
}

/** A person's sessions that have not run out, the latest used first. */
export async function readSessions(executor: Executor, personId: string, now: Date): Promise<SessionRow[]> {
  return executor
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, personId), gt(sessions.expiresAt, now)))
    .orderBy(desc(sessions.lastSeenAt));
}

/** Ends one session of the person's, or all; but one, where one is named to be kept. Answers which. */
export async function deleteSessionsOf(
  executor: Executor,
  personId: string,
  which: { only?: string; but?: string } = {},
): Promise<string[]> {
  const rows = await executor
    .delete(sessions)
    .where(
      and(
        eq(sessions.userId, personId),
        which.only === undefined ? undefined : eq(sessions.id, which.only),
        which.but === undefined ? undefined : ne(sessions.id, which.but),
      ),
    )
    .returning({ id: sessions.id });
  return rows.map(({ id }) => id);
}

/** The demo's people who may come in. */
export async function readDemoPeople(executor: Executor): Promise<PersonRow[]> {
  return executor
    .select()
    .from(people)
    .where(and(eq(people.isDemo, true), isNull(people.endedAt)));
}

/** Takes a person's second factor away; false where there was none. */
export async function deleteSecondFactor(executor: Executor, personId: string): Promise<boolean> {
  const rows = await executor
    .delete(secondFactors)
    .where(eq(secondFactors.userId, personId))
    .returning({ id: secondFactors.id });
  await executor
    .update(people)
    .set({ twoFactorEnabled: false, updatedAt: sql`now()` })
    .where(eq(people.id, personId));
  return rows.length > 0;
}

/** Notes that a code was used; false where it was used before. */
export async function insertUsedCode(executor: Executor, mark: string, personId: string): Promise<boolean> {
  const rows = await executor
    .insert(submissions)
    .values({ submissionId: mark, action: 'second_factor.code', personId })
    .onConflictDoNothing()
    .returning({ id: submissions.submissionId });
  return rows.length === 1;
}

/** Takes a session back that should not have been made. */
export async function deleteSessionByToken(executor: Executor, token: string): Promise<void> {
  await executor.delete(sessions).where(eq(sessions.token, token));
}

/** Sweeps out the sessions that have run out. */
export async function deleteExpiredSessions(executor: Executor, now: Date): Promise<void> {
  await executor.delete(sessions).where(lt(sessions.expiresAt, now));
}

/** The person whose password was right and whose code is waited for; null where nobody's is. */
export async function findSignInUnderWay(
  executor: Executor,
  identifier: string,
  now: Date,
): Promise<string | null> {
  const [row] = await executor
    .select({ personId: verifications.value })
    .from(verifications)
    .where(and(eq(verifications.identifier, identifier), gt(verifications.expiresAt, now)))
    .limit(1);
  return row?.personId ?? null;
}
