import { EventEmitter, once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger, parseCronItems, type Runner, run } from 'graphile-worker';
import pg from 'pg';
import type { Log } from '../services/log';
import { countError, observeTask, secondsSince } from '../services/measure';

/** What is done again and again beside the portal, by one of the servers that share a database at a time. */

export interface RecurringTask {
  name: string;
  /** When, as a line of a crontab says it, in UTC. */
  when: string;
  /** Does it; soon after `isStopping`, it ends. */
  run(isStopping: () => boolean): Promise<void>;
}

export interface Worker {
  /** Resolves once nothing is being done any more. */
  stop(): Promise<void>;
}

const PATIENCE_MS = 30_000;
const GRACE_MS = 2000;

/** What the library says of each job is no news; what went wrong is. */
function loggerOf(log: Log): Logger {
  return new Logger(() => (level, message, meta) => {
    // A stack stands below the first line, and in the error.
    const [line = ''] = message.split('\n');
    if (level === 'error') log.error({ error: meta?.error }, line);
    else if (level === 'warning') log.warn(line);
    else log.debug(line);
  });
}

async function turn({ name, run: act }: RecurringTask, isStopping: () => boolean): Promise<void> {
  const began = performance.now();
  try {
    await act(isStopping);
    observeTask(name, 'done', secondsSince(began));
  } catch (error) {
    observeTask(name, 'failed', secondsSince(began));
    countError('worker');
    throw error;
  }
}

/** Connections of the owner's. The library writes the ids of its jobs as JSON, which knows no bigint. */
function openPool(ownerUrl: string, max: number, log: Log): pg.Pool {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, (text) => text);
  const pool = new pg.Pool({ connectionString: ownerUrl, max, types, application_name: 'sluice worker' });
  const broke = (error: Error) => log.warn({ error }, 'a connection of the worker broke');
  pool.on('error', broke);
  pool.on('connect', (client) => client.on('error', broke));
  return pool;
}

/**
 * Begins to do the tasks, each once now and then when it is due. Its jobs lie in the database, in a schema of the
 * library's own that the owner makes; where the database goes away, it is tried again until it is back.
 */
export function startWorker({
  ownerUrl,
  tasks,
  channel,
  log,
}: {
  ownerUrl: string;
  tasks: readonly RecurringTask[];
  /** The channel of the database on which a task is named that has something to do at once. */
  channel: string;
  log: Log;
}): Worker {
  const stopping = new AbortController();
  const isStopping = () => stopping.signal.aborted;
  let runner: Runner | undefined;
  /** Settles once the runner runs: stopped before, the library would keep a connection that it is about to listen on. */
  let begun: Promise<unknown> = Promise.resolve();

  async function work(pgPool: pg.Pool): Promise<void> {
    const events = new EventEmitter();
    begun = once(events, 'pool:listen:success').catch(() => {});
    runner = await run({
      pgPool,
      events,
      concurrency: tasks.length,
      pollInterval: 5000,
      // The server stops it.
      noHandleSignals: true,
      logger: loggerOf(log),
      taskList: Object.fromEntries(
        tasks.map((task) => [task.name, async () => void (isStopping() || (await turn(task, isStopping)))]),
      ),
      parsedCronItems: parseCronItems(
        tasks.map(({ name, when }) => ({
          task: name,
          match: when,
          options: { maxAttempts: 1, backfillPeriod: 0, jobKey: name },
        })),
      ),
    });
    const { promise, addJob } = runner;
    promise.catch(() => {});
    const begin = (name: string) => addJob(name, {}, { maxAttempts: 1, jobKey: name });
    for (const { name } of tasks) await begin(name);
    const ears = await pgPool.connect();
    try {
      ears.on('notification', ({ payload }) => {
        const named = tasks.find(({ name }) => name === payload);
        if (named) begin(named.name).catch((error) => log.warn({ error }, 'a task was not woken'));
      });
      await ears.query(`listen ${ears.escapeIdentifier(channel)}`);
      await promise;
    } finally {
      ears.release(true);
    }
  }

  async function workOn(): Promise<void> {
    while (!isStopping()) {
      // One for each task, one to look for jobs, one to hear of them, one to hear what has something to do.
      const pool = openPool(ownerUrl, tasks.length + 3, log);
      try {
        await work(pool);
      } catch (error) {
        countError('worker');
        log.error({ error }, 'the worker stopped');
      } finally {
        await Promise.race([pool.end(), pause(GRACE_MS, null, { ref: false })]);
      }
      await pause(PATIENCE_MS, null, { signal: stopping.signal, ref: false }).catch(() => {});
    }
  }

  const ended = workOn();
  return {
    async stop() {
      stopping.abort();
      await Promise.race([begun, pause(GRACE_MS, null, { ref: false })]);
      await runner?.stop().catch(() => {});
      await ended;
    },
  };
}
