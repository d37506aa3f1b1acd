import type { Database } from '../db/client';
import type { RecurringTask } from '../server/worker';
import { keepWorkList } from '../services/assessments/keep-work-list';
import { operator } from '../services/operator';

/** Keeping the work list up to date with the books. */
export function workListTasks(database: Database): RecurringTask[] {
  return [
    {
      name: 'keep_work_list',
      when: '* * * * *',
      run: async (isStopping) => void (await keepWorkList(database, operator(), { isStopping })),
    },
  ];
}
