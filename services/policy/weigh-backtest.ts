import { isDeepStrictEqual } from 'node:util';
import type { Executor } from '../../db/client';
import {
  type FigureRow,
  type PartRow,
  type Period,
  type ReceiptTerms,
  readFigures,
  readMinorDays,
  readParts,
  readShifts,
} from '../../db/queries/backtest-figures';
import type { BacktestMerchant } from '../../db/queries/backtests';
import {
  type BacktestComparison,
  type BacktestResult,
  type BacktestSide,
  type EnrolledOnly,
  type LateWithdrawals,
  noFigures,
  noLateWithdrawals,
  noShift,
} from '../../engine/backtests';
import type { Policy } from '../../engine/policy';

/** What became of two sets of books in a period, side by side: in all, and by merchant and currency. */

export interface Weighed {
  currencies: BacktestResult['currencies'];
  enrolled: BacktestResult['enrolled'];
  merchants: BacktestMerchant[];
  isSame: boolean;
}

interface Sides {
  executor: Executor;
  happened: { schema: string; policy: Policy };
  draft: { schema: string; policy: Policy };
  late: { merchantId: string; currency: string; late: LateWithdrawals }[];
}

const MOST_NAMED = 500;

/** The comparisons by merchant and currency, and under `null` by currency. */
class Comparisons {
  private readonly found = new Map<
    string,
    { merchantId: string | null; currency: string; comparison: BacktestComparison }
  >();

  of(merchantId: string | null, currency: string): BacktestComparison {
    const key = merchantId === null ? currency : `${currency} ${merchantId}`;
    const found = this.found.get(key) ?? {
      ...{ merchantId, currency },
      comparison: {
        ...{ happened: noFigures(), draft: noFigures(), sooner: noShift(), later: noShift() },
        withdrawals: noLateWithdrawals(),
      },
    };
    this.found.set(key, found);
    return found.comparison;
  }

  all() {
    return [...this.found.values()];
  }
}

function termsOf({ standard_release: terms }: Policy): ReceiptTerms {
  return { returnWindowDays: terms.return_window_days, autoConfirmDays: terms.auto_confirm_days };
}

function fill(comparisons: Comparisons, rows: FigureRow[], side: 'happened' | 'draft'): void {
  for (const { merchantId, currency, figures } of rows)
    Object.assign(comparisons.of(merchantId, currency)[side], figures);
}

async function fillShifts(comparisons: Comparisons, sides: Sides, period: Period): Promise<void> {
  const { executor, happened, draft } = sides;
  for (const row of await readShifts(executor, happened.schema, draft.schema, period)) {
    const comparison = comparisons.of(row.merchantId, row.currency);
    comparison.sooner = {
      ...{ orders: row.soonerOrders, minor: row.soonerMinor, minor_days: row.soonerMinorDays },
      median_days: row.soonerMedian,
    };
    comparison.later = {
      ...{ orders: row.laterOrders, minor: row.laterMinor, minor_days: row.laterMinorDays },
      median_days: row.laterMedian,
    };
  }
}

function addLate(sum: LateWithdrawals, late: LateWithdrawals): void {
  sum.count += late.count;
  sum.waiting += late.waiting;
  for (const name of ['minor', 'minor_days', 'waiting_minor'] as const)
    sum[name] = (BigInt(sum[name]) + BigInt(late[name])).toString();
}

async function minorDaysOf(executor: Executor, schema: string, period: Period): Promise<Map<string, bigint>> {
  const rows = await readMinorDays(executor, schema, period);
  return new Map(rows.map(({ merchantId, currency, minorDays }) => [`${currency} ${merchantId}`, minorDays]));
}

function onlyIn(one: Map<string, PartRow>, other: Map<string, PartRow>): EnrolledOnly {
  const merchants = [...one.values()]
    .filter(({ merchantId, ever }) => ever && !other.get(merchantId)?.ever)
    .map(({ merchantId }) => merchantId);
  return { count: merchants.length, merchants: merchants.slice(0, MOST_NAMED) };
}

const partOf = (row: PartRow | undefined) => ({
  ever: row?.ever ?? false,
  tier: row?.enrolment === 'enrolled' ? row.tier : null,
});

function countParts(parts: Map<string, PartRow>): { ever: number; end: number } {
  const rows = [...parts.values()];
  return {
    ever: rows.filter(({ ever }) => ever).length,
    end: rows.filter(({ enrolment }) => enrolment === 'enrolled').length,
  };
}

async function partsIn(executor: Executor, schema: string, period: Period): Promise<Map<string, PartRow>> {
  return new Map((await readParts(executor, schema, period)).map((row) => [row.merchantId, row]));
}

const differenceOf = (draft: BacktestSide, happened: BacktestSide, name: keyof BacktestSide) =>
  BigInt(draft[name]) - BigInt(happened[name]);

/** Reads both sets of books and lays them side by side. Both are in one database, in schemas of their own. */
export async function weighBacktest(sides: Sides, period: Period): Promise<Weighed> {
  const { executor, happened, draft } = sides;
  const comparisons = new Comparisons();
  fill(
    comparisons,
    await readFigures(executor, happened.schema, period, termsOf(happened.policy)),
    'happened',
  );
  fill(comparisons, await readFigures(executor, draft.schema, period, termsOf(draft.policy)), 'draft');
  await fillShifts(comparisons, sides, period);
  for (const { merchantId, currency, late } of sides.late) {
    comparisons.of(merchantId, currency).withdrawals = late;
    addLate(comparisons.of(null, currency).withdrawals, late);
  }
  const was = await minorDaysOf(executor, happened.schema, period);
  const is = await minorDaysOf(executor, draft.schema, period);
  const partsWas = await partsIn(executor, happened.schema, period);
  const partsIs = await partsIn(executor, draft.schema, period);

  const currencies: BacktestResult['currencies'] = {};
  const merchants: BacktestMerchant[] = [];
  for (const { merchantId, currency, comparison } of comparisons.all()) {
    if (merchantId === null) {
      currencies[currency] = comparison;
      continue;
    }
    const key = `${currency} ${merchantId}`;
    merchants.push({
      ...{ merchantId, currency },
      soonerMinorDays: (is.get(key) ?? 0n) - (was.get(key) ?? 0n),
      owedMoreMinor: differenceOf(comparison.draft, comparison.happened, 'owed_end_minor'),
      // A loss is told as an amount above 0.
      lostMoreMinor: differenceOf(comparison.draft, comparison.happened, 'lost_minor'),
      figures: {
        ...comparison,
        part: { happened: partOf(partsWas.get(merchantId)), draft: partOf(partsIs.get(merchantId)) },
      },
    });
  }
  return {
    currencies,
    merchants,
    enrolled: {
      happened: countParts(partsWas),
      draft: countParts(partsIs),
      only_draft: onlyIn(partsIs, partsWas),
      only_happened: onlyIn(partsWas, partsIs),
    },
    isSame:
      merchants.every(
        ({ figures, soonerMinorDays }) =>
          soonerMinorDays === 0n && isDeepStrictEqual(figures.happened, figures.draft),
      ) && isDeepStrictEqual(partsWas, partsIs),
  };
}
