import type { Database } from '../../db/client';
import {
  listDeadMerchants,
  readDelivery,
  reopenDead,
  reopenDelivery,
} from '../../db/queries/webhook-deliveries';
import { hastenLanes } from '../../db/queries/webhook-lanes';
import type { Actor } from '../../engine/actor';
import { type ChangeAnswer, type Refusal, type Repeated, refuse } from '../access/change-access';
import { recordAudit } from '../audit/record-audit';
import { authorize } from '../authorize';
import { changeWebhook, type EndpointRefusal, type OfEndpoint } from './change-webhooks';

export type ResendRefusal = EndpointRefusal | 'unknown_message' | 'already_waiting';
export type ResendDeadRefusal = EndpointRefusal | 'none_dead';

/** A transaction takes no more than so many. */
const MOST_AT_ONCE = 20_000;

/** Sends one message again, whatever became of it, under the same id; its three days begin anew. */
export async function resendDelivery(
  database: Database,
  actor: Actor,
  ask: OfEndpoint & { merchantId: string; deliveryNo: bigint },
  now: Date = new Date(),
): Promise<ChangeAnswer<ResendRefusal>> {
  authorize(actor, 'webhooks.change');
  return changeWebhook<ChangeAnswer<ResendRefusal>>(
    database,
    actor,
    ask,
    'webhook.resent',
    async (executor, { endpointId }) => {
      const { merchantId, deliveryNo } = ask;
      const key = { merchantId, endpointId, deliveryNo };
      if ((await readDelivery(executor, key)) === null) return refuse('unknown_message');
      await hastenLanes(executor, endpointId, [merchantId], now);
      // Read again: the lane is locked now, so what it says stays.
      const delivery = await readDelivery(executor, key);
      if (delivery === null || delivery.status === 'waiting') return refuse('already_waiting');
      await reopenDelivery(executor, key, now);
      const { messageId, event, status } = delivery;
      await recordAudit(
        executor,
        actor,
        {
          action: 'webhook.resent',
          merchantId,
          subject: endpointId,
          before: { message: messageId, event, status },
          after: { status: 'waiting' },
        },
        now,
      );
      return { status: 'done' };
    },
  );
}

/**
 * Sends again what was given up, the oldest first.
 *
 * @returns how many messages, at most 20 000 at once
 */
export async function resendDead(
  database: Database,
  actor: Actor,
  ask: OfEndpoint,
  now: Date = new Date(),
): Promise<{ status: 'resent'; messages: number } | Refusal<ResendDeadRefusal> | Repeated> {
  authorize(actor, 'webhooks.change');
  return changeWebhook<{ status: 'resent'; messages: number } | Refusal<ResendDeadRefusal>>(
    database,
    actor,
    ask,
    'webhook.resent',
    async (executor, { endpointId, name }) => {
      const { merchantIds, upTo } = await listDeadMerchants(executor, endpointId, MOST_AT_ONCE);
      if (upTo === null) return refuse('none_dead');
      await hastenLanes(executor, endpointId, merchantIds, now);
      const messages = await reopenDead(executor, endpointId, upTo, now);
      await recordAudit(
        executor,
        actor,
        { action: 'webhook.resent', subject: endpointId, after: { name, messages } },
        now,
      );
      return { status: 'resent', messages };
    },
  );
}
