import type { Database } from '../client';

/** Opening day after day: the scheduler, or an import that plays history. */
export const RUNNING_DAYS = 'running of days';

/**
 * Does the work while nobody else does work of that kind on these books. The lock goes with its connection: a server
 * that dies leaves none behind.
 *
 * @param mode `try` does nothing and answers null where somebody is at it; `wait` waits for them
 */
export function whileAlone<T>(
  database: Database,
  kind: string,
  mode: 'wait',
  work: () => Promise<T>,
): Promise<T>;
export function whileAlone<T>(
  database: Database,
  kind: string,
  mode: 'try',
  work: () => Promise<T>,
): Promise<T | null>;
export async function whileAlone<T>(
  { pool }: Database,
  kind: string,
  mode: 'try' | 'wait',
  work: () => Promise<T>,
): Promise<T | null> {
  const client = await pool.connect();
  let isBroken = false;
  const broke = () => {
    isBroken = true;
  };
  client.on('error', broke);
  const key = "hashtext('sluice ' || $1), hashtext(current_schema())";
  try {
    if (mode === 'wait') await client.query(`select pg_advisory_lock(${key})`, [kind]);
    else {
      const { rows } = await client.query<{ is_ours: boolean }>(
        `select pg_try_advisory_lock(${key}) as is_ours`,
        [kind],
      );
      if (rows[0]?.is_ours !== true) return null;
    }
    try {
      return await work();
    } finally {
      await client.query(`select pg_advisory_unlock(${key})`, [kind]).catch(broke);
    }
  } finally {
    client.off('error', broke);
    client.release(isBroken);
  }
}
