import type { Database } from '../../db/client';
import { wakeTask } from '../../db/queries/tasks';
import { updateEndpoint } from '../../db/queries/webhook-endpoints';
import type { Actor } from '../../engine/actor';
import { type ChangeAnswer, readWhy, refuse } from '../access/change-access';
import { recordAudit } from '../audit/record-audit';
import { authorize } from '../authorize';
import { changeWebhook, type EndpointRefusal, type OfEndpoint } from './change-webhooks';
import { keepListeners } from './listeners';

export type RemoveEndpointRefusal = EndpointRefusal | 'why_needed';

/**
 * Removes an endpoint, for good: nothing more is sent to it, and what waits for it is given up.
 *
 * @param ask.why 10 characters or more
 */
export async function removeEndpoint(
  database: Database,
  actor: Actor,
  ask: OfEndpoint & { why: string },
  now: Date = new Date(),
): Promise<ChangeAnswer<RemoveEndpointRefusal>> {
  authorize(actor, 'webhooks.change');
  return changeWebhook<ChangeAnswer<RemoveEndpointRefusal>>(
    database,
    actor,
    ask,
    'webhook.removed',
    async (executor, { endpointId, name, url, status }) => {
      const why = readWhy(ask.why);
      if (why === null) return refuse('why_needed');
      await updateEndpoint(executor, endpointId, { status: 'removed' });
      await keepListeners(executor);
      await wakeTask(executor, 'tidy_webhooks');
      await recordAudit(
        executor,
        actor,
        {
          action: 'webhook.removed',
          subject: endpointId,
          before: { name, url, status },
          after: { status: 'removed' },
          why,
        },
        now,
      );
      return { status: 'done' };
    },
  );
}
