import type { Database } from '../../db/client';
import { lockAccess } from '../../db/queries/people';
import { switchEndpointOff } from '../../db/queries/webhook-endpoints';
import type { Actor } from '../../engine/actor';
import { recordAudit } from '../audit/record-audit';
import { authorize } from '../authorize';
import { inTransaction } from '../transaction';
import { keepListeners } from './listeners';

/** Switches off an endpoint that answered 410 Gone: by it a receiver says that it wants nothing more. */
export async function switchOffGone(
  database: Database,
  actor: Actor,
  endpointId: string,
  now: Date,
): Promise<void> {
  authorize(actor, 'webhooks.deliver');
  await inTransaction(database, async (executor) => {
    await lockAccess(executor);
    if (!(await switchEndpointOff(executor, endpointId))) return;
    await keepListeners(executor);
    await recordAudit(
      executor,
      actor,
      {
        action: 'webhook.changed',
        subject: endpointId,
        before: { status: 'on' },
        after: { status: 'off' },
        why: 'it answered 410 Gone',
      },
      now,
    );
  });
}
