import { alertMail, alertText, runsAddress } from '../components/alert-message';
import type { Database } from '../db/client';
import type { AlertChannel } from '../engine/alerts';
import { mailTransport } from '../server/mail-transport';
import type { Settings } from '../server/settings';
import { postWebhook } from '../server/webhook';
import type { RecurringTask } from '../server/worker';
import { type SendAlert, sendAlerts } from '../services/alerts/send-alerts';
import { watchRuns } from '../services/alerts/watch-runs';
import { operator } from '../services/operator';
import { runDueDays } from '../services/runs/run-due-days';
import { SCHEDULER } from '../services/runs/starter';

const EVERY_MINUTE = '* * * * *';

type RunSettings = Pick<Settings, 'scheduler' | 'runAt' | 'alerts' | 'mail' | 'origin'>;

function toWebhook(webhook: { url: string; key: Buffer | null }, origin: string | null): SendAlert {
  return async (message) => {
    const { id, event, alert, openedAt, resolvedAt } = message;
    await postWebhook(webhook, {
      ...{ id, now: new Date() },
      body: {
        type: `alert.${event}`,
        timestamp: (resolvedAt !== null && event === 'resolved' ? resolvedAt : openedAt).toISOString(),
        data: {
          ...alert,
          ...alertText(message),
          opened_at: openedAt.toISOString(),
          resolved_at: event === 'resolved' ? (resolvedAt?.toISOString() ?? null) : null,
          link: runsAddress(origin),
        },
      },
    });
  };
}

function byEmail(mail: { url: string; from: string }, to: string[], origin: string | null): SendAlert {
  const { domain, send } = mailTransport(mail);
  return async (message) => {
    const words = alertMail(message, origin);
    await send({ ...words, to, messageId: `<sluice-${message.id}@${domain}>` });
  };
}

/** How alerts leave, by the channels that are set up. */
function sendersOf({ alerts, mail, origin }: RunSettings): Partial<Record<AlertChannel, SendAlert>> {
  const portal = origin?.origin ?? null;
  const senders: Partial<Record<AlertChannel, SendAlert>> = {};
  if (alerts.webhook !== null) senders.webhook = toWebhook(alerts.webhook, portal);
  if (alerts.emails !== null && mail !== null) senders.email = byEmail(mail, alerts.emails, portal);
  return senders;
}

/** Running the days that are due, where this server does so, and telling operators of what is wrong with the runs. */
export function runTasks(database: Database, settings: RunSettings): RecurringTask[] {
  const { scheduler, runAt, alerts } = settings;
  const { lateMinutes, quietDays } = alerts;
  const senders = sendersOf(settings);
  const channels = Object.keys(senders) as AlertChannel[];
  const tasks: RecurringTask[] = [
    {
      name: 'watch_runs',
      when: EVERY_MINUTE,
      run: async () => {
        const ask = { runAt, lateMinutes, quietDays, channels, now: new Date() };
        await watchRuns(database, operator(), ask);
      },
    },
    {
      name: 'send_alerts',
      when: EVERY_MINUTE,
      run: async (isStopping) => void (await sendAlerts(database, operator(), senders, { isStopping })),
    },
  ];
  if (!scheduler) return tasks;
  tasks.unshift({
    name: 'run_due_days',
    when: EVERY_MINUTE,
    run: async (isStopping) => void (await runDueDays(database, SCHEDULER, { runAt, isStopping })),
  });
  return tasks;
}
