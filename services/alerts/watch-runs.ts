import type { Database } from '../../db/client';
import {
  type AlertRow,
  insertAlert,
  insertDeliveries,
  lockAlerts,
  readOpenAlerts,
  resolveAlert,
} from '../../db/queries/alerts';
import { wakeTask } from '../../db/queries/tasks';
import type { Actor } from '../../engine/actor';
import type { AlertOf } from '../../engine/alert-details';
import type { AlertChannel } from '../../engine/alerts';
import { authorize } from '../authorize';
import { log } from '../log';
import { inTransaction } from '../transaction';
import { findTroubles, type WatchAsk } from './find-troubles';

/** Telling operators, once, of what is wrong with the daily runs, and when it is over. */

/** An alert goes on while its trouble does: days that are late one after the other are one; a failed run is its own. */
function goesOn(alert: AlertRow, trouble: AlertOf): boolean {
  return alert.kind === trouble.kind && (alert.kind !== 'run_failed' || alert.subject === trouble.subject);
}

const SAID = {
  run_late: 'the daily run is late',
  run_failed: 'the daily run was stopped by an error',
  nothing_to_do: 'the daily runs have found nothing to do for long',
} as const satisfies Record<AlertOf['kind'], string>;

export interface Watched {
  opened: AlertOf['kind'][];
  resolved: AlertOf['kind'][];
}

/**
 * Looks at the daily runs as they are at an instant: opens an alert for what is wrong and was not, ends those that are
 * over, each with a line in the log and a delivery for each channel. Several processes may do so at once.
 *
 * @param ask.channels where alerts are sent besides
 */
export async function watchRuns(
  database: Database,
  actor: Actor,
  ask: WatchAsk & { channels: readonly AlertChannel[]; now: Date },
): Promise<Watched> {
  authorize(actor, 'runs.watch');
  const { channels, now } = ask;
  const { opened, over } = await inTransaction(database, async (executor) => {
    await lockAlerts(executor);
    const troubles = await findTroubles(executor, ask, now);
    const open = await readOpenAlerts(executor);
    const over = open.filter((alert) => !troubles.some((trouble) => goesOn(alert, trouble)));
    const opened = troubles.filter((trouble) => !open.some((alert) => goesOn(alert, trouble)));
    for (const { alertId } of over) {
      await resolveAlert(executor, alertId, now);
      await insertDeliveries(executor, alertId, 'resolved', channels, now);
    }
    for (const trouble of opened) {
      const alertId = await insertAlert(executor, { ...trouble, openedAt: now });
      await insertDeliveries(executor, alertId, 'opened', channels, now);
    }
    if (channels.length > 0 && opened.length + over.length > 0) await wakeTask(executor, 'send_alerts');
    return { opened, over };
  });
  for (const { kind, subject, details } of opened)
    log().error({ alert: kind, subject, ...details }, SAID[kind]);
  for (const { kind, subject } of over) log().info({ alert: kind, subject }, `over: ${SAID[kind]}`);
  return { opened: opened.map(({ kind }) => kind), resolved: over.map(({ kind }) => kind) };
}
