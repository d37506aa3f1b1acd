import { aliasedTable, and, desc, eq, isNotNull, ne, type SQL, sql } from 'drizzle-orm';
import type { ProposalKind, ProposalStatus } from '../../engine/proposals';
import type { Executor } from '../client';
import { entries } from '../schema/entries';
import { factRoutes, facts } from '../schema/facts';
import { merchants } from '../schema/merchants';
import { orderRoutes } from '../schema/orders';
import { people } from '../schema/people';
import { proposals } from '../schema/proposals';

/** What one person proposed and another decides on. */

export type ProposalRow = typeof proposals.$inferSelect;

const proposers = aliasedTable(people, 'proposers');
const deciders = aliasedTable(people, 'deciders');

/** Adds a proposal; false where its id is known, or an open one is about the same. */
export async function insertProposalRow(
  executor: Executor,
  proposal: typeof proposals.$inferInsert,
): Promise<boolean> {
  const rows = await executor
    .insert(proposals)
    .values(proposal)
    .onConflictDoNothing()
    .returning({ proposalId: proposals.proposalId });
  return rows.length === 1;
}

/** What a proposal is about: of one subject no two are open at a time. */
export interface ProposalSubject {
  kind: ProposalKind;
  merchantId: string | null;
  orderId: string | null;
  content: Record<string, unknown>;
}

/** The id of the open proposal that is about the same; null where none is. */
export async function findOpenProposal(executor: Executor, subject: ProposalSubject): Promise<string | null> {
  const { kind, merchantId, orderId, content } = subject;
  const currency = typeof content.currency === 'string' ? content.currency : '';
  const [row] = await executor
    .select({ proposalId: proposals.proposalId })
    .from(proposals)
    .where(
      and(
        eq(proposals.status, sql`'open'`),
        eq(proposals.kind, kind),
        sql`coalesce(${proposals.merchantId}, '') = ${merchantId ?? ''}`,
        sql`coalesce(${proposals.orderId}, '') = ${orderId ?? ''}`,
        sql`coalesce(${proposals.content} ->> 'currency', '') = ${currency}`,
      ),
    );
  return row?.proposalId ?? null;
}

/** The proposal's row, which nobody else decides on until the transaction ends; null where there is none. */
export async function lockProposal(executor: Executor, proposalId: string): Promise<ProposalRow | null> {
  const [row] = await executor
    .select()
    .from(proposals)
    .where(eq(proposals.proposalId, proposalId))
    .for('update');
  return row ?? null;
}

/** Writes a decision into a proposal that is open; false where it is no longer. */
export async function updateProposal(
  executor: Executor,
  proposalId: string,
  decision: Pick<
    ProposalRow,
    'status' | 'decidedBy' | 'decidedAt' | 'decisionWhy' | 'factId' | 'policyVersion'
  >,
): Promise<boolean> {
  const rows = await executor
    .update(proposals)
    .set(decision)
    .where(and(eq(proposals.proposalId, proposalId), eq(proposals.status, 'open')))
    .returning({ proposalId: proposals.proposalId });
  return rows.length === 1;
}

const withNames = {
  proposal: proposals,
  merchantName: merchants.name,
  proposerName: proposers.name,
  deciderName: deciders.name,
};

export interface NamedProposal {
  proposal: ProposalRow;
  merchantName: string | null;
  proposerName: string;
  deciderName: string | null;
}

function named(executor: Executor, wanted: SQL | undefined) {
  return executor
    .select(withNames)
    .from(proposals)
    .innerJoin(proposers, eq(proposers.id, proposals.proposedBy))
    .leftJoin(deciders, eq(deciders.id, proposals.decidedBy))
    .leftJoin(merchants, eq(merchants.merchantId, proposals.merchantId))
    .where(wanted);
}

/** A proposal with the names of its store and of who proposed and decided it; null where there is none. */
export async function readProposal(executor: Executor, proposalId: string): Promise<NamedProposal | null> {
  const [row] = await named(executor, eq(proposals.proposalId, proposalId));
  return row ?? null;
}

/** Which proposals to list; what is null does not matter. */
export interface ProposalFilter {
  status: ProposalStatus | null;
  kind: ProposalKind | null;
  merchantId: string | null;
  proposedBy: string | null;
}

/** A place in the list, right after a proposal. */
export interface ProposalPlace {
  isOpen: boolean;
  proposedAt: Date;
  proposalId: string;
}

/** The open ones first, then the others; each newest first. */
export async function listProposalRows(
  executor: Executor,
  filter: ProposalFilter,
  after: ProposalPlace | null,
  limit: number,
): Promise<NamedProposal[]> {
  const isOpen = sql`(${proposals.status} = 'open')`;
  const wanted: (SQL | undefined)[] = [
    filter.status === null ? undefined : eq(proposals.status, filter.status),
    filter.kind === null ? undefined : eq(proposals.kind, filter.kind),
    filter.merchantId === null ? undefined : eq(proposals.merchantId, filter.merchantId),
    filter.proposedBy === null ? undefined : eq(proposals.proposedBy, filter.proposedBy),
    after === null
      ? undefined
      : sql`(${isOpen}, ${proposals.proposedAt}, ${proposals.proposalId})
          < (${after.isOpen}::boolean, ${after.proposedAt.toISOString()}::timestamptz, ${after.proposalId}::text)`,
  ];
  return named(executor, and(...wanted))
    .orderBy(sql`${isOpen} desc`, desc(proposals.proposedAt), desc(proposals.proposalId))
    .limit(limit);
}

/** How many open proposals there are that somebody else than the person made, up to a most. */
export async function countOpenProposals(executor: Executor, notBy: string, most: number): Promise<number> {
  const open = executor
    .select({ one: sql`1`.as('one') })
    .from(proposals)
    .where(and(eq(proposals.status, sql`'open'`), ne(proposals.proposedBy, notBy)))
    .limit(most)
    .as('open');
  const [row] = await executor.select({ count: sql<number>`count(*)`.mapWith(Number) }).from(open);
  return row?.count ?? 0;
}

/** The merchant of an order; null for an order that nobody has paid. */
export async function findMerchantOfOrder(executor: Executor, orderId: string): Promise<string | null> {
  const [row] = await executor
    .select({ merchantId: orderRoutes.merchantId })
    .from(orderRoutes)
    .where(and(eq(orderRoutes.orderId, orderId), isNotNull(orderRoutes.merchantId)));
  return row?.merchantId ?? null;
}

/** A recorded fact's date, with the entry that it made; null where it is not recorded. */
export async function readRecordedFact(executor: Executor, factId: string) {
  const [row] = await executor
    .select({ factSeq: facts.factSeq, effectiveOn: facts.effectiveOn, entry: entries })
    .from(factRoutes)
    .innerJoin(facts, and(eq(facts.merchantId, factRoutes.merchantId), eq(facts.factSeq, factRoutes.factSeq)))
    .leftJoin(
      entries,
      and(eq(entries.merchantId, facts.merchantId), eq(entries.entrySeq, facts.firstEntrySeq)),
    )
    .where(eq(factRoutes.factId, factId));
  return row ?? null;
}
