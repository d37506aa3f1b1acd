import { SpanKind } from '@opentelemetry/api';
import type pg from 'pg';
import { gauge, observePoolWait, secondsSince } from './measure';
import { isTracing, traced } from './trace';

/** How a pool of connections does, and what is asked through it as parts of a trace. */

/** The statement is cut there: some have a line for each column of each table. */
const MOST_STATEMENT_CHARACTERS = 2000;

/** The pools of this process by name, however often its code is loaded. */
const shared = globalThis as typeof globalThis & { sluicePools?: Map<string, pg.Pool> };

type Ask = (...words: unknown[]) => unknown;
type Callback = (error: unknown, result: unknown) => void;

function textOf(asked: unknown): string | null {
  if (typeof asked === 'string') return asked;
  if (typeof asked !== 'object' || asked === null || 'submit' in asked || !('text' in asked)) return null;
  return typeof asked.text === 'string' ? asked.text : null;
}

function asPromise(ask: Ask, words: unknown[]): Promise<unknown> {
  const callback = words.at(-1);
  if (typeof callback !== 'function') return ask(...words) as Promise<unknown>;
  return new Promise((resolve, reject) => {
    ask(...words.slice(0, -1), (error: unknown, result: unknown) =>
      error ? reject(error) : resolve(result),
    );
  });
}

/** A statement's span has its text, which has places for values and no values. */
function watchStatements(client: pg.PoolClient): void {
  const ask = client.query.bind(client) as unknown as Ask;
  const watched: Ask = (...words) => {
    const text = isTracing() ? textOf(words[0]) : null;
    if (text === null) return ask(...words);
    const [operation = ''] = /^\s*(\w+)/.exec(text)?.slice(1) ?? [];
    const attributes = {
      'db.system.name': 'postgresql',
      'db.operation.name': operation.toUpperCase(),
      'db.query.text': text.slice(0, MOST_STATEMENT_CHARACTERS),
    };
    const done = traced(
      `postgresql ${operation.toLowerCase()}`,
      attributes,
      () => asPromise(ask, words),
      SpanKind.CLIENT,
    );
    const callback = words.at(-1);
    if (typeof callback !== 'function') return done;
    done.then(
      (result) => (callback as Callback)(null, result),
      (error) => (callback as Callback)(error, undefined),
    );
  };
  client.query = watched as unknown as typeof client.query;
}

function watchWaits(pool: pg.Pool, name: string): void {
  const connect = pool.connect.bind(pool) as unknown as Ask;
  const watched: Ask = (callback) => {
    const began = performance.now();
    const told = () => observePoolWait(name, secondsSince(began));
    if (typeof callback === 'function')
      return connect((...words: unknown[]) => {
        told();
        callback(...words);
      });
    return (connect() as Promise<unknown>).finally(told);
  };
  pool.connect = watched as unknown as typeof pool.connect;
}

/** Tells of the pool from now on, under a name; a later one of the same name takes its place. */
export function watchPool(pool: pg.Pool, name: string): void {
  shared.sluicePools ??= new Map();
  shared.sluicePools.set(name, pool);
  pool.on('connect', watchStatements);
  watchWaits(pool, name);
  const pools = shared.sluicePools;
  gauge(
    'db_pool_connections',
    'Connections to the database, by what they do',
    ['pool', 'state'],
    function () {
      for (const [poolName, each] of pools) {
        this.set({ pool: poolName, state: 'busy' }, each.totalCount - each.idleCount);
        this.set({ pool: poolName, state: 'idle' }, each.idleCount);
      }
    },
  );
  gauge('db_pool_connections_max', 'How many there may be at most', ['pool'], function () {
    for (const [poolName, each] of pools) this.set({ pool: poolName }, each.options.max);
  });
  gauge('db_pool_waiting', 'Who waits for a connection', ['pool'], function () {
    for (const [poolName, each] of pools) this.set({ pool: poolName }, each.waitingCount);
  });
}
