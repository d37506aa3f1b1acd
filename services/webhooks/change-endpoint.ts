import type { Database } from '../../db/client';
import { updateEndpoint } from '../../db/queries/webhook-endpoints';
import type { Actor } from '../../engine/actor';
import { type ChangeAnswer, refuse } from '../access/change-access';
import { recordAudit } from '../audit/record-audit';
import { authorize } from '../authorize';
import {
  changeWebhook,
  type EndpointRefusal,
  type EndpointText,
  type OfEndpoint,
  readNameAndEvents,
} from './change-webhooks';
import { type AddressProblem, readReceiver } from './receiver-address';

/** In the order in which they are looked at. */
export type ChangeEndpointRefusal =
  | 'bad_name'
  | 'events_needed'
  | AddressProblem
  | EndpointRefusal
  | 'no_change';

/** Changes an endpoint's name, address or events. What waits goes to the new address. */
export async function changeEndpoint(
  database: Database,
  actor: Actor,
  ask: OfEndpoint & EndpointText & { isPrivateAllowed: boolean },
  now: Date = new Date(),
): Promise<ChangeAnswer<ChangeEndpointRefusal>> {
  authorize(actor, 'webhooks.change');
  const read = readNameAndEvents(ask);
  if (typeof read === 'string') return refuse(read);
  const receiver = await readReceiver(ask.url, ask);
  if ('problem' in receiver) return refuse(receiver.problem);
  return changeWebhook<ChangeAnswer<ChangeEndpointRefusal>>(
    database,
    actor,
    ask,
    'webhook.changed',
    async (executor, { endpointId, name, url, events }) => {
      const before = { name, url, events };
      const after = { ...read, url: receiver.url };
      if (JSON.stringify([name, url, events]) === JSON.stringify([after.name, after.url, after.events]))
        return refuse('no_change');
      await updateEndpoint(executor, endpointId, after);
      await recordAudit(
        executor,
        actor,
        { action: 'webhook.changed', subject: endpointId, before, after },
        now,
      );
      return { status: 'done' };
    },
  );
}
