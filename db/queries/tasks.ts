import { sql } from 'drizzle-orm';
import type { Executor } from '../client';

/** What the servers that share a database say to each other. */

/** The channel on which a task is named that has something to do before it is due again. */
export const TASK_CHANNEL = 'sluice_task';

/** Has a task of the worker looked at once the transaction has ended, on whichever server is free for it. */
export async function wakeTask(executor: Executor, task: string): Promise<void> {
  await executor.execute(sql`select pg_notify(${TASK_CHANNEL}, ${task})`);
}
