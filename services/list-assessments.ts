import type { Database } from '../db/client';
import {
  type AssessmentFilter,
  type AssessmentRow,
  type AssessmentSort,
  countLatestAssessments,
  countMerchantsByStanding,
  type ListPlace,
  listLatestAssessments,
} from '../db/queries/assessments';
import { loadBalances } from '../db/queries/books';
import { readMarketplace, readPolicyVersion } from '../db/queries/marketplace';
import type { Actor } from '../engine/actor';
import { overrideOn } from '../engine/assessment';
import { compareIds } from '../engine/book';
import { addDays, type CalendarDate } from '../engine/calendar';
import type { OverrideDecision } from '../engine/facts';
import type { Policy } from '../engine/policy';
import type { Enrolment } from '../engine/records';
import type { Metric } from '../engine/scorecard';
import { type Limits, limitsOf, metricsOf } from './assessment-metrics';
import { authorize } from './authorize';

/** The latest assessment of every merchant: filtered, sorted, a page at a time. */

export type { AssessmentFilter, AssessmentSort } from '../db/queries/assessments';

export interface ListedMerchant {
  merchantId: string;
  name: string | null;
  enrolment: Enrolment;
  tier: string | null;
  isOptedOut: boolean;
  /** As it counts on the open business day: `none` once it has ended. */
  overrideDecision: OverrideDecision;
  /** The first date on which it counts no more, past or to come; null where it has no end. */
  overrideUntil: CalendarDate | null;
  failuresInARow: number;
  closedOn: CalendarDate | null;
  /** Eligible again after a cancellation, but too soon: enrolled from this date on at the earliest. */
  mayReenrolOn: CalendarDate | null;
  assessment: ListedAssessment | null;
  money: { currency: string; depositMinor: bigint; owedMinor: bigint }[];
}

export interface ListedAssessment {
  assessedOn: CalendarDate;
  isEligible: boolean;
  score: number;
  failedGates: Metric[];
  metrics: Record<Metric, number | null>;
  /** Those of the policy version that it was made under. */
  limits: Limits;
  policyVersion: number;
}

export interface AssessmentList {
  merchants: ListedMerchant[];
  /** How many the filter leaves. */
  count: number;
  total: number;
  byEnrolment: Record<Enrolment, number>;
  /** The tiers that merchants are in now. */
  tiers: string[];
  inDebt: number;
  /** Enrolled, and failing at the latest assessment. */
  failing: number;
  /** The open business day. */
  today: CalendarDate | null;
  nextCursor: string | null;
  previousCursor: string | null;
}

const MERCHANTS_PER_PAGE = 30;

const NO_FILTER: AssessmentFilter = {
  enrolment: null,
  tier: null,
  outcome: null,
  failedGate: null,
  isInDebt: false,
  search: null,
};

function writeCursor(
  side: ListPlace['side'],
  row: { key: string | number; merchant: { merchantId: string } },
): string {
  return Buffer.from(JSON.stringify([side, row.key, row.merchant.merchantId])).toString('base64url');
}

function readCursor(cursor: string | null, sort: AssessmentSort): ListPlace | null {
  if (cursor === null) return null;
  try {
    const [side, key, merchantId]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if ((side !== 'after' && side !== 'before') || typeof merchantId !== 'string') return null;
    const isNumber = sort !== 'name' && sort !== 'assessed';
    if (isNumber ? !Number.isSafeInteger(key) : typeof key !== 'string') return null;
    return { side, key: key as string | number, merchantId };
  } catch {
    return null;
  }
}

async function readPolicies(database: Database, versions: Iterable<number>): Promise<Map<number, Policy>> {
  const policies = new Map<number, Policy>();
  for (const version of new Set(versions)) {
    const policy = await readPolicyVersion(database.drizzle, version);
    if (policy !== null) policies.set(version, policy);
  }
  return policies;
}

function listed(row: AssessmentRow, policies: Map<number, Policy>): ListedAssessment {
  const policy = policies.get(row.policyVersion);
  if (policy === undefined) throw new Error(`policy version ${row.policyVersion} is not recorded`);
  return {
    assessedOn: row.assessedOn,
    isEligible: row.isEligible,
    score: row.score,
    failedGates: row.failedGates as Metric[],
    metrics: metricsOf(row),
    limits: limitsOf(policy.assessment),
    policyVersion: row.policyVersion,
  };
}

/**
 * A page of merchants with their latest assessment.
 *
 * @param ask.cursor a `nextCursor` or `previousCursor` of the same filter and sort; one that is none shows the first
 */
export async function listAssessments(
  database: Database,
  actor: Actor,
  ask: {
    filter?: Partial<AssessmentFilter>;
    sort?: AssessmentSort;
    cursor?: string | null;
    limit?: number;
  } = {},
): Promise<AssessmentList> {
  authorize(actor, 'assessments.read');
  const { drizzle } = database;
  const filter = { ...NO_FILTER, ...ask.filter };
  const sort = ask.sort ?? 'name';
  const limit = ask.limit ?? MERCHANTS_PER_PAGE;
  const place = readCursor(ask.cursor ?? null, sort);
  const isBackward = place?.side === 'before';

  const [found, count, standings, inDebt, { openOn, policy }] = await Promise.all([
    listLatestAssessments(drizzle, filter, sort, place, limit + 1),
    countLatestAssessments(drizzle, filter),
    countMerchantsByStanding(drizzle),
    countLatestAssessments(drizzle, { ...NO_FILTER, isInDebt: true }),
    readMarketplace(drizzle),
  ]);
  const hasFurther = found.length > limit;
  const rows = found.slice(0, limit);
  if (isBackward) rows.reverse();

  const policies = await readPolicies(
    database,
    rows.flatMap((row) => row.assessment?.policyVersion ?? []),
  );
  const money = new Map<string, ListedMerchant['money']>();
  const balances = await loadBalances(
    drizzle,
    rows.map((row) => row.merchant),
  );
  for (const { merchantId, currency, amounts } of balances) {
    const ofMerchant = money.get(merchantId) ?? [];
    money.set(merchantId, ofMerchant);
    ofMerchant.push({ currency, depositMinor: amounts.deposit, owedMinor: -amounts.receivable });
  }
  const byEnrolment: Record<Enrolment, number> = { none: 0, enrolled: 0, cancelled: 0, closed: 0 };
  for (const standing of standings) byEnrolment[standing.enrolment] += standing.count;
  const first = rows[0];
  const last = rows.at(-1);
  return {
    merchants: rows.map(({ merchant, assessment }) => ({
      merchantId: merchant.merchantId,
      name: merchant.name,
      enrolment: merchant.enrolment,
      tier: merchant.tier,
      isOptedOut: merchant.isOptedOut,
      overrideDecision: openOn === null ? merchant.overrideDecision : overrideOn(merchant, openOn),
      overrideUntil: merchant.overrideUntil,
      failuresInARow: merchant.failuresInARow,
      closedOn: merchant.closedOn,
      mayReenrolOn:
        merchant.enrolment === 'cancelled' && merchant.cancelledOn !== null && assessment?.isEligible
          ? addDays(merchant.cancelledOn, policy.assessment.reenrol_after_days)
          : null,
      assessment: assessment === null ? null : listed(assessment, policies),
      money: money.get(merchant.merchantId) ?? [],
    })),
    count,
    total: standings.reduce((sum, standing) => sum + standing.count, 0),
    byEnrolment,
    tiers: [...new Set(standings.flatMap((standing) => standing.tier ?? []))].toSorted(compareIds),
    inDebt,
    failing: standings.reduce(
      (sum, standing) => sum + (standing.enrolment === 'enrolled' ? standing.failing : 0),
      0,
    ),
    today: openOn,
    nextCursor: last !== undefined && (isBackward || hasFurther) ? writeCursor('after', last) : null,
    previousCursor:
      first !== undefined && (isBackward ? hasFurther : place !== null) ? writeCursor('before', first) : null,
  };
}
