import { aliasedTable, and, desc, eq, type SQL } from 'drizzle-orm';
import type { Executor } from '../client';
import { people } from '../schema/people';
import { proposals } from '../schema/proposals';

/** What two people decided on a store, and what waits for the second of them. */

const proposers = aliasedTable(people, 'proposers');
const deciders = aliasedTable(people, 'deciders');

export interface StoreProposal {
  proposal: typeof proposals.$inferSelect;
  proposer: string;
  decider: string | null;
}

const withNames = { proposal: proposals, proposer: proposers.name, decider: deciders.name };

function named(executor: Executor, wanted: SQL | undefined) {
  return executor
    .select(withNames)
    .from(proposals)
    .innerJoin(proposers, eq(proposers.id, proposals.proposedBy))
    .leftJoin(deciders, eq(deciders.id, proposals.decidedBy))
    .where(wanted);
}

/** The proposals on the store that nobody has decided yet, newest first. */
export async function readOpenProposals(executor: Executor, merchantId: string): Promise<StoreProposal[]> {
  return named(executor, and(eq(proposals.merchantId, merchantId), eq(proposals.status, 'open'))).orderBy(
    desc(proposals.proposedAt),
    desc(proposals.proposalId),
  );
}

/** The proposal of an override on the store that was approved last; null where none ever was. */
export async function readLatestOverride(
  executor: Executor,
  merchantId: string,
): Promise<StoreProposal | null> {
  const [row] = await named(
    executor,
    and(
      eq(proposals.merchantId, merchantId),
      eq(proposals.kind, 'override'),
      eq(proposals.status, 'approved'),
    ),
  )
    .orderBy(desc(proposals.decidedAt))
    .limit(1);
  return row ?? null;
}
