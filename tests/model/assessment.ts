import type { Day } from './calendar';
import { cancel, enrol } from './enrolment';
import type { Marketplace } from './marketplace';
import type { Merchant, MetricName, Metrics } from './merchant';
import { tiersFromTheTop } from './policy';

/** Assessment (section 5): when it is due, its metrics, its gates, its score, and what follows. */

export function assessWhereDue(marketplace: Marketplace, merchant: Merchant, today: Day): void {
  if (merchant.enrolment === 'closed') return;
  const last = merchant.assessment;
  if (last !== null) {
    if (last.day === today) return;
    const tierIsGone = merchant.tier !== null && marketplace.tierNamed(merchant.tier) === undefined;
    if (today - last.day < marketplace.policy.assessment.every_days && !tierIsGone) return;
    if (tierIsGone) marketplace.note('assessed with its tier gone');
  }
  assess(marketplace, merchant, today);
}

function metricsOf(marketplace: Marketplace, merchant: Merchant, today: Day): Metrics {
  const from = today - marketplace.policy.assessment.window_days;
  const inWindow = (day: Day) => day >= from && day < today;
  const cohort = [...marketplace.orders.values()].filter(
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

function failedGatesOf(marketplace: Marketplace, metrics: Metrics): MetricName[] {
  const limits = marketplace.policy.assessment;
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

function scoreOf(marketplace: Marketplace, metrics: Metrics): number {
  const limits = marketplace.policy.assessment;
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
  const all = weights.store_age + weights.dispute + weights.refund + weights.late_shipment + weights.feedback;
  return Math.floor(weighted / all);
}

/** The override that counts today: one with an end has ended by itself on that day (section 12). */
function overrideOf(marketplace: Marketplace, merchant: Merchant, today: Day): Merchant['override'] {
  const { override } = merchant;
  if (override === null || override.until === null) return override;
  marketplace.note(today < override.until ? 'override before its end' : 'override ended by itself');
  return today < override.until ? override : null;
}

function assess(marketplace: Marketplace, merchant: Merchant, today: Day): void {
  const metrics = metricsOf(marketplace, merchant, today);
  const failedGates = failedGatesOf(marketplace, metrics);
  const score = scoreOf(marketplace, metrics);
  const tiers = tiersFromTheTop(marketplace.policy);
  const tierByScore = tiers.find((tier) => score >= tier.min_score);
  const lowest = tiers[tiers.length - 1];
  if (lowest === undefined) throw new Error('a policy with no tier');

  const override = overrideOf(marketplace, merchant, today);
  let eligible = failedGates.length === 0 && tierByScore !== undefined;
  let tier = tierByScore ?? lowest;
  if (override?.decision === 'eligible') {
    marketplace.note(`override made eligible${eligible ? ' (was anyway)' : ''}`);
    eligible = true;
    tier = marketplace.tierNamed(override.tier) ?? tier;
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
  marketplace.note(eligible ? 'assessed eligible' : 'assessed not eligible');

  if (eligible) {
    enrol(marketplace, merchant, tier, today);
  } else if (merchant.enrolment === 'enrolled') {
    merchant.failures += 1;
    const atOnce = override?.decision === 'ineligible' || merchant.optedOut;
    if (atOnce || merchant.failures >= marketplace.policy.assessment.cancel_after_failures) {
      marketplace.note(
        `cancelled${merchant.optedOut ? ' by opting out' : atOnce ? ' by override' : ' by metrics'}`,
      );
      cancel(marketplace, merchant, today);
    } else {
      marketplace.note('failed, not cancelled yet');
      if (marketplace.tierNamed(merchant.tier) === undefined) merchant.tier = lowest.name;
    }
  }
}
