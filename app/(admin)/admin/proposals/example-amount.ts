import { currencyDigits, decimalText } from '@/engine/money';

/** An amount as somebody could write it in the currency: 120.00 of USD, 120 of JPY. */
export function exampleAmount(currency: string): string {
  return decimalText(120n * 10n ** BigInt(currencyDigits(currency)), currency);
}
