import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../../db/client';
import { dropScratchSchemas } from '../../db/migrate';
import {
  type BacktestRow,
  claimBacktest,
  finishBacktest,
  insertBacktestMerchants,
  returnBacktest,
  touchBacktest,
} from '../../db/queries/backtests';
import type { Actor } from '../../engine/actor';
import { authorize } from '../authorize';
import { RunUnderWay } from '../replay/record';
import { inTransaction } from '../transaction';
import { type Played, playBacktest } from './play-backtest';

/** Playing what people have asked to be played, one at a time, on whichever server is free for it. */

const TOUCH_MS = 1000;
/** Not touched for so long, a backtest was left by a server that is gone. */
const LEFT_AFTER_MS = 30_000;

export interface BacktestOptions {
  /** Whether the server is about to end: what is being played is given back. */
  isStopping?: () => boolean;
  leftAfterMs?: number;
  touchMs?: number;
}

/** Why a backtest is not played on. */
class NotOurs extends Error {}
class Ending extends Error {}

/** The names of the schemas begin so, whichever server makes them: as one is played at a time, others are left over. */
const SCHEMAS = 'scratch_backtest';

/** Says again and again how far it is, and stops the playing where that is no longer asked for. */
async function follow(
  database: Database,
  held: BacktestRow,
  progress: { factsPlayed: number; factsToPlay: number },
  stop: AbortController,
  isOver: AbortSignal,
  { isStopping, touchMs = TOUCH_MS }: BacktestOptions,
): Promise<void> {
  while (!isOver.aborted && !stop.signal.aborted) {
    await pause(touchMs, undefined, { signal: isOver }).catch(() => {});
    if (isOver.aborted) return;
    if (isStopping?.()) stop.abort(new Ending());
    // Where the database is away for a moment, what is played there fails by itself.
    const isOurs = await touchBacktest(database.drizzle, held, progress).catch(() => true);
    if (!isOurs) stop.abort(new NotOurs());
  }
}

async function keep(database: Database, held: BacktestRow, { result, merchants }: Played): Promise<void> {
  await inTransaction(database, async (executor) => {
    if (await finishBacktest(executor, held, { result }))
      await insertBacktestMerchants(executor, held.backtestId, merchants);
  });
}

/** Plays one that is held; false where it has to wait. */
async function runOne(
  database: Database,
  actor: Actor,
  held: BacktestRow,
  options: BacktestOptions,
): Promise<boolean> {
  const stop = new AbortController();
  const over = new AbortController();
  const progress = { factsPlayed: 0, factsToPlay: 0 };
  const following = follow(database, held, progress, stop, over.signal, options);
  try {
    await dropScratchSchemas(database.ownerUrl, `${SCHEMAS}_`);
    const ask = { policy: held.policy, from: held.fromOn, to: held.toOn };
    const played = await playBacktest(database, actor, ask, {
      ...{ schemas: SCHEMAS, signal: stop.signal },
      onProgress: (factsPlayed, factsToPlay) => Object.assign(progress, { factsPlayed, factsToPlay }),
    });
    await touchBacktest(database.drizzle, held, progress);
    await keep(database, held, played);
    return true;
  } catch (error) {
    if (error instanceof NotOurs) return true;
    if (error instanceof Ending || error instanceof RunUnderWay) {
      // Where the server has let go of the database by now, another takes it over as left.
      await returnBacktest(database.drizzle, held).catch(() => {});
      return false;
    }
    const message = error instanceof Error ? error.message : String(error);
    await finishBacktest(database.drizzle, held, { error: message });
    return true;
  } finally {
    over.abort();
    await following;
  }
}

/**
 * Plays every backtest that waits, one after the other; while another server plays one, nothing. One that its server has
 * left is begun anew, one that waits for a run to be finished is left waiting.
 *
 * @returns how many were ended
 */
export async function runBacktests(
  database: Database,
  actor: Actor,
  options: BacktestOptions = {},
): Promise<number> {
  authorize(actor, 'policy.backtest');
  const { isStopping, leftAfterMs = LEFT_AFTER_MS } = options;
  for (let ended = 0; ; ended += 1) {
    if (isStopping?.()) return ended;
    const held = await inTransaction(database, (executor) => claimBacktest(executor, leftAfterMs));
    if (held === null || !(await runOne(database, actor, held, options))) return ended;
  }
}
