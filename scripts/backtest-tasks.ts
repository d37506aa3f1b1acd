import type { Database } from '../db/client';
import { BACKTEST_TASK } from '../engine/backtests';
import type { RecurringTask } from '../server/worker';
import { operator } from '../services/operator';
import { runBacktests } from '../services/policy/run-backtests';

/** Playing the backtests that people have asked for. */
export function backtestTasks(database: Database): RecurringTask[] {
  return [
    {
      name: BACKTEST_TASK,
      when: '* * * * *',
      run: async (isStopping) => void (await runBacktests(database, operator(), { isStopping })),
    },
  ];
}
