import { evaluate } from './assessment';
import { addDays, type CalendarDate } from './calendar';
import { lowestTier, type Policy, type Tier, tierNamed, tiersByScore } from './policy';
import type { Merchant } from './records';
import type { Evaluation, Metric, WindowCounts } from './scorecard';

/**
 * The smallest changes of a store's record that would qualify it or lift its tier. Nothing here knows a rule: each
 * answer is found by asking the assessment itself (section 5). No further step of a lever ever makes an outcome worse,
 * so the smallest one that suffices is found by halving.
 */

/** What can be better about a record; the counted things first, the age last. */
export const LEVERS = ['disputed', 'refunded', 'late', 'positive', 'orders', 'age'] as const;
export type Lever = (typeof LEVERS)[number];

/**
 * So many orders fewer in dispute, refunded at the store's cost or shipped late; positive feedbacks more; orders more
 * that are shipped in time and stay without dispute and refund; or days older.
 */
export interface Step {
  lever: Lever;
  by: number;
}

/** A record as one assessment sees it. */
export interface RecordOn {
  merchant: Merchant;
  counts: WindowCounts;
  policy: Policy;
  on: CalendarDate;
}

export interface Lift {
  /** What is aimed at: eligible, with this tier or a better one. */
  tier: string;
  /** Whether the store is not eligible at all now. */
  isToQualify: boolean;
  /** Each lever that suffices by itself, with the least of it. */
  alone: Step[];
  /** Where no lever suffices by itself: steps that do together, none of them with a unit to spare. Empty: nothing does. */
  together: Step[];
}

type Moves = Record<Lever, number>;

/** In days: the dates that can be written span less. */
const LONGER_THAN_THE_CALENDAR = 4_000_000;

const NO_MOVES: Moves = { disputed: 0, refunded: 0, late: 0, positive: 0, orders: 0, age: 0 };

/** The lever that is a gate's own. */
const LEVER_OF: Record<Metric, Lever> = {
  store_age_days: 'age',
  orders: 'orders',
  dispute_bps: 'disputed',
  refund_bps: 'refunded',
  late_shipment_bps: 'late',
  feedback_bps: 'positive',
};

/** The record as the numbers alone tell it: what a reviewer decided and the store's own opting out are no record. */
function byItself(merchant: Merchant): Merchant {
  return {
    ...merchant,
    isOptedOut: false,
    overrideDecision: 'none',
    overrideTier: null,
    overrideUntil: null,
  };
}

/** What the assessment says of the record with these steps taken. */
export function evaluateWith(record: RecordOn, steps: Step[]): Evaluation {
  const moves = { ...NO_MOVES };
  for (const { lever, by } of steps) moves[lever] += by;
  return evaluateMoved(record, moves);
}

function evaluateMoved({ merchant, counts, policy, on }: RecordOn, moves: Moves): Evaluation {
  return evaluate(
    { ...byItself(merchant), openedOn: addDays(merchant.openedOn, -moves.age) },
    {
      orders: counts.orders + moves.orders,
      disputed: counts.disputed - moves.disputed,
      refunded: counts.refunded - moves.refunded,
      late: counts.late - moves.late,
      feedback: counts.feedback + moves.positive,
      positive: counts.positive + moves.positive,
    },
    policy,
    on,
  );
}

/** How far a lever goes: beyond this, more of it changes no outcome. */
function farthest({ counts, policy }: RecordOn, lever: Lever): number {
  const rules = policy.assessment;
  switch (lever) {
    case 'disputed':
    case 'refunded':
    case 'late':
      return counts[lever];
    case 'positive':
      // From here on no more than one negative feedback in ten thousand, or one basis point, is left.
      return 10_000 * (counts.feedback - counts.positive) + 1;
    case 'orders':
      return rules.min_orders + 10_000 * Math.max(counts.disputed, counts.refunded, counts.late) + 1;
    case 'age':
      return LONGER_THAN_THE_CALENDAR;
  }
}

/** The least from 1 to `most` that suffices, where no more of it ever suffices less; null where none does. */
function least(most: number, suffices: (by: number) => boolean): number | null {
  if (most < 1 || !suffices(most)) return null;
  let low = 1;
  let high = most;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (suffices(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Whether the outcome is what is aimed at. */
export function reaches(evaluation: Evaluation, policy: Policy, tier: Tier): boolean {
  const given = tierNamed(policy, evaluation.tierIfEligible);
  return evaluation.isEligible && given !== null && given.min_score >= tier.min_score;
}

/** The tier to aim at: any for a store that does not qualify, else the next better one; null where it has the best. */
export function tierToAimAt(record: RecordOn): Tier | null {
  const { policy } = record;
  const now = evaluateMoved(record, NO_MOVES);
  if (!now.isEligible) return lowestTier(policy);
  const tiers = tiersByScore(policy);
  const given = tierNamed(policy, now.tierIfEligible);
  return tiers.findLast((tier) => given !== null && tier.min_score > given.min_score) ?? null;
}

function combine(record: RecordOn, isReached: (evaluation: Evaluation) => boolean): Step[] {
  const moves = { ...NO_MOVES };
  const now = () => evaluateMoved(record, moves);
  const leastMore = (lever: Lever, isEnough: (evaluation: Evaluation) => boolean) =>
    least(farthest(record, lever) - moves[lever], (by) =>
      isEnough(evaluateMoved(record, { ...moves, [lever]: moves[lever] + by })),
    );
  // Each failing gate is brought to just pass, by what is its own.
  for (const metric of now().failedGates) {
    const lever = LEVER_OF[metric];
    const more = leastMore(lever, (evaluation) => !evaluation.failedGates.includes(metric));
    moves[lever] += more ?? 0;
  }
  // Then the cheapest further step, where one suffices; else all that there is, lever by lever.
  if (!isReached(now())) {
    const further = LEVERS.flatMap((lever) => {
      const by = leastMore(lever, isReached);
      return by === null ? [] : [{ lever, by }];
    });
    const [cheapest] = further.toSorted((a, b) => a.by - b.by);
    if (cheapest !== undefined) moves[cheapest.lever] += cheapest.by;
  }
  for (const lever of LEVERS) if (!isReached(now())) moves[lever] = farthest(record, lever);
  if (!isReached(now())) return [];
  // What turns out not to be needed is taken back. What is taken back later only makes the rest more needed.
  for (const lever of LEVERS.toReversed()) {
    if (moves[lever] === 0 || isReached(evaluateMoved(record, { ...moves, [lever]: 0 }))) moves[lever] = 0;
    else
      moves[lever] =
        least(moves[lever], (by) => isReached(evaluateMoved(record, { ...moves, [lever]: by }))) ?? 0;
  }
  return LEVERS.flatMap((lever) => (moves[lever] === 0 ? [] : [{ lever, by: moves[lever] }]));
}

/** The smallest changes with which the record would make the tier. The record must not make it as it is. */
export function whatWouldLift(record: RecordOn, tier: Tier): Lift {
  const isReached = (evaluation: Evaluation) => reaches(evaluation, record.policy, tier);
  const alone = LEVERS.flatMap((lever): Step[] => {
    const by = least(farthest(record, lever), (each) =>
      isReached(evaluateMoved(record, { ...NO_MOVES, [lever]: each })),
    );
    return by === null ? [] : [{ lever, by }];
  });
  return {
    tier: tier.name,
    isToQualify: !evaluateMoved(record, NO_MOVES).isEligible,
    alone,
    together: alone.length > 0 ? [] : combine(record, isReached),
  };
}

/** How far a metric is from its limit, in what is counted. */
export type Distance =
  /** It passes, and goes on to pass with so many more (fewer, of orders); null: whatever comes. */
  | { passes: true; by: number | null }
  /** It fails, and passes with so much less or more of what is its own; null: no number suffices. */
  | { passes: false; by: number | null };

/** A metric's distance from its limit: so many orders, feedbacks or days, all else being as it is. */
export function distanceFromLimit(record: RecordOn, metric: Metric): Distance {
  const fails = (evaluation: Evaluation) => evaluation.failedGates.includes(metric);
  if (fails(evaluateMoved(record, NO_MOVES))) {
    const lever = LEVER_OF[metric];
    const by = least(
      farthest(record, lever),
      (each) => !fails(evaluateMoved(record, { ...NO_MOVES, [lever]: each })),
    );
    return { passes: false, by };
  }
  const worse = worsening(record, metric);
  if (worse === null) return { passes: true, by: null };
  const failing = least(worse.most, (by) =>
    fails(evaluate(byItself(record.merchant), worse.with(by), record.policy, record.on)),
  );
  return { passes: true, by: failing === null ? null : failing - 1 };
}

/** The counts with so many more of what is bad for a metric, and how many there can be; null where nothing is. */
function worsening(
  { counts, policy }: RecordOn,
  metric: Metric,
): { most: number; with: (by: number) => WindowCounts } | null {
  switch (metric) {
    case 'store_age_days':
      return null;
    case 'orders':
      return { most: counts.orders, with: (by) => ({ ...counts, orders: counts.orders - by }) };
    case 'dispute_bps':
      return {
        most: counts.orders - counts.disputed,
        with: (by) => ({ ...counts, disputed: counts.disputed + by }),
      };
    case 'refund_bps':
      return {
        most: counts.orders - counts.refunded,
        with: (by) => ({ ...counts, refunded: counts.refunded + by }),
      };
    case 'late_shipment_bps':
      return { most: counts.orders - counts.late, with: (by) => ({ ...counts, late: counts.late + by }) };
    case 'feedback_bps':
      return {
        most: policy.assessment.min_positive_feedback_bps === 0 ? 0 : 10_000 * counts.positive + 1,
        with: (by) => ({ ...counts, feedback: counts.feedback + by }),
      };
  }
}
