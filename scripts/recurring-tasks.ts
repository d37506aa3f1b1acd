import type { Database } from '../db/client';
import type { Settings } from '../server/settings';
import type { RecurringTask } from '../server/worker';
import { noticeTasks } from './notice-tasks';

/** Everything that is done beside the portal. */
export function recurringTasks(database: Database, settings: Settings): RecurringTask[] {
  return [...noticeTasks(database, settings)];
}
