import type { Database, Executor } from '../../db/client';
import { type EndpointRow, readEndpoint } from '../../db/queries/webhook-endpoints';
import type { Actor } from '../../engine/actor';
import type { AuditAction } from '../../engine/audit';
import { WEBHOOK_EVENTS, type WebhookEvent } from '../../engine/webhooks';
import {
  changeAccess,
  type Refusal,
  type Repeated,
  readName,
  refuse,
  type Submitted,
} from '../access/change-access';

/** What all changes to an endpoint have in common: one at a time, by an administrator who still is one, once a form. */

export interface OfEndpoint extends Submitted {
  endpointId: string;
}

export type EndpointRefusal = 'unknown_endpoint';

/** What an administrator writes of an endpoint. */
export interface EndpointText {
  name: string;
  url: string;
  events: readonly WebhookEvent[];
}

/** Does a change to an endpoint that has not been removed. */
export async function changeWebhook<Answer extends { status: string }>(
  database: Database,
  actor: Actor,
  ask: OfEndpoint,
  action: AuditAction,
  work: (executor: Executor, endpoint: EndpointRow) => Promise<Answer>,
): Promise<Answer | Refusal<EndpointRefusal> | Repeated> {
  const form = { action, submissionId: ask.submissionId };
  return changeAccess<Answer | Refusal<EndpointRefusal>>(database, actor, form, async (executor) => {
    const endpoint = await readEndpoint(executor, ask.endpointId);
    if (endpoint === null || endpoint.status === 'removed') return refuse('unknown_endpoint');
    return work(executor, endpoint);
  });
}

/** The name as it is kept, and those of the events that there are; or what is wrong with them. */
export function readNameAndEvents(
  ask: Pick<EndpointText, 'name' | 'events'>,
): { name: string; events: WebhookEvent[] } | 'bad_name' | 'events_needed' {
  const name = readName(ask.name);
  if (name === null) return 'bad_name';
  const events = WEBHOOK_EVENTS.filter((event) => ask.events.includes(event));
  return events.length === 0 ? 'events_needed' : { name, events };
}
