import type { Database } from '../db/client';
import type { RecurringTask } from '../server/worker';
import { operator } from '../services/operator';
import { tidyWebhooks } from '../services/webhooks/tidy-webhooks';

/** Tidying away what webhooks leave behind; the courier itself runs beside the worker. */
export function webhookTasks(database: Database): RecurringTask[] {
  return [
    {
      name: 'tidy_webhooks',
      when: '17 * * * *',
      run: async (isStopping) => void (await tidyWebhooks(database, operator(), { isStopping })),
    },
  ];
}
