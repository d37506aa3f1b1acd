import type { Database } from '../../db/client';
import { type AlertRow, readDeliveries, readOpenAlerts, readPastAlerts } from '../../db/queries/alerts';
import { readMarketplace } from '../../db/queries/marketplace';
import type { Actor } from '../../engine/actor';
import type { AlertOf } from '../../engine/alert-details';
import type { AlertChannel } from '../../engine/alerts';
import { authorize } from '../authorize';

/** What was sent of an alert. */
export interface DeliveryShown {
  channel: AlertChannel;
  event: 'opened' | 'resolved';
  status: 'waiting' | 'sent' | 'given_up';
  attempts: number;
  sentAt: Date | null;
  nextTryAt: Date;
  lastError: string | null;
}

export interface AlertShown {
  alertId: bigint;
  alert: AlertOf;
  openedAt: Date;
  resolvedAt: Date | null;
  deliveries: DeliveryShown[];
}

export interface AlertList {
  open: AlertShown[];
  /** Those that are over, newest first. */
  past: AlertShown[];
  /** Where older ones go on. */
  olderCursor: bigint | null;
  timezone: string;
}

const PAST_PER_PAGE = 5;

/**
 * The alerts that are open and a page of those that are over, each with what was sent where.
 *
 * @param ask.before an `olderCursor`
 */
export async function listAlerts(
  database: Database,
  actor: Actor,
  ask: { before?: bigint | null; limit?: number } = {},
): Promise<AlertList> {
  authorize(actor, 'runs.read');
  const limit = ask.limit ?? PAST_PER_PAGE;
  const open = await readOpenAlerts(database.drizzle);
  const past = await readPastAlerts(database.drizzle, ask.before ?? null, limit + 1);
  const page = past.slice(0, limit);
  const deliveries = await readDeliveries(
    database.drizzle,
    [...open, ...page].map(({ alertId }) => alertId),
  );
  const shown = ({ alertId, kind, subject, details, openedAt, resolvedAt }: AlertRow): AlertShown => ({
    ...{ alertId, openedAt, resolvedAt },
    alert: { kind, subject, details } as unknown as AlertOf,
    deliveries: deliveries.filter((each) => each.alertId === alertId) as DeliveryShown[],
  });
  return {
    open: open.map(shown),
    past: page.map(shown),
    olderCursor: past.length > limit ? (page.at(-1)?.alertId ?? null) : null,
    timezone: (await readMarketplace(database.drizzle)).policy.timezone,
  };
}
