import type { Executor } from '../../db/client';
import { readAssessmentAsOf } from '../../db/queries/assessments';
import { amountsOf } from '../../db/queries/books';
import {
  lastHoldRelease,
  readDeductions,
  readUntoldCorrections,
  readWriteOffs,
  sumAdjustments,
  sumHoldsReleased,
  sumNewDebts,
} from '../../db/queries/happenings';
import { readPolicyVersion } from '../../db/queries/marketplace';
import { readEnrolmentChanges } from '../../db/queries/notices';
import { readFactsOfOrder } from '../../db/queries/order-life';
import { addMonths } from '../../engine/calendar';
import type { ClosureReason } from '../../engine/facts';
import type { CancellationReason, NoticeDetails } from '../../engine/notice-details';
import { correctionsIn } from '../../engine/order-dates';
import { type Policy, tierNamed } from '../../engine/policy';
import type { Metric } from '../../engine/scorecard';
import { limitsOf, metricsOf } from '../assessment-metrics';

import type { Told } from './tell-store';

/** What a store is told of what was recorded in its books. */

type Change = Awaited<ReturnType<typeof readEnrolmentChanges>>[number];

function termsOf(policy: Policy, name: string | null) {
  const tier = tierNamed(policy, name ?? '');
  return {
    tier: name ?? '',
    release_after_days: tier?.release_after_days ?? 0,
    deposit_bps: tier?.deposit_bps ?? 0,
  };
}

/** The assessment that cancelled, with the limits of its own policy version. */
async function cancellationOf(
  executor: Executor,
  { merchantId, changedOn }: Change,
  policy: Policy,
): Promise<NoticeDetails['cancelled']> {
  const assessment = await readAssessmentAsOf(executor, merchantId, changedOn);
  const months = policy.cancellation.deposit_refund_months;
  const back = { back_by: addMonths(changedOn, months), months };
  if (assessment === null)
    return { reason: 'failed_gates', failed: [], score: null, failures_in_a_row: null, ...back };
  const values = metricsOf(assessment);
  const limits = limitsOf(policy.assessment);
  const failed = assessment.failedGates.map((gate) => {
    const metric = gate as Metric;
    return { metric, value: values[metric], limit: limits[metric].limit };
  });
  let reason: CancellationReason = failed.length > 0 ? 'failed_gates' : 'score_below_tiers';
  if (assessment.isOptedOut) reason = 'opted_out';
  else if (assessment.overrideDecision === 'ineligible') reason = 'override_ineligible';
  return {
    ...{ reason, failed, score: assessment.score, failures_in_a_row: assessment.failuresInARow },
    ...back,
  };
}

async function tellChange(
  executor: Executor,
  change: Change,
  policy: Policy,
  closureReason: ClosureReason | null,
): Promise<Told> {
  const about = {
    cause: `enrolment change ${change.changeSeq}`,
    happenedOn: change.changedOn,
    currency: null,
  };
  const terms = termsOf(policy, change.tierAfter);
  switch (change.kind) {
    case 'enrolled':
      return {
        ...about,
        kind: 'enrolled',
        details: { ...terms, again: change.enrolmentBefore === 'cancelled' },
      };
    case 'tier_changed':
      return { ...about, kind: 'tier_changed', details: { ...terms, tier_before: change.tierBefore ?? '' } };
    case 'cancelled':
      return { ...about, kind: 'cancelled', details: await cancellationOf(executor, change, policy) };
    case 'closed':
      return {
        ...about,
        kind: 'closed',
        details: {
          reason: closureReason,
          release_days: policy.closure.release_days_after_shipment,
          last_back_on: await lastHoldRelease(executor, change.merchantId),
        },
      };
  }
}

/** What the changes of a store's part in early release, after one place up to another, tell it. */
export async function happeningsOfEnrolment(
  executor: Executor,
  merchant: { merchantId: string; closureReason: ClosureReason | null },
  after: bigint,
  upTo: bigint,
): Promise<Told[]> {
  const told: Told[] = [];
  for (const change of await readEnrolmentChanges(executor, merchant.merchantId, after, upTo)) {
    const policy = await readPolicyVersion(executor, change.policyVersion);
    if (policy === null) throw new Error(`there is no policy version ${change.policyVersion}`);
    told.push(await tellChange(executor, change, policy, merchant.closureReason));
  }
  return told;
}

/** What the entries after one place, up to another, tell the store. */
export async function happeningsOfEntries(
  executor: Executor,
  merchantId: string,
  after: bigint,
  upTo: bigint,
): Promise<Told[]> {
  const stretch = [executor, merchantId, after, upTo] as const;
  const deductions = await readDeductions(...stretch);
  const debts = await sumNewDebts(...stretch);
  const released = await sumHoldsReleased(...stretch);
  const adjusted = await sumAdjustments(...stretch);
  const writeOffs = await readWriteOffs(...stretch);
  const told: Told[] = [
    ...deductions.map(({ entry, reason }): Told => {
      const amounts = amountsOf(entry);
      return {
        kind: 'deduction',
        cause: `deduction ${entry.entrySeq}`,
        happenedOn: entry.bookedOn,
        currency: entry.currency,
        details: {
          order: entry.orderId ?? '',
          refunded: `${amounts.clearing}`,
          reason,
          fee_back: `${-amounts.fees}`,
          payment_account: `${-amounts.payment_account}`,
          marketplace_account: `${-amounts.marketplace_account}`,
          deposit: `${-amounts.deposit}`,
          owed: `${-amounts.receivable}`,
          entry: `${entry.entrySeq}`,
        },
      };
    }),
    ...debts.map(
      (debt): Told => ({
        kind: 'debt',
        cause: `debt ${debt.lastSeq}`,
        happenedOn: debt.bookedOn,
        currency: debt.currency,
        details: {
          refunds: debt.entries,
          grown: `${-debt.grownMinor}`,
          owed: `${debt.owedMinor}`,
          order: debt.entries === 1 ? debt.orderId : null,
          entry: `${debt.lastSeq}`,
        },
      }),
    ),
    ...released.map(
      (back): Told => ({
        kind: 'holds_released',
        cause: `holds released ${back.lastSeq}`,
        happenedOn: back.bookedOn,
        currency: back.currency,
        details: {
          holds: back.holds,
          amount: `${-back.amountMinor}`,
          recovered: `${back.recoveredMinor}`,
          order: back.holds === 1 ? back.orderId : null,
          entry: `${back.lastSeq}`,
        },
      }),
    ),
    ...adjusted.map(
      (sum): Told => ({
        kind: 'adjusted',
        cause: `adjustments ${sum.lastSeq}`,
        happenedOn: sum.bookedOn,
        currency: sum.currency,
        details: {
          adjustments: sum.adjustments,
          amount: `${sum.amountMinor}`,
          recovered: `${sum.recoveredMinor}`,
          entry: `${sum.lastSeq}`,
        },
      }),
    ),
    ...writeOffs.map(
      (entry): Told => ({
        kind: 'debt_written_off',
        cause: `write-off ${entry.entrySeq}`,
        happenedOn: entry.bookedOn,
        currency: entry.currency,
        details: {
          amount: `${entry.amountMinor}`,
          owed: `${entry.owedMinor}`,
          entry: `${entry.entrySeq}`,
        },
      }),
    ),
  ];
  return told.sort((a, b) => placeOf(a) - placeOf(b));
}

/** The corrections of the store's orders that it was not told of yet. */
export async function happeningsOfCorrections(executor: Executor, merchantId: string): Promise<Told[]> {
  const told: Told[] = [];
  for (const { factSeq, orderId, ...found } of await readUntoldCorrections(executor, merchantId)) {
    const facts = await readFactsOfOrder(executor, merchantId, orderId);
    const corrections = correctionsIn(
      facts.map(({ type, effectiveOn, content }) => ({ type, on: effectiveOn, content })),
    );
    const correction = corrections[facts.findIndex((fact) => fact.factSeq === factSeq)];
    if (!correction) throw new Error(`the correction ${factSeq} of ${merchantId} is none`);
    let state: NoticeDetails['order_corrected']['state'] = found.wasReleased ? 'released' : 'held';
    if (found.state === 'refunded') state = 'refunded';
    told.push({
      kind: 'order_corrected',
      cause: `correction ${factSeq}`,
      happenedOn: found.openOn ?? found.effectiveOn,
      currency: null,
      details: { order: orderId, ...correction, state },
    });
  }
  return told;
}

/** Where among the entries it happened. */
function placeOf({ details }: Told): number {
  return 'entry' in details ? Number(details.entry) : 0;
}
