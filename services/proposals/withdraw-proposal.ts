import type { Database } from '../../db/client';
import type { Actor } from '../../engine/actor';
import { authorizePerson } from '../authorize';
import { decide, type ProposalDecided } from './decide';
import { type ProposalRefused, refused } from './refusal';

/** Takes back a proposal of one's own that nobody has decided on. It can be made anew. */
export async function withdrawProposal(
  database: Database,
  actor: Actor,
  ask: { proposalId: string },
  now: Date = new Date(),
): Promise<ProposalDecided | ProposalRefused> {
  const person = authorizePerson(actor, 'proposals.make');
  return decide(
    database,
    person,
    ask,
    {
      ...{ to: 'withdrawn', permission: 'proposals.make', why: null },
      mayDecide: ({ proposedBy }) => (proposedBy === person.personId ? null : refused('not_yours')),
    },
    now,
  );
}
