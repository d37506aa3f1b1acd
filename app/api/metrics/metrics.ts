import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { log } from '@/services/log';
import { portalDatabase } from '@/services/portal';
import { getRunFigures, type RunFigures } from '@/services/runs/get-run-figures';
import { portalSchedule } from '@/services/runs/schedule';

/** What Prometheus is told: the daily runs as the database has them, and how this process is. */

/** Several scrapers at once, or one in a hurry, cost the database one look. */
const KEPT_MS = 5000;
const MS_PER_SECOND = 1000;

interface Metrics {
  registry: Registry;
  write(figures: RunFigures | null): void;
  kept: { text: Promise<string>; at: number } | null;
}

const COUNTS = {
  merchants_visited: ['visited', 'Stores that the latest finished run visited'],
  assessments: ['assessments', 'Assessments that the latest finished run made'],
  enrolment_changes: ['enrolmentChanges', 'Changes of enrolment or tier that the latest finished run made'],
  releases: ['releases', 'Orders that the latest finished run released'],
  holds_given_back: ['holdsGivenBack', 'Holds that the latest finished run gave back'],
} as const;

function makeMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name: `sluice_${name}`, help, labelNames, registers: [registry] });
  const isThere = gauge('database_up', 'Whether the database answered');
  const lastDone = gauge('run_last_done_timestamp_seconds', 'When the latest finished run ended');
  const behind = gauge('run_days_behind', 'Days that are due and have no finished run');
  const failed = gauge('run_failed', 'Whether an error stopped the latest run, and nobody has finished it');
  const underWay = gauge('run_unfinished', 'Whether a run is begun and not finished');
  const visited = gauge('run_unfinished_merchants_visited', 'Stores that it has visited');
  const toVisit = gauge('run_unfinished_merchants_to_visit', 'Stores that it visits in all');
  const duration = gauge('run_last_duration_seconds', 'How long the latest finished run took');
  const skipped = gauge('run_last_skipped', 'Orders and holds that were due and that it left', ['reason']);
  const open = gauge('alerts_open', 'Alerts that are not over', ['kind']);
  const waiting = gauge('alert_deliveries_waiting', 'Tellings of alerts that nobody has taken yet');
  const counts = Object.entries(COUNTS).map(
    ([name, [field, help]]) => [gauge(`run_last_${name}`, help), field] as const,
  );
  return {
    registry,
    kept: null,
    write(figures) {
      isThere.set(figures === null ? 0 : 1);
      // What is not known is left out: an old figure would pass for a new one.
      for (const each of [lastDone, behind, failed, underWay, visited, toVisit, duration, waiting])
        each.remove();
      for (const each of [skipped, open]) each.reset();
      for (const [each] of counts) each.remove();
      if (figures === null) return;
      behind.set(figures.daysBehind);
      failed.set(figures.isFailed ? 1 : 0);
      underWay.set(figures.unfinished === null ? 0 : 1);
      visited.set(figures.unfinished?.visited ?? 0);
      toVisit.set(figures.unfinished?.toVisit ?? 0);
      waiting.set(figures.deliveriesWaiting);
      for (const [kind, count] of Object.entries(figures.alertsOpen)) open.set({ kind }, count);
      const { lastDone: done } = figures;
      if (done === null) return;
      lastDone.set(done.finishedAt.getTime() / MS_PER_SECOND);
      duration.set(done.durationMs / MS_PER_SECOND);
      for (const [reason, count] of Object.entries(done.skipped)) skipped.set({ reason }, count);
      for (const [each, field] of counts) each.set(done[field]);
    },
  };
}

/** One registry for the server's process, however often its code is loaded. */
const shared = globalThis as typeof globalThis & { sluiceMetrics?: Metrics };

async function read(metrics: Metrics, now: Date): Promise<string> {
  const { runAt } = portalSchedule();
  const figures = await getRunFigures(portalDatabase(), { runAt, now }).catch((error: unknown) => {
    log().warn({ error }, 'the metrics could not be read from the database');
    return null;
  });
  metrics.write(figures);
  return metrics.registry.metrics();
}

/** The metrics as text, and the type of that text. */
export async function metricsText(now: Date): Promise<{ text: string; type: string }> {
  shared.sluiceMetrics ??= makeMetrics();
  const metrics = shared.sluiceMetrics;
  const { kept } = metrics;
  if (kept === null || now.getTime() - kept.at >= KEPT_MS)
    metrics.kept = { text: read(metrics, now), at: now.getTime() };
  return { text: (await metrics.kept?.text) ?? '', type: metrics.registry.contentType };
}
