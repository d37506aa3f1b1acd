import type { Database, Executor } from '../db/client';
import * as invariants from '../db/queries/invariants';
import { batchesEqualTheirWithdrawals, withdrawalsHaveTheirEntries } from '../db/queries/payout-invariants';
import { SUMMED, sumsEqualBooks } from '../db/queries/summaries-check';
import type { Actor } from '../engine/actor';
import { workListEqualsBooks } from './assessments/check-work-list';
import { type ChainWalked, walkAuditChain } from './audit/walk-audit-chain';
import { authorize } from './authorize';
import { inSnapshot } from './snapshot';

/** What was looked at and found; of the audit chain, also its last row. */
type Found = invariants.Finding & Partial<Pick<ChainWalked, 'head'>>;

/** The invariants of the books, each with its number where it has one, and how it is looked at. */
const CHECKS: { name: string; things: string; look: (executor: Executor) => Promise<Found> }[] = [
  { name: '1. Every entry sums to zero', things: 'entries', look: invariants.entriesSumToZero },
  {
    name: '2. Every balance equals the sum of its postings',
    things: 'balances',
    look: invariants.balancesEqualPostings,
  },
  { name: '2. No balance has the wrong sign', things: 'balances', look: invariants.balancesHaveTheirSign },
  {
    name: '3. The deposit equals the sum of open holds',
    things: 'merchants and currencies',
    look: invariants.depositEqualsHolds,
  },
  {
    name: '4. The order funds equal what orders hold',
    things: 'merchants and currencies',
    look: invariants.orderFundsEqualHeld,
  },
  { name: '5. No order is released twice', things: 'orders', look: invariants.ordersReleasedOnce },
  {
    name: '5. Refunds never exceed what was paid',
    things: 'orders',
    look: invariants.refundsWithinPayment,
  },
  {
    name: '6. No entry on a day that was closed before',
    things: 'entries',
    look: invariants.closedDaysStayClosed,
  },
  {
    name: '7. Every fact that moves money has exactly its entries',
    things: 'facts',
    look: invariants.factsHaveTheirEntries,
  },
  {
    name: '7. Every entry has its fact or its run',
    things: 'entries',
    look: invariants.entriesHaveTheirCause,
  },
  { name: '8. The audit chain is unbroken', things: 'rows', look: (executor) => walkAuditChain(executor) },
  {
    name: 'Holds are what their movements left',
    things: 'holds',
    look: invariants.holdsFollowTheirMovements,
  },
  {
    name: 'Daily counts are what the facts add up to',
    things: 'days',
    look: invariants.dailyCountsEqualOrders,
  },
  {
    name: 'Windows are what the daily counts add up to',
    things: 'merchants',
    look: invariants.windowsEqualDailyCounts,
  },
  {
    name: 'Orders know their disputes and their routes',
    things: 'orders',
    look: invariants.ordersKnowTheirDisputes,
  },
  {
    name: 'Standings are what their history left',
    things: 'merchants',
    look: invariants.standingsFollowTheirHistory,
  },
  {
    name: 'What is added up by day is what the books hold',
    things: 'sums',
    look: async (executor) => {
      const found: Found = { counted: 0, wrong: 0, places: [] };
      for (const summed of SUMMED) {
        const { counted, wrong, places } = await sumsEqualBooks(executor, summed);
        found.counted += counted;
        found.wrong += wrong;
        found.places.push(...places);
      }
      return found;
    },
  },
  {
    name: 'The work list is what the books come to',
    things: 'stores up to date',
    look: workListEqualsBooks,
  },
  {
    name: 'Every withdrawal has its fact and its entry',
    things: 'withdrawals',
    look: withdrawalsHaveTheirEntries,
  },
  {
    name: 'Every payout batch is the sum of its withdrawals',
    things: 'batches',
    look: batchesEqualTheirWithdrawals,
  },
  { name: 'Every run but the last is finished', things: 'attempts', look: invariants.runsAreFinished },
];

export interface Verified extends Found {
  name: string;
  things: string;
}

/** Checks every invariant of the books, as of one moment. */
export async function verifyBooks(
  database: Database,
  actor: Actor,
  onProgress?: (done: number, total: number) => void,
): Promise<Verified[]> {
  authorize(actor, 'books.check');
  return inSnapshot(database, actor, async (executor) => {
    const verified: Verified[] = [];
    for (const { name, things, look } of CHECKS) {
      verified.push({ name, things, ...(await look(executor)) });
      onProgress?.(verified.length, CHECKS.length);
    }
    return verified;
  });
}
