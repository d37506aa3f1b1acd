import type { Database, Executor } from '../db/client';

/** Runs reads that must agree with one another on one state of the books, whatever is recorded meanwhile. */
export async function inSnapshot<T>(
  database: Database,
  read: (executor: Executor) => Promise<T>,
): Promise<T> {
  return database.drizzle.transaction((transaction) => read(transaction), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  });
}
