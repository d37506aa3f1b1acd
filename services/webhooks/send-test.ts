import type { z } from 'zod';
import type { Database } from '../../db/client';
import { readSecrets } from '../../db/queries/webhook-endpoints';
import type { Actor } from '../../engine/actor';
import type { TEST_MESSAGE } from '../../engine/api/webhook-bodies';
import type { Refusal, Repeated } from '../access/change-access';
import { refuse } from '../access/change-access';
import { recordAudit } from '../audit/record-audit';
import { authorize } from '../authorize';
import { changeWebhook, type EndpointRefusal, type OfEndpoint } from './change-webhooks';
import { type Posted, postMessage } from './post-message';
import { unseal } from './secrets';

export type SendTestRefusal = EndpointRefusal | 'secret_unreadable';

/** What the endpoint made of it. */
export interface Tested extends Posted {
  status: 'tested';
}

/**
 * Posts a message of the type `test.ping` to an endpoint, at once and only this time, whether or not it is on; answers
 * with what came of it.
 */
export async function sendTest(
  database: Database,
  actor: Actor,
  ask: OfEndpoint & { isPrivateAllowed: boolean },
  now: Date = new Date(),
): Promise<Tested | Refusal<SendTestRefusal> | Repeated> {
  authorize(actor, 'webhooks.change');
  const { submissionId } = ask;
  type Ready = { status: 'ready'; url: string; secrets: string[] };
  const ready = await changeWebhook<Ready | Refusal<SendTestRefusal>>(
    database,
    actor,
    ask,
    'webhook.tested',
    async (executor, { endpointId, name, url }) => {
      const sealed = await readSecrets(executor, endpointId, now);
      const secrets = sealed.flatMap((each) => unseal(each.sealed, endpointId) ?? []);
      if (secrets.length === 0) return refuse('secret_unreadable');
      await recordAudit(
        executor,
        actor,
        { action: 'webhook.tested', subject: endpointId, after: { name, url } },
        now,
      );
      return { status: 'ready', url, secrets };
    },
  );
  if (ready.status !== 'ready') return ready;
  const { url, secrets } = ready;
  const body: z.infer<typeof TEST_MESSAGE> = {
    type: 'test.ping',
    timestamp: now.toISOString(),
    data: { test: true, endpoint: ask.endpointId },
  };
  const id = `test_${submissionId.toLowerCase()}`;
  const receiver = { url, secrets, isPrivateAllowed: ask.isPrivateAllowed };
  const posted = await postMessage(receiver, { id, body: JSON.stringify(body), now: new Date() });
  return { status: 'tested', ...posted };
}
