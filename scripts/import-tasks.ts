import type { Database } from '../db/client';
import { FORGET_IMPORTS_TASK, IMPORT_TASK } from '../engine/imports';
import type { RecurringTask } from '../server/worker';
import { forgetImports } from '../services/imports/forget-imports';
import { workOnImports } from '../services/imports/work-on-imports';
import { operator } from '../services/operator';

/** Checking and recording the files that people bring, and forgetting old ones. */
export function importTasks(database: Database): RecurringTask[] {
  return [
    {
      name: IMPORT_TASK,
      when: '* * * * *',
      run: async (isStopping) => void (await workOnImports(database, operator(), { isStopping })),
    },
    {
      name: FORGET_IMPORTS_TASK,
      when: '17 * * * *',
      run: async (isStopping) => void (await forgetImports(database, operator(), { isStopping })),
    },
  ];
}
