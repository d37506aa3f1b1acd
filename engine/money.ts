import currencyCodes from 'currency-codes';

/**
 * Money (rules.md, section 2): a whole number of minor units with an ISO 4217 currency.
 * Everything here is `bigint`; nothing in this project computes money in floating point.
 */

/** The largest single amount, in minor units. */
export const MAX_AMOUNT_MINOR = 9_000_000_000_000_000n;

/** Basis points of a whole: 10 000 = 100%. */
export const BPS_WHOLE = 10_000n;

/** Codes that ISO 4217 lists and the library's edition (2024) does not have yet, with their decimals. */
const LISTED_SINCE: Record<string, number> = { XCG: 2 };

const digitsByCode = new Map<string, number>([
  ...currencyCodes.codes().map((code): [string, number] => [code, currencyCodes.code(code)?.digits ?? 0]),
  ...Object.entries(LISTED_SINCE),
]);

/** Whether ISO 4217 lists the code (upper case, three letters). */
export function isCurrency(code: string): boolean {
  return digitsByCode.has(code);
}

/** The decimals of a currency: JPY 0, USD 2, KWD 3. Throws on a code that ISO 4217 does not list. */
export function currencyDigits(code: string): number {
  const digits = digitsByCode.get(code);
  if (digits === undefined) throw new RangeError(`${code} is no ISO 4217 currency`);
  return digits;
}

/** `share(x, bps)` = x·bps/10000 rounded half up to a whole minor unit; x is not negative (section 2). */
export function share(amountMinor: bigint, bps: number): bigint {
  return (amountMinor * BigInt(bps) + BPS_WHOLE / 2n) / BPS_WHOLE;
}

/** The smaller of two amounts. */
export function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

/** The amount with the decimals of its currency, as plain text: `decimalText(1050n, 'USD')` is `10.50`. */
export function decimalText(amountMinor: bigint, currency: string): string {
  const digits = currencyDigits(currency);
  const sign = amountMinor < 0n ? '-' : '';
  const whole = (amountMinor < 0n ? -amountMinor : amountMinor).toString().padStart(digits + 1, '0');
  return digits === 0 ? sign + whole : `${sign}${whole.slice(0, -digits)}.${whole.slice(-digits)}`;
}
