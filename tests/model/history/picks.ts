import fc from 'fast-check';
import { MAX_AMOUNT } from '../read';
import { weighted } from './choices';

/** Which merchant, which id, how much, for what reason: what orders and events pick alike. */

export const MERCHANT_PICK = weighted([5, 0], [3, 1], [1, 2], [1, 3]);
// What sorts differently by code point, by UTF-16 unit and by a locale, and what a careless map trips over.
export const PREFIX_POOLS = weighted<string[]>(
  [5, ['', '']],
  [4, ['～', '\u{1F600}']],
  [1, ['a', 'Z', 'é', ' ']],
  [1, ['', 'constructor ']],
);
export const PREFIX_PICK = fc.nat({ max: 3 });

export const amountArbitrary = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 1000, max: 20000 }) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 999 }) },
  { weight: 2, arbitrary: fc.constantFrom(1, 2, 3, 99, 10000) },
  { weight: 1, arbitrary: fc.integer({ min: 1_000_000, max: 1_000_000_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(Number(MAX_AMOUNT), Number(MAX_AMOUNT) - 1) },
);

export const BORNE_MOSTLY = weighted(
  [4, 'no_reason_return'],
  [4, 'seller_fault'],
  [3, 'order_problem'],
  [1, 'carrier_fault'],
  [2, 'platform_fault'],
  [1, 'goodwill'],
);
