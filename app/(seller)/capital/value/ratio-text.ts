import type { Ratio } from '@/services/get-value';

/** A ratio with one decimal, rounded from the exact whole numbers; null where it has none. */
export function ratioText(ratio: Ratio, locale: string, digits = 1): string | null {
  if (ratio === null) return null;
  const scale = 10n ** BigInt(digits);
  const isNegative = ratio.over < 0n !== ratio.by < 0n && ratio.over !== 0n;
  const [over, by] = [ratio.over < 0n ? -ratio.over : ratio.over, ratio.by < 0n ? -ratio.by : ratio.by];
  const scaled = (2n * over * scale + by) / (2n * by);
  const text = `${isNegative ? '-' : ''}${scaled / scale}.${(scaled % scale).toString().padStart(digits, '0')}`;
  return new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(text as `${number}`);
}

/** One ratio less another of the same kind; null where either is not known. */
export function less(a: Ratio, b: Ratio): Ratio {
  return a === null || b === null ? null : { over: a.over * b.by - b.over * a.by, by: a.by * b.by };
}

/** A share of a whole, as basis points rounded down; null of nothing. */
export function shareBps(part: bigint, whole: bigint): number | null {
  return whole <= 0n ? null : Number((part * 10_000n) / whole);
}
