import { CONDUCTS, type ConductName } from './conduct';
import type { Currency } from './currencies';

/** A store of the demo marketplace: how it trades, and what happens to it. */

/** From so many days before the demo's last date to so many (the second is the smaller). */
export type Span = readonly [from: number, to: number];

/** What happens to a store beyond its ordinary trade. Days are counted back from the last date. */
export interface Plot {
  /** A share of the orders shipped in one span is refunded in full, the merchant's fault, in another. */
  recalls?: { shipped: Span; settled: Span; share: number };
  /** Trade slackens, or a clearance sale lifts it, by this factor. */
  pace?: { span: Span; factor: number };
  /** Withdraws all that has surely been released. */
  drains?: number;
  closes?: { on: number; reason: 'withdrawn' | 'liquidated' };
  opts_out?: number;
  opts_in?: number;
  override?: { on: number; decision: 'eligible'; tier: string } | { on: number; decision: 'ineligible' };
  /** One order shipped in the span is disputed on that day, and the dispute stays open. */
  quarrels?: { shipped: Span; opened: number };
}

export interface Shop {
  id: string;
  name: string;
  city: string;
  timezone: string;
  sells: string;
  fee_bps: number;
  /** With the share of its orders. */
  currencies: readonly (readonly [currency: Currency, share: number])[];
  /** The middle price, in US dollars' worth. */
  price: number;
  orders_per_day: number;
  /** Trade at the end against the middle of the history, less one. */
  growth: number;
  conduct: ConductName;
  /** Days before the last date. */
  opened: number;
  story: string;
  plot: Plot;
}

const CHINA = 'Asia/Shanghai';

export type Draft = Omit<Shop, 'city' | 'timezone' | 'growth' | 'currencies' | 'plot' | 'story'> & {
  at: string | readonly [city: string, timezone: string];
  currency: Currency | Shop['currencies'];
  growth?: number;
  plot?: Plot;
  /** Without one, a store's story is how it behaves. */
  story?: string;
};

export function shop({ at, currency, growth, plot, story, ...rest }: Draft): Shop {
  const [city, timezone] = typeof at === 'string' ? [at, CHINA] : at;
  return {
    ...rest,
    city,
    timezone,
    currencies: typeof currency === 'string' ? [[currency, 1]] : currency,
    growth: growth ?? 0.1,
    plot: plot ?? {},
    story: story ?? CONDUCTS[rest.conduct].words,
  };
}
