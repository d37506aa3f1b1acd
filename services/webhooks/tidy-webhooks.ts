import type { Database } from '../../db/client';
import { deleteEnded, listEndpointIds } from '../../db/queries/webhook-deliveries';
import { endLane, listRemovedLanes } from '../../db/queries/webhook-lanes';
import type { Actor } from '../../engine/actor';
import { authorize } from '../authorize';
import { inTransaction } from '../transaction';

const DAY_MS = 24 * 3_600_000;
/** How long what was delivered can be looked up, and what was given up be sent again. */
const KEPT_MS = { delivered: 30 * DAY_MS, dead: 90 * DAY_MS };
const AT_ONCE = 1000;

/**
 * Ends what waits for endpoints that have been removed, and tidies away messages that ended long ago, with their
 * attempts: the delivered ones after 30 days, those given up after 90.
 *
 * @returns how many messages were tidied away
 */
export async function tidyWebhooks(
  database: Database,
  actor: Actor,
  options: { now?: Date; isStopping?: () => boolean } = {},
): Promise<number> {
  authorize(actor, 'webhooks.deliver');
  const { now = new Date(), isStopping = () => false } = options;
  for (;;) {
    const lanes = await listRemovedLanes(database.drizzle, now, AT_ONCE);
    for (const lane of lanes) {
      if (isStopping()) return 0;
      await inTransaction(database, (executor) => endLane(executor, lane, now));
    }
    if (lanes.length < AT_ONCE) break;
  }
  let tidied = 0;
  for (const endpointId of await listEndpointIds(database.drizzle)) {
    for (const status of ['delivered', 'dead'] as const) {
      const before = new Date(now.getTime() - KEPT_MS[status]);
      for (let gone = AT_ONCE; gone === AT_ONCE && !isStopping(); tidied += gone)
        gone = await deleteEnded(database.drizzle, endpointId, status, before, AT_ONCE);
    }
  }
  return tidied;
}
