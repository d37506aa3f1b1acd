import type { Database } from '../../db/client';
import { countMerchantsByStanding } from '../../db/queries/assessments';
import { readMarketplace } from '../../db/queries/marketplace';
import {
  countUnreckoned,
  countWork,
  listWorkCurrencies,
  listWork as listWorkRows,
  readWorkMoney,
  type WorkFilter,
  type WorkPlace,
} from '../../db/queries/work-list';
import { loadLastAssessments, loadTierChanges } from '../../db/queries/work-list-sources';
import type { Actor } from '../../engine/actor';
import { compareIds } from '../../engine/book';
import type { CalendarDate } from '../../engine/calendar';
import type { Enrolment } from '../../engine/records';
import type { Metric } from '../../engine/scorecard';
import { type NearLimit, newTierFrom, type WorkReason } from '../../engine/work-list';
import { limitsOf, metricsOf } from '../assessment-metrics';
import { authorize } from '../authorize';
import type { ListedAssessment } from '../list-assessments';
import { inSnapshot } from '../snapshot';
import { policyReader } from './policy-reader';
import { nearLimitsOf } from './reckon-work';

/** The work list: which stores to look at, why, those first where the most money is at stake. */

export type { WorkFilter } from '../../db/queries/work-list';

/** What is at stake in one currency, in minor units; as `engine/work-list` has it. */
export interface WorkMoney {
  currency: string;
  heldMinor: bigint;
  depositMinor: bigint;
  owedMinor: bigint;
  atRiskMinor: bigint;
  atStakeMinor: bigint;
  owedSince: CalendarDate | null;
  disputedMinor: bigint;
  depositLateMinor: bigint;
}

export interface WorkItem {
  merchantId: string;
  name: string | null;
  enrolment: Enrolment;
  tier: string | null;
  reasons: WorkReason[];
  /** Where the store is near a limit: which, and how near. */
  near: NearLimit[];
  assessment: ListedAssessment | null;
  tierChangedOn: CalendarDate | null;
  longDisputes: number;
  oldestDisputeOn: CalendarDate | null;
  /** In the currency asked for. */
  atStakeMinor: bigint;
  /** Of all its currencies, the asked one first. */
  money: WorkMoney[];
}

export interface WorkPage {
  items: WorkItem[];
  /** How many the filter leaves. */
  count: number;
  /** How many there are for each reason, the other filters kept. */
  byReason: Record<WorkReason, number>;
  /** How many there are for any. */
  any: number;
  currency: string;
  currencies: string[];
  tiers: string[];
  /** The open business day. */
  today: CalendarDate | null;
  /** How many stores' books have changed since they were last looked through. */
  outOfDate: number;
  nextCursor: string | null;
  previousCursor: string | null;
}

export const WORK_PER_PAGE = 30;

const NO_FILTER: WorkFilter = {
  reason: null,
  enrolment: null,
  tier: null,
  outcome: null,
  failedGate: null,
  isInDebt: false,
  search: null,
};

function writeCursor(side: WorkPlace['side'], item: WorkItem): string {
  const place = [side, item.atStakeMinor.toString(), item.merchantId];
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function readCursor(cursor: string | null): WorkPlace | null {
  if (cursor === null) return null;
  try {
    const [side, stake, merchantId]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if ((side !== 'after' && side !== 'before') || typeof merchantId !== 'string') return null;
    if (typeof stake !== 'string' || !/^\d{1,18}$/.test(stake)) return null;
    return { side, atStakeMinor: BigInt(stake), merchantId };
  } catch {
    return null;
  }
}

/**
 * A page of the work list, those stores first that have the most at stake in a currency.
 *
 * @param ask.currency one in which a listed store has money; anything else is the one in which most have something at stake
 * @param ask.cursor a `nextCursor` or `previousCursor` of the same filter and currency; one that is none shows the first
 */
export async function listWork(
  database: Database,
  actor: Actor,
  ask: {
    filter?: Partial<WorkFilter>;
    currency?: string | null;
    cursor?: string | null;
    limit?: number;
  } = {},
): Promise<WorkPage> {
  authorize(actor, 'assessments.read');
  return inSnapshot(database, actor, async (executor) => {
    const filter = { ...NO_FILTER, ...ask.filter };
    const limit = ask.limit ?? WORK_PER_PAGE;
    const place = readCursor(ask.cursor ?? null);
    const isBackward = place?.side === 'before';
    const { openOn } = await readMarketplace(executor);
    const currencies = (await listWorkCurrencies(executor)).map((each) => each.currency);
    const currency = currencies.find((each) => each === ask.currency) ?? currencies[0] ?? 'USD';
    const found = await listWorkRows(executor, filter, currency, place, limit + 1);
    const hasFurther = found.length > limit;
    const rows = found.slice(0, limit);
    if (isBackward) rows.reverse();
    const counted = await countWork(executor, filter);
    const byReason = (reason: WorkReason) => counted.byReason.get(reason) ?? 0;

    const ids = rows.map((row) => row.merchant.merchantId);
    const assessed = await loadLastAssessments(executor, ids);
    const tierChanges =
      openOn === null ? new Map() : await loadTierChanges(executor, ids, newTierFrom(openOn));
    const money = await readWorkMoney(executor, ids);
    const policyOf = policyReader(executor);
    const items: WorkItem[] = [];
    for (const { merchant, work, atStakeMinor } of rows) {
      const { merchantId } = merchant;
      const [latest] = assessed.get(merchantId) ?? [];
      const policy = latest === undefined ? null : await policyOf(latest.policyVersion);
      const ofStore = money.filter((each) => each.merchantId === merchantId);
      items.push({
        merchantId,
        name: merchant.name,
        enrolment: merchant.enrolment,
        tier: merchant.tier,
        reasons: work.reasons,
        near:
          work.reasons.includes('near_limit') && latest !== undefined && policy !== null
            ? nearLimitsOf(latest, policy)
            : [],
        assessment:
          latest === undefined || policy === null
            ? null
            : {
                assessedOn: latest.assessedOn,
                isEligible: latest.isEligible,
                score: latest.score,
                failedGates: latest.failedGates as Metric[],
                metrics: metricsOf(latest),
                limits: limitsOf(policy.assessment),
                policyVersion: latest.policyVersion,
              },
        tierChangedOn: tierChanges.get(merchantId) ?? null,
        longDisputes: work.longDisputes,
        oldestDisputeOn: work.oldestDisputeOn,
        atStakeMinor,
        money: ofStore.toSorted((a, b) => Number(b.currency === currency) - Number(a.currency === currency)),
      });
    }
    const standings = await countMerchantsByStanding(executor);
    const first = items[0];
    const last = items.at(-1);
    return {
      items,
      count: filter.reason === null ? counted.any : byReason(filter.reason),
      byReason: {
        in_debt: byReason('in_debt'),
        newly_failing: byReason('newly_failing'),
        near_limit: byReason('near_limit'),
        long_dispute: byReason('long_dispute'),
        deposit_late: byReason('deposit_late'),
        tier_changed: byReason('tier_changed'),
        newly_eligible: byReason('newly_eligible'),
      },
      any: counted.any,
      currency,
      currencies: currencies.toSorted(),
      tiers: [...new Set(standings.flatMap((standing) => standing.tier ?? []))].toSorted(compareIds),
      today: openOn,
      outOfDate: openOn === null ? 0 : await countUnreckoned(executor, openOn),
      nextCursor: last !== undefined && (isBackward || hasFurther) ? writeCursor('after', last) : null,
      previousCursor:
        first !== undefined && (isBackward ? hasFurther : place !== null)
          ? writeCursor('before', first)
          : null,
    };
  });
}
