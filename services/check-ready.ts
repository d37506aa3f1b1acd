import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../db/client';
import { isMigrated } from '../db/migrate';
import { log } from './log';

/** Whether this server can serve: who asks need not be known, so asking often must cost little. */

const KEPT_MS = 2000;
const PATIENCE_MS = 3000;

async function check(database: Database): Promise<boolean> {
  const waiting = new AbortController();
  try {
    const late = pause(PATIENCE_MS, null, { signal: waiting.signal, ref: false }).then(() => {
      throw new Error(`The database did not answer in ${PATIENCE_MS} ms.`);
    });
    const answers = Promise.all([database.pool.query('select 1'), isMigrated(database.ownerUrl)]);
    const [, isOfThisBuild] = await Promise.race([answers, late]);
    if (!isOfThisBuild) log().warn('not ready: the schema of the database is of another build');
    return isOfThisBuild;
  } catch (error) {
    log().warn({ error }, 'not ready: the database does not answer');
    return false;
  } finally {
    waiting.abort();
  }
}

/** Makes the question: the database answers, and its schema is of this build. What was answered holds for two seconds. */
export function readiness(database: Database): () => Promise<boolean> {
  let answer: Promise<boolean> | undefined;
  let askedAt = 0;
  return () => {
    if (answer === undefined || Date.now() - askedAt > KEPT_MS) {
      askedAt = Date.now();
      answer = check(database);
    }
    return answer;
  };
}
