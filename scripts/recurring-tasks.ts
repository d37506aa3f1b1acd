import type { Database } from '../db/client';
import type { Settings } from '../server/settings';
import type { RecurringTask } from '../server/worker';
import { backtestTasks } from './backtest-tasks';
import { importTasks } from './import-tasks';
import { noticeTasks } from './notice-tasks';
import { requestTasks } from './request-tasks';
import { runTasks } from './run-tasks';
import { webhookTasks } from './webhook-tasks';
import { workListTasks } from './work-list-tasks';

/** Everything that is done beside the portal. */
export function recurringTasks(database: Database, settings: Settings): RecurringTask[] {
  return [
    ...runTasks(database, settings),
    ...noticeTasks(database, settings),
    ...workListTasks(database),
    ...backtestTasks(database),
    ...webhookTasks(database),
    ...requestTasks(database),
    ...importTasks(database),
  ];
}
