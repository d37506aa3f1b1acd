import type { Database } from '../../db/client';
import { insertDeliveries } from '../../db/queries/webhook-deliveries';
import { readListening } from '../../db/queries/webhook-endpoints';
import { openLanes } from '../../db/queries/webhook-lanes';
import { listMerchantsToTell, lockTelling, takeOutbox } from '../../db/queries/webhook-outbox';
import type { Actor } from '../../engine/actor';
import { authorize } from '../authorize';
import { inTransaction } from '../transaction';
import { makeMessages } from './make-messages';

const MERCHANTS_AT_ONCE = 100;

/**
 * Makes what transactions have left to be told into messages, one for each endpoint that wants to hear of it: a merchant
 * at a time, in the order in which its books took it. Several processes may do so at once; what an endpoint is told is
 * what happened while it was on.
 *
 * @returns how many messages were made
 */
export async function tellEvents(
  database: Database,
  actor: Actor,
  options: { now?: () => Date; isStopping?: () => boolean } = {},
): Promise<number> {
  authorize(actor, 'webhooks.deliver');
  const { now = () => new Date(), isStopping = () => false } = options;
  let made = 0;
  let after: string | null = null;
  for (;;) {
    const merchantIds: string[] = await listMerchantsToTell(database.drizzle, after, MERCHANTS_AT_ONCE);
    for (const merchantId of merchantIds) {
      if (isStopping()) return made;
      made += await tellOf(database, merchantId, now());
    }
    if (merchantIds.length < MERCHANTS_AT_ONCE) return made;
    after = merchantIds.at(-1) ?? null;
  }
}

async function tellOf(database: Database, merchantId: string, now: Date): Promise<number> {
  return inTransaction(database, async (executor) => {
    if (!(await lockTelling(executor, merchantId))) return 0;
    const rows = await takeOutbox(executor, merchantId);
    const listening = await readListening(executor);
    if (rows.length === 0 || listening.length === 0) return 0;
    const told = new Set<string>();
    let made = 0;
    for (const row of rows) {
      for await (const messages of makeMessages(executor, row)) {
        const deliveries = messages.flatMap((message) =>
          listening
            .filter(({ events }) => events.includes(message.event))
            .map(({ endpointId }) => ({ merchantId, endpointId, ...message })),
        );
        await insertDeliveries(executor, deliveries, now);
        for (const { endpointId } of deliveries) told.add(endpointId);
        made += deliveries.length;
      }
    }
    await openLanes(executor, merchantId, [...told], now);
    return made;
  });
}
