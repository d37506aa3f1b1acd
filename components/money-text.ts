import { currencyDigits, decimalText } from '@/engine/money';

/** How a sum is written: with a minus where it is negative, or also with a plus where it is positive. */
export type Signs = 'minus' | 'both';

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(locale: string, currency: string, signs: Signs): Intl.NumberFormat {
  const key = `${locale} ${currency} ${signs}`;
  let format = formats.get(key);
  if (format === undefined) {
    const digits = currencyDigits(currency);
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay: signs === 'both' ? 'exceptZero' : 'negative',
    });
    formats.set(key, format);
  }
  return format;
}

/**
 * A sum of minor units as the locale writes it, with its currency. It is formatted from the exact decimal text:
 * no amount passes through a floating-point number.
 */
export function moneyText(
  minor: bigint | string,
  currency: string,
  locale: string,
  signs: Signs = 'minus',
): string {
  const exact = decimalText(BigInt(minor), currency) as `${number}`;
  return formatOf(locale, currency, signs)
    .formatToParts(exact)
    .map((part) => (part.type === 'minusSign' ? '\u2212' : part.value))
    .join('');
}

const compactFormats = new Map<string, Intl.NumberFormat>();
const percentFormats = new Map<string, Intl.NumberFormat>();

/** A sum in few figures, for the axis of a chart: it is read beside the exact ones, never instead of them. */
export function compactMoneyText(minor: bigint, currency: string, locale: string): string {
  const key = `${locale} ${currency}`;
  let format = compactFormats.get(key);
  if (format === undefined) {
    const options = { style: 'currency', currency, notation: 'compact', maximumFractionDigits: 1 } as const;
    format = new Intl.NumberFormat(locale, options);
    compactFormats.set(key, format);
  }
  return format.format(decimalText(minor, currency) as `${number}`);
}

/** Basis points as a percentage: 1050 is 10.5%. */
export function percentText(bps: number, locale: string): string {
  let format = percentFormats.get(locale);
  if (format === undefined) {
    format = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
    percentFormats.set(locale, format);
  }
  return format.format(bps / 10_000);
}
