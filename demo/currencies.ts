import type { Random } from './random';

/** What the demo needs to know of the currencies its buyers pay in. */
export interface Market {
  /** Minor units in one unit. */
  minor: number;
  /** Days from shipment to delivery on the usual route, fewest and most. */
  route: readonly [fewest: number, most: number];
  /** What one US dollar's worth of goods is priced at, roughly, in units. */
  level: number;
  /** Nobody withdraws less than this. */
  least_withdrawal_minor: number;
  /** Turns a price in units into one that a shop would print, in minor units. */
  price(units: number, random: Random): number;
}

/** 12.99 below fifty, 84.00 or 79.90 below two hundred, 349.00 above. */
function western(ends: readonly number[]): Market['price'] {
  return (units, random) => {
    if (units >= 200) return Math.round(units / 10) * 1000 - 100;
    if (units >= 50 && random.chance(0.5)) return Math.round(units / 5) * 500 - 100;
    return Math.max(2, Math.floor(units)) * 100 + (ends[random.whole(0, ends.length - 1)] ?? 99);
  };
}

export const MARKETS = {
  USD: {
    minor: 100,
    route: [8, 15],
    level: 1,
    least_withdrawal_minor: 50_00,
    price: western([99, 99, 95, 49]),
  },
  EUR: {
    minor: 100,
    route: [8, 16],
    level: 0.95,
    least_withdrawal_minor: 50_00,
    price: western([99, 90, 95, 50]),
  },
  GBP: {
    minor: 100,
    route: [7, 14],
    level: 0.82,
    least_withdrawal_minor: 40_00,
    price: western([99, 99, 95, 50]),
  },
  JPY: {
    minor: 1,
    route: [4, 8],
    level: 150,
    least_withdrawal_minor: 6000,
    price: (units) => Math.max(480, Math.round(units / 100) * 100 - 20),
  },
  BRL: {
    minor: 100,
    route: [12, 20],
    level: 5.2,
    least_withdrawal_minor: 250_00,
    price: western([90, 90, 99]),
  },
  KWD: {
    minor: 1000,
    route: [6, 12],
    level: 0.31,
    least_withdrawal_minor: 15_000,
    price: (units, random) =>
      Math.max(1, Math.floor(units)) * 1000 + ([250, 500, 750, 900][random.whole(0, 3)] ?? 500),
  },
} as const satisfies Record<string, Market>;

export type Currency = keyof typeof MARKETS;
