import type { Database, Executor } from '../../db/client';
import { lockDay } from '../../db/queries/marketplace';
import { lockProposal, type ProposalRow, readProposal, updateProposal } from '../../db/queries/proposals';
import { findPerson } from '../../db/queries/sign-ins';
import type { Permission, PersonActor } from '../../engine/actor';
import type { ProposalStatus } from '../../engine/proposals';
import { recordAudit } from '../audit/record-audit';
import { inTransaction } from '../transaction';
import { toldOf } from './insert-proposal';
import { askAgain, Undone } from './once';
import { type ProposalRefused, refused } from './refusal';

/** What all decisions have in common: one person's, once, on a proposal that is open. */

export interface ProposalDecided {
  status: 'decided';
  decision: Exclude<ProposalStatus, 'open'>;
  /** Whether the same person had decided the same before, and this time nothing was done. */
  isRepeated: boolean;
}

/** What a decision leaves in the proposal beside itself. */
export interface Effect {
  factId?: string;
  policyVersion?: number;
}

interface Decision {
  to: Exclude<ProposalStatus, 'open'>;
  permission: Permission;
  why: string | null;
  /** Refuses whoever may not decide on this one. */
  mayDecide(proposal: ProposalRow): ProposalRefused | null;
  /** Does what was proposed. */
  carryOut?(executor: Executor, proposal: ProposalRow): Promise<Effect>;
}

async function alreadyDecided(executor: Executor, row: ProposalRow): Promise<ProposalRefused> {
  const who = row.decidedBy === null ? null : await findPerson(executor, { id: row.decidedBy });
  const decision = { status: row.status, name: who?.name ?? '', at: row.decidedAt ?? row.proposedAt };
  return refused('decided_already', { decision });
}

/**
 * Decides on a proposal in one transaction. Its row is locked, so that of two who decide at once one is first and the
 * other is told who that was; a decision that is refused leaves the proposal as it is.
 */
export async function decide(
  database: Database,
  person: PersonActor,
  ask: { proposalId: string },
  decision: Decision,
  now: Date,
): Promise<ProposalDecided | ProposalRefused> {
  const { to, permission, why } = decision;
  const proposalId = ask.proposalId.toLowerCase();
  try {
    return await inTransaction(database, async (executor): Promise<ProposalDecided> => {
      await askAgain(executor, person, permission);
      const known = await readProposal(executor, proposalId);
      if (known === null) throw new Undone(refused('unknown_proposal'));
      if (decision.carryOut !== undefined)
        await lockDay(executor, known.proposal.kind === 'policy' ? 'exclusive' : 'shared');
      const proposal = await lockProposal(executor, proposalId);
      if (proposal === null) throw new Undone(refused('unknown_proposal'));
      const forbidden = decision.mayDecide(proposal);
      if (forbidden !== null) throw new Undone(forbidden);
      if (proposal.status === to && proposal.decidedBy === person.personId)
        return { status: 'decided', decision: to, isRepeated: true };
      if (proposal.status !== 'open') throw new Undone(await alreadyDecided(executor, proposal));
      const effect = (await decision.carryOut?.(executor, proposal)) ?? {};
      const row = { factId: effect.factId ?? null, policyVersion: effect.policyVersion ?? null };
      const written = { status: to, decidedBy: person.personId, decidedAt: now, decisionWhy: why, ...row };
      if (!(await updateProposal(executor, proposalId, written)))
        throw new Error(`proposal ${proposalId} was decided under its lock`);
      const { kind, merchantId, orderId, content } = proposal;
      await recordAudit(
        executor,
        person,
        {
          ...{ action: `proposal.${to}`, subject: proposalId, why: why ?? proposal.why },
          ...(merchantId === null ? {} : { merchantId }),
          before: { status: 'open', proposed_by: proposal.proposedBy },
          after: {
            ...{ status: to, kind },
            ...(orderId === null ? {} : { order: orderId }),
            ...toldOf(kind, content),
            ...(effect.factId === undefined ? {} : { fact: effect.factId }),
            ...(effect.policyVersion === undefined ? {} : { policy_version: effect.policyVersion }),
          },
        },
        now,
      );
      return { status: 'decided', decision: to, isRepeated: false };
    });
  } catch (error) {
    if (error instanceof Undone) return error.answer;
    throw error;
  }
}
