import type { BacktestResult } from '@/engine/backtests';
import { BACKTEST_CHOICES, BACKTEST_SORTS, type BacktestChoice, type BacktestSort } from '@/engine/backtests';

/** What the address of a backtest asks for. */
export interface BacktestAsk {
  currency: string | null;
  choice: BacktestChoice;
  sort: BacktestSort;
  page: number;
}

export const MERCHANTS_PER_PAGE = 50;
const MOST_PAGES = 10_000;

type Params = Record<string, string | string[] | undefined>;

function oneOf<Name extends string>(names: readonly Name[], text: unknown): Name {
  return names.find((name) => name === text) ?? (names[0] as Name);
}

/** The currency that most orders were in. */
function busiest(result: BacktestResult): string | null {
  const ordersOf = ({ happened }: BacktestResult['currencies'][string]) =>
    Number(happened.early_orders) + Number(happened.other_orders);
  const [first] = Object.entries(result.currencies).toSorted(
    ([one, a], [other, b]) => ordersOf(b) - ordersOf(a) || (one < other ? -1 : 1),
  );
  return first?.[0] ?? null;
}

export function readAsk(params: Params, result: BacktestResult): BacktestAsk {
  const { currency, page } = params;
  const isKnown = typeof currency === 'string' && Object.hasOwn(result.currencies, currency);
  const asked = Number(page);
  return {
    currency: isKnown ? currency : busiest(result),
    choice: oneOf(BACKTEST_CHOICES, params.choice),
    sort: oneOf(BACKTEST_SORTS, params.sort),
    page: Number.isInteger(asked) && asked > 0 && asked < MOST_PAGES ? asked : 0,
  };
}

/** The address that asks for this, from the backtest's own on. */
export function addressOf(backtestId: string, ask: BacktestAsk, part: '' | '/export' = ''): string {
  const params = new URLSearchParams();
  if (ask.currency !== null) params.set('currency', ask.currency);
  if (ask.choice !== BACKTEST_CHOICES[0]) params.set('choice', ask.choice);
  if (ask.sort !== BACKTEST_SORTS[0]) params.set('sort', ask.sort);
  if (ask.page > 0) params.set('page', String(ask.page));
  return `/admin/policy/backtests/${backtestId}${part}?${params}`;
}
