/** Backtests: a period played again under another policy, beside what happened. Plain data for tables and pages. */

/** What becomes of a backtest that was asked for. `stopped`: by a person, before its end. */
export const BACKTEST_STATUSES = ['waiting', 'running', 'done', 'failed', 'stopped'] as const;
export type BacktestStatus = (typeof BACKTEST_STATUSES)[number];

/** The task of the worker that plays what is asked for. */
export const BACKTEST_TASK = 'run_backtests';

/** How the merchants of a backtest can be ordered: by what each would have gained, or owed, or lost. */
export const BACKTEST_SORTS = ['winners', 'losers', 'owing', 'losses'] as const;
export type BacktestSort = (typeof BACKTEST_SORTS)[number];

/** `moved`: those for whom anything is another. */
export const BACKTEST_CHOICES = ['moved', 'newly_enrolled', 'no_longer', 'all'] as const;
export type BacktestChoice = (typeof BACKTEST_CHOICES)[number];

/** What is compared, of the period or at its end; in whole minor units, or counted. */
export const BACKTEST_FIGURES = {
  early_orders: 'count',
  early_minor: 'minor',
  other_orders: 'count',
  other_minor: 'minor',
  advanced_peak_minor: 'minor',
  advanced_end_minor: 'minor',
  deposit_peak_minor: 'minor',
  deposit_end_minor: 'minor',
  frozen_minor: 'minor',
  deducted_minor: 'minor',
  short_count: 'count',
  short_minor: 'minor',
  owed_end_minor: 'minor',
  lost_minor: 'minor',
} as const satisfies Record<string, 'count' | 'minor'>;
export type BacktestFigure = keyof typeof BACKTEST_FIGURES;
export const BACKTEST_FIGURE_NAMES = Object.keys(BACKTEST_FIGURES) as BacktestFigure[];

/** One side of the comparison: whole numbers as decimal texts. */
export type BacktestSide = Record<BacktestFigure, string>;

/** Orders that would have been paid out on another day, with what was paid out for them. */
export interface ShiftedOrders {
  orders: number;
  minor: string;
  /** Minor units times days. */
  minor_days: string;
  /** The day in the middle, order by order; null where there is no order. */
  median_days: number | null;
}

/** Withdrawals that the money would have come too late for. */
export interface LateWithdrawals {
  count: number;
  minor: string;
  minor_days: string;
  /** Of them, those still waiting at the end of the period. */
  waiting: number;
  waiting_minor: string;
}

/** What came out for one merchant in one currency, or for all of a currency. */
export interface BacktestComparison {
  happened: BacktestSide;
  draft: BacktestSide;
  sooner: ShiftedOrders;
  later: ShiftedOrders;
  withdrawals: LateWithdrawals;
}

/** A merchant's part in early release, on one side. */
export interface BacktestPart {
  /** On any day of the period. */
  ever: boolean;
  /** At its end: the tier, or null where it takes no part. */
  tier: string | null;
}

export type BacktestMerchantFigures = BacktestComparison & {
  part: { happened: BacktestPart; draft: BacktestPart };
};

/** Which merchants only one of the two sides had enrolled; the ids are the first of them. */
export interface EnrolledOnly {
  count: number;
  merchants: string[];
}

/** What came out in all. */
export interface BacktestResult {
  facts: number;
  runs: number;
  merchants: number;
  /** Whether nothing at all would have been another. */
  is_same: boolean;
  currencies: Record<string, BacktestComparison>;
  enrolled: {
    happened: { ever: number; end: number };
    draft: { ever: number; end: number };
    only_draft: EnrolledOnly;
    only_happened: EnrolledOnly;
  };
  /** Facts that the draft's books refuse, withdrawals that came late left out. */
  refused: { count: number; listed: { fact: string; merchant: string; type: string; code: string }[] };
}

/** Nothing moved. */
export function noShift(): ShiftedOrders {
  return { orders: 0, minor: '0', minor_days: '0', median_days: null };
}

/** None came late. */
export function noLateWithdrawals(): LateWithdrawals {
  return { count: 0, minor: '0', minor_days: '0', waiting: 0, waiting_minor: '0' };
}

export function noFigures(): BacktestSide {
  return Object.fromEntries(BACKTEST_FIGURE_NAMES.map((name) => [name, '0'])) as BacktestSide;
}

/** How many days an amount was moved on average, in tenths of a day, rounded half up: by money, not by orders. */
export function averageTenths({ minor, minor_days }: Pick<ShiftedOrders, 'minor' | 'minor_days'>): number {
  const [amount, times] = [BigInt(minor), BigInt(minor_days)];
  return amount <= 0n ? 0 : Number((20n * times + amount) / (2n * amount));
}
