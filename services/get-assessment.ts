import type { Database } from '../db/client';
import { readMerchant } from '../db/queries/answers';
import {
  listAssessmentsOf,
  readAssessmentAsOf,
  readAssessmentNeighbours,
  readDecisionsSince,
} from '../db/queries/assessments';
import { listEnrolmentChanges, readChangeOfRun, readLatestChange } from '../db/queries/enrolment-changes';
import { readMarketplace } from '../db/queries/marketplace';
import type { Actor } from '../engine/actor';
import { addDays, addMonths, type CalendarDate } from '../engine/calendar';
import type { ClosureReason, OverrideDecision } from '../engine/facts';
import type { Policy } from '../engine/policy';
import type { Enrolment, EnrolmentChangeKind } from '../engine/records';
import type { Metric } from '../engine/scorecard';
import { type Limits, limitsOf, metricsOf } from './assessment-metrics';
import { policyReader } from './assessments/policy-reader';
import { authorize } from './authorize';

import { type Scorecard, scorecardOf } from './scorecard';

/** One merchant's assessment with everything it was made of, what it led to, and what came before it. */

export interface AssessmentInHistory {
  assessedOn: CalendarDate;
  policyVersion: number;
  score: number;
  tierByScore: string | null;
  isEligible: boolean;
  failedGates: Metric[];
  metrics: Record<Metric, number | null>;
  limits: Limits;
  enrolmentBefore: Enrolment;
  enrolmentAfter: Enrolment;
  tierAfter: string | null;
  failuresInARow: number;
}

export interface EnrolmentChangeShown {
  changeSeq: bigint;
  changedOn: CalendarDate;
  kind: EnrolmentChangeKind;
  enrolmentBefore: Enrolment;
  enrolmentAfter: Enrolment;
  tierBefore: string | null;
  tierAfter: string | null;
  rule: string;
  policyVersion: number;
  cause: { runOn: CalendarDate } | { factId: string; type: string; on: CalendarDate };
}

export interface MerchantStanding {
  merchantId: string;
  name: string | null;
  openedOn: CalendarDate;
  enrolment: Enrolment;
  enrolmentSince: CalendarDate | null;
  tier: string | null;
  tierSince: CalendarDate | null;
  isOptedOut: boolean;
  /** The first assessment that met it so. */
  optedOutSince: CalendarDate | null;
  overrideDecision: OverrideDecision;
  overrideTier: string | null;
  /** From this date on it counts no more; null where it has no end. */
  overrideUntil: CalendarDate | null;
  overrideSince: CalendarDate | null;
  /** The latest notice of a cancellation, with the date by which the deposit is back. */
  notice: { on: CalendarDate; depositBackBy: CalendarDate; mayReenrolOn: CalendarDate } | null;
  closure: { on: CalendarDate; reason: ClosureReason; releaseDaysAfterShipment: number } | null;
  lastAssessedOn: CalendarDate | null;
  failuresInARow: number;
}

export interface AssessmentView {
  merchant: MerchantStanding;
  /** Null while the merchant has not been assessed by then. */
  scorecard: Scorecard | null;
  /** The assessments right before and right after the one shown. */
  neighbours: { before: CalendarDate | null; after: CalendarDate | null };
  history: AssessmentInHistory[];
  /** Where the history goes on. */
  historyBefore: CalendarDate | null;
  changes: EnrolmentChangeShown[];
  changesBefore: string | null;
  /** The open business day. */
  today: CalendarDate | null;
}

const ASSESSMENTS_PER_PAGE = 10;
const CHANGES_PER_PAGE = 10;

async function readStanding(
  database: Database,
  row: NonNullable<Awaited<ReturnType<typeof readMerchant>>>,
  policy: Policy,
  policyOf: (version: number) => Promise<Policy>,
): Promise<MerchantStanding> {
  const { drizzle } = database;
  const { merchantId } = row;
  const [moved, tiered, cancelled, since] = await Promise.all([
    readLatestChange(drizzle, merchantId, ['enrolled', 'cancelled', 'closed']),
    readLatestChange(drizzle, merchantId, ['enrolled', 'tier_changed']),
    readLatestChange(drizzle, merchantId, ['cancelled']),
    readDecisionsSince(drizzle, merchantId),
  ]);
  const atNotice = cancelled === null ? null : await policyOf(cancelled.policyVersion);
  return {
    merchantId,
    name: row.name,
    openedOn: row.openedOn ?? '',
    enrolment: row.enrolment,
    enrolmentSince: moved?.changedOn ?? null,
    tier: row.tier,
    tierSince: row.tier === null ? null : (tiered?.changedOn ?? null),
    isOptedOut: row.isOptedOut,
    optedOutSince: row.isOptedOut ? since.optedOutSince : null,
    overrideDecision: row.overrideDecision,
    overrideTier: row.overrideTier,
    overrideUntil: row.overrideUntil,
    overrideSince: row.overrideDecision === 'none' ? null : since.overrideSince,
    notice:
      row.cancelledOn === null || atNotice === null
        ? null
        : {
            on: row.cancelledOn,
            depositBackBy: addMonths(row.cancelledOn, atNotice.cancellation.deposit_refund_months),
            mayReenrolOn: addDays(row.cancelledOn, policy.assessment.reenrol_after_days),
          },
    closure:
      row.closedOn === null || row.closureReason === null
        ? null
        : {
            on: row.closedOn,
            reason: row.closureReason,
            releaseDaysAfterShipment: policy.closure.release_days_after_shipment,
          },
    lastAssessedOn: row.lastAssessedOn,
    failuresInARow: row.failuresInARow,
  };
}

/**
 * One merchant's latest assessment, or the one that stood on a date, with its history; null for a merchant that is
 * not known.
 *
 * @param ask.on the date whose assessment is shown: its own, or the latest before it
 * @param ask.historyBefore a `historyBefore`: the history goes on before that date
 * @param ask.changesBefore a `changesBefore`
 */
export async function getAssessment(
  database: Database,
  actor: Actor,
  merchantId: string,
  ask: { on?: CalendarDate | null; historyBefore?: CalendarDate | null; changesBefore?: string | null } = {},
): Promise<AssessmentView | null> {
  authorize(actor, 'assessments.read');
  const { drizzle } = database;
  const row = await readMerchant(drizzle, merchantId);
  if (row === null) return null;
  const policyOf = policyReader(drizzle);
  const { policy, openOn } = await readMarketplace(drizzle);
  const beforeSeq = /^\d{1,18}$/.test(ask.changesBefore ?? '') ? BigInt(ask.changesBefore ?? '') : null;
  const [merchant, assessment, history, changes] = await Promise.all([
    readStanding(database, row, policy, policyOf),
    readAssessmentAsOf(drizzle, merchantId, ask.on ?? null),
    listAssessmentsOf(drizzle, merchantId, ask.historyBefore ?? null, ASSESSMENTS_PER_PAGE + 1),
    listEnrolmentChanges(drizzle, merchantId, beforeSeq, CHANGES_PER_PAGE + 1),
  ]);
  let scorecard: Scorecard | null = null;
  let neighbours: AssessmentView['neighbours'] = { before: null, after: null };
  if (assessment !== null) {
    const cancelled = await readLatestChange(drizzle, merchantId, ['cancelled'], assessment.assessedOn);
    const change = await readChangeOfRun(drizzle, merchantId, assessment.assessedOn);
    scorecard = scorecardOf(
      assessment,
      await policyOf(assessment.policyVersion),
      change === null ? assessment.tierAfter : change.tierBefore,
      cancelled?.changedOn ?? null,
    );
    neighbours = await readAssessmentNeighbours(drizzle, merchantId, assessment.assessedOn);
  }
  const page = history.slice(0, ASSESSMENTS_PER_PAGE);
  const changesPage = changes.slice(0, CHANGES_PER_PAGE);
  return {
    merchant,
    scorecard,
    neighbours,
    history: await Promise.all(
      page.map(async (each) => ({
        assessedOn: each.assessedOn,
        policyVersion: each.policyVersion,
        score: each.score,
        tierByScore: each.tierByScore,
        isEligible: each.isEligible,
        failedGates: each.failedGates as Metric[],
        metrics: metricsOf(each),
        limits: limitsOf((await policyOf(each.policyVersion)).assessment),
        enrolmentBefore: each.enrolmentBefore,
        enrolmentAfter: each.enrolmentAfter,
        tierAfter: each.tierAfter,
        failuresInARow: each.failuresInARow,
      })),
    ),
    historyBefore: history.length > ASSESSMENTS_PER_PAGE ? (page.at(-1)?.assessedOn ?? null) : null,
    changes: changesPage.map(({ change, fact }) => ({
      changeSeq: change.changeSeq,
      changedOn: change.changedOn,
      kind: change.kind,
      enrolmentBefore: change.enrolmentBefore,
      enrolmentAfter: change.enrolmentAfter,
      tierBefore: change.tierBefore,
      tierAfter: change.tierAfter,
      rule: change.rule,
      policyVersion: change.policyVersion,
      cause:
        fact === null
          ? { runOn: change.runOn ?? change.changedOn }
          : { factId: fact.factId, type: fact.type, on: fact.effectiveOn },
    })),
    changesBefore:
      changes.length > CHANGES_PER_PAGE ? (changesPage.at(-1)?.change.changeSeq.toString() ?? null) : null,
    today: openOn,
  };
}
