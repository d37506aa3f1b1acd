import type { Gauge } from 'prom-client';
import { getWaiting } from '@/services/get-waiting';
import { log } from '@/services/log';
import { countError, gauge, metricsRegistry } from '@/services/measure';
import { portalDatabase } from '@/services/portal';
import { getRunFigures, type RunFigures } from '@/services/runs/get-run-figures';
import { portalSchedule } from '@/services/runs/schedule';
import { getWebhookFigures, type WebhookFigures } from '@/services/webhooks/get-webhook-figures';

/**
 * What Prometheus is told: what this process has counted and how it is, and what the database says of the runs, the
 * webhooks and what waits, which every server tells alike.
 */

/** Several scrapers at once, or one in a hurry, cost the database one look. */
const KEPT_MS = 5000;
const MS_PER_SECOND = 1000;

interface Figures {
  runs: RunFigures;
  webhooks: WebhookFigures;
  waiting: Awaited<ReturnType<typeof getWaiting>>;
}

interface Metrics {
  write(figures: Figures | null): void;
  kept: { text: Promise<string>; at: number } | null;
}

const RUN_COUNTS = {
  merchants_visited: ['visited', 'Stores that the latest finished run visited'],
  assessments: ['assessments', 'Assessments that the latest finished run made'],
  enrolment_changes: ['enrolmentChanges', 'Changes of enrolment or tier that the latest finished run made'],
  releases: ['releases', 'Orders that the latest finished run released'],
  holds_given_back: ['holdsGivenBack', 'Holds that the latest finished run gave back'],
} as const;

const WEBHOOK_FIGURES = {
  webhook_endpoints: ['endpointsOn', 'Endpoints that are on'],
  webhook_endpoints_failing: ['endpointsFailing', 'Those that have not taken five messages in a row'],
  webhook_outbox_waiting: ['outboxWaiting', 'Changes of books that are not made into messages yet'],
  webhook_waiting: ['messagesWaiting', 'Messages that are not delivered yet'],
  webhook_dead: ['messagesDead', 'Messages that were given up, and not sent again since'],
  webhook_lag_seconds: ['lagSeconds', 'How long the oldest of what waits to be told has waited'],
} as const;

const WAITING = {
  facts_parked: ['factsParked', 'Facts that wait for what they name'],
  facts_parked_oldest_seconds: ['parkedSeconds', 'How long the oldest of them has waited'],
  imports_under_way: ['importsUnderWay', 'Files that are being checked or recorded'],
} as const;

function makeGauges<Field extends string>(
  figures: Record<string, readonly [Field, string]>,
  prefix = '',
): [Gauge, Field][] {
  return Object.entries(figures).map(([name, [field, help]]) => [gauge(`${prefix}${name}`, help), field]);
}

function makeMetrics(): Metrics {
  const isThere = gauge('database_up', 'Whether the database answered');
  const lastDone = gauge('run_last_done_timestamp_seconds', 'When the latest finished run ended');
  const behind = gauge('run_days_behind', 'Days that are due and have no finished run');
  const lag = gauge('run_lag_seconds', 'For how long the earliest of them has been due');
  const failed = gauge('run_failed', 'Whether an error stopped the latest run, and nobody has finished it');
  const underWay = gauge('run_unfinished', 'Whether a run is begun and not finished');
  const visited = gauge('run_unfinished_merchants_visited', 'Stores that it has visited');
  const toVisit = gauge('run_unfinished_merchants_to_visit', 'Stores that it visits in all');
  const duration = gauge('run_last_duration_seconds', 'How long the latest finished run took');
  const skipped = gauge('run_last_skipped', 'Orders and holds that were due and that it left', ['reason']);
  const open = gauge('alerts_open', 'Alerts that are not over', ['kind']);
  const undelivered = gauge('alert_deliveries_waiting', 'Tellings of alerts that nobody has taken yet');
  const counts = makeGauges(RUN_COUNTS, 'run_last_');
  const webhooks = makeGauges(WEBHOOK_FIGURES);
  const waiting = makeGauges(WAITING);

  function forget(): void {
    for (const each of [lastDone, behind, lag, failed, underWay, visited, toVisit, duration, undelivered])
      each.remove();
    for (const each of [skipped, open]) each.reset();
    for (const [each] of [...counts, ...webhooks, ...waiting]) each.remove();
  }

  function writeRuns(runs: RunFigures): void {
    behind.set(runs.daysBehind);
    lag.set(runs.lagSeconds);
    failed.set(runs.isFailed ? 1 : 0);
    underWay.set(runs.unfinished === null ? 0 : 1);
    visited.set(runs.unfinished?.visited ?? 0);
    toVisit.set(runs.unfinished?.toVisit ?? 0);
    undelivered.set(runs.deliveriesWaiting);
    for (const [kind, count] of Object.entries(runs.alertsOpen)) open.set({ kind }, count);
    const { lastDone: done } = runs;
    if (done === null) return;
    lastDone.set(done.finishedAt.getTime() / MS_PER_SECOND);
    duration.set(done.durationMs / MS_PER_SECOND);
    for (const [reason, count] of Object.entries(done.skipped)) skipped.set({ reason }, count);
    for (const [each, field] of counts) each.set(done[field]);
  }

  return {
    kept: null,
    write(figures) {
      isThere.set(figures === null ? 0 : 1);
      // What is not known is left out: an old figure would pass for a new one.
      forget();
      if (figures === null) return;
      writeRuns(figures.runs);
      for (const [each, field] of webhooks) each.set(figures.webhooks[field]);
      for (const [each, field] of waiting) each.set(figures.waiting[field]);
    },
  };
}

/** One for the server's process, however often its code is loaded. */
const shared = globalThis as typeof globalThis & { sluiceMetrics?: Metrics };

async function readFigures(now: Date): Promise<Figures | null> {
  const { runAt } = portalSchedule();
  try {
    const database = portalDatabase();
    return {
      runs: await getRunFigures(database, { runAt, now }),
      webhooks: await getWebhookFigures(database, now),
      waiting: await getWaiting(database, now),
    };
  } catch (error) {
    countError('database');
    log().warn({ error }, 'the metrics could not be read from the database');
    return null;
  }
}

async function read(metrics: Metrics, now: Date): Promise<string> {
  metrics.write(await readFigures(now));
  return metricsRegistry().metrics();
}

/** The metrics as text, and the type of that text. */
export async function metricsText(now: Date): Promise<{ text: string; type: string }> {
  shared.sluiceMetrics ??= makeMetrics();
  const metrics = shared.sluiceMetrics;
  const { kept } = metrics;
  if (kept === null || now.getTime() - kept.at >= KEPT_MS)
    metrics.kept = { text: read(metrics, now), at: now.getTime() };
  return { text: (await metrics.kept?.text) ?? '', type: metricsRegistry().contentType };
}
