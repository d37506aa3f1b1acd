import type { Executor } from '../../db/client';
import { findOpenProposal, insertProposalRow, type ProposalSubject } from '../../db/queries/proposals';
import type { PersonActor } from '../../engine/actor';
import { recordAudit } from '../audit/record-audit';
import { readReason } from './read-reason';
import { type ProposalRefused, refused } from './refusal';

export interface NewProposal extends ProposalSubject {
  /** A UUID: that of the form that makes it. */
  proposalId: string;
  /** As it was written; see `readReason`. */
  why: string | undefined;
}

export interface ProposalMade {
  status: 'made';
  proposalId: string;
}

/**
 * Makes a proposal, in the transaction (read committed) of the verb that has asked whether the person may
 * (`authorizePerson` with `proposals.make`), and adds its audit row: the last thing that the verb does. Refused where
 * the reason is none that somebody else could decide by (`why_short`, `why_long`, `why_filler`), or an open proposal is
 * about the same (`already_open`): one of each kind is open at a time for a merchant, in each currency; for a policy,
 * one at all.
 */
export async function insertProposal(
  executor: Executor,
  person: PersonActor,
  proposal: NewProposal,
  now: Date,
): Promise<ProposalMade | ProposalRefused> {
  const { kind, merchantId, orderId, content } = proposal;
  const proposalId = proposal.proposalId.toLowerCase();
  const reason = readReason(proposal.why);
  if (!reason.ok) return refused(reason.problem);
  const { why } = reason;
  const row = { proposalId, kind, merchantId, orderId, content, why };
  const isNew = await insertProposalRow(executor, { ...row, proposedBy: person.personId, proposedAt: now });
  if (!isNew) {
    const openId = await findOpenProposal(executor, proposal);
    return openId === null ? refused('bad_form') : refused('already_open', { openId });
  }
  await recordAudit(
    executor,
    person,
    {
      ...{ action: 'proposal.made', subject: proposalId, why },
      ...(merchantId === null ? {} : { merchantId }),
      after: { kind, ...(orderId === null ? {} : { order: orderId }), ...toldOf(kind, content) },
    },
    now,
  );
  return { status: 'made', proposalId };
}

/** What of a proposal stands in the audit log. A policy is told by its date and not in full: the proposal has it. */
export function toldOf(
  kind: ProposalSubject['kind'],
  content: Record<string, unknown>,
): Record<string, unknown> {
  if (kind === 'policy')
    return Object.fromEntries(Object.entries(content).filter(([, value]) => typeof value !== 'object'));
  const { amount, ...others } = content;
  return amount === undefined ? others : { ...others, amount_minor: amount };
}
