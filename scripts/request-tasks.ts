import type { Database } from '../db/client';
import type { RecurringTask } from '../server/worker';
import { forgetApiRequests } from '../services/forget-api-requests';
import { operator } from '../services/operator';

/** Forgetting what programs were answered a week ago. */
export function requestTasks(database: Database): RecurringTask[] {
  return [
    {
      name: 'forget_api_requests',
      when: '* * * * *',
      run: async () => void (await forgetApiRequests(database, operator())),
    },
  ];
}
