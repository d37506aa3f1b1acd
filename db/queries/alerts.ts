import { and, asc, desc, eq, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import type { AlertChannel, AlertKind } from '../../engine/alerts';
import type { Executor } from '../client';
import { alertDeliveries, alerts } from '../schema/alerts';

/** What operators are told of, and the telling. */

export type AlertRow = typeof alerts.$inferSelect;
export type DeliveryRow = typeof alertDeliveries.$inferSelect;

/** One at a time opens and ends alerts: held to the end of the transaction. */
export async function lockAlerts(executor: Executor): Promise<void> {
  await executor.execute(
    sql`select pg_advisory_xact_lock(hashtext('sluice alerts'), hashtext(current_schema()))`,
  );
}

/** Those that are not over, oldest first. */
export async function readOpenAlerts(executor: Executor): Promise<AlertRow[]> {
  return executor.select().from(alerts).where(isNull(alerts.resolvedAt)).orderBy(asc(alerts.alertId));
}

/** Those that are over, newest first, from before one of them. */
export async function readPastAlerts(
  executor: Executor,
  before: bigint | null,
  limit: number,
): Promise<AlertRow[]> {
  return executor
    .select()
    .from(alerts)
    .where(
      and(isNotNull(alerts.resolvedAt), before === null ? undefined : sql`${alerts.alertId} < ${before}`),
    )
    .orderBy(desc(alerts.alertId))
    .limit(limit);
}

export async function insertAlert(
  executor: Executor,
  alert: Pick<AlertRow, 'kind' | 'subject' | 'details'> & { openedAt: Date },
): Promise<bigint> {
  const [row] = await executor.insert(alerts).values(alert).returning({ alertId: alerts.alertId });
  if (row === undefined) throw new Error(`the alert ${alert.kind} was not recorded`);
  return row.alertId;
}

export async function resolveAlert(executor: Executor, alertId: bigint, resolvedAt: Date): Promise<void> {
  await executor.update(alerts).set({ resolvedAt }).where(eq(alerts.alertId, alertId));
}

/** One delivery of an alert, or of its end, on each of the channels, due at the instant. */
export async function insertDeliveries(
  executor: Executor,
  alertId: bigint,
  event: DeliveryRow['event'],
  channels: readonly AlertChannel[],
  nextTryAt: Date,
): Promise<void> {
  if (channels.length === 0) return;
  await executor
    .insert(alertDeliveries)
    .values(channels.map((channel) => ({ alertId, event, channel, nextTryAt })));
}

/** The deliveries of the alerts, in the order in which they were made. */
export async function readDeliveries(executor: Executor, alertIds: bigint[]): Promise<DeliveryRow[]> {
  if (alertIds.length === 0) return [];
  return executor
    .select()
    .from(alertDeliveries)
    .where(inArray(alertDeliveries.alertId, alertIds))
    .orderBy(asc(alertDeliveries.deliveryId));
}

/**
 * The channel's next delivery that is due, locked until the transaction ends; those that others have locked are passed
 * over. The end of an alert is told after its beginning.
 */
export async function takeDueDelivery(executor: Executor, channel: AlertChannel, now: Date) {
  const [row] = await executor
    .select({ delivery: alertDeliveries, alert: alerts })
    .from(alertDeliveries)
    .innerJoin(alerts, eq(alerts.alertId, alertDeliveries.alertId))
    .where(
      and(
        eq(alertDeliveries.status, 'waiting'),
        eq(alertDeliveries.channel, channel),
        lte(alertDeliveries.nextTryAt, now),
        sql`(${alertDeliveries.event} = 'opened' or not exists (
          select from alert_deliveries earlier where earlier.alert_id = ${alertDeliveries.alertId}
            and earlier.channel = ${alertDeliveries.channel} and earlier.event = 'opened' and earlier.status = 'waiting'))`,
      ),
    )
    .orderBy(asc(alertDeliveries.nextTryAt), asc(alertDeliveries.deliveryId))
    .limit(1)
    .for('update', { of: alertDeliveries, skipLocked: true });
  return row ?? null;
}

export async function updateDelivery(
  executor: Executor,
  deliveryId: bigint,
  change: Partial<Pick<DeliveryRow, 'status' | 'attempts' | 'nextTryAt' | 'lastError' | 'sentAt'>>,
): Promise<void> {
  await executor.update(alertDeliveries).set(change).where(eq(alertDeliveries.deliveryId, deliveryId));
}

/** Gives up telling what happened at the instant or before it. */
export async function giveUpDeliveries(executor: Executor, until: Date, why: string): Promise<void> {
  await executor.execute(sql`
    update ${alertDeliveries} told set status = 'given_up', last_error = coalesce(told.last_error, ${why})
    from ${alerts} alert
    where alert.alert_id = told.alert_id and told.status = 'waiting'
      and (case told.event when 'opened' then alert.opened_at else alert.resolved_at end) <= ${until}`);
}

/** How many alerts are open, by kind; and how many deliveries wait to be sent. */
export async function countAlerts(
  executor: Executor,
): Promise<{ open: Map<AlertKind, number>; waiting: number }> {
  const rows = await executor
    .select({ kind: alerts.kind, count: sql<number>`count(*)`.mapWith(Number) })
    .from(alerts)
    .where(isNull(alerts.resolvedAt))
    .groupBy(alerts.kind);
  const [deliveries] = await executor
    .select({ count: sql<number>`count(*)`.mapWith(Number) })
    .from(alertDeliveries)
    .where(eq(alertDeliveries.status, 'waiting'));
  return { open: new Map(rows.map(({ kind, count }) => [kind, count])), waiting: deliveries?.count ?? 0 };
}
