import type { Database } from '../../db/client';
import { insertSecret } from '../../db/queries/webhook-endpoints';
import type { Actor } from '../../engine/actor';
import type { Refusal, Repeated } from '../access/change-access';
import { recordAudit } from '../audit/record-audit';
import { authorize } from '../authorize';
import { changeWebhook, type EndpointRefusal, type OfEndpoint } from './change-webhooks';
import { newSecret, seal } from './secrets';

/** For how long the secrets before a new one go on: long enough to bring the new one to the receiver, or not at all. */
export const OVERLAP_HOURS = { day: 24, none: 0 } as const;
export type Overlap = keyof typeof OVERLAP_HOURS;

export interface SecretMade {
  status: 'made';
  secret: string;
  /** Until when messages are signed with the one before too; null where that is over. */
  othersUntil: Date | null;
}

/**
 * Makes a new signing secret. Until the overlap is over, each message carries a signature by every secret that still
 * counts, so that the receiver can change over without missing one.
 */
export async function renewSecret(
  database: Database,
  actor: Actor,
  ask: OfEndpoint & { overlap: Overlap },
  now: Date = new Date(),
): Promise<SecretMade | Refusal<EndpointRefusal> | Repeated> {
  authorize(actor, 'webhooks.change');
  return changeWebhook<SecretMade>(
    database,
    actor,
    ask,
    'webhook.secret_renewed',
    async (executor, { endpointId, name }) => {
      const secret = newSecret();
      const hours = OVERLAP_HOURS[ask.overlap];
      const until = new Date(now.getTime() + hours * 3_600_000);
      const sealed = seal(secret, endpointId);
      const secretNo = await insertSecret(executor, { endpointId, sealed, createdAt: now }, until);
      await recordAudit(
        executor,
        actor,
        {
          action: 'webhook.secret_renewed',
          subject: endpointId,
          after: { name, secret_no: secretNo, others_until: until.toISOString() },
        },
        now,
      );
      return { status: 'made', secret, othersUntil: hours === 0 ? null : until };
    },
  );
}
