import pRetry, { AbortError } from 'p-retry';
import { type Database, type Executor, PUBLIC_SCHEMA } from '../db/client';
import { countRepeat } from './measure';

/**
 * One verb, one transaction. What fails because others worked on the same books at once is done again from the
 * start: it had changed nothing.
 */

/** Somebody else was first with an id: what was decided on must be read again. */
const MAY_BE_REPEATED = new Set([
  '40001', // serialization failure
  '40P01', // deadlock: the other side goes first
  '55P03', // lock not available
  '23505', // an id that was free when it was looked up
]);

/** The SQLSTATE of an error of PostgreSQL's, however deep Drizzle has wrapped it. */
export function sqlState(error: unknown): string | null {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as { code?: unknown };
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)) return code;
  }
  return null;
}

/** What is to be done once a transaction is committed; nothing of it where it fails and is done again. */
const afterwards = new WeakMap<Executor, (() => void)[]>();

/**
 * Has something counted once the transaction is committed, and once however often it was repeated. What is tried in a
 * scratch schema is not counted.
 */
export function afterCommit(executor: Executor, act: () => void): void {
  afterwards.get(executor)?.push(act);
}

async function inOne<T>(database: Database, work: (executor: Executor) => Promise<T>): Promise<T> {
  const acts: (() => void)[] = [];
  const result = await database.drizzle.transaction((transaction) => {
    if (database.schema === PUBLIC_SCHEMA) afterwards.set(transaction, acts);
    return work(transaction);
  });
  for (const act of acts) act();
  return result;
}

/**
 * Runs the work in one transaction (read committed), again where it may be repeated.
 *
 * @param notBy the SQLSTATEs by which the caller would rather see it fail at once
 */
export async function inTransaction<T>(
  database: Database,
  work: (executor: Executor) => Promise<T>,
  notBy: readonly (string | null)[] = [],
): Promise<T> {
  return pRetry(
    async () => {
      try {
        return await inOne(database, work);
      } catch (error) {
        const state = sqlState(error);
        if (state !== null && MAY_BE_REPEATED.has(state) && !notBy.includes(state)) {
          countRepeat(state);
          throw error;
        }
        throw new AbortError(error instanceof Error ? error : new Error(String(error)));
      }
    },
    { retries: 20, minTimeout: 5, maxTimeout: 500, factor: 1.6, randomize: true },
  );
}
