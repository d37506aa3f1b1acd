import { expect, it } from 'vitest';
import { less, ratioText, shareBps } from './ratio-text';

it.each([
  [{ over: 7n, by: 2n }, '3.5'],
  [{ over: 1n, by: 3n }, '0.3'],
  [{ over: 349n, by: 100n }, '3.5'],
  [{ over: -7n, by: 4n }, '-1.8'],
  [{ over: 0n, by: 4n }, '0.0'],
  [{ over: 20_000n, by: 1n }, '20,000.0'],
  [null, null],
])('%o is written %s', (ratio, text) => {
  expect(ratioText(ratio, 'en')).toBe(text);
});

it('one ratio less another stays exact', () => {
  expect(ratioText(less({ over: 22n, by: 1n }, { over: 7n, by: 2n }), 'en')).toBe('18.5');
  expect(less(null, { over: 1n, by: 1n })).toBeNull();
});

it('a share of nothing is none', () => {
  expect(shareBps(0n, 0n)).toBeNull();
  expect(shareBps(1n, 3n)).toBe(3333);
});
