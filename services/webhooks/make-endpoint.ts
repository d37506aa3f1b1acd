import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/client';
import { insertEndpoint, insertSecret, listEndpoints } from '../../db/queries/webhook-endpoints';
import type { Actor } from '../../engine/actor';
import { changeAccess, type Refusal, type Repeated, refuse, type Submitted } from '../access/change-access';
import { recordAudit } from '../audit/record-audit';
import { authorizePerson } from '../authorize';
import { type EndpointText, readNameAndEvents } from './change-webhooks';
import { keepListeners } from './listeners';
import { type AddressProblem, readReceiver } from './receiver-address';
import { newSecret, seal } from './secrets';

/** Each message is sent to each of them: so many are enough for any marketplace. */
const MOST_ENDPOINTS = 20;

/** A new endpoint. The text of its secret is nowhere but here: it is kept encrypted. */
export interface EndpointMade {
  status: 'made';
  endpointId: string;
  secret: string;
}

/** In the order in which they are looked at. */
export type MakeEndpointRefusal = 'bad_name' | 'events_needed' | AddressProblem | 'too_many';

/**
 * Adds an endpoint, which is told of what happens from now on, with the secret that its messages are signed with.
 *
 * @param ask.isPrivateAllowed whether it may be at a private address, as the server's settings say
 */
export async function makeEndpoint(
  database: Database,
  actor: Actor,
  ask: Submitted & EndpointText & { isPrivateAllowed: boolean },
  now: Date = new Date(),
): Promise<EndpointMade | Refusal<MakeEndpointRefusal> | Repeated> {
  const person = authorizePerson(actor, 'webhooks.change');
  const read = readNameAndEvents(ask);
  if (typeof read === 'string') return refuse(read);
  const receiver = await readReceiver(ask.url, ask);
  if ('problem' in receiver) return refuse(receiver.problem);
  const form = { action: 'webhook.made', submissionId: ask.submissionId } as const;
  return changeAccess<EndpointMade | Refusal<MakeEndpointRefusal>>(
    database,
    actor,
    form,
    async (executor) => {
      if ((await listEndpoints(executor)).length >= MOST_ENDPOINTS) return refuse('too_many');
      const endpointId = randomUUID();
      const secret = newSecret();
      const told = { ...read, url: receiver.url };
      await insertEndpoint(executor, { endpointId, ...told, madeBy: person.personId, createdAt: now });
      await insertSecret(executor, { endpointId, sealed: seal(secret, endpointId), createdAt: now }, now);
      await keepListeners(executor);
      await recordAudit(executor, actor, { action: 'webhook.made', subject: endpointId, after: told }, now);
      return { status: 'made', endpointId, secret };
    },
  );
}
