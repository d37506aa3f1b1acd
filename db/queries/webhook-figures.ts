import { sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { webhookDeliveries, webhookEndpoints, webhookOutbox } from '../schema/webhooks';

/** How the outgoing webhooks are. */

export interface WebhookFiguresRow {
  endpointsOn: number;
  endpointsFailing: number;
  outboxWaiting: number;
  messagesWaiting: number;
  messagesDead: number;
  lagSeconds: number;
}

/** From so many failures in a row on, an endpoint counts as one that fails. */
export const FAILING_FROM = 5;

export async function readWebhookFigures(executor: Executor, now: Date): Promise<WebhookFiguresRow> {
  const { rows } = await executor.execute<Record<string, bigint | number | Date | null>>(sql`
    select endpoints.*, outbox.*, messages.*, dead.*
    from (select count(*) as on_count, count(*) filter (where failures_in_a_row >= ${FAILING_FROM}) as failing
          from ${webhookEndpoints} where status = 'on') endpoints,
         (select count(*) as outbox, min(recorded_at) as outbox_since from ${webhookOutbox}) outbox,
         (select count(*) as waiting, min(delivery.since) as waiting_since
          from ${webhookDeliveries} delivery join ${webhookEndpoints} endpoint using (endpoint_id)
          where delivery.status = 'waiting' and endpoint.status = 'on') messages,
         (select count(*) as dead from ${webhookDeliveries} delivery join ${webhookEndpoints} endpoint using (endpoint_id)
          where delivery.status = 'dead' and endpoint.status <> 'removed') dead`);
  const row = rows[0] ?? {};
  const since = [row.outbox_since, row.waiting_since].flatMap((at) =>
    at === null || at === undefined ? [] : [new Date(at as Date | string).getTime()],
  );
  return {
    endpointsOn: Number(row.on_count),
    endpointsFailing: Number(row.failing),
    outboxWaiting: Number(row.outbox),
    messagesWaiting: Number(row.waiting),
    messagesDead: Number(row.dead),
    lagSeconds: since.length === 0 ? 0 : Math.max(0, (now.getTime() - Math.min(...since)) / 1000),
  };
}
