import { useLocale, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { moneyText } from '@/components/money-text';
import {
  averageTenths,
  BACKTEST_FIGURE_NAMES,
  type BacktestComparison,
  type BacktestResult,
  type EnrolledOnly,
  type ShiftedOrders,
} from '@/engine/backtests';

/** What came out of a backtest, in sentences. */

const NAMED = 8;

/** Tenths of a day as the locale writes them. */
export function tenthsText(tenths: number, locale: string): string {
  const exact = `${Math.trunc(tenths / 10)}.${tenths % 10}` as `${number}`;
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(exact);
}

interface HeadlineProps {
  result: BacktestResult;
  currency: string;
}

const bold = { b: (words: ReactNode) => <strong className="font-semibold tabular-nums">{words}</strong> };

function absolute(minor: bigint): bigint {
  return minor < 0n ? -minor : minor;
}

function side(more: bigint | number): 'more' | 'less' | 'same' {
  if (more > 0) return 'more';
  return more < 0 ? 'less' : 'same';
}

/** Whether nothing at all would have been another in it. */
function isUnmoved({ happened, draft, sooner, later, withdrawals }: BacktestComparison): boolean {
  const moved = sooner.orders + later.orders + withdrawals.count;
  return moved === 0 && BACKTEST_FIGURE_NAMES.every((name) => happened[name] === draft[name]);
}

/** The answer in one currency. */
export function CurrencyHeadline({ result, currency }: HeadlineProps) {
  const t = useTranslations('backtests.result');
  const locale = useLocale();
  const found = result.currencies[currency];
  if (found === undefined) return null;
  if (isUnmoved(found)) return <p>{t('nothing')}</p>;
  const { happened, draft, sooner, later, withdrawals } = found;
  const money = (minor: bigint | string) => moneyText(minor, currency, locale);
  const shift = (kind: 'sooner' | 'later', moved: ShiftedOrders) =>
    moved.orders > 0 &&
    t.rich(kind, {
      ...bold,
      amount: money(moved.minor),
      orders: moved.orders,
      days: tenthsText(averageTenths(moved), locale),
      median: t('median_days', { count: moved.median_days ?? 0 }),
    });
  const deposits = BigInt(draft.deposit_end_minor) - BigInt(happened.deposit_end_minor);
  const shorter = Number(draft.short_count) - Number(happened.short_count);
  const isShort = Number(draft.short_count) + Number(happened.short_count) > 0;
  const lost = BigInt(draft.lost_minor) - BigInt(happened.lost_minor);
  const sentences: [string, ReactNode][] = [
    ['sooner', shift('sooner', sooner)],
    ['later', shift('later', later)],
    ['no_shift', sooner.orders + later.orders === 0 && t('no_shift')],
    [
      'deposit',
      t.rich(`deposit_${side(deposits)}`, {
        ...bold,
        amount: money(absolute(deposits)),
        draft: money(draft.deposit_end_minor),
        happened: money(happened.deposit_end_minor),
      }),
    ],
    [
      'short',
      isShort
        ? t.rich(`short_${side(shorter)}`, {
            ...bold,
            count: shorter === 0 ? Number(draft.short_count) : Math.abs(shorter),
            draft: money(draft.short_minor),
            happened: money(happened.short_minor),
          })
        : t('short_none'),
    ],
    [
      'lost',
      lost !== 0n &&
        t.rich(lost > 0n ? 'lost_more' : 'lost_less', { ...bold, amount: money(absolute(lost)) }),
    ],
    [
      'withdrawals',
      withdrawals.count > 0 &&
        t('withdrawals', {
          count: withdrawals.count,
          amount: money(withdrawals.minor),
          days: tenthsText(averageTenths(withdrawals), locale),
          waiting: withdrawals.waiting,
        }),
    ],
  ];
  return (
    <ul className="flex list-disc flex-col gap-1.5 pl-5 text-pretty">
      {sentences.map(([key, words]) => words && <li key={key}>{words}</li>)}
    </ul>
  );
}

interface EnrolledProps {
  result: BacktestResult;
  /** The names of merchants, by id. */
  names: Map<string, string>;
}

/** Which stores would have taken part, and which would not, by name. */
export function EnrolledHeadline({ result, names }: EnrolledProps) {
  const t = useTranslations('backtests.result');
  const locale = useLocale();
  const listed = new Intl.ListFormat(locale, { type: 'conjunction' });
  const { only_draft: more, only_happened: less } = result.enrolled;
  const named = ({ count, merchants }: EnrolledOnly) => {
    const shown = merchants.slice(0, NAMED).map((merchantId) => names.get(merchantId) ?? merchantId);
    const others = count - shown.length;
    return listed.format(others > 0 ? [...shown, t('and_more', { count: others })] : shown);
  };
  if (more.count + less.count === 0) return <p>{t('enrolled_same')}</p>;
  return (
    <>
      {more.count > 0 && <p>{t.rich('enrolled_more', { ...bold, count: more.count, names: named(more) })}</p>}
      {less.count > 0 && <p>{t.rich('enrolled_less', { ...bold, count: less.count, names: named(less) })}</p>}
    </>
  );
}
