import { describe, expect, it } from 'vitest';
import { moneyText, percentText } from './money-text';

describe('moneyText', () => {
  it('writes the decimals that the currency has', () => {
    expect(moneyText(123456n, 'USD', 'en')).toBe('$1,234.56');
    expect(moneyText(123456n, 'JPY', 'en')).toBe('¥123,456');
    expect(moneyText(123456n, 'KWD', 'en')).toBe('KWD\u00a0123.456');
    expect(moneyText('5', 'BRL', 'en')).toBe('R$0.05');
  });

  it('writes the currency as the locale does', () => {
    expect(moneyText(123456n, 'USD', 'zh')).toBe('US$1,234.56');
    expect(moneyText(123456n, 'CNY', 'zh')).toBe('¥1,234.56');
  });

  it('is exact where a floating-point number is not', () => {
    expect(moneyText(9_000_000_000_000_001n, 'USD', 'en')).toBe('$90,000,000,000,000.01');
    expect(moneyText(123_456_789_012_345_678_901n, 'KWD', 'en')).toBe('KWD\u00a0123,456,789,012,345,678.901');
  });

  it('signs what is negative, and on demand what is positive', () => {
    expect(moneyText(-4000n, 'USD', 'en')).toBe('\u2212$40.00');
    expect(moneyText(4000n, 'USD', 'en', 'both')).toBe('+$40.00');
    expect(moneyText(0n, 'USD', 'en', 'both')).toBe('$0.00');
    expect(moneyText(0n, 'USD', 'en')).toBe('$0.00');
  });
});

describe('percentText', () => {
  it('writes basis points', () => {
    expect(percentText(1000, 'en')).toBe('10%');
    expect(percentText(1050, 'en')).toBe('10.5%');
    expect(percentText(1, 'zh')).toBe('0.01%');
  });
});
