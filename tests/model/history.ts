import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { dayText } from './calendar';
import { Model } from './model';
import { playStep, type Step } from './play-scenario';
import { type Json, type JsonObject, REASONS } from './policy';
import { MAX_AMOUNT } from './read';

// A history is generated as small intents that do not need each other: an order's life, a withdrawal of
// a part of the balance, a run. `buildHistory` lays them on one time line and plays them through the
// model while it writes them down, so that an intent can say "all that is left" and still mean something
// after others were dropped. Dropping intents and making delays zero is how a failure shrinks.

export type History = { policy: JsonObject; steps: Step[] };

export type HistorySize = {
  /** Days on which orders are paid. */
  days: number;
  orders: [least: number, most: number];
  events: [least: number, most: number];
  runs: [least: number, most: number];
};

export const DEFAULT_SIZE: HistorySize = { days: 45, orders: [10, 22], events: [15, 45], runs: [25, 45] };

// ---- Intents

type Moment = {
  day: number;
  minute: number;
  /** Exactly the day's first instant, or its last nanosecond, microsecond or millisecond. */
  edge: 'none' | 'first' | 'last_ns' | 'last_us' | 'last_ms';
  /** How many minutes after the fact's instant it arrives; negative for a fact dated in the future. */
  delay: number;
  /** Picks among notations that say the same. */
  style: number;
};

type OrderIntent = {
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

type MoneyIntent = {
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
  | { kind: 'override'; merchant: number; decision: string; tier: string | null; moment: Moment };

type NoiseIntent =
  | { kind: 'repeat'; pick: number; how: 'same' | 'notation' | 'other' | 'fresh_id'; moment: Moment }
  | { kind: 'bad'; pick: number; mutation: number; freshId: boolean; moment: Moment }
  | { kind: 'stray'; pick: number; moment: Moment };

/** A refund of an order that by then has been released, or even has an open hold, if there is one. */
type RefundIntent = {
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

type EventIntent =
  | ScrambledIntent
  | MoneyIntent
  | StandingIntent
  | NoiseIntent
  | RefundIntent
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

type Intents = {
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

const SCRAMBLED_PARTS = {
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
} as const;
type ScrambledPart = keyof typeof SCRAMBLED_PARTS;

// ---- Arbitraries

/** An array that is generated long and shrinks to nothing. */
class DroppableArray<T> extends fc.Arbitrary<T[]> {
  private readonly long: fc.Arbitrary<T[]>;
  private readonly short: fc.Arbitrary<T[]>;

  constructor(item: fc.Arbitrary<T>, least: number, most: number) {
    super();
    this.long = fc.array(item, { minLength: least, maxLength: most, size: 'max' });
    this.short = fc.array(item, { maxLength: most, size: 'max' });
  }

  override generate(random: fc.Random, biasFactor: number | undefined): fc.Value<T[]> {
    return this.long.generate(random, biasFactor);
  }

  override canShrinkWithoutContext(value: unknown): value is T[] {
    return this.short.canShrinkWithoutContext(value);
  }

  override shrink(value: T[], context: unknown): fc.Stream<fc.Value<T[]>> {
    return this.short.shrink(value, context);
  }
}

function droppable<T>(item: fc.Arbitrary<T>, least: number, most: number): fc.Arbitrary<T[]> {
  return new DroppableArray(item, least, most);
}

const SHRINK_TO_FIRST = { withCrossShrink: true };

function weighted<T>(...choices: [weight: number, value: T][]): fc.Arbitrary<T> {
  return fc.oneof(
    SHRINK_TO_FIRST,
    ...choices.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })),
  );
}

function sometimes<T>(of10: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof(
    SHRINK_TO_FIRST,
    { weight: 10 - of10, arbitrary: fc.constant(null) },
    { weight: of10, arbitrary },
  ) as fc.Arbitrary<T | null>;
}

const DAY_MINUTES = 24 * 60;

const minuteArbitrary = fc.oneof(
  SHRINK_TO_FIRST,
  { weight: 6, arbitrary: fc.integer({ min: 0, max: DAY_MINUTES - 1 }) },
  { weight: 2, arbitrary: fc.constantFrom(0, 1, 29, 30, 59, 60, 61, 90) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(DAY_MINUTES - 1, DAY_MINUTES - 30, DAY_MINUTES - 60, DAY_MINUTES - 90),
  },
);

const delayArbitrary = fc.oneof(
  SHRINK_TO_FIRST,
  { weight: 85, arbitrary: fc.constant(0) },
  { weight: 6, arbitrary: fc.integer({ min: 1, max: DAY_MINUTES }) },
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 10 }).map((days) => days * DAY_MINUTES) },
  { weight: 3, arbitrary: fc.integer({ min: -5, max: -1 }).map((days) => days * DAY_MINUTES) },
);

function momentArbitrary(least: number, most: number): fc.Arbitrary<Moment> {
  return fc.record({
    day: fc.integer({ min: least, max: most }),
    minute: minuteArbitrary,
    edge: weighted<Moment['edge']>(
      [20, 'none'],
      [2, 'first'],
      [1, 'last_ns'],
      [1, 'last_us'],
      [1, 'last_ms'],
    ),
    delay: delayArbitrary,
    style: fc.nat({ max: 63 }),
  });
}

/** Arrives long before the date it bears. */
function early(moments: fc.Arbitrary<Moment>): fc.Arbitrary<Moment> {
  return moments.map((moment) => ({ ...moment, delay: -20 * DAY_MINUTES }));
}

/** Arrives after what names it. */
function late(moments: fc.Arbitrary<Moment>): fc.Arbitrary<Moment> {
  return moments.map((moment) => ({ ...moment, delay: 12 * DAY_MINUTES }));
}

const MERCHANT_PICK = weighted([5, 0], [3, 1], [1, 2], [1, 3]);
// What sorts differently by code point, by UTF-16 unit and by a locale, and what a careless map trips over.
const PREFIX_POOLS = weighted<string[]>(
  [5, ['', '']],
  [4, ['～', '\u{1F600}']],
  [1, ['a', 'Z', 'é', ' ']],
  [1, ['', 'constructor ']],
);
const PREFIX_PICK = fc.nat({ max: 3 });

const amountArbitrary = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 1000, max: 20000 }) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 999 }) },
  { weight: 2, arbitrary: fc.constantFrom(1, 2, 3, 99, 10000) },
  { weight: 1, arbitrary: fc.integer({ min: 1_000_000, max: 1_000_000_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(Number(MAX_AMOUNT), Number(MAX_AMOUNT) - 1) },
);

const BORNE_MOSTLY = weighted(
  [4, 'no_reason_return'],
  [4, 'seller_fault'],
  [3, 'order_problem'],
  [1, 'carrier_fault'],
  [2, 'platform_fault'],
  [1, 'goodwill'],
);

/** None, one, or two of which the first one to be applied counts. */
function receipts(of10: number, moments: fc.Arbitrary<Moment>): fc.Arbitrary<Moment[]> {
  return fc.oneof(
    SHRINK_TO_FIRST,
    { weight: 40 - 4 * of10, arbitrary: fc.constant<Moment[]>([]) },
    { weight: 3 * of10, arbitrary: fc.array(moments, { minLength: 1, maxLength: 1 }) },
    { weight: of10, arbitrary: fc.array(moments, { minLength: 2, maxLength: 2 }) },
  );
}

function orderArbitrary(size: HistorySize): fc.Arbitrary<OrderIntent> {
  return fc.record({
    merchant: MERCHANT_PICK,
    prefix: PREFIX_PICK,
    currency: weighted([6, 0], [2, 1], [1, 2]),
    amount: amountArbitrary,
    feeBps: sometimes(6, fc.constantFrom(0, 1, 250, 333, 500, 800, 1500, 3333, 9999, 10000)),
    paid: fc.oneof(
      SHRINK_TO_FIRST,
      { weight: 12, arbitrary: momentArbitrary(-6, size.days) },
      { weight: 1, arbitrary: late(momentArbitrary(-6, size.days)) },
    ),
    shipBy: sometimes(4, fc.integer({ min: 0, max: 3 })),
    shipped: sometimes(9, momentArbitrary(0, 4)),
    delivered: receipts(6, momentArbitrary(1, 12)),
    confirmed: receipts(4, momentArbitrary(1, 15)),
    cancelled: sometimes(1, momentArbitrary(0, 6)),
    disputes: fc.oneof(
      SHRINK_TO_FIRST,
      { weight: 8, arbitrary: fc.constant<OrderIntent['disputes']>([]) },
      {
        weight: 3,
        arbitrary: fc.array(
          fc.record({
            opened: momentArbitrary(0, 15),
            closed: sometimes(7, momentArbitrary(0, 12)),
            id: fc.nat({ max: 2 }),
          }),
          { minLength: 1, maxLength: 3, size: 'max' },
        ),
      },
    ),
    refunds: fc.oneof(
      SHRINK_TO_FIRST,
      { weight: 5, arbitrary: fc.constant<OrderIntent['refunds']>([]) },
      {
        weight: 5,
        arbitrary: fc.array(
          fc.record({
            moment: momentArbitrary(0, 25),
            portion: weighted([5, 100], [2, 50], [1, 1], [1, 33], [1, 90], [1, 120]),
            reason: BORNE_MOSTLY,
            id: fc.nat({ max: 3 }),
          }),
          { minLength: 1, maxLength: 3, size: 'max' },
        ),
      },
    ),
    feedback: fc.oneof(
      SHRINK_TO_FIRST,
      { weight: 6, arbitrary: fc.constant<OrderIntent['feedback']>([]) },
      {
        weight: 4,
        arbitrary: fc.array(
          fc.record({ moment: momentArbitrary(1, 20), positive: weighted([3, true], [1, false]) }),
          { minLength: 1, maxLength: 2, size: 'max' },
        ),
      },
    ),
  });
}

function tier(name: string, min_score: number, release_after_days: number, deposit_bps: number): JsonObject {
  return { name, min_score, release_after_days, deposit_bps };
}

const TIER_SETS = weighted<JsonObject[]>(
  [1, [tier('A', 0, 3, 1000)]],
  [1, [tier('A', 70, 1, 500), tier('B', 0, 3, 2000)]],
  [1, [tier('B', 45, 2, 3333), tier('A', 70, 0, 777)]],
  [1, [tier('B', 60, 3, 2000), tier('gold', 90, 1, 100), tier('A', 75, 0, 1000)]],
  [1, [tier('gold', 80, 0, 10000), tier('A', 60, 2, 5000), tier('base', 20, 4, 1)]],
  [1, [tier('base', 10, 1, 2500)]],
  [1, [tier('A', 40, 2, 0), tier('gold', 75, 1, 1500)]],
);
const TIER_NAMES = fc.constantFrom('A', 'B', 'gold', 'base', 'nobody has this');

const LIMITS = {
  max_dispute_bps: fc.constantFrom(10000, 5000, 3000, 1000, 0),
  max_refund_bps: fc.constantFrom(10000, 6000, 4000, 2000, 0),
  max_late_shipment_bps: fc.constantFrom(10000, 5000, 2500),
  min_positive_feedback_bps: fc.constantFrom(0, 3000, 6000, 9000),
};
const EVERY_DAYS = weighted([6, 1], [1, 2], [1, 3], [1, 7]);
const CANCEL_AFTER = weighted([4, 1], [3, 2], [1, 3]);
const WINDOW_DAYS = fc.constantFrom(30, 20, 12, 8, 5);
const DEDUCTION_ORDERS = weighted<string[]>(
  [3, ['payment_account', 'marketplace_account', 'deposit']],
  [1, ['payment_account', 'deposit', 'marketplace_account']],
  [1, ['deposit', 'payment_account', 'marketplace_account']],
  [1, ['marketplace_account', 'deposit', 'payment_account']],
);
const BORNE_REASONS = fc.oneof(
  { weight: 4, arbitrary: fc.constant<string[]>(['no_reason_return', 'seller_fault', 'order_problem']) },
  { weight: 2, arbitrary: fc.subarray<string>([...REASONS]) },
  { weight: 1, arbitrary: fc.constant<string[]>([...REASONS]) },
);
const STANDARD_RELEASE = fc.record({
  auto_confirm_days: fc.constantFrom(5, 0, 2),
  return_window_days: fc.constantFrom(15, 8, 3, 0),
});
const DEPOSIT = fc.record({
  release_days_after_shipment: weighted([4, 60], [3, 30], [2, 15], [1, 8], [1, 3]),
  cap_minor: weighted<number | null>([4, null], [1, 0], [2, 700], [2, 2500], [1, 20000]),
});
const EXPOSURE_CAP = weighted<number | null>([7, null], [1, 0], [1, 9000], [3, 25000], [1, 1_000_000]);
const CANCELLATION = fc.record({ deposit_refund_months: weighted([3, 0], [3, 1], [1, 2], [1, 6]) });
const CLOSURE = fc.record({
  release_days_after_shipment: weighted([3, 180], [2, 45], [2, 20], [1, 5], [1, 0]),
});

const policyArbitrary: fc.Arbitrary<JsonObject> = fc.record({
  assessment: fc.record({
    every_days: EVERY_DAYS,
    window_days: WINDOW_DAYS,
    min_store_age_days: weighted([4, 0], [2, 10], [1, 30]),
    min_orders: weighted([5, 0], [4, 1], [2, 2], [1, 3]),
    ...LIMITS,
    full_points_store_age_days: fc.constantFrom(1, 30, 90, 730),
    weights: fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constant({ store_age: 15, dispute: 30, refund: 25, late_shipment: 15, feedback: 15 }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          store_age: fc.nat({ max: 3 }),
          dispute: fc.nat({ max: 3 }),
          refund: fc.nat({ max: 3 }),
          late_shipment: fc.nat({ max: 3 }),
          feedback: fc.integer({ min: 1, max: 3 }),
        }),
      },
    ),
    cancel_after_failures: CANCEL_AFTER,
    reenrol_after_days: weighted([3, 0], [2, 2], [2, 5], [1, 20]),
  }),
  tiers: TIER_SETS,
  deposit: DEPOSIT,
  exposure_cap_minor: EXPOSURE_CAP,
  standard_release: STANDARD_RELEASE,
  deduction_order: DEDUCTION_ORDERS,
  merchant_borne_reasons: BORNE_REASONS,
  cancellation: CANCELLATION,
  closure: CLOSURE,
});

/** What may change in the middle: one or several places, never the time zone. */
const policyChangeArbitrary: fc.Arbitrary<JsonObject> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ tiers: TIER_SETS }) },
  { weight: 2, arbitrary: fc.record({ tiers: TIER_SETS, deduction_order: DEDUCTION_ORDERS }) },
  {
    weight: 2,
    arbitrary: fc.record({ deduction_order: DEDUCTION_ORDERS, merchant_borne_reasons: BORNE_REASONS }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      standard_release: STANDARD_RELEASE,
      closure: CLOSURE,
      cancellation: CANCELLATION,
    }),
  },
  { weight: 2, arbitrary: fc.record({ deposit: DEPOSIT, exposure_cap_minor: EXPOSURE_CAP }) },
  {
    weight: 2,
    arbitrary: fc.record({
      assessment: fc.record({ every_days: EVERY_DAYS, cancel_after_failures: CANCEL_AFTER }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ assessment: fc.record({ window_days: WINDOW_DAYS, ...LIMITS }) }) },
);

function eventArbitrary(size: HistorySize): fc.Arbitrary<EventIntent> {
  const moment = momentArbitrary(0, size.days + 15);
  return fc.oneof(
    {
      weight: 12,
      arbitrary: fc.record({
        kind: weighted<MoneyIntent['kind']>(
          [5, 'withdrawal'],
          [1, 'returned'],
          [4, 'adjustment_up'],
          [2, 'adjustment_down'],
        ),
        merchant: MERCHANT_PICK,
        currency: weighted([10, 0], [2, 1], [1, 2]),
        portion: weighted<number | null>([6, 100], [1, 99], [1, 50], [1, 101], [1, 150], [1, null]),
        amount: amountArbitrary,
        moment,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('scrambled' as const),
        merchant: MERCHANT_PICK,
        amount: amountArbitrary,
        parts: fc.shuffledSubarray<ScrambledPart>(
          [
            'paid',
            'shipped',
            'delivered',
            'delivered_late',
            'disputed',
            'settled',
            'settled_again',
            'confirmed',
            'opened',
            'refunded',
            'cancelled',
          ],
          { minLength: 2 },
        ),
        moment: momentArbitrary(0, size.days),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('refund' as const),
        target: fc.constantFrom<RefundIntent['target'][]>('released', 'with_hold'),
        drain: sometimes(5, fc.constantFrom(100, 90)),
        dispute: weighted([3, false], [2, true]),
        pick: fc.nat({ max: 99 }),
        portion: weighted([4, 100], [2, 60], [1, 20], [1, 1], [1, 120]),
        reason: BORNE_MOSTLY,
        moment,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('closed' as const),
        merchant: MERCHANT_PICK,
        reason: fc.constantFrom('withdrawn', 'liquidated'),
        moment: momentArbitrary(Math.floor(size.days * 0.7), size.days + 15),
        out: sometimes(5, fc.integer({ min: 1, max: 10 })),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('opted' as const),
        merchant: MERCHANT_PICK,
        out: moment,
        in: sometimes(9, momentArbitrary(0, 6)),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('override' as const),
        merchant: MERCHANT_PICK,
        decision: weighted([4, 'eligible'], [3, 'ineligible'], [4, 'none']),
        tier: sometimes(6, TIER_NAMES),
        moment,
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('repeat' as const),
        pick: fc.nat({ max: 999 }),
        how: weighted<'same' | 'notation' | 'other' | 'fresh_id'>(
          [2, 'same'],
          [3, 'notation'],
          [3, 'other'],
          [3, 'fresh_id'],
        ),
        moment,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('bad' as const),
        pick: fc.nat({ max: 999 }),
        mutation: fc.nat({ max: MUTATIONS.length - 1 }),
        freshId: fc.boolean(),
        moment,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('stray' as const), pick: fc.nat({ max: 3 }), moment }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('policy' as const),
        overrides: policyChangeArbitrary,
        thenRun: fc.boolean(),
        moment,
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('ask' as const),
        asOf: sometimes(4, fc.integer({ min: -20, max: 20 })),
        moment,
      }),
    },
  );
}

/** A day on which something happens to the clocks or the calendar, and the zone it happens in. */
const PLACES: [timezone: string, around: string][] = [
  ['Asia/Shanghai', '2026-02-27'],
  ['Asia/Shanghai', '2023-08-31'],
  ['Asia/Shanghai', '1991-09-15'],
  ['UTC', '2024-02-29'],
  ['America/Sao_Paulo', '2018-11-04'],
  ['America/Sao_Paulo', '2018-02-18'],
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2025-10-26'],
  ['Pacific/Apia', '2011-12-30'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2025-11-02'],
];

function intentsArbitrary(size: HistorySize): fc.Arbitrary<Intents> {
  return fc.record({
    policy: policyArbitrary,
    prefixes: PREFIX_POOLS,
    place: fc
      .tuple(fc.constantFrom(...PLACES), fc.integer({ min: 2, max: size.days }))
      .map(([[timezone, around], before]) => ({ timezone, around, before })),
    currencies: fc.constantFrom(
      ['USD', 'JPY', 'KWD'],
      ['JPY', 'USD', 'BHD'],
      ['KWD', 'EUR', 'KRW'],
      ['CNY', 'TND', 'JPY'],
    ),
    merchants: droppable(
      fc.record({
        prefix: PREFIX_PICK,
        opened: fc.oneof(
          SHRINK_TO_FIRST,
          { weight: 8, arbitrary: momentArbitrary(-40, 1) },
          { weight: 1, arbitrary: momentArbitrary(2, 12) },
          { weight: 1, arbitrary: early(momentArbitrary(4, 20)) },
        ),
        name: sometimes(3, fc.constantFrom('Shop', '')),
      }),
      2,
      4,
    ),
    firstRun: weighted([5, 0], [1, -8], [2, 4], [2, 12]),
    runs: droppable(
      fc.record({
        gap: weighted([14, 1], [3, 2], [1, 3], [1, 6]),
        minute: weighted([8, 0], [1, 600], [1, DAY_MINUTES - 1]),
        again: sometimes(2, fc.integer({ min: 0, max: DAY_MINUTES })),
        past: weighted<number | null>([30, null], [1, 1], [1, 9]),
      }),
      ...size.runs,
    ),
    tail: fc.array(fc.constantFrom(3, 20, 45, 190), { maxLength: 3, size: 'max' }),
    orders: droppable(orderArbitrary(size), ...size.orders),
    events: droppable(eventArbitrary(size), ...size.events),
  });
}

// ---- Bad facts

const MUTATIONS: ((fact: JsonObject) => JsonObject)[] = [
  (fact) => ({ ...fact, colour: 'red' }),
  (fact) => ({ ...fact, type: 'order.lost' }),
  (fact) => ({ ...fact, type: 'constructor' }),
  (fact) => ({ ...fact, type: 7 }),
  (fact) => without(fact, 'at'),
  (fact) => without(fact, 'id'),
  (fact) => without(fact, 'type'),
  (fact) => without(fact, lastField(fact)),
  (fact) => ({ ...fact, id: '' }),
  (fact) => ({ ...fact, id: 12 }),
  (fact) => ({ ...fact, id: 'x'.repeat(201) }),
  (fact) => ({ ...fact, at: '2026-01-05T10:00:00' }),
  (fact) => ({ ...fact, at: '2026-01-05' }),
  (fact) => ({ ...fact, at: '2026-02-30T10:00:00Z' }),
  (fact) => ({ ...fact, at: 'yesterday' }),
  (fact) => ({ ...fact, at: 1767225600 }),
  (fact) => changed(fact, 'merchant', ''),
  (fact) => changed(fact, 'merchant', 'm'.repeat(201)),
  (fact) => changed(fact, 'order', 5),
  (fact) => changed(fact, 'refund', ''),
  (fact) => changed(fact, 'dispute', null),
  (fact) => changed(fact, 'currency', 'XXQ'),
  (fact) => changed(fact, 'currency', 'usd'),
  (fact) => changed(fact, 'currency', ''),
  (fact) => changed(fact, 'positive', 'true'),
  (fact) => changed(fact, 'positive', 1),
  (fact) => changed(fact, 'reason', 'because'),
  (fact) => changed(fact, 'decision', 'perhaps'),
  (fact) =>
    fact.type === 'override.set' ? { ...fact, decision: 'none', tier: 'A' } : { ...fact, tier: 'A' },
  (fact) =>
    fact.type === 'override.set' ? { ...fact, decision: 'eligible', tier: 'Nobody' } : { ...fact, x: 1 },
  (fact) => (fact.type === 'order.paid' ? { ...fact, fee_bps: 10001 } : { ...fact, fee_bps: 100 }),
  (fact) => (fact.type === 'order.paid' ? { ...fact, fee_bps: -1 } : { ...fact, fee_bps: 0 }),
  (fact) => (fact.type === 'order.paid' ? { ...fact, fee_bps: 1.5 } : { ...fact, fee_bps: 0 }),
  (fact) =>
    fact.type === 'order.paid' ? { ...fact, ship_by: '2026-01-05T10:00:00' } : { ...fact, ship_by: 'x' },
  (fact) => changed(fact, 'amount', 0),
  (fact) => changed(fact, 'amount', '0'),
  (fact) => changed(fact, 'amount', fact.type === 'adjustment.posted' ? -9_000_000_000_000_001 : -5),
  (fact) => changed(fact, 'amount', 1.5),
  (fact) => changed(fact, 'amount', '12.50'),
  (fact) => changed(fact, 'amount', 'abc'),
  (fact) => changed(fact, 'amount', ''),
  (fact) => changed(fact, 'amount', true),
  (fact) => changed(fact, 'amount', '9000000000000001'),
  (fact) => changed(fact, 'amount', 100_000_000_000_000_000),
  // Both are wrong: the fact before the amount.
  (fact) => ({ ...changed(fact, 'amount', 0), at: 'never' }),
  (fact) => changed(changed(fact, 'amount', 'abc'), 'currency', 'XXQ'),
];

function without(fact: JsonObject, field: string): JsonObject {
  return Object.fromEntries(Object.entries(fact).filter(([key]) => key !== field));
}

function lastField(fact: JsonObject): string {
  const fields = Object.keys(fact).filter((field) => !['name', 'fee_bps', 'ship_by', 'tier'].includes(field));
  return fields[fields.length - 1] ?? 'at';
}

/** Where a fact has no such field, one too many will do. */
function changed(fact: JsonObject, field: string, value: Json): JsonObject {
  return field in fact ? { ...fact, [field]: value } : { ...fact, colour: 'red' };
}

// ---- From intents to steps

type Item = { arrival: number; write: (model: Model) => Step[] };

const OFFSETS = ['UTC', '+05:30', '-03:00', '+12:45'];
const FRACTIONS = [0, 0, 0, 123_000_000, 123_456_000, 123_456_789];

function instantText(instant: Temporal.Instant, style: number): string {
  const offset = OFFSETS[style % OFFSETS.length] ?? 'UTC';
  return offset === 'UTC' ? instant.toString() : instant.toString({ timeZone: offset });
}

function amountJson(amount: bigint, style: number): Json {
  return style % 3 === 0 ? amount.toString() : Number(amount);
}

function within(amount: bigint): bigint {
  if (amount < 1n) return 1n;
  return amount > MAX_AMOUNT ? MAX_AMOUNT : amount;
}

class Clock {
  private readonly start: Temporal.PlainDate;
  constructor(private readonly place: Intents['place']) {
    this.start = Temporal.PlainDate.from(place.around).subtract({ days: place.before });
  }

  date(day: number): string {
    return this.start.add({ days: day }).toString();
  }

  instant(moment: Moment): Temporal.Instant {
    const date = this.start.add({ days: moment.day });
    const first = date.toZonedDateTime(this.place.timezone);
    if (moment.edge === 'first') return first.toInstant();
    if (moment.edge !== 'none') {
      const before = { last_ns: 1, last_us: 1000, last_ms: 1_000_000 }[moment.edge];
      const next = date.add({ days: 1 }).toZonedDateTime(this.place.timezone);
      return next.toInstant().subtract({ nanoseconds: before });
    }
    const time = Temporal.PlainTime.from({
      hour: Math.floor(moment.minute / 60),
      minute: moment.minute % 60,
    });
    const local = date.toPlainDateTime(time);
    const disambiguation = moment.style % 2 === 0 ? 'earlier' : 'later';
    return local
      .toZonedDateTime(this.place.timezone, { disambiguation })
      .toInstant()
      .add({ nanoseconds: FRACTIONS[moment.style % FRACTIONS.length] ?? 0 });
  }
}

function arrivalOf(moment: Moment): number {
  return moment.day * DAY_MINUTES + moment.minute + moment.delay;
}

export function buildHistory(intents: Intents): History {
  const clock = new Clock(intents.place);
  const items: Item[] = [];
  const written: JsonObject[] = [];

  const prefix = (pick: number) => intents.prefixes[pick % intents.prefixes.length] ?? '';
  const merchantIds = intents.merchants.map((merchant, index) => `${prefix(merchant.prefix)}m${index + 1}`);
  const merchantId = (pick: number) => merchantIds[pick % Math.max(1, merchantIds.length)] ?? 'm1';
  const currency = (pick: number) => intents.currencies[pick] ?? 'USD';

  const putFact = (moment: Moment, fact: (model: Model) => JsonObject | null) => {
    items.push({
      arrival: arrivalOf(moment),
      write: (model) => {
        const raw = fact(model);
        return raw === null ? [] : [{ fact: raw }];
      },
    });
  };
  const put = (
    id: string,
    type: string,
    moment: Moment,
    fields: JsonObject | ((model: Model) => JsonObject),
  ) => {
    putFact(moment, (model) => ({
      id,
      type,
      at: instantText(clock.instant(moment), moment.style),
      ...(typeof fields === 'function' ? fields(model) : fields),
    }));
  };
  const after = (moment: Moment, by: Moment): Moment => ({ ...by, day: moment.day + by.day });

  let runDay = intents.firstRun;
  const putRun = (arrival: number, day: number) =>
    items.push({ arrival, write: () => [{ run: clock.date(day) }] });
  for (const run of intents.runs) {
    putRun(runDay * DAY_MINUTES + run.minute, runDay);
    if (run.past !== null) putRun(runDay * DAY_MINUTES + run.minute, runDay - run.past);
    if (run.again !== null) putRun(runDay * DAY_MINUTES + run.minute + run.again, runDay);
    runDay += run.gap;
  }
  for (const gap of intents.tail) {
    putRun(runDay * DAY_MINUTES, runDay);
    runDay += gap;
  }
  putRun(runDay * DAY_MINUTES, runDay);

  for (const [index, merchant] of intents.merchants.entries()) {
    const id = merchantIds[index] ?? 'm1';
    put(`${id}-opened`, 'merchant.opened', merchant.opened, {
      merchant: id,
      ...(merchant.name === null ? {} : { name: merchant.name }),
    });
  }

  for (const [index, order] of intents.orders.entries()) {
    const id = `${prefix(order.prefix)}o${index + 1}`;
    const { paid } = order;
    put(`${id}-paid`, 'order.paid', paid, {
      order: id,
      merchant: merchantId(order.merchant),
      amount: amountJson(BigInt(order.amount), paid.style),
      currency: currency(order.currency),
      ...(order.feeBps === null ? {} : { fee_bps: order.feeBps }),
      ...(order.shipBy === null
        ? {}
        : { ship_by: instantText(clock.instant({ ...paid, day: paid.day + order.shipBy }), paid.style + 1) }),
    });
    const shipped = order.shipped === null ? null : after(paid, order.shipped);
    if (shipped !== null) put(`${id}-shipped`, 'order.shipped', shipped, { order: id });
    const base = shipped ?? paid;
    for (const [nth, moment] of order.delivered.entries()) {
      put(`${id}-delivered-${nth}`, 'order.delivered', after(base, moment), { order: id });
    }
    for (const [nth, moment] of order.confirmed.entries()) {
      put(`${id}-confirmed-${nth}`, 'order.confirmed', after(base, moment), { order: id });
    }
    if (order.cancelled !== null) {
      put(`${id}-cancelled`, 'order.cancelled', after(paid, order.cancelled), { order: id });
    }
    for (const [nth, dispute] of order.disputes.entries()) {
      const opened = after(base, dispute.opened);
      const fields = { dispute: `d${dispute.id}`, order: id };
      put(`${id}-dispute-${nth}`, 'dispute.opened', opened, fields);
      if (dispute.closed !== null) {
        put(`${id}-dispute-${nth}-closed`, 'dispute.closed', after(opened, dispute.closed), fields);
      }
    }
    for (const [nth, refund] of order.refunds.entries()) {
      put(`${id}-refund-${nth}`, 'refund.settled', after(base, refund.moment), (model) => {
        const known = model.orders.get(id);
        const refunded = known?.refunds.reduce((total, one) => total + one.amount, 0n) ?? 0n;
        const left = BigInt(order.amount) - refunded;
        const amount = within((left * BigInt(refund.portion) + 99n) / 100n);
        return {
          refund: `r${refund.id}`,
          order: id,
          amount: amountJson(amount, refund.moment.style),
          reason: refund.reason,
        };
      });
    }
    for (const [nth, feedback] of order.feedback.entries()) {
      put(`${id}-feedback-${nth}`, 'feedback.left', after(base, feedback.moment), {
        order: id,
        positive: feedback.positive,
      });
    }
  }

  for (const [index, event] of intents.events.entries()) {
    const id = `e${index + 1}`;
    switch (event.kind) {
      case 'withdrawal':
      case 'returned':
      case 'adjustment_up':
      case 'adjustment_down': {
        const merchant = merchantId(event.merchant);
        const unit = currency(event.currency);
        const type = {
          withdrawal: 'withdrawal.settled',
          returned: 'withdrawal.returned',
          adjustment_up: 'adjustment.posted',
          adjustment_down: 'adjustment.posted',
        }[event.kind];
        put(id, type, event.moment, (model) => {
          const account = event.kind === 'withdrawal' ? 'payment_account' : 'marketplace_account';
          const takes = event.kind === 'withdrawal' || event.kind === 'adjustment_down';
          const balance = model.balance(merchant, unit, account);
          const part = takes && event.portion !== null && balance > 0n;
          const size = within(part ? (balance * BigInt(event.portion ?? 100)) / 100n : BigInt(event.amount));
          const amount = event.kind === 'adjustment_down' ? -size : size;
          return { merchant, amount: amountJson(amount, event.moment.style), currency: unit };
        });
        break;
      }
      case 'scrambled': {
        // Where the merchant's opening is among them, it is a merchant of their own.
        const merchant = event.parts.includes('opened') ? `${id}-m` : merchantId(event.merchant);
        const order = `${id}-o`;
        const dispute = 'd';
        const fields: Record<ScrambledPart, JsonObject> = {
          opened: { merchant },
          paid: { order, merchant, amount: event.amount, currency: currency(0), fee_bps: 500 },
          shipped: { order },
          delivered: { order },
          delivered_late: { order },
          confirmed: { order },
          disputed: { dispute, order },
          settled: { dispute, order },
          settled_again: { dispute, order },
          refunded: {
            refund: 'r',
            order,
            amount: within(BigInt(event.amount) / 3n).toString(),
            reason: 'seller_fault',
          },
          cancelled: { order },
        };
        for (const part of event.parts) {
          const days = { delivered: 2, delivered_late: 6, confirmed: 4 }[part as string] ?? 0;
          const at = instantText(clock.instant({ ...event.moment, day: event.moment.day + days }), 0);
          const fact = { id: `${id}-${part}`, type: SCRAMBLED_PARTS[part], at, ...fields[part] };
          items.push({ arrival: arrivalOf(event.moment), write: () => [{ fact }] });
        }
        break;
      }
      case 'refund':
        items.push({ arrival: arrivalOf(event.moment), write: (model) => refundSteps(id, event, model) });
        break;
      case 'closed':
        if (event.out !== null) {
          const out = { ...event.moment, day: event.moment.day - event.out };
          put(`${id}-out`, 'merchant.opted_out', out, { merchant: merchantId(event.merchant) });
        }
        put(id, 'merchant.closed', event.moment, {
          merchant: merchantId(event.merchant),
          reason: event.reason,
        });
        break;
      case 'opted':
        put(`${id}-out`, 'merchant.opted_out', event.out, { merchant: merchantId(event.merchant) });
        if (event.in !== null) {
          put(`${id}-in`, 'merchant.opted_in', after(event.out, event.in), {
            merchant: merchantId(event.merchant),
          });
        }
        break;
      case 'override':
        put(id, 'override.set', event.moment, {
          merchant: merchantId(event.merchant),
          decision: event.decision,
          ...(event.decision === 'eligible' && event.tier !== null ? { tier: event.tier } : {}),
        });
        break;
      case 'repeat':
        putFact(event.moment, () => {
          const known = written[event.pick % Math.max(1, written.length)];
          if (known === undefined) return null;
          if (event.how === 'same') return known;
          if (event.how === 'fresh_id') return { ...known, id };
          return event.how === 'notation'
            ? inAnotherNotation(known)
            : withOtherContent(known, event.moment.style);
        });
        break;
      case 'bad':
        putFact(event.moment, () => {
          const known = written[event.pick % Math.max(1, written.length)] ?? { id, type: 'merchant.opened' };
          const mutate = MUTATIONS[event.mutation] ?? ((fact: JsonObject) => fact);
          return mutate(event.freshId ? { ...known, id } : known);
        });
        break;
      case 'stray': {
        const strays: [string, JsonObject][] = [
          ['order.paid', { order: `${id}-o`, merchant: 'ghost', amount: 5, currency: 'USD' }],
          ['order.shipped', { order: 'ghost' }],
          ['withdrawal.settled', { merchant: 'ghost', amount: '5', currency: 'USD' }],
          ['dispute.closed', { dispute: 'ghost', order: 'o1' }],
        ];
        const [type, fields] = strays[event.pick % strays.length] ?? ['order.shipped', { order: 'ghost' }];
        put(id, type, event.moment, fields);
        break;
      }
      case 'policy':
        items.push({
          arrival: arrivalOf(event.moment),
          write: (model) => [
            { policy: event.overrides },
            ...(event.thenRun && model.openDay !== null ? [{ run: dayText(model.openDay) }] : []),
          ],
        });
        break;
      case 'ask':
        items.push({
          arrival: arrivalOf(event.moment),
          write: () => [
            event.asOf === null ? { ask: id } : { ask: id, as_of: clock.date(event.moment.day + event.asOf) },
          ],
        });
        break;
    }
  }

  function refundSteps(id: string, event: RefundIntent, model: Model): Step[] {
    const released = [...model.orders.values()].filter((order) => order.release !== null);
    const held = new Set(model.holds.filter((hold) => hold.amount > 0n).map((hold) => hold.order));
    const withHold = released.filter((order) => held.has(order.id));
    const targets = event.target === 'with_hold' && withHold.length > 0 ? withHold : released;
    const order = targets[event.pick % Math.max(1, targets.length)];
    if (order === undefined) return [];
    const at = instantText(clock.instant(event.moment), event.moment.style);
    const left = order.amount - order.refunds.reduce((total, one) => total + one.amount, 0n);
    const facts: JsonObject[] = [];
    if (event.dispute) {
      facts.push({ id: `${id}-dispute`, type: 'dispute.opened', at, dispute: `${id}-d`, order: order.id });
    }
    const balance = model.balance(order.merchant, order.currency, 'payment_account');
    if (event.drain !== null && balance > 0n) {
      const amount = amountJson(within((balance * BigInt(event.drain)) / 100n), event.moment.style);
      const { merchant, currency: unit } = order;
      facts.push({ id: `${id}-drain`, type: 'withdrawal.settled', at, merchant, amount, currency: unit });
    }
    const amount = amountJson(within((left * BigInt(event.portion) + 99n) / 100n), event.moment.style);
    const { reason } = event;
    facts.push({ id, type: 'refund.settled', at, refund: `${id}-r`, order: order.id, amount, reason });
    return facts.map((fact) => ({ fact }));
  }

  items.sort((a, b) => a.arrival - b.arrival);
  const policy: JsonObject = { timezone: intents.place.timezone, ...intents.policy };
  const model = new Model(policy);
  const steps: Step[] = [];
  const write = (step: Step) => {
    steps.push(step);
    playStep(model, step);
    if ('fact' in step && step.fact !== null && typeof step.fact === 'object' && !Array.isArray(step.fact)) {
      if (typeof step.fact.id === 'string' && typeof step.fact.at === 'string') written.push(step.fact);
    }
  };
  for (const item of items) for (const step of item.write(model)) write(step);
  write({ ask: 'end' });
  const lastEntry = model.entries[model.entries.length - 1];
  if (lastEntry !== undefined) write({ ask: 'before the last day', as_of: dayText(lastEntry.day - 1) });
  return { policy, steps };
}

/** The same content: amounts as text or as numbers, instants in another offset, fields in another order. */
function inAnotherNotation(fact: JsonObject): JsonObject {
  const entries = Object.entries(fact).map(([field, value]): [string, Json] => {
    if ((field === 'at' || field === 'ship_by') && typeof value === 'string') {
      try {
        return [field, instantText(Temporal.Instant.from(value), value.endsWith('Z') ? 1 : 0)];
      } catch {
        return [field, value];
      }
    }
    if (field === 'amount' && typeof value === 'number') return [field, String(value)];
    if (field === 'amount' && typeof value === 'string' && /^-?\d+$/.test(value))
      return [field, Number(value)];
    return [field, value];
  });
  return Object.fromEntries(entries.reverse());
}

/** The same id, other content; small enough a difference that a careless comparison misses it. */
function withOtherContent(fact: JsonObject, style: number): JsonObject {
  if ('amount' in fact && style % 3 !== 0) return { ...fact, amount: style % 3 === 1 ? 1 : 2 };
  if (fact.type === 'override.set' && style % 2 === 0)
    return { ...without(fact, 'tier'), decision: 'ineligible' };
  if (typeof fact.at !== 'string') return fact;
  try {
    const by =
      [{ nanoseconds: 1 }, { nanoseconds: 1000 }, { milliseconds: 1 }, { hours: 24 }][style % 4] ?? {};
    return { ...fact, at: instantText(Temporal.Instant.from(fact.at).add(by), style) };
  } catch {
    return { ...fact, at: '2026-01-05T10:00:00Z' };
  }
}

export function historyArbitraryOf(size: Partial<HistorySize> = {}): fc.Arbitrary<History> {
  return intentsArbitrary({ ...DEFAULT_SIZE, ...size }).map(buildHistory);
}

export const historyArbitrary: fc.Arbitrary<History> = historyArbitraryOf();
