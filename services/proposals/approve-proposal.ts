import type { Database, Executor } from '../../db/client';
import { lockMerchants } from '../../db/queries/books';
import { readMarketplace } from '../../db/queries/marketplace';
import type { ProposalRow } from '../../db/queries/proposals';
import type { Actor, PersonActor } from '../../engine/actor';
import { readFact } from '../../engine/facts';
import { authorizePerson } from '../authorize';
import { publishPolicy } from '../policy/publish-policy';
import { recordRead } from '../record-facts';
import { decide, type Effect, type ProposalDecided } from './decide';
import { followsOf, markOfFollows } from './follows';
import { Undone } from './once';
import { factIdOf, factOf, type Proposed, readProposed } from './proposed';
import { readReason } from './read-reason';
import { type ProposalRefused, refused } from './refusal';

/** Records the fact that was proposed, under the lock of the merchant's books; where they refuse it now, says why. */
async function recordProposed(
  executor: Executor,
  proposed: Proposed,
  { proposalId, seen }: { proposalId: string; seen?: string },
  now: Date,
): Promise<Effect> {
  const state = await readMarketplace(executor);
  await lockMerchants(executor, [proposed.merchantId]);
  const weighed = await followsOf(executor, state, proposed, now);
  if (weighed.status === 'refused') throw new Undone(weighed);
  if (seen !== undefined && seen !== markOfFollows(weighed.follows)) throw new Undone(refused('changed'));
  const raw = factOf(proposed, proposalId, now);
  const [answer] = await recordRead(executor, state, [raw], [readFact(raw, state.policy)]);
  if (answer?.status !== 'applied')
    throw new Error(`${raw.type} was not applied: ${answer?.status} ${answer?.reason ?? answer?.code ?? ''}`);
  return { factId: factIdOf(proposalId) };
}

async function carryOut(
  executor: Executor,
  person: PersonActor,
  proposal: ProposalRow,
  seen: string | undefined,
  now: Date,
): Promise<Effect> {
  const proposed = readProposed(proposal);
  const { proposalId } = proposal;
  if (proposed !== null) return recordProposed(executor, proposed, { proposalId, seen }, now);
  const published = await publishPolicy(executor, person, proposal, now);
  if ('policyVersion' in published) return { policyVersion: published.policyVersion };
  throw new Undone(refused('policy_refused', { code: published.code }));
}

/**
 * Approves what another person proposed, and does it in the same transaction: its fact is recorded, at this instant, or
 * its policy is published. Nobody approves what they proposed, whatever they have become since. Where the books refuse
 * it now, nothing is done and the proposal stays open.
 *
 * @param ask.why a word to it; may be left out
 * @param ask.seen the mark of what was shown to follow: where something else would, nothing is done
 */
export async function approveProposal(
  database: Database,
  actor: Actor,
  ask: { proposalId: string; why?: string; seen?: string },
  now: Date = new Date(),
): Promise<ProposalDecided | ProposalRefused> {
  const person = authorizePerson(actor, 'proposals.decide');
  const note = (ask.why ?? '').trim() === '' ? null : readReason(ask.why);
  if (note !== null && !note.ok) return refused(note.problem);
  return decide(
    database,
    person,
    ask,
    {
      ...{ to: 'approved', permission: 'proposals.decide', why: note?.why ?? null },
      mayDecide: ({ proposedBy }) => (proposedBy === person.personId ? refused('own_proposal') : null),
      carryOut: (executor, proposal) => carryOut(executor, person, proposal, ask.seen, now),
    },
    now,
  );
}
