import pRetry, { AbortError } from 'p-retry';
import type { Database, Executor } from '../db/client';

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

/** Runs the work in one transaction (read committed), again where it may be repeated. */
export async function inTransaction<T>(
  database: Database,
  work: (executor: Executor) => Promise<T>,
): Promise<T> {
  return pRetry(
    async () => {
      try {
        return await database.drizzle.transaction((transaction) => work(transaction));
      } catch (error) {
        const state = sqlState(error);
        if (state !== null && MAY_BE_REPEATED.has(state)) throw error;
        throw new AbortError(error instanceof Error ? error : new Error(String(error)));
      }
    },
    { retries: 20, minTimeout: 5, maxTimeout: 500, factor: 1.6, randomize: true },
  );
}
