import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currencyDigits, decimalText, isCurrency, least, MAX_AMOUNT_MINOR, share } from './money';

describe('share', () => {
  it.each([
    [0n, 10_000, 0n],
    [10_000n, 0, 0n],
    [10_000n, 500, 500n],
    [1n, 4_999, 0n],
    [1n, 5_000, 1n],
    [50n, 100, 1n],
    [49n, 100, 0n],
    [333n, 777, 26n],
    [15n, 3_333, 5n],
    [3n, 5_000, 2n],
    [MAX_AMOUNT_MINOR, 10_000, MAX_AMOUNT_MINOR],
    [MAX_AMOUNT_MINOR, 1, 900_000_000_000n],
    [MAX_AMOUNT_MINOR - 1n, 9_999, 8_999_099_999_999_999n],
  ])('of %s at %i bps is %s', (amountMinor, bps, expected) => {
    expect(share(amountMinor, bps)).toBe(expected);
  });

  it('is never further than half a minor unit away, and half goes up', () => {
    const amount = fc.bigInt({ min: 0n, max: MAX_AMOUNT_MINOR });
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 10_000 }), (amountMinor, bps) => {
        const twiceTooMuch = 2n * (share(amountMinor, bps) * 10_000n - amountMinor * BigInt(bps));
        return twiceTooMuch > -10_000n && twiceTooMuch <= 10_000n;
      }),
    );
  });
});

describe('currencies', () => {
  it.each([
    ['JPY', 0],
    ['KRW', 0],
    ['USD', 2],
    ['CNY', 2],
    ['XCG', 2],
    ['ZWG', 2],
    ['KWD', 3],
    ['CLF', 4],
  ])('%s has %i decimals', (code, digits) => {
    expect(isCurrency(code)).toBe(true);
    expect(currencyDigits(code)).toBe(digits);
  });

  it.each(['usd', 'US', 'USDX', '', 'ZZZ', 'DEM', ' USD', 'toString', '__proto__'])('%j is none', (code) => {
    expect(isCurrency(code)).toBe(false);
    expect(() => currencyDigits(code)).toThrow(RangeError);
  });
});

describe('decimalText', () => {
  it.each([
    [1050n, 'USD', '10.50'],
    [5n, 'USD', '0.05'],
    [-5n, 'USD', '-0.05'],
    [0n, 'USD', '0.00'],
    [100n, 'USD', '1.00'],
    [1050n, 'JPY', '1050'],
    [-1050n, 'JPY', '-1050'],
    [1n, 'KWD', '0.001'],
    [-12_345n, 'KWD', '-12.345'],
    [MAX_AMOUNT_MINOR, 'USD', '90000000000000.00'],
  ])('%s in %s is %s', (amountMinor, currency, text) => {
    expect(decimalText(amountMinor, currency)).toBe(text);
  });
});

it.each([
  [1n, 2n, 1n],
  [2n, 1n, 1n],
  [-2n, 1n, -2n],
  [3n, 3n, 3n],
])('the least of %s and %s is %s', (a, b, expected) => {
  expect(least(a, b)).toBe(expected);
});
