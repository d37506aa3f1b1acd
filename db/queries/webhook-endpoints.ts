import { and, asc, desc, eq, gt, isNull, ne, or, sql } from 'drizzle-orm';
import type { Executor } from '../client';
import { people } from '../schema/people';
import { webhookDeliveries, webhookEndpoints, webhookSecrets } from '../schema/webhooks';

/** Where messages go, and what they are signed with. */

export type EndpointRow = typeof webhookEndpoints.$inferSelect;

/** Those that have not been removed, the newest first, each with who made it. */
export async function listEndpoints(executor: Executor) {
  const rows = await executor
    .select({ endpoint: webhookEndpoints, madeByName: people.name })
    .from(webhookEndpoints)
    .innerJoin(people, eq(people.id, webhookEndpoints.madeBy))
    .where(ne(webhookEndpoints.status, 'removed'))
    .orderBy(desc(webhookEndpoints.createdAt), asc(webhookEndpoints.endpointId));
  return rows.map(({ endpoint, madeByName }) => ({ ...endpoint, madeByName }));
}

export async function readEndpoint(executor: Executor, endpointId: string): Promise<EndpointRow | null> {
  const [row] = await executor
    .select()
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.endpointId, endpointId));
  return row ?? null;
}

/** Those that are told of what happens. */
export async function readListening(
  executor: Executor,
): Promise<Pick<EndpointRow, 'endpointId' | 'events' | 'failuresInARow'>[]> {
  const { endpointId, events, failuresInARow } = webhookEndpoints;
  return executor
    .select({ endpointId, events, failuresInARow })
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.status, 'on'))
    .orderBy(asc(endpointId));
}

export async function insertEndpoint(
  executor: Executor,
  row: typeof webhookEndpoints.$inferInsert,
): Promise<void> {
  await executor.insert(webhookEndpoints).values(row);
}

export async function updateEndpoint(
  executor: Executor,
  endpointId: string,
  change: Partial<Pick<EndpointRow, 'name' | 'url' | 'events' | 'status' | 'failuresInARow'>>,
): Promise<void> {
  await executor.update(webhookEndpoints).set(change).where(eq(webhookEndpoints.endpointId, endpointId));
}

/** Switches an endpoint off that is on; false where it was not. */
export async function switchEndpointOff(executor: Executor, endpointId: string): Promise<boolean> {
  const rows = await executor
    .update(webhookEndpoints)
    .set({ status: 'off' })
    .where(and(eq(webhookEndpoints.endpointId, endpointId), eq(webhookEndpoints.status, 'on')))
    .returning({ endpointId: webhookEndpoints.endpointId });
  return rows.length > 0;
}

const HEALTH_SECONDS = 5;

/** Notes that the endpoint took a message; where that is no news, nothing is written. */
export async function noteTaken(executor: Executor, endpointId: string, now: Date): Promise<void> {
  const lately = new Date(now.getTime() - HEALTH_SECONDS * 1000);
  await executor
    .update(webhookEndpoints)
    .set({ failuresInARow: 0, lastDeliveredAt: now })
    .where(
      and(
        eq(webhookEndpoints.endpointId, endpointId),
        or(
          gt(webhookEndpoints.failuresInARow, 0),
          isNull(webhookEndpoints.lastDeliveredAt),
          sql`${webhookEndpoints.lastDeliveredAt} < ${lately}`,
        ),
      ),
    );
}

export async function noteNotTaken(executor: Executor, endpointId: string): Promise<void> {
  await executor
    .update(webhookEndpoints)
    .set({ failuresInARow: sql`${webhookEndpoints.failuresInARow} + 1` })
    .where(eq(webhookEndpoints.endpointId, endpointId));
}

export interface SealedSecret {
  secretNo: number;
  sealed: string;
  createdAt: Date;
  expiresAt: Date | null;
}

/** What messages are signed with at an instant, the newest first. */
export async function readSecrets(
  executor: Executor,
  endpointId: string,
  now: Date,
): Promise<SealedSecret[]> {
  const { secretNo, sealed, createdAt, expiresAt } = webhookSecrets;
  return executor
    .select({ secretNo, sealed, createdAt, expiresAt })
    .from(webhookSecrets)
    .where(and(eq(webhookSecrets.endpointId, endpointId), or(isNull(expiresAt), gt(expiresAt, now))))
    .orderBy(desc(secretNo));
}

/** Adds the newest secret; those before it run out at an instant, unless they do earlier. */
export async function insertSecret(
  executor: Executor,
  row: { endpointId: string; sealed: string; createdAt: Date },
  othersUntil: Date,
): Promise<number> {
  const { endpointId } = row;
  await executor
    .update(webhookSecrets)
    .set({ expiresAt: othersUntil })
    .where(
      and(
        eq(webhookSecrets.endpointId, endpointId),
        or(isNull(webhookSecrets.expiresAt), gt(webhookSecrets.expiresAt, othersUntil)),
      ),
    );
  const [made] = await executor
    .insert(webhookSecrets)
    .values({
      ...row,
      secretNo: sql`(select coalesce(max(before.secret_no), 0) + 1 from ${webhookSecrets} before
        where before.endpoint_id = ${endpointId})`,
    })
    .returning({ secretNo: webhookSecrets.secretNo });
  if (made === undefined) throw new Error(`no secret was added to ${endpointId}`);
  return made.secretNo;
}

/** What waits for each endpoint and since when, and what was given up. */
export async function countByEndpoint(
  executor: Executor,
): Promise<Map<string, { waiting: number; waitingSince: Date | null; dead: number }>> {
  const rows = await executor
    .select({
      endpointId: webhookDeliveries.endpointId,
      waiting: sql<number>`count(*) filter (where ${webhookDeliveries.status} = 'waiting')`.mapWith(Number),
      waitingSince: sql<Date | null>`min(${webhookDeliveries.since}) filter (where ${webhookDeliveries.status} = 'waiting')`,
      dead: sql<number>`count(*) filter (where ${webhookDeliveries.status} = 'dead')`.mapWith(Number),
    })
    .from(webhookDeliveries)
    .where(sql`${webhookDeliveries.status} in ('waiting', 'dead')`)
    .groupBy(webhookDeliveries.endpointId);
  return new Map(
    rows.map(({ endpointId, waitingSince, ...row }) => [
      endpointId,
      { ...row, waitingSince: waitingSince === null ? null : new Date(waitingSince) },
    ]),
  );
}
