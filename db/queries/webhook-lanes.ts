import { and, asc, eq, sql } from 'drizzle-orm';
import { list } from '../bulk';
import type { Executor } from '../client';
import { webhookDeliveries, webhookEndpoints, webhookLanes } from '../schema/webhooks';

/** Lanes: one merchant's messages for one endpoint, which leave one after the other. */

export interface LaneKey {
  merchantId: string;
  endpointId: string;
}

/** A lane that a process holds, under its mark. */
export interface Lane extends LaneKey {
  lease: string;
}

function isLane({ merchantId, endpointId }: LaneKey) {
  return and(eq(webhookLanes.merchantId, merchantId), eq(webhookLanes.endpointId, endpointId));
}

function isHeld(lane: Lane) {
  return and(isLane(lane), eq(webhookLanes.lease, lane.lease));
}

/**
 * Sees to it that each endpoint has a lane for the merchant, and locks them: what is added to them before the
 * transaction ends is seen by whoever would take an empty one away. One that waits for its next try goes on waiting.
 */
export async function openLanes(
  executor: Executor,
  merchantId: string,
  endpointIds: string[],
  now: Date,
): Promise<void> {
  if (endpointIds.length === 0) return;
  await executor
    .insert(webhookLanes)
    .values(endpointIds.toSorted().map((endpointId) => ({ merchantId, endpointId, nextTryAt: now })))
    .onConflictDoUpdate({
      target: [webhookLanes.merchantId, webhookLanes.endpointId],
      set: { nextTryAt: sql`${webhookLanes.nextTryAt}` },
    });
}

/** Opens the merchants' lanes for an endpoint, and has each tried at once. */
export async function hastenLanes(
  executor: Executor,
  endpointId: string,
  merchantIds: string[],
  now: Date,
): Promise<void> {
  if (merchantIds.length === 0) return;
  await executor.execute(sql`
    insert into ${webhookLanes} (merchant_id, endpoint_id, next_try_at)
    select merchant_id, ${endpointId}, ${now} from unnest(${list(merchantIds.toSorted(), 'text')}) as given (merchant_id)
    order by merchant_id
    on conflict (merchant_id, endpoint_id) do update set next_try_at = ${now}, attempts = 0`);
}

/** After an endpoint has come back: what waits for its next try is tried now. */
export async function hastenEndpoint(executor: Executor, endpointId: string, now: Date): Promise<void> {
  await executor
    .update(webhookLanes)
    .set({ nextTryAt: now })
    .where(
      and(
        eq(webhookLanes.endpointId, endpointId),
        sql`${webhookLanes.nextTryAt} > ${now}`,
        sql`${webhookLanes.lease} is null`,
      ),
    );
}

/**
 * Takes lanes of an endpoint whose next try is due and which nobody holds, or nobody holds any more. What others take
 * at the same moment is theirs.
 *
 * @returns their merchants
 */
export async function takeLanes(
  executor: Executor,
  endpointId: string,
  ask: { lease: string; until: Date; limit: number; now: Date },
): Promise<string[]> {
  const { lease, until, limit, now } = ask;
  const { rows } = await executor.execute<{ merchant_id: string }>(sql`
    update ${webhookLanes} lane set lease = ${lease}, leased_until = ${until}
    from (
      select merchant_id from ${webhookLanes}
      where endpoint_id = ${endpointId} and next_try_at <= ${now}
        and (leased_until is null or leased_until <= ${now})
      order by next_try_at, merchant_id limit ${limit}
    ) due
    where lane.merchant_id = due.merchant_id and lane.endpoint_id = ${endpointId}
      and lane.next_try_at <= ${now} and (lane.leased_until is null or lane.leased_until <= ${now})
    returning lane.merchant_id`);
  return rows.map((row) => row.merchant_id);
}

/** Holds a lane on, locked until the transaction ends; null where it is held no more. */
export async function holdLane(
  executor: Executor,
  lane: Lane,
  until: Date,
): Promise<{ attempts: number } | null> {
  const [row] = await executor
    .update(webhookLanes)
    .set({ leasedUntil: until })
    .where(isHeld(lane))
    .returning({ attempts: webhookLanes.attempts });
  return row ?? null;
}

/** Writes what the next try of a held lane is to be; without `nextTryAt`, it is held on. */
export async function updateLane(
  executor: Executor,
  lane: Lane,
  change: { attempts?: number; nextTryAt?: Date },
): Promise<void> {
  const givenBack = change.nextTryAt === undefined ? {} : { lease: null, leasedUntil: null };
  await executor
    .update(webhookLanes)
    .set({ ...change, ...givenBack })
    .where(isHeld(lane));
}

/** Gives lanes back, as they are, by the mark that they are held under. */
export async function giveBackLanes(executor: Executor, lease: string): Promise<void> {
  await executor
    .update(webhookLanes)
    .set({ lease: null, leasedUntil: null })
    .where(eq(webhookLanes.lease, lease));
}

/** Gives one lane back, as it is. */
export async function giveBackLane(executor: Executor, lane: Lane): Promise<void> {
  await executor.update(webhookLanes).set({ lease: null, leasedUntil: null }).where(isHeld(lane));
}

/** Takes a held lane away in which nothing waits; false where something does. The transaction has it locked. */
export async function closeLane(executor: Executor, lane: Lane): Promise<boolean> {
  const { rowCount } = await executor.execute(sql`
    delete from ${webhookLanes} lane
    where lane.merchant_id = ${lane.merchantId} and lane.endpoint_id = ${lane.endpointId} and lane.lease = ${lane.lease}
      and not exists (select from ${webhookDeliveries} delivery
        where delivery.merchant_id = lane.merchant_id and delivery.endpoint_id = lane.endpoint_id
          and delivery.status = 'waiting')`);
  return (rowCount ?? 0) > 0;
}

/** The lanes of endpoints that have been removed and that nobody holds. */
export async function listRemovedLanes(executor: Executor, now: Date, limit: number): Promise<LaneKey[]> {
  return executor
    .select({ merchantId: webhookLanes.merchantId, endpointId: webhookLanes.endpointId })
    .from(webhookLanes)
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.endpointId, webhookLanes.endpointId))
    .where(
      and(
        eq(webhookEndpoints.status, 'removed'),
        sql`(${webhookLanes.leasedUntil} is null or ${webhookLanes.leasedUntil} <= ${now})`,
      ),
    )
    .orderBy(asc(webhookLanes.endpointId), asc(webhookLanes.merchantId))
    .limit(limit);
}

/** Takes a lane away with all that waits in it, which is given up. */
export async function endLane(executor: Executor, lane: LaneKey, now: Date): Promise<void> {
  await executor.delete(webhookLanes).where(isLane(lane));
  await executor
    .update(webhookDeliveries)
    .set({ status: 'dead', endedAt: now })
    .where(
      and(
        eq(webhookDeliveries.merchantId, lane.merchantId),
        eq(webhookDeliveries.endpointId, lane.endpointId),
        eq(webhookDeliveries.status, 'waiting'),
      ),
    );
}
