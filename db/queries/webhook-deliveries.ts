import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { DELIVERY_STATUSES, type DeliveryStatus, type WebhookEvent } from '../../engine/webhooks';
import { insertRows, jsonText } from '../bulk';
import type { Executor } from '../client';
import { webhookAttempts, webhookDeliveries, webhookEndpoints, webhookLanes } from '../schema/webhooks';
import type { LaneKey } from './webhook-lanes';

/** Messages on their way to endpoints. */

export interface NewDelivery extends LaneKey {
  messageId: string;
  event: WebhookEvent;
  body: string;
}

export async function insertDeliveries(executor: Executor, rows: NewDelivery[], now: Date): Promise<void> {
  const made = { createdAt: now, since: now };
  await insertRows(
    executor,
    webhookDeliveries,
    rows.map((row) => ({ ...row, ...made, body: jsonText(row.body) })),
  );
}

/** A message and where it goes. */
export interface ToSend {
  deliveryNo: bigint;
  messageId: string;
  event: WebhookEvent;
  body: string;
  attempts: number;
  since: Date;
  url: string;
}

/** The first message that waits in a lane; null where none does, or its endpoint is not on. */
export async function readNextToSend(executor: Executor, lane: LaneKey): Promise<ToSend | null> {
  const [row] = await executor
    .select({
      deliveryNo: webhookDeliveries.deliveryNo,
      messageId: webhookDeliveries.messageId,
      event: webhookDeliveries.event,
      // As it was written: what is signed is the text.
      body: sql<string>`${webhookDeliveries.body}::text`,
      attempts: webhookDeliveries.attempts,
      since: webhookDeliveries.since,
      url: webhookEndpoints.url,
    })
    .from(webhookDeliveries)
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.endpointId, webhookDeliveries.endpointId))
    .where(
      and(
        eq(webhookDeliveries.merchantId, lane.merchantId),
        eq(webhookDeliveries.endpointId, lane.endpointId),
        eq(webhookDeliveries.status, 'waiting'),
        eq(webhookEndpoints.status, 'on'),
      ),
    )
    .orderBy(asc(webhookDeliveries.deliveryNo))
    .limit(1);
  return row ?? null;
}

export interface DeliveryKey extends LaneKey {
  deliveryNo: bigint;
}

function isDelivery({ merchantId, endpointId, deliveryNo }: DeliveryKey) {
  return and(
    eq(webhookDeliveries.merchantId, merchantId),
    eq(webhookDeliveries.endpointId, endpointId),
    eq(webhookDeliveries.deliveryNo, deliveryNo),
  );
}

/** Writes down a try at a message that waits, and what became of it. */
export async function recordAttempt(
  executor: Executor,
  key: DeliveryKey,
  tried: Omit<typeof webhookAttempts.$inferInsert, keyof DeliveryKey>,
  status: DeliveryStatus,
  now: Date,
): Promise<void> {
  const { merchantId, endpointId, deliveryNo } = key;
  await executor.insert(webhookAttempts).values({ merchantId, endpointId, deliveryNo, ...tried });
  await executor
    .update(webhookDeliveries)
    .set({ status, attempts: tried.attempt, endedAt: status === 'waiting' ? null : now })
    .where(isDelivery(key));
}

export async function readDelivery(executor: Executor, key: DeliveryKey) {
  const [row] = await executor
    .select({
      messageId: webhookDeliveries.messageId,
      event: webhookDeliveries.event,
      status: webhookDeliveries.status,
    })
    .from(webhookDeliveries)
    .where(isDelivery(key));
  return row ?? null;
}

/** Has a message that was delivered or given up wait again. */
export async function reopenDelivery(executor: Executor, key: DeliveryKey, now: Date): Promise<void> {
  await executor
    .update(webhookDeliveries)
    .set({ status: 'waiting', since: now, endedAt: null })
    .where(isDelivery(key));
}

/** The first of an endpoint's messages that were given up, by merchant: how many, and whose they are. */
export async function listDeadMerchants(
  executor: Executor,
  endpointId: string,
  limit: number,
): Promise<{ merchantIds: string[]; upTo: bigint | null }> {
  const { rows } = await executor.execute<{ merchant_id: string; up_to: bigint }>(sql`
    select merchant_id, max(delivery_no) as up_to from (
      select merchant_id, delivery_no from ${webhookDeliveries}
      where endpoint_id = ${endpointId} and status = 'dead' order by delivery_no limit ${limit}
    ) given_up group by merchant_id order by merchant_id`);
  const upTo = rows.reduce<bigint | null>(
    (most, row) => (most === null || row.up_to > most ? row.up_to : most),
    null,
  );
  return { merchantIds: rows.map((row) => row.merchant_id), upTo };
}

/** Has what was given up wait again, up to a place; answers how many. */
export async function reopenDead(
  executor: Executor,
  endpointId: string,
  upTo: bigint,
  now: Date,
): Promise<number> {
  const { rowCount } = await executor
    .update(webhookDeliveries)
    .set({ status: 'waiting', since: now, endedAt: null })
    .where(
      and(
        eq(webhookDeliveries.endpointId, endpointId),
        eq(webhookDeliveries.status, 'dead'),
        sql`${webhookDeliveries.deliveryNo} <= ${upTo}`,
      ),
    );
  return rowCount ?? 0;
}

export type DeliveryRow = Omit<typeof webhookDeliveries.$inferSelect, 'body'> & {
  /** When the first that waits of its merchant is tried next. */
  nextTryAt: Date | null;
};
export type AttemptRow = Omit<typeof webhookAttempts.$inferSelect, 'merchantId' | 'endpointId'>;

/** Which messages of an endpoint to list; what is null does not matter. */
export interface DeliveryFilter {
  status: DeliveryStatus | null;
  merchantId: string | null;
}

/** An endpoint's messages, the newest first, from before one of them. Their bodies stay where they are. */
export async function listDeliveries(
  executor: Executor,
  endpointId: string,
  filter: DeliveryFilter,
  before: bigint | null,
  limit: number,
): Promise<DeliveryRow[]> {
  const columns = {
    merchantId: webhookDeliveries.merchantId,
    endpointId: webhookDeliveries.endpointId,
    deliveryNo: webhookDeliveries.deliveryNo,
    messageId: webhookDeliveries.messageId,
    event: webhookDeliveries.event,
    status: webhookDeliveries.status,
    attempts: webhookDeliveries.attempts,
    createdAt: webhookDeliveries.createdAt,
    since: webhookDeliveries.since,
    endedAt: webhookDeliveries.endedAt,
    nextTryAt: webhookLanes.nextTryAt,
  };
  // Each status by itself is one stretch of the index.
  const statuses = filter.status === null ? DELIVERY_STATUSES : [filter.status];
  const parts = await Promise.all(
    statuses.map((status) =>
      executor
        .select(columns)
        .from(webhookDeliveries)
        .leftJoin(
          webhookLanes,
          and(
            eq(webhookLanes.merchantId, webhookDeliveries.merchantId),
            eq(webhookLanes.endpointId, webhookDeliveries.endpointId),
          ),
        )
        .where(
          and(
            eq(webhookDeliveries.endpointId, endpointId),
            eq(webhookDeliveries.status, status),
            filter.merchantId === null ? undefined : eq(webhookDeliveries.merchantId, filter.merchantId),
            before === null ? undefined : sql`${webhookDeliveries.deliveryNo} < ${before}`,
          ),
        )
        .orderBy(sql`${webhookDeliveries.deliveryNo} desc`)
        .limit(limit),
    ),
  );
  return parts
    .flat()
    .sort((a, b) => (a.deliveryNo > b.deliveryNo ? -1 : 1))
    .slice(0, limit);
}

/** The tries at messages, the latest first. */
export async function listAttempts(
  executor: Executor,
  endpointId: string,
  of: Pick<DeliveryKey, 'merchantId' | 'deliveryNo'>[],
): Promise<AttemptRow[]> {
  if (of.length === 0) return [];
  const { deliveryNo, attempt, triedAt, durationMs, httpStatus, error } = webhookAttempts;
  return executor
    .select({ deliveryNo, attempt, triedAt, durationMs, httpStatus, error })
    .from(webhookAttempts)
    .where(
      and(
        inArray(webhookAttempts.merchantId, [...new Set(of.map(({ merchantId }) => merchantId))]),
        eq(webhookAttempts.endpointId, endpointId),
        inArray(
          deliveryNo,
          of.map((each) => each.deliveryNo),
        ),
      ),
    )
    .orderBy(sql`${webhookAttempts.attempt} desc`);
}

/** The first of an endpoint's messages that ended before an instant are tidied away, with their attempts. */
export async function deleteEnded(
  executor: Executor,
  endpointId: string,
  status: Exclude<DeliveryStatus, 'waiting'>,
  before: Date,
  limit: number,
): Promise<number> {
  const { rowCount } = await executor.execute(sql`
    delete from ${webhookDeliveries} delivery using (
      select merchant_id, delivery_no, ended_at from ${webhookDeliveries}
      where endpoint_id = ${endpointId} and status = ${status} order by delivery_no limit ${limit}
    ) old
    where delivery.merchant_id = old.merchant_id and delivery.endpoint_id = ${endpointId}
      and delivery.delivery_no = old.delivery_no and delivery.status = ${status} and old.ended_at < ${before}`);
  return rowCount ?? 0;
}

/** Every endpoint there ever was. */
export async function listEndpointIds(executor: Executor): Promise<string[]> {
  const rows = await executor.select({ endpointId: webhookEndpoints.endpointId }).from(webhookEndpoints);
  return rows.map(({ endpointId }) => endpointId);
}
