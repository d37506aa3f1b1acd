import type { Database, Executor } from '../db/client';
import { readMerchant } from '../db/queries/answers';
import {
  type AssessmentRow,
  listAssessmentsOf,
  readAssessmentAsOf,
  readDecisionsSince,
} from '../db/queries/assessments';
import { isKnownMerchant } from '../db/queries/books';
import { readChangeOfRun, readLatestChange } from '../db/queries/enrolment-changes';
import { nextPolicy, readMarketplace, readPolicyVersion } from '../db/queries/marketplace';
import { readCohortDays } from '../db/queries/standing-record';
import type { Actor } from '../engine/actor';
import { overrideOn, windowStart } from '../engine/assessment';
import { addDays, addMonths, type CalendarDate } from '../engine/calendar';
import { nextAssessmentOn, type Outlook, outlookOf, windowCountsOf } from '../engine/outlook';
import { type Policy, type Tier, tierNamed, tiersByScore } from '../engine/policy';
import type { DailyCount, Merchant } from '../engine/records';
import { METRICS, type Metric } from '../engine/scorecard';
import {
  type Distance,
  distanceFromLimit,
  type Lift,
  type RecordOn,
  tierToAimAt,
  whatWouldLift,
} from '../engine/what-would-lift';
import { type Limits, limitsOf, metricsOf } from './assessment-metrics';
import { authorizeSeller } from './authorize';
import type { AssessmentInHistory, MerchantStanding } from './get-assessment';
import { type Ageing, ageingOf } from './get-standing-ageing';
import { type Choice, choiceOf } from './get-standing-choice';

import { type Scorecard, scorecardOf } from './scorecard';
import { inSnapshot } from './snapshot';

/** A seller's part in early release: as it is, what it was measured by, what would change it, and when. */

/** The rules that the next assessment goes by. */
export interface RulesAhead {
  policyVersion: number;
  /** Whether the next run brings them into force. */
  isNew: boolean;
  /** Highest first. */
  tiers: Tier[];
  limits: Limits;
  everyDays: number;
  windowDays: number;
  cancelAfterFailures: number;
  reenrolAfterDays: number;
  /** When a hold comes back. */
  holdDays: number;
}

/** One of the metrics over the past assessments, oldest first. */
export type Trends = { assessedOn: CalendarDate; metrics: Record<Metric, number | null>; score: number }[];

export interface StandingView {
  /** The open business date; null before the first run. */
  today: CalendarDate | null;
  merchant: MerchantStanding;
  /** What its tier means; null where it has none, or the policy no longer has it. */
  terms: Tier | null;
  rules: RulesAhead;
  /** The next assessment's date; null for a closed store, and before the first run. */
  nextOn: CalendarDate | null;
  /** The latest assessment in short. */
  latest: AssessmentInHistory | null;
  /** The latest assessment, or the one that stood on the date asked for; null where there was none by then. */
  scorecard: Scorecard | null;
  isLatest: boolean;
  /** How far each metric of the scorecard was from its limit. */
  distances: Record<Metric, Distance> | null;
  trends: Trends;
  /** What would qualify the store or lift its tier, from the latest assessment on; null where nothing is above. */
  lift: Lift | null;
  outlook: Outlook | null;
  ageing: Ageing | null;
  choice: Choice | null;
  history: AssessmentInHistory[];
  /** Where the history goes on. */
  historyBefore: CalendarDate | null;
}

export interface StandingQuestion {
  /** The date whose assessment is shown; null: the latest. */
  on: CalendarDate | null;
  historyBefore: CalendarDate | null;
  /** An `ageing.nextPlace`. */
  daysAfter: string | null;
}

const ASSESSMENTS_PER_PAGE = 10;
const ASSESSMENTS_PER_TREND = 30;

type PolicyOf = (version: number) => Promise<Policy>;

/** Reads each policy version once. */
function policyReader(executor: Executor): PolicyOf {
  const policies = new Map<number, Policy>();
  return async (version) => {
    const policy = policies.get(version) ?? (await readPolicyVersion(executor, version));
    if (policy === null) throw new Error(`policy version ${version} is not recorded`);
    policies.set(version, policy);
    return policy;
  };
}

async function standingOf(
  executor: Executor,
  merchant: Merchant,
  today: CalendarDate | null,
  latest: AssessmentRow | null,
  ahead: Policy,
  policyOf: PolicyOf,
): Promise<MerchantStanding> {
  const { merchantId } = merchant;
  const moved = await readLatestChange(executor, merchantId, ['enrolled', 'cancelled', 'closed']);
  const tiered = await readLatestChange(executor, merchantId, ['enrolled', 'tier_changed']);
  const cancelled = await readLatestChange(executor, merchantId, ['cancelled']);
  // One that has ended by itself stands no more.
  const override = overrideOn(merchant, today ?? merchant.openedOn);
  const isDecided = merchant.isOptedOut || override !== 'none';
  const since = isDecided ? await readDecisionsSince(executor, merchantId) : null;
  const atNotice = cancelled === null ? null : await policyOf(cancelled.policyVersion);
  // What was decided after the latest assessment has not been met by any.
  const isOutMet = merchant.isOptedOut && latest?.isOptedOut === true;
  const isOverrideMet = latest?.overrideDecision === override;
  return {
    merchantId,
    name: merchant.name,
    openedOn: merchant.openedOn,
    enrolment: merchant.enrolment,
    enrolmentSince: moved?.changedOn ?? null,
    tier: merchant.tier,
    tierSince: merchant.tier === null ? null : (tiered?.changedOn ?? null),
    isOptedOut: merchant.isOptedOut,
    optedOutSince: isOutMet ? (since?.optedOutSince ?? null) : null,
    overrideDecision: override,
    overrideTier: override === 'none' ? null : merchant.overrideTier,
    overrideUntil: override === 'none' ? null : merchant.overrideUntil,
    overrideSince: isOverrideMet ? (since?.overrideSince ?? null) : null,
    notice:
      merchant.cancelledOn === null || atNotice === null
        ? null
        : {
            on: merchant.cancelledOn,
            depositBackBy: addMonths(merchant.cancelledOn, atNotice.cancellation.deposit_refund_months),
            mayReenrolOn: addDays(merchant.cancelledOn, ahead.assessment.reenrol_after_days),
          },
    closure:
      merchant.closedOn === null || merchant.closureReason === null
        ? null
        : {
            on: merchant.closedOn,
            reason: merchant.closureReason,
            releaseDaysAfterShipment: ahead.closure.release_days_after_shipment,
          },
    lastAssessedOn: merchant.lastAssessedOn,
    failuresInARow: merchant.failuresInARow,
  };
}

function recordOf(merchant: Merchant, row: AssessmentRow, policy: Policy): RecordOn {
  const { orders, disputed, refunded, late, feedback, positive } = row;
  return {
    merchant,
    counts: { orders, disputed, refunded, late, feedback, positive },
    policy,
    on: row.assessedOn,
  };
}

async function scorecardShown(
  executor: Executor,
  merchant: Merchant,
  row: AssessmentRow,
  policyOf: PolicyOf,
): Promise<{ scorecard: Scorecard; distances: Record<Metric, Distance> }> {
  const { merchantId } = merchant;
  const policy = await policyOf(row.policyVersion);
  const cancelled = await readLatestChange(executor, merchantId, ['cancelled'], row.assessedOn);
  const change = await readChangeOfRun(executor, merchantId, row.assessedOn);
  const tierBefore = change === null ? row.tierAfter : change.tierBefore;
  const record = recordOf(merchant, row, policy);
  return {
    scorecard: scorecardOf(row, policy, tierBefore, cancelled?.changedOn ?? null),
    distances: Object.fromEntries(
      METRICS.map((metric) => [metric, distanceFromLimit(record, metric)]),
    ) as Record<Metric, Distance>,
  };
}

async function inHistory(row: AssessmentRow, policyOf: PolicyOf): Promise<AssessmentInHistory> {
  const { assessment } = await policyOf(row.policyVersion);
  return {
    assessedOn: row.assessedOn,
    policyVersion: row.policyVersion,
    score: row.score,
    tierByScore: row.tierByScore,
    isEligible: row.isEligible,
    failedGates: row.failedGates as Metric[],
    metrics: metricsOf(row),
    limits: limitsOf(assessment),
    enrolmentBefore: row.enrolmentBefore,
    enrolmentAfter: row.enrolmentAfter,
    tierAfter: row.tierAfter,
    failuresInARow: row.failuresInARow,
  };
}

/** From the latest assessment as it was counted; before the first one, from what that would count. */
function liftOf(
  merchant: Merchant,
  latest: AssessmentRow | null,
  days: DailyCount[],
  policy: Policy,
  nextOn: CalendarDate | null,
): Lift | null {
  if (merchant.enrolment === 'closed' || (latest === null && nextOn === null)) return null;
  const record: RecordOn =
    latest === null
      ? {
          ...{ merchant, policy, on: nextOn ?? merchant.openedOn },
          counts: windowCountsOf(days, policy, nextOn ?? merchant.openedOn),
        }
      : recordOf(merchant, latest, policy);
  const aim = tierToAimAt(record);
  return aim === null ? null : whatWouldLift(record, aim);
}

/** The seller's standing in early release; null for a store that has not opened. */
export async function getStanding(
  database: Database,
  actor: Actor,
  question: StandingQuestion,
): Promise<StandingView | null> {
  const seller = authorizeSeller(actor, 'capital.read');
  const { merchantId } = seller;
  return inSnapshot(database, actor, async (executor) => {
    const merchant = await readMerchant(executor, merchantId);
    if (merchant === null || !isKnownMerchant(merchant)) return null;
    const policyOf = policyReader(executor);
    const { openOn, isRunning, policyVersion } = await readMarketplace(executor);
    const { version, policy } = await nextPolicy(executor);
    // While a run goes on it may still come to this store.
    const runAhead = openOn === null ? null : addDays(openOn, isRunning ? 0 : 1);
    const nextOn = runAhead === null ? null : nextAssessmentOn(merchant, policy, runAhead);
    const latest = await readAssessmentAsOf(executor, merchantId, null);
    const shown = question.on === null ? latest : await readAssessmentAsOf(executor, merchantId, question.on);
    const days =
      nextOn === null ? [] : await readCohortDays(executor, merchantId, windowStart(policy, nextOn), nextOn);
    const wasEligible = latest?.isEligible ?? false;
    const trend =
      shown === null
        ? []
        : await listAssessmentsOf(executor, merchantId, addDays(shown.assessedOn, 1), ASSESSMENTS_PER_TREND);
    const history = await listAssessmentsOf(
      executor,
      merchantId,
      question.historyBefore,
      ASSESSMENTS_PER_PAGE + 1,
    );
    const page = history.slice(0, ASSESSMENTS_PER_PAGE);
    const pageInHistory: AssessmentInHistory[] = [];
    for (const row of page) pageInHistory.push(await inHistory(row, policyOf));
    const card = shown === null ? null : await scorecardShown(executor, merchant, shown, policyOf);
    return {
      today: openOn,
      merchant: await standingOf(executor, merchant, openOn, latest, policy, policyOf),
      terms: tierNamed(policy, merchant.tier),
      rules: {
        policyVersion: version,
        isNew: version !== policyVersion,
        tiers: tiersByScore(policy),
        limits: limitsOf(policy.assessment),
        everyDays: policy.assessment.every_days,
        windowDays: policy.assessment.window_days,
        cancelAfterFailures: policy.assessment.cancel_after_failures,
        reenrolAfterDays: policy.assessment.reenrol_after_days,
        holdDays: policy.deposit.release_days_after_shipment,
      },
      nextOn,
      latest: latest === null ? null : await inHistory(latest, policyOf),
      scorecard: card?.scorecard ?? null,
      isLatest: shown?.assessedOn === latest?.assessedOn,
      distances: card?.distances ?? null,
      trends: trend
        .map((row) => ({ assessedOn: row.assessedOn, metrics: metricsOf(row), score: row.score }))
        .reverse(),
      lift: liftOf(merchant, latest, days, policy, nextOn),
      outlook: runAhead === null ? null : outlookOf(merchant, days, policy, runAhead, wasEligible),
      ageing:
        nextOn === null
          ? null
          : await ageingOf(executor, merchantId, days, policy, nextOn, question.daysAfter),
      choice: await choiceOf(executor, merchant, days, policy, runAhead, wasEligible),
      history: pageInHistory,
      historyBefore: history.length > ASSESSMENTS_PER_PAGE ? (page.at(-1)?.assessedOn ?? null) : null,
    };
  });
}
