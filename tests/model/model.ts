import { addMonths, type Day, dayFromText, dayIn, dayText } from './calendar';
import {
  DEFAULT_POLICY,
  type JsonObject,
  mergePolicy,
  type Policy,
  type Tier,
  tiersFromTheTop,
} from './policy';
import { contentOf, type Fact, readFact } from './read';

// The rules once more, in the plainest way: the whole history in memory, every figure computed anew
// from it whenever it is asked for. Slow and obvious, so that the engine can be held against it.

export const ACCOUNTS = [
  'order_funds',
  'payment_account',
  'marketplace_account',
  'deposit',
  'receivable',
  'fees',
  'platform_loss',
  'clearing',
] as const;
export type Account = (typeof ACCOUNTS)[number];

export type Code =
  | 'bad_fact'
  | 'bad_amount'
  | 'conflict'
  | 'bad_state'
  | 'over_refund'
  | 'insufficient_funds';
export type FactResult = { status: 'applied' | 'duplicate' | 'parked' | 'rejected'; code?: Code };
export type RunResult = { status: 'done' | 'rejected'; code?: 'closed_day' };
export type PolicyResult = { status: 'applied' | 'rejected' };

export type Enrolment = 'none' | 'enrolled' | 'cancelled' | 'closed';
export type OrderState =
  | 'held'
  | 'released_early'
  | 'released_standard'
  | 'released_closure'
  | 'cancelled'
  | 'refunded';

export type MetricName =
  | 'store_age_days'
  | 'orders'
  | 'dispute_bps'
  | 'refund_bps'
  | 'late_shipment_bps'
  | 'feedback_bps';
export type Metrics = Record<Exclude<MetricName, 'feedback_bps'>, number> & { feedback_bps: number | null };

export type AccountsAnswer = Record<string, Record<Account, string>>;
export type HoldAnswer = { order: string; currency: string; amount: string; release_on: string };
export type AssessmentAnswer = {
  date: string;
  eligible: boolean;
  score: number;
  tier: string | null;
  failed_gates: MetricName[];
  metrics: Metrics;
};
export type MerchantAnswer = {
  enrolment: Enrolment;
  tier: string | null;
  cancelled_on: string | null;
  accounts: AccountsAnswer;
  holds: HoldAnswer[];
  orders: Record<string, { state: OrderState; released_on: string | null }>;
  assessment: AssessmentAnswer | null;
};
export type MerchantAnswerAsOf = { accounts: AccountsAnswer };
export type Answer = Record<string, MerchantAnswer | MerchantAnswerAsOf>;

type Amounts = Partial<Record<Account, bigint>>;

export type Entry = {
  merchant: string;
  currency: string;
  day: Day;
  /** The day that was open when the entry was made. */
  openDay: Day | null;
  /** The fact that caused it, or the run. */
  cause: { fact: string } | { run: Day };
  amounts: Amounts;
};

type Refund = {
  id: string;
  amount: bigint;
  day: Day;
  /** The reason was a merchant-borne one when the refund was applied. */
  borne: boolean;
  afterRelease: boolean;
};

export type Order = {
  id: string;
  merchant: string;
  amount: bigint;
  currency: string;
  feeBps: bigint;
  shipBy: Day | null;
  shippedOn: Day | null;
  deliveredOn: Day | null;
  confirmedOn: Day | null;
  cancelled: boolean;
  disputes: { id: string; openedOn: Day; closed: boolean }[];
  refunds: Refund[];
  release: {
    kind: 'released_early' | 'released_standard' | 'released_closure';
    on: Day;
    fee: bigint;
    /** What reached the payment account for good: net - hold. */
    advanced: bigint;
  } | null;
};

export type Hold = {
  order: string;
  merchant: string;
  currency: string;
  amount: bigint;
  releaseOn: Day;
  deadline: Day | null;
};

type Assessment = {
  day: Day;
  eligible: boolean;
  score: number;
  tier: string | null;
  failedGates: MetricName[];
  metrics: Metrics;
};

export type Merchant = {
  id: string;
  openedOn: Day;
  enrolment: Enrolment;
  tier: string | null;
  failures: number;
  cancelledOn: Day | null;
  optedOut: boolean;
  override: { decision: 'eligible' | 'ineligible'; tier: string | null } | null;
  feedback: { day: Day; positive: boolean }[];
  assessment: Assessment | null;
};

type Waiting = { fact: Fact; key: string };

export function share(amount: bigint, bps: bigint): bigint {
  return (amount * bps + 5000n) / 10000n;
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

export function byCodePoint(a: string, b: string): number {
  const left = [...a].map((character) => character.codePointAt(0) ?? 0);
  const right = [...b].map((character) => character.codePointAt(0) ?? 0);
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function sum(amounts: bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

function refundedOf(order: Order): bigint {
  return sum(order.refunds.map((refund) => refund.amount));
}

export function heldOf(order: Order): bigint {
  return order.cancelled || order.release !== null ? 0n : order.amount - refundedOf(order);
}

export function stateOf(order: Order): OrderState {
  if (order.cancelled) return 'cancelled';
  if (order.release !== null) return order.release.kind;
  return heldOf(order) === 0n ? 'refunded' : 'held';
}

function inDispute(order: Order): boolean {
  return order.disputes.some((dispute) => !dispute.closed);
}

function keyOf(...names: string[]): string {
  return JSON.stringify(names);
}

export class Model {
  policy: Policy;
  readonly merchants = new Map<string, Merchant>();
  readonly orders = new Map<string, Order>();
  readonly entries: Entry[] = [];
  readonly holds: Hold[] = [];
  /** The day of the latest run. */
  openDay: Day | null = null;
  /** How often each noteworthy thing happened: what a set of histories reaches can be counted. */
  readonly seen = new Map<string, number>();

  /** Content of every fact that was applied or is parked. */
  private readonly recorded = new Map<string, string>();
  /** In order of arrival. */
  private waiting: { arrival: number; item: Waiting }[] = [];
  private arrivals = 0;

  constructor(policyOverrides: JsonObject = {}) {
    this.policy = mergePolicy(DEFAULT_POLICY, policyOverrides);
  }

  setPolicy(overrides: JsonObject): PolicyResult {
    const next = mergePolicy(this.policy, overrides);
    if (next.timezone !== this.policy.timezone && this.recorded.size > 0) return { status: 'rejected' };
    this.policy = next;
    return { status: 'applied' };
  }

  // ---- Facts (section 4)

  fact(raw: unknown): FactResult {
    const result = this.receive(raw);
    this.note(result.code ?? result.status);
    return result;
  }

  private receive(raw: unknown): FactResult {
    const fact = readFact(raw, this.policy);
    if (fact === 'bad_fact' || fact === 'bad_amount') return { status: 'rejected', code: fact };

    const content = contentOf(fact);
    const before = this.recorded.get(fact.id);
    if (before === content) return { status: 'duplicate' };
    if (before !== undefined) return { status: 'rejected', code: 'conflict' };

    this.arrivals += 1;
    const result = this.applyOrPark(fact, this.arrivals);
    return result;
  }

  private applyOrPark(fact: Fact, arrival: number): FactResult {
    const obstacle = this.obstacleOf(fact);
    if (obstacle === 'bad_state') return { status: 'rejected', code: 'bad_state' };
    if (obstacle !== null) {
      this.recorded.set(fact.id, contentOf(fact));
      this.waiting.push({ arrival, item: { fact, key: obstacle.waitsFor } });
      return { status: 'parked' };
    }
    const code = this.apply(fact);
    if (code !== null) return { status: 'rejected', code };
    this.recorded.set(fact.id, contentOf(fact));
    this.wake(fact);
    return { status: 'applied' };
  }

  /** What a fact names that is not known yet. */
  private obstacleOf(fact: Fact): { waitsFor: string } | 'bad_state' | null {
    if (fact.merchant !== null && fact.type !== 'merchant.opened' && !this.merchants.has(fact.merchant)) {
      return { waitsFor: keyOf('merchant', fact.merchant) };
    }
    if (fact.order === null || fact.type === 'order.paid') return null;
    const order = this.orders.get(fact.order);
    if (order === undefined) return { waitsFor: keyOf('order', fact.order) };
    if (fact.type === 'order.delivered' || fact.type === 'order.confirmed') {
      if (order.cancelled) return 'bad_state';
      if (order.shippedOn === null) return { waitsFor: keyOf('shipment', fact.order) };
    }
    if (fact.type === 'dispute.closed' && fact.dispute !== null) {
      if (!order.disputes.some((dispute) => dispute.id === fact.dispute)) {
        return { waitsFor: keyOf('dispute', fact.order, fact.dispute) };
      }
    }
    return null;
  }

  private wake(by: Fact): void {
    let key: string;
    if (by.type === 'merchant.opened') key = keyOf('merchant', by.merchant ?? '');
    else if (by.type === 'order.paid') key = keyOf('order', by.order ?? '');
    else if (by.type === 'order.shipped') key = keyOf('shipment', by.order ?? '');
    else if (by.type === 'dispute.opened') key = keyOf('dispute', by.order ?? '', by.dispute ?? '');
    else return;

    const woken = this.waiting.filter((waiting) => waiting.item.key === key);
    this.waiting = this.waiting.filter((waiting) => waiting.item.key !== key);
    woken.sort((a, b) => a.arrival - b.arrival);
    for (const { arrival, item } of woken) {
      this.recorded.delete(item.fact.id);
      const result = this.applyOrPark(item.fact, arrival);
      this.note(`woken ${result.status}`);
    }
  }

  private merchantNamed(fact: Fact): Merchant {
    const merchant = this.merchants.get(fact.merchant ?? '');
    if (merchant === undefined) throw new Error(`no merchant for ${fact.id}`);
    return merchant;
  }

  private orderNamed(fact: Fact): Order {
    const order = this.orders.get(fact.order ?? '');
    if (order === undefined) throw new Error(`no order for ${fact.id}`);
    return order;
  }

  private merchantOf(order: Order): Merchant {
    const merchant = this.merchants.get(order.merchant);
    if (merchant === undefined) throw new Error(`no merchant for ${order.id}`);
    return merchant;
  }

  /** Everything the fact names is known. Changes nothing where it answers a code. */
  private apply(fact: Fact): Code | null {
    const today = dayIn(this.policy.timezone, fact.at);
    const amount = fact.amount ?? 0n;
    const currency = fact.currency ?? '';
    const cause = { fact: fact.id };

    switch (fact.type) {
      case 'merchant.opened': {
        const id = fact.merchant ?? '';
        if (this.merchants.has(id)) return 'conflict';
        this.merchants.set(id, {
          id,
          openedOn: today,
          enrolment: 'none',
          tier: null,
          failures: 0,
          cancelledOn: null,
          optedOut: false,
          override: null,
          feedback: [],
          assessment: null,
        });
        return null;
      }

      case 'order.paid': {
        const id = fact.order ?? '';
        const merchant = this.merchantNamed(fact);
        if (this.orders.has(id)) return 'conflict';
        if (merchant.enrolment === 'closed') return 'bad_state';
        this.orders.set(id, {
          id,
          merchant: merchant.id,
          amount,
          currency,
          feeBps: fact.fee_bps,
          shipBy: fact.ship_by === null ? null : dayIn(this.policy.timezone, fact.ship_by),
          shippedOn: null,
          deliveredOn: null,
          confirmedOn: null,
          cancelled: false,
          disputes: [],
          refunds: [],
          release: null,
        });
        this.book(merchant.id, currency, today, cause, { clearing: -amount, order_funds: amount });
        return null;
      }

      case 'order.shipped': {
        const order = this.orderNamed(fact);
        if (order.shippedOn !== null || stateOf(order) !== 'held') return 'bad_state';
        order.shippedOn = today;
        return null;
      }

      case 'order.delivered': {
        const order = this.orderNamed(fact);
        order.deliveredOn ??= today;
        return null;
      }

      case 'order.confirmed': {
        const order = this.orderNamed(fact);
        order.confirmedOn ??= today;
        return null;
      }

      case 'order.cancelled': {
        const order = this.orderNamed(fact);
        if (stateOf(order) !== 'held' || order.shippedOn !== null) return 'bad_state';
        const held = heldOf(order);
        order.cancelled = true;
        this.book(order.merchant, order.currency, today, cause, { order_funds: -held, clearing: held });
        return null;
      }

      case 'dispute.opened': {
        const order = this.orderNamed(fact);
        const id = fact.dispute ?? '';
        if (order.cancelled) return 'bad_state';
        if (order.disputes.some((dispute) => dispute.id === id)) return 'conflict';
        order.disputes.push({ id, openedOn: today, closed: false });
        return null;
      }

      case 'dispute.closed': {
        const order = this.orderNamed(fact);
        const dispute = order.disputes.find((candidate) => candidate.id === fact.dispute);
        if (dispute === undefined) throw new Error(`no dispute for ${fact.id}`);
        if (dispute.closed) return 'bad_state';
        dispute.closed = true;
        return null;
      }

      case 'feedback.left': {
        const merchant = this.merchantOf(this.orderNamed(fact));
        merchant.feedback.push({ day: today, positive: fact.positive === true });
        return null;
      }

      case 'refund.settled':
        return this.refund(this.orderNamed(fact), fact, today);

      case 'adjustment.posted': {
        const merchant = this.merchantNamed(fact);
        if (amount < 0n && this.balance(merchant.id, currency, 'marketplace_account') + amount < 0n) {
          return 'insufficient_funds';
        }
        const moved =
          amount < 0n
            ? { marketplace_account: amount }
            : this.credited(merchant.id, currency, 'marketplace_account', amount);
        this.book(merchant.id, currency, today, cause, { ...moved, clearing: -amount });
        return null;
      }

      case 'withdrawal.settled': {
        const merchant = this.merchantNamed(fact);
        if (amount > this.balance(merchant.id, currency, 'payment_account')) return 'insufficient_funds';
        if (this.balance(merchant.id, currency, 'receivable') < 0n) return 'insufficient_funds';
        this.book(merchant.id, currency, today, cause, { payment_account: -amount, clearing: amount });
        return null;
      }

      case 'withdrawal.returned': {
        const merchant = this.merchantNamed(fact);
        const moved = this.credited(merchant.id, currency, 'payment_account', amount);
        this.book(merchant.id, currency, today, cause, { ...moved, clearing: -amount });
        return null;
      }

      case 'merchant.closed': {
        const merchant = this.merchantNamed(fact);
        if (merchant.enrolment === 'closed') return 'bad_state';
        this.close(merchant);
        return null;
      }

      case 'merchant.opted_out':
      case 'merchant.opted_in': {
        const merchant = this.merchantNamed(fact);
        const out = fact.type === 'merchant.opted_out';
        if (merchant.optedOut === out) return 'bad_state';
        merchant.optedOut = out;
        return null;
      }

      case 'override.set': {
        const merchant = this.merchantNamed(fact);
        const decision = fact.decision;
        merchant.override =
          decision === 'eligible' || decision === 'ineligible' ? { decision, tier: fact.tier } : null;
        return null;
      }

      default:
        throw new Error(`no rule for ${fact.type}`);
    }
  }

  // ---- Refunds (section 7)

  private refund(order: Order, fact: Fact, today: Day): Code | null {
    const amount = fact.amount ?? 0n;
    const cause = { fact: fact.id };
    if (order.refunds.some((refund) => refund.id === fact.refund)) return 'conflict';
    if (order.cancelled) return 'bad_state';
    if (refundedOf(order) + amount > order.amount) return 'over_refund';

    const release = order.release;
    const borne = this.policy.merchant_borne_reasons.includes(fact.reason ?? '');
    const earlier = order.refunds.filter((refund) => refund.afterRelease && refund.borne);
    order.refunds.push({
      id: fact.refund ?? '',
      amount,
      day: today,
      borne,
      afterRelease: release !== null,
    });

    if (release === null) {
      this.book(order.merchant, order.currency, today, cause, { order_funds: -amount, clearing: amount });
      this.note(
        stateOf(order) === 'refunded' ? 'refunded in full while held' : 'refunded in part while held',
      );
      return null;
    }

    if (borne) {
      const before = sum(earlier.map((refund) => refund.amount));
      const feeBack =
        least(release.fee, share(before + amount, order.feeBps)) -
        least(release.fee, share(before, order.feeBps));
      const taken = this.deduct(order, amount - feeBack);
      this.book(order.merchant, order.currency, today, cause, { ...taken, fees: -feeBack, clearing: amount });
      if (feeBack > 0n) this.note('fee given back');
    } else {
      this.book(order.merchant, order.currency, today, cause, { platform_loss: -amount, clearing: amount });
      this.note('platform bears');
    }

    const own = this.openHolds(order.merchant).find((hold) => hold.order === order.id);
    if (refundedOf(order) === order.amount && own !== undefined) {
      if (inDispute(order)) this.note('hold freed in dispute');
      this.note('hold freed by full refund');
      this.freeHold(own, today, cause);
    }
    return null;
  }

  /** Takes m from the sources in the policy's order; the holds change here, the accounts by what is answered. */
  private deduct(order: Order, m: bigint): Amounts {
    const taken: Amounts = {};
    let missing = m;
    for (const source of this.policy.deduction_order) {
      if (source !== 'deposit') {
        const part = least(missing, this.balance(order.merchant, order.currency, source));
        if (part > 0n) this.note(`deducted from ${source}`);
        taken[source] = -part;
        missing -= part;
        continue;
      }
      const holds = this.openHolds(order.merchant).filter((hold) => hold.currency === order.currency);
      const own = holds.filter((hold) => hold.order === order.id);
      const others = holds.filter((hold) => hold.order !== order.id);
      let fromHolds = 0n;
      for (const hold of [...own, ...others]) {
        const part = least(missing, hold.amount);
        if (part > 0n)
          this.note(hold.order === order.id ? 'deducted from own hold' : 'deducted from another hold');
        hold.amount -= part;
        missing -= part;
        fromHolds += part;
      }
      taken.deposit = -fromHolds;
    }
    if (missing > 0n) this.note('deducted into receivable');
    taken.receivable = -missing;
    return taken;
  }

  // ---- Closure (section 9)

  private close(merchant: Merchant): void {
    const holds = this.openHolds(merchant.id);
    this.note(`closed while ${merchant.enrolment}`);
    if (holds.length > 0) this.note('closed with holds');
    merchant.enrolment = 'closed';
    merchant.tier = null;
    for (const hold of holds) {
      const shippedOn = this.orders.get(hold.order)?.shippedOn ?? null;
      if (shippedOn === null) throw new Error(`a hold of an order not shipped: ${hold.order}`);
      const anew = shippedOn + this.policy.closure.release_days_after_shipment;
      if (hold.deadline !== null && hold.deadline < anew) this.note('closure kept a deadline');
      hold.releaseOn = hold.deadline === null ? anew : Math.min(anew, hold.deadline);
    }
  }

  // ---- Books (section 3)

  balance(merchant: string, currency: string, account: Account, asOf?: Day): bigint {
    return sum(
      this.entries
        .filter((entry) => entry.merchant === merchant && entry.currency === currency)
        .filter((entry) => asOf === undefined || entry.day <= asOf)
        .map((entry) => entry.amounts[account] ?? 0n),
    );
  }

  private credited(
    merchant: string,
    currency: string,
    account: 'payment_account' | 'marketplace_account',
    amount: bigint,
  ): Amounts {
    const debt = -this.balance(merchant, currency, 'receivable');
    const recovered = least(amount, debt);
    if (recovered > 0n) this.note('debt recovered');
    return { receivable: recovered, [account]: amount - recovered };
  }

  /** Answers the booking date. `wanted` is the fact's own date, or the run's. */
  private book(
    merchant: string,
    currency: string,
    wanted: Day,
    cause: { fact: string } | { run: Day },
    amounts: Amounts,
  ): Day {
    const days = this.entries.filter((entry) => entry.merchant === merchant).map((entry) => entry.day);
    const earliest = this.openDay ?? wanted;
    const day = Math.max(earliest, ...days);
    if (day > earliest) this.note('booked on the latest entry');
    if ('fact' in cause && wanted < earliest) this.note('late fact booked on the open day');
    if ('fact' in cause && wanted > earliest) this.note('future fact booked on the open day');
    this.entries.push({ merchant, currency, day, openDay: this.openDay, cause, amounts });
    return day;
  }

  // ---- Runs

  run(date: string): RunResult {
    const day = dayFromText(date);
    if (this.openDay !== null && day < this.openDay) {
      this.note('closed_day');
      return { status: 'rejected', code: 'closed_day' };
    }
    const again = this.openDay === day;
    const entriesBefore = this.entries.length;
    this.openDay = day;
    const merchants = [...this.merchants.values()];
    for (const merchant of merchants) this.assessWhereDue(merchant, day);
    for (const merchant of merchants) this.release(merchant, day);
    for (const merchant of merchants) this.releaseHolds(merchant, day);
    this.note('run');
    if (again)
      this.note(this.entries.length > entriesBefore ? 'repeated run booked more' : 'repeated run idle');
    return { status: 'done' };
  }

  // ---- Assessment (section 5)

  private tierNamed(name: string | null): Tier | undefined {
    return this.policy.tiers.find((tier) => tier.name === name);
  }

  private assessWhereDue(merchant: Merchant, today: Day): void {
    if (merchant.enrolment === 'closed') return;
    const last = merchant.assessment;
    if (last !== null) {
      if (last.day === today) return;
      const tierIsGone = merchant.tier !== null && this.tierNamed(merchant.tier) === undefined;
      if (today - last.day < this.policy.assessment.every_days && !tierIsGone) return;
      if (tierIsGone) this.note('assessed with its tier gone');
    }
    this.assess(merchant, today);
  }

  metricsOf(merchant: Merchant, today: Day): Metrics {
    const from = today - this.policy.assessment.window_days;
    const inWindow = (day: Day) => day >= from && day < today;
    const cohort = [...this.orders.values()].filter(
      (order) => order.merchant === merchant.id && order.shippedOn !== null && inWindow(order.shippedOn),
    );
    const bps = (part: number, all: number) => (all === 0 ? 0 : Math.floor((10000 * part) / all));
    const disputed = cohort.filter((order) => order.disputes.some((dispute) => dispute.openedOn < today));
    const refunded = cohort.filter((order) =>
      order.refunds.some((refund) => refund.borne && refund.day < today),
    );
    const late = cohort.filter(
      (order) => order.shipBy !== null && order.shippedOn !== null && order.shippedOn > order.shipBy,
    );
    const feedback = merchant.feedback.filter((one) => inWindow(one.day));
    const positive = feedback.filter((one) => one.positive);
    return {
      store_age_days: today - merchant.openedOn,
      orders: cohort.length,
      dispute_bps: bps(disputed.length, cohort.length),
      refund_bps: bps(refunded.length, cohort.length),
      late_shipment_bps: bps(late.length, cohort.length),
      feedback_bps: feedback.length === 0 ? null : bps(positive.length, feedback.length),
    };
  }

  private failedGates(metrics: Metrics): MetricName[] {
    const limits = this.policy.assessment;
    const failed: MetricName[] = [];
    if (metrics.store_age_days < limits.min_store_age_days) failed.push('store_age_days');
    if (metrics.orders < limits.min_orders) failed.push('orders');
    if (metrics.dispute_bps > limits.max_dispute_bps) failed.push('dispute_bps');
    if (metrics.refund_bps > limits.max_refund_bps) failed.push('refund_bps');
    if (metrics.late_shipment_bps > limits.max_late_shipment_bps) failed.push('late_shipment_bps');
    if (metrics.feedback_bps !== null && metrics.feedback_bps < limits.min_positive_feedback_bps) {
      failed.push('feedback_bps');
    }
    return failed;
  }

  private scoreOf(metrics: Metrics): number {
    const limits = this.policy.assessment;
    const underLimit = (value: number, limit: number) => {
      if (limit === 0) return value === 0 ? 100 : 0;
      return Math.max(0, 100 - Math.floor((100 * value) / limit));
    };
    const age = Math.max(0, metrics.store_age_days);
    const points = {
      store_age: Math.min(100, Math.floor((100 * age) / limits.full_points_store_age_days)),
      dispute: underLimit(metrics.dispute_bps, limits.max_dispute_bps),
      refund: underLimit(metrics.refund_bps, limits.max_refund_bps),
      late_shipment: underLimit(metrics.late_shipment_bps, limits.max_late_shipment_bps),
      feedback: metrics.feedback_bps === null ? 50 : Math.floor(metrics.feedback_bps / 100),
    };
    const weights = limits.weights;
    const weighted =
      weights.store_age * points.store_age +
      weights.dispute * points.dispute +
      weights.refund * points.refund +
      weights.late_shipment * points.late_shipment +
      weights.feedback * points.feedback;
    const all =
      weights.store_age + weights.dispute + weights.refund + weights.late_shipment + weights.feedback;
    return Math.floor(weighted / all);
  }

  private assess(merchant: Merchant, today: Day): void {
    const metrics = this.metricsOf(merchant, today);
    const failedGates = this.failedGates(metrics);
    const score = this.scoreOf(metrics);
    const tiers = tiersFromTheTop(this.policy);
    const tierByScore = tiers.find((tier) => score >= tier.min_score);
    const lowest = tiers[tiers.length - 1];
    if (lowest === undefined) throw new Error('a policy with no tier');

    const override = merchant.override;
    let eligible = failedGates.length === 0 && tierByScore !== undefined;
    let tier = tierByScore ?? lowest;
    if (override?.decision === 'eligible') {
      this.note(`override made eligible${eligible ? ' (was anyway)' : ''}`);
      eligible = true;
      tier = this.tierNamed(override.tier) ?? tier;
    }
    if (override?.decision === 'ineligible') eligible = false;
    if (merchant.optedOut) eligible = false;

    merchant.assessment = {
      day: today,
      eligible,
      score,
      tier: tierByScore?.name ?? null,
      failedGates,
      metrics,
    };
    this.note(eligible ? 'assessed eligible' : 'assessed not eligible');

    if (eligible) {
      this.enrol(merchant, tier, today);
    } else if (merchant.enrolment === 'enrolled') {
      merchant.failures += 1;
      const atOnce = override?.decision === 'ineligible' || merchant.optedOut;
      if (atOnce || merchant.failures >= this.policy.assessment.cancel_after_failures) {
        this.note(
          `cancelled${merchant.optedOut ? ' by opting out' : atOnce ? ' by override' : ' by metrics'}`,
        );
        this.cancel(merchant, today);
      } else {
        this.note('failed, not cancelled yet');
        if (this.tierNamed(merchant.tier) === undefined) merchant.tier = lowest.name;
      }
    }
  }

  private enrol(merchant: Merchant, tier: Tier, today: Day): void {
    if (merchant.enrolment === 'cancelled') {
      const notice = merchant.cancelledOn ?? today;
      if (today - notice < this.policy.assessment.reenrol_after_days) return;
      this.note('enrolled again');
    }
    if (merchant.enrolment === 'none') this.note('enrolled');
    if (merchant.enrolment === 'enrolled' && merchant.tier !== tier.name) this.note('tier changed');
    if (merchant.enrolment === 'enrolled' && merchant.failures > 0) this.note('failures forgiven');
    merchant.enrolment = 'enrolled';
    merchant.tier = tier.name;
    merchant.failures = 0;
  }

  // ---- Cancellation (section 8)

  private cancel(merchant: Merchant, today: Day): void {
    this.note('cancelled');
    merchant.enrolment = 'cancelled';
    merchant.tier = null;
    merchant.cancelledOn = today;
    const deadline = addMonths(today, this.policy.cancellation.deposit_refund_months);
    for (const hold of this.openHolds(merchant.id)) {
      this.note('cancelled with holds');
      if (hold.deadline !== null) this.note('cancelled twice with one hold');
      hold.deadline = hold.deadline === null ? deadline : Math.min(hold.deadline, deadline);
      if (hold.deadline < hold.releaseOn) this.note('deadline brought a hold forward');
      hold.releaseOn = Math.min(hold.releaseOn, hold.deadline);
    }
  }

  // ---- Releases (section 6)

  standardDue(order: Order): Day | null {
    const { auto_confirm_days, return_window_days } = this.policy.standard_release;
    const receipts: Day[] = [];
    if (order.confirmedOn !== null) receipts.push(order.confirmedOn);
    if (order.deliveredOn !== null) receipts.push(order.deliveredOn + auto_confirm_days);
    return receipts.length === 0 ? null : Math.min(...receipts) + return_window_days;
  }

  private release(merchant: Merchant, today: Day): void {
    const due = (dueOn: (order: Order, shippedOn: Day) => Day | null) => {
      const found: { order: Order; on: Day }[] = [];
      for (const order of this.orders.values()) {
        if (order.merchant !== merchant.id || stateOf(order) !== 'held' || order.shippedOn === null) continue;
        const on = dueOn(order, order.shippedOn);
        if (on === null || on > today) continue;
        if (inDispute(order)) this.note('release waits for a dispute');
        else found.push({ order, on });
      }
      found.sort((a, b) => a.on - b.on || byCodePoint(a.order.id, b.order.id));
      return found.map((one) => one.order);
    };

    if (merchant.enrolment === 'closed') {
      const days = this.policy.closure.release_days_after_shipment;
      for (const order of due((_order, shippedOn) => shippedOn + days)) {
        this.releaseWhole(order, 'released_closure', today);
      }
      return;
    }
    for (const order of due((one) => this.standardDue(one)))
      this.releaseWhole(order, 'released_standard', today);
    if (merchant.enrolment !== 'enrolled') return;
    const tier = this.tierNamed(merchant.tier);
    if (tier === undefined) {
      // The policy lost the tier after this day's assessment: it has no days to count with.
      this.note('no early release, tier gone');
      return;
    }
    for (const order of due((_order, shippedOn) => shippedOn + tier.release_after_days)) {
      this.releaseEarly(order, tier, today);
    }
  }

  private releaseWhole(order: Order, kind: 'released_standard' | 'released_closure', today: Day): void {
    const held = heldOf(order);
    const fee = share(held, order.feeBps);
    const net = held - fee;
    const moved = this.credited(order.merchant, order.currency, 'payment_account', net);
    const on = this.book(
      order.merchant,
      order.currency,
      today,
      { run: today },
      {
        ...moved,
        order_funds: -held,
        fees: fee,
      },
    );
    order.release = { kind, on, fee, advanced: net };
    this.note(kind);
  }

  private exposure(merchant: string, currency: string, today: Day): bigint {
    const exposed = [...this.orders.values()].filter((order) => {
      if (order.merchant !== merchant || order.currency !== currency) return false;
      if (stateOf(order) !== 'released_early' || refundedOf(order) === order.amount) return false;
      const due = this.standardDue(order);
      return due === null || due > today;
    });
    return sum(exposed.map((order) => order.release?.advanced ?? 0n));
  }

  private releaseEarly(order: Order, tier: Tier, today: Day): void {
    const { merchant, currency } = order;
    const held = heldOf(order);
    const fee = share(held, order.feeBps);
    const net = held - fee;
    let frozen = share(net, BigInt(tier.deposit_bps));
    const depositCap = this.policy.deposit.cap_minor;
    if (depositCap !== null) {
      const room = BigInt(depositCap) - this.balance(merchant, currency, 'deposit');
      const most = room > 0n ? room : 0n;
      if (most < frozen) this.note(most === 0n ? 'deposit cap left no hold' : 'deposit cap cut a hold');
      frozen = least(frozen, most);
    }
    const advanced = net - frozen;
    const exposureCap = this.policy.exposure_cap_minor;
    if (exposureCap !== null && this.exposure(merchant, currency, today) + advanced > BigInt(exposureCap)) {
      this.note('exposure cap skipped');
      return;
    }
    const moved = this.credited(merchant, currency, 'payment_account', advanced);
    const on = this.book(
      merchant,
      currency,
      today,
      { run: today },
      {
        ...moved,
        order_funds: -held,
        fees: fee,
        deposit: frozen,
      },
    );
    order.release = { kind: 'released_early', on, fee, advanced };
    this.note('released_early');
    if (frozen === 0n) return;
    if (order.shippedOn === null) throw new Error(`released before shipment: ${order.id}`);
    this.holds.push({
      order: order.id,
      merchant,
      currency,
      amount: frozen,
      releaseOn: order.shippedOn + this.policy.deposit.release_days_after_shipment,
      deadline: null,
    });
  }

  // ---- Holds (section 10)

  openHolds(merchant: string): Hold[] {
    return this.holds
      .filter((hold) => hold.merchant === merchant && hold.amount > 0n)
      .sort((a, b) => a.releaseOn - b.releaseOn || byCodePoint(a.order, b.order));
  }

  private freeHold(hold: Hold, day: Day, cause: { fact: string } | { run: Day }): void {
    const amount = hold.amount;
    const moved = this.credited(hold.merchant, hold.currency, 'payment_account', amount);
    hold.amount = 0n;
    this.book(hold.merchant, hold.currency, day, cause, { ...moved, deposit: -amount });
  }

  private releaseHolds(merchant: Merchant, today: Day): void {
    for (const hold of this.openHolds(merchant.id)) {
      const order = this.orders.get(hold.order);
      if (order === undefined) throw new Error(`a hold of no order: ${hold.order}`);
      if (hold.releaseOn > today) continue;
      if (inDispute(order)) {
        this.note('hold waits for a dispute');
        continue;
      }
      this.note('hold released');
      if (merchant.enrolment === 'closed') this.note('hold released after closure');
      this.freeHold(hold, today, { run: today });
    }
  }

  // ---- Answers

  ask(asOf?: string): Answer {
    const upTo = asOf === undefined ? undefined : dayFromText(asOf);
    return Object.fromEntries(
      [...this.merchants.values()].map((merchant) => {
        const accounts = this.accountsOf(merchant.id, upTo);
        return [merchant.id, upTo === undefined ? this.standingOf(merchant, accounts) : { accounts }];
      }),
    );
  }

  private accountsOf(merchant: string, asOf?: Day): AccountsAnswer {
    const entries = this.entries.filter(
      (entry) => entry.merchant === merchant && (asOf === undefined || entry.day <= asOf),
    );
    const currencies = [...new Set(entries.map((entry) => entry.currency))].sort(byCodePoint);
    return Object.fromEntries(
      currencies.map((currency) => {
        const text = (account: Account) => this.balance(merchant, currency, account, asOf).toString();
        const balances: Record<Account, string> = {
          order_funds: text('order_funds'),
          payment_account: text('payment_account'),
          marketplace_account: text('marketplace_account'),
          deposit: text('deposit'),
          receivable: text('receivable'),
          fees: text('fees'),
          platform_loss: text('platform_loss'),
          clearing: text('clearing'),
        };
        return [currency, balances];
      }),
    );
  }

  private standingOf(merchant: Merchant, accounts: AccountsAnswer): MerchantAnswer {
    const orders = [...this.orders.values()].filter((order) => order.merchant === merchant.id);
    orders.sort((a, b) => byCodePoint(a.id, b.id));
    const last = merchant.assessment;
    return {
      enrolment: merchant.enrolment,
      tier: merchant.tier,
      cancelled_on: merchant.cancelledOn === null ? null : dayText(merchant.cancelledOn),
      accounts,
      holds: this.openHolds(merchant.id).map((hold) => ({
        order: hold.order,
        currency: hold.currency,
        amount: hold.amount.toString(),
        release_on: dayText(hold.releaseOn),
      })),
      orders: Object.fromEntries(
        orders.map((order) => [
          order.id,
          { state: stateOf(order), released_on: order.release === null ? null : dayText(order.release.on) },
        ]),
      ),
      assessment:
        last === null
          ? null
          : {
              date: dayText(last.day),
              eligible: last.eligible,
              score: last.score,
              tier: last.tier,
              failed_gates: last.failedGates,
              metrics: last.metrics,
            },
    };
  }

  private note(what: string): void {
    this.seen.set(what, (this.seen.get(what) ?? 0) + 1);
  }
}

const MAY_BE_NEGATIVE: Partial<Record<Account, true>> = { fees: true, clearing: true };
const ONLY_NEGATIVE: Partial<Record<Account, true>> = { receivable: true, platform_loss: true };

/** Throws where the model's own books break an invariant. */
export function checkModel(model: Model): void {
  const insist = (holds: boolean, what: string) => {
    if (!holds) throw new Error(`the model is wrong: ${what}`);
  };
  const balances = new Map<string, bigint>();
  const latest = new Map<string, Day>();
  const entriesOfFact = new Map<string, number>();

  for (const [index, entry] of model.entries.entries()) {
    const where = `entry ${index} of ${entry.merchant} ${entry.currency}`;
    insist(
      sum(ACCOUNTS.map((account) => entry.amounts[account] ?? 0n)) === 0n,
      `${where} does not sum to zero`,
    );
    for (const account of ACCOUNTS) {
      const key = keyOf(entry.merchant, entry.currency, account);
      const balance = (balances.get(key) ?? 0n) + (entry.amounts[account] ?? 0n);
      balances.set(key, balance);
      if (ONLY_NEGATIVE[account]) insist(balance <= 0n, `${where}: ${account} above zero`);
      else if (!MAY_BE_NEGATIVE[account]) insist(balance >= 0n, `${where}: ${account} below zero`);
    }
    insist(
      entry.day >= (latest.get(entry.merchant) ?? entry.day),
      `${where}: before the merchant's latest entry`,
    );
    insist(entry.openDay === null || entry.day >= entry.openDay, `${where}: on a closed day`);
    latest.set(entry.merchant, entry.day);
    if ('fact' in entry.cause) {
      const count = (entriesOfFact.get(entry.cause.fact) ?? 0) + 1;
      entriesOfFact.set(entry.cause.fact, count);
      insist(count <= 2, `${where}: a third entry of one fact`);
    }
  }

  const held = new Map<string, bigint>();
  for (const order of model.orders.values()) {
    const refunded = sum(order.refunds.map((refund) => refund.amount));
    insist(refunded <= order.amount, `${order.id}: refunded more than paid`);
    insist(heldOf(order) >= 0n, `${order.id}: holds less than nothing`);
    const key = keyOf(order.merchant, order.currency, 'order_funds');
    held.set(key, (held.get(key) ?? 0n) + heldOf(order));
  }
  for (const hold of model.holds) {
    insist(hold.amount >= 0n, `hold of ${hold.order} below zero`);
    insist(
      hold.deadline === null || hold.releaseOn <= hold.deadline,
      `hold of ${hold.order} beyond its deadline`,
    );
    const key = keyOf(hold.merchant, hold.currency, 'deposit');
    held.set(key, (held.get(key) ?? 0n) + hold.amount);
  }
  for (const merchant of model.merchants.keys()) {
    const currencies = new Set(
      model.entries.filter((one) => one.merchant === merchant).map((one) => one.currency),
    );
    for (const currency of currencies) {
      for (const account of ['order_funds', 'deposit'] as const) {
        const key = keyOf(merchant, currency, account);
        insist(
          (balances.get(key) ?? 0n) === (held.get(key) ?? 0n),
          `${merchant} ${currency}: ${account} is off`,
        );
      }
    }
    const one = model.merchants.get(merchant);
    insist(
      (one?.tier !== null) === (one?.enrolment === 'enrolled'),
      `${merchant}: a tier exactly while enrolled`,
    );
  }
  insist(
    new Set(model.holds.map((hold) => hold.order)).size === model.holds.length,
    'an order with two holds',
  );
}
