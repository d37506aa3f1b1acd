import type { Database } from '../../db/client';
import type { Actor } from '../../engine/actor';
import { authorizePerson } from '../authorize';
import { decide, type ProposalDecided } from './decide';
import { readReason } from './read-reason';
import { type ProposalRefused, refused } from './refusal';

/**
 * Declines what another person proposed: nothing of it is done, and that is final. Nobody declines what they proposed;
 * who proposed it withdraws it.
 *
 * @param ask.why what the proposer is told; see `readReason`
 */
export async function declineProposal(
  database: Database,
  actor: Actor,
  ask: { proposalId: string; why: string },
  now: Date = new Date(),
): Promise<ProposalDecided | ProposalRefused> {
  const person = authorizePerson(actor, 'proposals.decide');
  const reason = readReason(ask.why);
  if (!reason.ok) return refused(reason.problem);
  return decide(
    database,
    person,
    ask,
    {
      ...{ to: 'declined', permission: 'proposals.decide', why: reason.why },
      mayDecide: ({ proposedBy }) => (proposedBy === person.personId ? refused('own_proposal') : null),
    },
    now,
  );
}
