import type { Database } from '../../db/client';
import { readBalances, readMerchant } from '../../db/queries/answers';
import { listAssessmentsOf } from '../../db/queries/assessments';
import { amountsOf } from '../../db/queries/books';
import { readDailyBalances } from '../../db/queries/entries';
import { readMarketplace } from '../../db/queries/marketplace';
import type { Actor } from '../../engine/actor';
import { addDays, type CalendarDate, later } from '../../engine/calendar';
import { tiersByScore } from '../../engine/policy';
import type { Enrolment } from '../../engine/records';
import type { Metric } from '../../engine/scorecard';
import { type Limits, limitsOf, metricsOf } from '../assessment-metrics';
import { authorize } from '../authorize';

import { inSnapshot } from '../snapshot';
import { policyReader } from './policy-reader';

/** How a store came to be what it is: a year of its assessments, and of its deposit and debt. */

export const TREND_DAYS = 365;

export interface TrendPoint {
  on: CalendarDate;
  metrics: Record<Metric, number | null>;
  /** Those of its own policy version. */
  limits: Limits;
  score: number;
  isEligible: boolean;
  enrolment: Enrolment;
  tier: string | null;
  /** The least score of each tier, highest first, by its own policy version. */
  tiers: { name: string; minScore: number }[];
}

export interface MoneyTrend {
  currency: string;
  /** From each date on, in the order of the dates; the last is today's. */
  points: { on: CalendarDate; depositMinor: bigint; owedMinor: bigint }[];
}

export interface Trends {
  from: CalendarDate;
  to: CalendarDate;
  /** Oldest first. */
  points: TrendPoint[];
  money: MoneyTrend[];
}

/** The last year of a store; null for a merchant that is not known, and before the first run. */
export async function getTrends(
  database: Database,
  actor: Actor,
  merchantId: string,
): Promise<Trends | null> {
  authorize(actor, 'assessments.read');
  return inSnapshot(database, actor, async (executor) => {
    const merchant = await readMerchant(executor, merchantId);
    const { openOn } = await readMarketplace(executor);
    if (merchant === null || openOn === null) return null;
    const to = later(openOn, merchant.lastBookedOn) ?? openOn;
    const from = addDays(to, 1 - TREND_DAYS);
    const rows = await listAssessmentsOf(executor, merchantId, null, TREND_DAYS);
    const policyOf = policyReader(executor);
    const points: TrendPoint[] = [];
    for (const row of rows.toReversed()) {
      if (row.assessedOn < from) continue;
      const policy = await policyOf(row.policyVersion);
      points.push({
        on: row.assessedOn,
        metrics: metricsOf(row),
        limits: limitsOf(policy.assessment),
        score: row.score,
        isEligible: row.isEligible,
        enrolment: row.enrolmentAfter,
        tier: row.tierAfter,
        tiers: tiersByScore(policy).map((tier) => ({ name: tier.name, minScore: tier.min_score })),
      });
    }
    const opening = await readBalances(executor, merchantId, addDays(from, -1));
    const money: MoneyTrend[] = [];
    for (const currency of merchant.currencies.toSorted()) {
      const before = opening.find((balance) => balance.currency === currency) ?? null;
      const days = await readDailyBalances(executor, merchantId, currency, from, to);
      const told = [...(before === null ? [] : [{ ...before, bookedOn: from }]), ...days].map((row) => {
        const { deposit, receivable } = amountsOf(row);
        return { on: row.bookedOn, depositMinor: deposit, owedMinor: -receivable };
      });
      // A balance booked on the first day itself stands for that day.
      const known = told.filter((point, index) => told[index + 1]?.on !== point.on);
      const last = known.at(-1);
      if (last !== undefined && last.on < to) known.push({ ...last, on: to });
      money.push({ currency, points: known });
    }
    return { from, to, points, money };
  });
}
