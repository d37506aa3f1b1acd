import { describe, expect, it } from 'vitest';
import { readAmount } from './read-amount';

describe('an amount as somebody writes it', () => {
  it.each([
    ['10', 'USD', 1000n],
    ['10.5', 'USD', 1050n],
    ['10.', 'USD', 1000n],
    [' 0010.05 ', 'USD', 1005n],
    ['1,234,567.89', 'USD', 123_456_789n],
    ['0.01', 'USD', 1n],
    ['1200', 'JPY', 1200n],
    ['1,200', 'JPY', 1200n],
    ['1.005', 'KWD', 1005n],
    ['１２．５０', 'CNY', 1250n],
    // Beyond what a floating-point number tells apart.
    ['90,000,000,000,000.00', 'USD', 9_000_000_000_000_000n],
    ['89999999999999.99', 'USD', 8_999_999_999_999_999n],
  ])('%s of %s is %s', (text, currency, amountMinor) => {
    expect(readAmount(text, currency)).toEqual({ ok: true, amountMinor });
  });

  it.each([
    ['', 'USD', 'no_amount'],
    ['.', 'USD', 'no_amount'],
    ['.5', 'USD', 'no_amount'],
    ['12,50', 'USD', 'no_amount'],
    ['1.234,50', 'USD', 'no_amount'],
    ['12,34,567', 'USD', 'no_amount'],
    ['$10', 'USD', 'no_amount'],
    ['1e3', 'USD', 'no_amount'],
    ['0x10', 'USD', 'no_amount'],
    ['-5', 'USD', 'no_amount'],
    ['10.005', 'USD', 'too_many_decimals'],
    ['10.0', 'JPY', 'too_many_decimals'],
    ['0', 'USD', 'not_positive'],
    ['0.00', 'USD', 'not_positive'],
    ['90000000000000.01', 'USD', 'too_large'],
    ['9'.repeat(400), 'USD', 'too_large'],
  ])('%s of %s: %s', (text, currency, problem) => {
    expect(readAmount(text, currency)).toEqual({ ok: false, problem });
  });
});
