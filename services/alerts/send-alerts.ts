import type { Database } from '../../db/client';
import { giveUpDeliveries, takeDueDelivery, updateDelivery } from '../../db/queries/alerts';
import { readMarketplace } from '../../db/queries/marketplace';
import type { Actor } from '../../engine/actor';
import type { AlertOf } from '../../engine/alert-details';
import type { AlertChannel } from '../../engine/alerts';
import { authorize } from '../authorize';
import { log } from '../log';

/** An alert, or its end, as it is handed to a channel. */
export interface AlertMessage {
  /** Stays the same however often it is tried. */
  id: string;
  event: 'opened' | 'resolved';
  alert: AlertOf;
  openedAt: Date;
  resolvedAt: Date | null;
  /** The policy's. */
  timezone: string;
}

/** Resolves once the other side has taken the message; rejects where it did not. */
export type SendAlert = (message: AlertMessage) => Promise<void>;

const MINUTE_MS = 60_000;
const LONGEST_PAUSE_MS = 2 * 60 * MINUTE_MS;
const GIVE_UP_MS = 24 * 60 * MINUTE_MS;
/** So many in a row, and the channel is left alone for now. */
const FAILURES_AT_ONCE = 3;

/** One minute, two, four and so on, up to two hours. */
function pauseAfter(attempts: number): number {
  return Math.min(LONGEST_PAUSE_MS, MINUTE_MS * 2 ** Math.min(attempts - 1, 20));
}

function wordsOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll('\0', '').slice(0, 1000);
}

/**
 * Sends what is due on each channel, each by one process, and each until the other side took it: after a refusal again,
 * later and later, for a day. A channel that refuses holds no other up.
 *
 * @param senders by channel; what waits for a channel that there is no more is given up after that day
 * @returns how many were sent
 */
export async function sendAlerts(
  database: Database,
  actor: Actor,
  senders: Partial<Record<AlertChannel, SendAlert>>,
  options: { now?: () => Date; isStopping?: () => boolean } = {},
): Promise<number> {
  authorize(actor, 'runs.watch');
  const { now = () => new Date(), isStopping = () => false } = options;
  await giveUpDeliveries(
    database.drizzle,
    new Date(now().getTime() - GIVE_UP_MS),
    'was not sent within a day',
  );
  const sendAll = async (channel: AlertChannel, send: SendAlert) => {
    let sent = 0;
    for (let failures = 0; failures < FAILURES_AT_ONCE && !isStopping(); ) {
      const outcome = await sendNext(database, channel, send, now());
      if (outcome === 'none') break;
      failures = outcome === 'refused' ? failures + 1 : 0;
      if (outcome === 'sent') sent += 1;
    }
    return sent;
  };
  const channels = Object.entries(senders) as [AlertChannel, SendAlert][];
  const sent = await Promise.all(channels.map(([channel, send]) => sendAll(channel, send)));
  return sent.reduce((sum, each) => sum + each, 0);
}

/**
 * Not `inTransaction`: what was sent must not be sent again because its row could not be written. A server that dies
 * between the two sends it twice, under the same id.
 */
async function sendNext(
  database: Database,
  channel: AlertChannel,
  send: SendAlert,
  now: Date,
): Promise<'none' | 'sent' | 'refused'> {
  return database.drizzle.transaction(async (executor) => {
    const due = await takeDueDelivery(executor, channel, now);
    if (due === null) return 'none';
    const { delivery, alert } = due;
    const { timezone } = (await readMarketplace(executor)).policy;
    const attempts = delivery.attempts + 1;
    try {
      await send({
        id: `alert_${alert.alertId}_${delivery.event}`,
        event: delivery.event as AlertMessage['event'],
        alert: { kind: alert.kind, subject: alert.subject, details: alert.details } as unknown as AlertOf,
        openedAt: alert.openedAt,
        resolvedAt: alert.resolvedAt,
        timezone,
      });
    } catch (error) {
      log().warn({ error, channel, alert: alert.kind, attempts }, 'an alert was not taken');
      const nextTryAt = new Date(now.getTime() + pauseAfter(attempts));
      await updateDelivery(executor, delivery.deliveryId, { attempts, nextTryAt, lastError: wordsOf(error) });
      return 'refused';
    }
    await updateDelivery(executor, delivery.deliveryId, {
      ...{ status: 'sent', attempts, lastError: null, sentAt: now },
    });
    return 'sent';
  });
}
