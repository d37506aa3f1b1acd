import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { list } from '../bulk';
import type { Executor } from '../client';
import { entries } from '../schema/entries';
import { facts } from '../schema/facts';
import { merchants } from '../schema/merchants';
import { orderRoutes, refunds } from '../schema/orders';
import { people } from '../schema/people';
import { proposals } from '../schema/proposals';

/** What staff may see of one order beside what its seller sees. */

/** Whose order it is; no merchant where facts only wait for it; null where nobody has named it. */
export async function readOrderRoute(executor: Executor, orderId: string) {
  const [row] = await executor
    .select({ merchantId: orderRoutes.merchantId, merchantName: merchants.name })
    .from(orderRoutes)
    .leftJoin(merchants, eq(merchants.merchantId, orderRoutes.merchantId))
    .where(eq(orderRoutes.orderId, orderId));
  return row ?? null;
}

/** The order's facts as they were recorded, in the order in which the books took them. */
export async function readWholeFacts(executor: Executor, merchantId: string, orderId: string) {
  return executor
    .select()
    .from(facts)
    .where(and(eq(facts.merchantId, merchantId), eq(facts.orderId, orderId)))
    .orderBy(asc(facts.factSeq));
}

/** Entries with what caused them, in their order. */
export async function readWholeEntries(executor: Executor, merchantId: string, seqs: bigint[]) {
  if (seqs.length === 0) return [];
  return executor
    .select({ entry: entries, factId: facts.factId })
    .from(entries)
    .leftJoin(facts, and(eq(facts.merchantId, entries.merchantId), eq(facts.factSeq, entries.factSeq)))
    .where(and(eq(entries.merchantId, merchantId), sql`${entries.entrySeq} = any(${list(seqs, 'bigint')})`))
    .orderBy(asc(entries.entrySeq));
}

export async function readRefundsOfOrder(executor: Executor, merchantId: string, orderId: string) {
  return executor
    .select()
    .from(refunds)
    .where(and(eq(refunds.merchantId, merchantId), eq(refunds.orderId, orderId)))
    .orderBy(asc(refunds.factSeq));
}

const decider = alias(people, 'decider');

/** What was ever proposed about the order, latest first. */
export async function readProposalsOfOrder(executor: Executor, merchantId: string, orderId: string) {
  return executor
    .select({
      proposalId: proposals.proposalId,
      status: proposals.status,
      content: proposals.content,
      why: proposals.why,
      proposedBy: people.name,
      proposedAt: proposals.proposedAt,
      decidedBy: decider.name,
      decidedAt: proposals.decidedAt,
    })
    .from(proposals)
    .innerJoin(people, eq(people.id, proposals.proposedBy))
    .leftJoin(decider, eq(decider.id, proposals.decidedBy))
    .where(and(eq(proposals.merchantId, merchantId), eq(proposals.orderId, orderId)))
    .orderBy(desc(proposals.proposedAt));
}
