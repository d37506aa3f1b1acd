import { currencyDigits, MAX_AMOUNT_MINOR } from './money';

/** What is wrong with an amount that somebody wrote. */
export type AmountProblem = 'no_amount' | 'too_many_decimals' | 'not_positive' | 'too_large';

/** Digits, with a comma before each three or none at all, and decimals after a point. */
const AMOUNT = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?$/;

/**
 * An amount as somebody writes it, in whole minor units: `1,234.5` of USD is 123450. It is read digit by digit; no
 * floating-point number is made of it. Full-width digits count as digits.
 */
export function readAmount(
  text: string,
  currency: string,
): { ok: true; amountMinor: bigint } | { ok: false; problem: AmountProblem } {
  const [, whole, decimals = ''] = AMOUNT.exec(text.normalize('NFKC').trim()) ?? [];
  if (whole === undefined) return { ok: false, problem: 'no_amount' };
  const digits = currencyDigits(currency);
  if (decimals.length > digits) return { ok: false, problem: 'too_many_decimals' };
  if (whole.length > 30) return { ok: false, problem: 'too_large' };
  const amountMinor = BigInt(whole.replaceAll(',', '') + decimals.padEnd(digits, '0'));
  if (amountMinor === 0n) return { ok: false, problem: 'not_positive' };
  if (amountMinor > MAX_AMOUNT_MINOR) return { ok: false, problem: 'too_large' };
  return { ok: true, amountMinor };
}
