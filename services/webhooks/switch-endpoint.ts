import type { Database } from '../../db/client';
import { updateEndpoint } from '../../db/queries/webhook-endpoints';
import { hastenEndpoint } from '../../db/queries/webhook-lanes';
import type { Actor } from '../../engine/actor';
import { type ChangeAnswer, refuse } from '../access/change-access';
import { recordAudit } from '../audit/record-audit';
import { authorize } from '../authorize';
import { changeWebhook, type EndpointRefusal, type OfEndpoint } from './change-webhooks';
import { keepListeners } from './listeners';

export type SwitchEndpointRefusal = EndpointRefusal | 'already_on' | 'already_off';

/**
 * Switches an endpoint off, or on again. While it is off, it is told of nothing that happens, and what waits for it
 * waits; on again, that is sent at once.
 */
export async function switchEndpoint(
  database: Database,
  actor: Actor,
  ask: OfEndpoint & { to: 'on' | 'off' },
  now: Date = new Date(),
): Promise<ChangeAnswer<SwitchEndpointRefusal>> {
  authorize(actor, 'webhooks.change');
  const { to } = ask;
  return changeWebhook<ChangeAnswer<SwitchEndpointRefusal>>(
    database,
    actor,
    ask,
    'webhook.changed',
    async (executor, { endpointId, name, status }) => {
      if (status === to) return refuse(to === 'on' ? 'already_on' : 'already_off');
      await updateEndpoint(
        executor,
        endpointId,
        to === 'on' ? { status: to, failuresInARow: 0 } : { status: to },
      );
      if (to === 'on') await hastenEndpoint(executor, endpointId, now);
      await keepListeners(executor);
      await recordAudit(
        executor,
        actor,
        {
          action: 'webhook.changed',
          subject: endpointId,
          before: { name, status },
          after: { name, status: to },
        },
        now,
      );
      return { status: 'done' };
    },
  );
}
