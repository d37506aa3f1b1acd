import type { Database } from '../../db/client';
import { readBacktest, stopBacktestRow } from '../../db/queries/backtests';
import type { Actor } from '../../engine/actor';
import type { Submitted } from '../access/change-access';
import { recordAudit } from '../audit/record-audit';
import { authorizePerson } from '../authorize';
import { changeOnce, type PolicyRefusal, refuse } from './change-once';

export type StopBacktestRefusal = 'bad_form' | 'unknown_backtest' | 'ended_already';
export type StopBacktestAnswer =
  | { status: 'done' }
  | { status: 'repeated' }
  | PolicyRefusal<StopBacktestRefusal>;

/** Stops a backtest that waits or is being played, for good. Whoever plays it sees it within a second or two. */
export async function stopBacktest(
  database: Database,
  actor: Actor,
  ask: Submitted & { backtestId: string },
  now: Date = new Date(),
): Promise<StopBacktestAnswer> {
  const person = authorizePerson(actor, 'policy.backtest');
  const { submissionId, backtestId } = ask;
  const form = { action: 'backtest.stopped', permission: 'policy.backtest', submissionId } as const;
  return changeOnce<StopBacktestAnswer>(database, person, form, async (executor) => {
    const found = await readBacktest(executor, backtestId);
    if (found === null) return refuse('unknown_backtest');
    if (!(await stopBacktestRow(executor, backtestId, now))) return refuse('ended_already');
    const before = { status: found.backtest.status };
    await recordAudit(executor, person, { action: 'backtest.stopped', subject: backtestId, before }, now);
    return { status: 'done' };
  });
}
