import type { Temporal } from 'temporal-polyfill';
import type { Json } from '../policy';

/** Notations that say the same: of an instant, and of an amount. */

const OFFSETS = ['UTC', '+05:30', '-03:00', '+12:45'];

export function instantText(instant: Temporal.Instant, style: number): string {
  const offset = OFFSETS[style % OFFSETS.length] ?? 'UTC';
  return offset === 'UTC' ? instant.toString() : instant.toString({ timeZone: offset });
}

export function amountJson(amount: bigint, style: number): Json {
  return style % 3 === 0 ? amount.toString() : Number(amount);
}
