import type { Database } from '../../db/client';
import { readMarketplace } from '../../db/queries/marketplace';
import {
  countOpenProposals,
  listProposalRows,
  type NamedProposal,
  type ProposalPlace,
} from '../../db/queries/proposals';
import type { Actor } from '../../engine/actor';
import type { CalendarDate } from '../../engine/calendar';
import type { ProposalKind, ProposalStatus } from '../../engine/proposals';
import { authorize, authorizePerson } from '../authorize';
import { readPolicyProposal } from '../policy/policy-proposal';
import { type Proposed, readProposed } from './proposed';

/** What waits for a decision, and what has been decided. */

/** Which proposals to show; what is null does not matter. */
export interface ProposalsAsk {
  status: ProposalStatus | null;
  kind: ProposalKind | null;
  merchantId: string | null;
  /** Only what the reader proposed. */
  isMine: boolean;
}

export interface ProposedPolicy {
  name: string;
  from: CalendarDate | null;
  draftId: string;
  /** The version that it was compared with. */
  baseVersion: number;
  backtestId: string | null;
}

export interface ProposalShown {
  proposalId: string;
  kind: ProposalKind;
  status: ProposalStatus;
  merchant: { merchantId: string; name: string | null } | null;
  orderId: string | null;
  /** Null for a policy. */
  proposed: Proposed | null;
  /** For a policy: what it is called, where it comes from, and the date from which it is to be in force. */
  policy: ProposedPolicy | null;
  why: string;
  proposer: { personId: string; name: string };
  proposedAt: Date;
  decider: { personId: string; name: string } | null;
  decidedAt: Date | null;
  decisionWhy: string | null;
  isMine: boolean;
}

export interface ProposalList {
  rows: ProposalShown[];
  timezone: string;
  now: Date;
  /** Where the list goes on; null where it ends. */
  nextCursor: string | null;
}

const ROWS_PER_PAGE = 50;

function policyOf(proposal: NamedProposal['proposal']): ProposedPolicy {
  const {
    name,
    effective_from: from,
    draft,
    base_version: baseVersion,
    backtest,
  } = readPolicyProposal(proposal);
  return { name, from, draftId: draft, baseVersion, backtestId: backtest };
}

export function shownOf(row: NamedProposal, readerId: string | null): ProposalShown {
  const { proposal, merchantName, proposerName, deciderName } = row;
  const { proposalId, kind, status, merchantId, orderId, decidedBy } = proposal;
  return {
    ...{ proposalId, kind, status, orderId },
    merchant: merchantId === null ? null : { merchantId, name: merchantName },
    proposed: readProposed(proposal),
    policy: kind === 'policy' ? policyOf(proposal) : null,
    why: proposal.why,
    proposer: { personId: proposal.proposedBy, name: proposerName },
    proposedAt: proposal.proposedAt,
    decider: decidedBy === null ? null : { personId: decidedBy, name: deciderName ?? decidedBy },
    decidedAt: proposal.decidedAt,
    decisionWhy: proposal.decisionWhy,
    isMine: proposal.proposedBy === readerId,
  };
}

function readCursor(cursor: string | null): ProposalPlace | null {
  const [, side, ms, proposalId] = /^(open|done)\.(\d{1,15})\.([\w-]{1,60})$/.exec(cursor ?? '') ?? [];
  if (proposalId === undefined) return null;
  const proposedAt = new Date(Number(ms));
  return Number.isNaN(proposedAt.getTime()) ? null : { isOpen: side === 'open', proposedAt, proposalId };
}

function cursorOf({ status, proposedAt, proposalId }: ProposalShown): string {
  return `${status === 'open' ? 'open' : 'done'}.${proposedAt.getTime()}.${proposalId}`;
}

/**
 * A page of proposals: the open ones first, then the decided, each newest first. Throws `Refused`.
 *
 * @param ask.cursor a `nextCursor` of the same filter; one that is none begins at the first
 */
export async function listProposals(
  database: Database,
  actor: Actor,
  ask: Partial<ProposalsAsk> & { cursor?: string | null; limit?: number } = {},
  now: Date = new Date(),
): Promise<ProposalList> {
  authorize(actor, 'proposals.read');
  const limit = ask.limit ?? ROWS_PER_PAGE;
  const readerId = actor.kind === 'person' ? actor.personId : null;
  const filter = {
    status: ask.status ?? null,
    kind: ask.kind ?? null,
    merchantId: ask.merchantId ?? null,
    proposedBy: ask.isMine === true ? (readerId ?? '') : null,
  };
  const found = await listProposalRows(database.drizzle, filter, readCursor(ask.cursor ?? null), limit + 1);
  const rows = found.slice(0, limit).map((row) => shownOf(row, readerId));
  const last = rows.at(-1);
  return {
    rows,
    timezone: (await readMarketplace(database.drizzle)).policy.timezone,
    now,
    nextCursor: found.length > limit && last !== undefined ? cursorOf(last) : null,
  };
}

const MOST_COUNTED = 99;

/** How many open proposals wait for the person to decide: those that others made, 99 and more as 99. */
export async function countProposalsToDecide(
  database: Database,
  actor: Actor,
): Promise<{ count: number; isMore: boolean }> {
  const person = authorizePerson(actor, 'proposals.decide');
  const count = await countOpenProposals(database.drizzle, person.personId, MOST_COUNTED + 1);
  return { count: Math.min(count, MOST_COUNTED), isMore: count > MOST_COUNTED };
}
