import type { JsonObject } from '../policy';
import type { Moment } from './moment';

/** The small intents that a history is made of; none needs another. */

export type OrderIntent = {
  merchant: number;
  prefix: number;
  currency: number;
  amount: number;
  feeBps: number | null;
  paid: Moment;
  shipBy: number | null;
  shipped: Moment | null;
  delivered: Moment[];
  confirmed: Moment[];
  cancelled: Moment | null;
  disputes: { opened: Moment; closed: Moment | null; id: number }[];
  refunds: { moment: Moment; portion: number; reason: string; id: number }[];
  feedback: { moment: Moment; positive: boolean }[];
};

export type MoneyIntent = {
  kind: 'withdrawal' | 'returned' | 'adjustment_up' | 'adjustment_down';
  merchant: number;
  currency: number;
  /** Per cent of what the account has; without one, or with an empty account, `amount` is meant. */
  portion: number | null;
  amount: number;
  moment: Moment;
};

type StandingIntent =
  | { kind: 'closed'; merchant: number; reason: string; moment: Moment; out: number | null }
  | { kind: 'opted'; merchant: number; out: Moment; in: Moment | null }
  | {
      kind: 'override';
      merchant: number;
      decision: string;
      tier: string | null;
      /** In how many days it ends by itself. */
      days: number | null;
      moment: Moment;
    };

/** A part of somebody's debt, in per cent. */
export type WriteOffIntent = { kind: 'write_off'; pick: number; portion: number; moment: Moment };

/** A date of an order moved by some days, or taken away. */
export type CorrectionIntent = {
  kind: 'correction';
  target: 'held' | 'unshipped' | 'received' | 'released' | 'befallen' | 'any';
  event: 'shipped' | 'delivered' | 'confirmed';
  by: number | null;
  pick: number;
  moment: Moment;
};

type NoiseIntent =
  | { kind: 'repeat'; pick: number; how: 'same' | 'notation' | 'other' | 'fresh_id'; moment: Moment }
  | { kind: 'bad'; pick: number; mutation: number; freshId: boolean; moment: Moment }
  | { kind: 'stray'; pick: number; moment: Moment };

/** A refund of an order that by then has been released, or even has an open hold, if there is one. */
export type RefundIntent = {
  kind: 'refund';
  target: 'released' | 'with_hold';
  /** Per cent of the merchant's payment account that is withdrawn just before. */
  drain: number | null;
  dispute: boolean;
  pick: number;
  portion: number;
  reason: string;
  moment: Moment;
};

/** A whole order's life, perhaps its merchant's too, arriving at once in any order. */
type ScrambledIntent = {
  kind: 'scrambled';
  merchant: number;
  amount: number;
  parts: ScrambledPart[];
  moment: Moment;
};

export type EventIntent =
  | ScrambledIntent
  | MoneyIntent
  | StandingIntent
  | NoiseIntent
  | RefundIntent
  | WriteOffIntent
  | CorrectionIntent
  | { kind: 'policy'; overrides: JsonObject; thenRun: boolean; moment: Moment }
  | { kind: 'ask'; asOf: number | null; moment: Moment };

type RunIntent = {
  gap: number;
  minute: number;
  /** The same run once more, so many minutes later. */
  again: number | null;
  /** A run so many days earlier, right after it. */
  past: number | null;
};

export type Intents = {
  policy: JsonObject;
  prefixes: string[];
  place: { timezone: string; around: string; before: number };
  currencies: string[];
  merchants: { prefix: number; opened: Moment; name: string | null }[];
  firstRun: number;
  runs: RunIntent[];
  tail: number[];
  orders: OrderIntent[];
  events: EventIntent[];
};

export const SCRAMBLED_PARTS = {
  opened: 'merchant.opened',
  paid: 'order.paid',
  shipped: 'order.shipped',
  delivered: 'order.delivered',
  delivered_late: 'order.delivered',
  confirmed: 'order.confirmed',
  disputed: 'dispute.opened',
  settled: 'dispute.closed',
  settled_again: 'dispute.closed',
  refunded: 'refund.settled',
  cancelled: 'order.cancelled',
  corrected: 'order.corrected',
  taken_back: 'order.corrected',
} as const;
export type ScrambledPart = keyof typeof SCRAMBLED_PARTS;
