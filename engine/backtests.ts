/** What becomes of a backtest that was asked for. `stopped`: by a person, before its end. */
export const BACKTEST_STATUSES = ['waiting', 'running', 'done', 'failed', 'stopped'] as const;
export type BacktestStatus = (typeof BACKTEST_STATUSES)[number];
