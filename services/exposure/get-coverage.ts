import type { Database } from '../../db/client';
import { countDeductions, type DeductionCounts } from '../../db/queries/losses';
import { readMarketplace } from '../../db/queries/marketplace';
import type { Actor } from '../../engine/actor';
import { type Share, wilsonShare } from '../../engine/interval';
import { authorize } from '../authorize';
import { inSnapshot } from '../snapshot';
import { groupedBy } from './grouped-by';
import { tierOrder } from './tier-order';

/** How often what was taken back from merchants was there: the deposit's worth, counted. */

export interface CoveragePart {
  /** Of the deductions that drew on the deposit, or would have: those that ended with nothing missing. */
  deposit: Share;
  /** Of all deductions: those that found enough in whichever account. */
  all: Share;
  /** What was asked of the deposit, and what it gave. */
  askedMinor: bigint;
  gaveMinor: bigint;
}

export interface Coverage {
  currency: string;
  overall: CoveragePart;
  /** By the order's tier at release; null: it was not released early. */
  byTier: (CoveragePart & { tier: string | null })[];
  /** By the policy version that the order was released under, newest first. */
  byVersion: (CoveragePart & { policyVersion: number })[];
}

function partOf(counts: DeductionCounts[]): CoveragePart {
  const total = (read: (each: DeductionCounts) => number) =>
    counts.reduce((sum, each) => sum + read(each), 0);
  return {
    deposit: wilsonShare(
      total((each) => each.depositEnough),
      total((each) => each.neededDeposit),
    ),
    all: wilsonShare(
      total((each) => each.enough),
      total((each) => each.deductions),
    ),
    askedMinor: counts.reduce((sum, each) => sum + each.askedMinor, 0n),
    gaveMinor: counts.reduce((sum, each) => sum + each.gaveMinor, 0n),
  };
}

/** The coverage of one currency's deductions, ever. */
export async function getCoverage(database: Database, actor: Actor, currency: string): Promise<Coverage> {
  authorize(actor, 'exposure.read');
  return inSnapshot(database, actor, async (executor) => {
    const { policy } = await readMarketplace(executor);
    const counts = await countDeductions(executor, currency);
    const compare = tierOrder(policy);
    const tiers = groupedBy(counts, ({ tier }) => tier);
    const versions = groupedBy(counts, ({ policyVersion }) => policyVersion);
    return {
      currency,
      overall: partOf(counts),
      byTier: [...tiers].sort(([a], [b]) => compare(a, b)).map(([tier, part]) => ({ tier, ...partOf(part) })),
      byVersion: [...versions]
        .sort(([a], [b]) => b - a)
        .map(([policyVersion, part]) => ({ policyVersion, ...partOf(part) })),
    };
  });
}
