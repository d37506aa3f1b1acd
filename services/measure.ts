import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { ENTRY_KINDS, type EntryKind } from '../engine/accounts';
import { FACT_STATUSES, FAILURE_CODES, type FactStatus, type FailureCode } from '../engine/facts';
import type { LineCounts } from '../engine/imports';
import packageJson from '../package.json' with { type: 'json' };

/**
 * What this process counts and times, for Prometheus. Labels come from closed lists: no id, no name and no amount is
 * ever one of them. Money is never counted here. What a transaction did is counted after its commit.
 */

/** What can go wrong without a request or a person being told why; an operator finds it in the log. */
export const ERROR_PLACES = [
  'front_door',
  'page',
  'api',
  'worker',
  'run',
  'webhook',
  'import',
  'database',
  'process',
] as const;
export type ErrorPlace = (typeof ERROR_PLACES)[number];

/**
 * How a try at a webhook ended: `refused` was answered by something other than 2xx, `unanswered` not at all or too late,
 * `forbidden` would have gone to an address that nothing may be sent to.
 */
export const WEBHOOK_OUTCOMES = ['delivered', 'refused', 'unanswered', 'forbidden'] as const;
export type WebhookOutcome = (typeof WEBHOOK_OUTCOMES)[number];

export const IMPORT_PHASES = ['check', 'record'] as const;
export type ImportPhase = (typeof IMPORT_PHASES)[number];
export const IMPORT_ENDS = ['checked', 'recorded', 'stopped', 'failed'] as const;
export type ImportEnd = (typeof IMPORT_ENDS)[number];

/** From a statement to a run: what a request, a transaction, a delivery, a whole run may take. */
const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const WORK_SECONDS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const RUN_SECONDS = [0.1, 0.5, 1, 5, 15, 30, 60, 120, 300, 600, 1800, 3600];
const WAIT_SECONDS = [0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const FACTS = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500];
const REQUESTS = [1, 2, 3, 5, 10, 20, 50, 100, 200];

/** One registry for the server's process, however often its code is loaded. */
const shared = globalThis as typeof globalThis & { sluiceRegistry?: Registry };

function makeRegistry(): Registry {
  const made = new Registry();
  collectDefaultMetrics({ register: made });
  return made;
}

/** Everything that this process tells Prometheus. */
export function metricsRegistry(): Registry {
  shared.sluiceRegistry ??= makeRegistry();
  return shared.sluiceRegistry;
}

type Collect<Label extends string> = (this: Gauge<Label>) => void | Promise<void>;

function known<Metric>(name: string, make: () => Metric): Metric {
  return (metricsRegistry().getSingleMetric(name) as Metric | undefined) ?? make();
}

function counter<Label extends string = never>(
  named: string,
  help: string,
  labelNames: Label[] = [],
): Counter<Label> {
  const name = `sluice_${named}`;
  return known(name, () => new Counter({ name, help, labelNames, registers: [metricsRegistry()] }));
}

function histogram<Label extends string = never>(
  named: string,
  help: string,
  buckets: number[],
  labelNames: Label[] = [],
): Histogram<Label> {
  const name = `sluice_${named}`;
  return known(
    name,
    () => new Histogram({ name, help, buckets, labelNames, registers: [metricsRegistry()] }),
  );
}

/** A figure that is read when Prometheus asks. */
export function gauge<Label extends string = never>(
  named: string,
  help: string,
  labelNames: Label[] = [],
  collect?: Collect<Label>,
): Gauge<Label> {
  const name = `sluice_${named}`;
  return known(name, () => new Gauge({ name, help, labelNames, collect, registers: [metricsRegistry()] }));
}

/** A counter that exists before the first thing is counted: else its first step from nothing would be no increase. */
function atZero<Label extends string>(
  made: Counter<Label>,
  label: Label,
  values: readonly string[],
): Counter<Label> {
  for (const value of values) made.inc({ [label]: value } as Record<Label, string>, 0);
  return made;
}

const facts = atZero(
  counter('facts_total', 'Facts answered, by what was said of them', ['status']),
  'status',
  FACT_STATUSES,
);
const factsRejected = atZero(
  counter('facts_rejected_total', 'Facts rejected, by the code of the answer', ['code']),
  'code',
  FAILURE_CODES,
);
const entries = atZero(
  counter('entries_total', 'Entries recorded in the books', ['kind']),
  'kind',
  Object.keys(ENTRY_KINDS),
);
const requests = counter('http_requests_total', 'Requests answered', ['route', 'method', 'status']);
const requestSeconds = histogram(
  'http_request_duration_seconds',
  'From the request’s first byte to the answer’s last',
  REQUEST_SECONDS,
  ['route', 'method'],
);
const gatherFacts = histogram('gather_facts', 'Facts that were recorded in one transaction', FACTS);
const gatherRequests = histogram('gather_requests', 'Requests that shared one transaction', REQUESTS);
const gatherSeconds = histogram(
  'gather_duration_seconds',
  'How long such a transaction took',
  REQUEST_SECONDS,
);
const runSeconds = histogram('run_duration_seconds', 'Runs that this process finished', RUN_SECONDS);
const chunkSeconds = histogram(
  'run_chunk_duration_seconds',
  'One transaction of a run: some hundred stores',
  WORK_SECONDS,
);
const webhooks = atZero(
  counter('webhook_attempts_total', 'Tries at a webhook, by how they ended', ['outcome']),
  'outcome',
  WEBHOOK_OUTCOMES,
);
const webhookSeconds = histogram('webhook_attempt_duration_seconds', 'How long a try took', WORK_SECONDS);
const webhooksDead = counter('webhook_dead_total', 'Messages given up after three days');
const importLines = counter('import_lines_total', 'Lines of imported files, by what became of them', [
  'phase',
  'status',
]);
const importsEnded = atZero(
  counter('imports_total', 'Imports that came to an end of a phase', ['status']),
  'status',
  IMPORT_ENDS,
);
const importSeconds = histogram(
  'import_batch_duration_seconds',
  'One batch of an import’s lines',
  WORK_SECONDS,
  ['phase'],
);
const repeats = counter(
  'db_transactions_repeated_total',
  'Transactions done again because others worked on the same',
  ['sqlstate'],
);
const poolWait = histogram(
  'db_pool_wait_seconds',
  'How long it took to get a connection of the pool',
  WAIT_SECONDS,
  ['pool'],
);
const tasks = counter('worker_tasks_total', 'What the worker did, by how it ended', ['task', 'outcome']);
const taskSeconds = histogram('worker_task_duration_seconds', 'How long it took', RUN_SECONDS, ['task']);
const errors = atZero(
  counter('errors_total', 'Failures that are in the log as errors', ['where']),
  'where',
  ERROR_PLACES,
);

gauge('build_info', 'What runs: always 1', ['version', 'node']).set(
  { version: packageJson.version, node: process.version },
  1,
);

export function countFacts(status: FactStatus, count: number): void {
  if (count > 0) facts.inc({ status }, count);
}

export function countRejected(code: FailureCode, count: number): void {
  if (count > 0) factsRejected.inc({ code }, count);
}

export function countEntries(kind: EntryKind, count: number): void {
  if (count > 0) entries.inc({ kind }, count);
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** @param route a pattern of addresses, never an address: `/api/v1/orders/[order]` */
export function observeRequest(route: string, method: string, status: number, seconds: number): void {
  const labels = { route, method: METHODS.has(method) ? method : 'other' };
  requests.inc({ ...labels, status: String(status) });
  requestSeconds.observe(labels, seconds);
}

/** One transaction that recorded the facts of so many requests. */
export function observeGather(gathered: { facts: number; requests: number; seconds: number }): void {
  gatherFacts.observe(gathered.facts);
  gatherRequests.observe(gathered.requests);
  gatherSeconds.observe(gathered.seconds);
}

export function observeRun(seconds: number): void {
  runSeconds.observe(seconds);
}

export function observeRunChunk(seconds: number): void {
  chunkSeconds.observe(seconds);
}

/** One try at a delivery. */
export function observeWebhook(outcome: WebhookOutcome, seconds: number): void {
  webhooks.inc({ outcome });
  webhookSeconds.observe(seconds);
}

export function countDeadWebhooks(count = 1): void {
  webhooksDead.inc(count);
}

/** Lines of a batch that was checked or recorded. */
export function countImportLines(phase: ImportPhase, status: keyof LineCounts, count: number): void {
  if (count > 0) importLines.inc({ phase, status }, count);
}

export function observeImportBatch(phase: ImportPhase, seconds: number): void {
  importSeconds.observe({ phase }, seconds);
}

export function countImport(status: ImportEnd): void {
  importsEnded.inc({ status });
}

export function countRepeat(sqlstate: string): void {
  repeats.inc({ sqlstate });
}

export function observePoolWait(pool: string, seconds: number): void {
  poolWait.observe({ pool }, seconds);
}

/** One turn of a recurring task of the worker's. */
export function observeTask(task: string, outcome: 'done' | 'failed', seconds: number): void {
  tasks.inc({ task, outcome });
  taskSeconds.observe({ task }, seconds);
}

export function countError(where: ErrorPlace): void {
  errors.inc({ where });
}

/** Seconds since an instant of `performance.now()`. */
export function secondsSince(began: number): number {
  return (performance.now() - began) / 1000;
}
