import type { Database, Executor } from '../../db/client';
import { lockDay, type MarketplaceState, readMarketplace } from '../../db/queries/marketplace';
import { findOpenProposal, readProposal } from '../../db/queries/proposals';
import type { PersonActor } from '../../engine/actor';
import type { Submitted } from '../access/change-access';
import { isSubmissionId, submitOnce } from '../access/submit-once';
import { inTransaction } from '../transaction';
import { type Follows, followsOf, markOfFollows } from './follows';
import { insertProposal } from './insert-proposal';
import { askAgain, Undone } from './once';
import type { Proposed } from './proposed';
import { readReason } from './read-reason';
import { type ProposalRefused, refused } from './refusal';

/** What all proposals have in common: they are read, weighed by the rules, and made. */

export interface Reasoned {
  /** The mark of what was shown to follow: where something else would, nothing is done. Left out: whatever follows. */
  seen?: string;
  /** Why it should be approved; see `readReason`. */
  why: string;
}

/** What was written in a form, as a proposal; or what is wrong with it. */
export type Reader = (
  executor: Executor,
  state: MarketplaceState,
  now: Date,
) => Promise<{ status: 'read'; proposed: Proposed } | ProposalRefused>;

export interface ProposalWeighed {
  status: 'weighed';
  proposed: Proposed;
  follows: Follows;
  /** To be handed back when it is sent. */
  mark: string;
  why: string;
}

/** Made, or made by this very form before. */
export interface ProposalDone {
  status: 'made';
  proposalId: string;
  isRepeated: boolean;
}

/** Reads what was written and asks the rules what follows. Nothing is recorded. */
export async function weigh(
  executor: Executor,
  reader: Reader,
  ask: Reasoned,
  now: Date,
): Promise<ProposalWeighed | ProposalRefused> {
  const state = await readMarketplace(executor);
  const read = await reader(executor, state, now);
  if (read.status === 'refused') return read;
  const { proposed } = read;
  const weighed = await followsOf(executor, state, proposed, now);
  if (weighed.status === 'refused') return weighed;
  const openId = await findOpenProposal(executor, proposed);
  if (openId !== null) return refused('already_open', { openId });
  const reason = readReason(ask.why);
  if (!reason.ok) return refused(reason.problem);
  const { follows } = weighed;
  const mark = markOfFollows(follows);
  if (ask.seen !== undefined && ask.seen !== mark) return refused('changed');
  return { status: 'weighed', proposed, follows, mark, why: reason.why };
}

/**
 * Makes a proposal in one transaction, once a form. Under the day's lock it is weighed again: what the rules would
 * refuse now is not proposed, and leaves nothing behind, not even the form's id.
 */
export async function propose(
  database: Database,
  person: PersonActor,
  ask: Submitted & Reasoned,
  reader: Reader,
  now: Date,
): Promise<ProposalDone | ProposalRefused> {
  if (!isSubmissionId(ask.submissionId)) return refused('bad_form');
  const proposalId = ask.submissionId.toLowerCase();
  try {
    return await inTransaction(database, async (executor): Promise<ProposalDone> => {
      await askAgain(executor, person, 'proposals.make');
      await lockDay(executor, 'shared');
      if (!(await submitOnce(executor, person, 'proposal.made', proposalId))) {
        const made = await readProposal(executor, proposalId);
        if (made?.proposal.proposedBy !== person.personId) throw new Undone(refused('bad_form'));
        return { status: 'made', proposalId, isRepeated: true };
      }
      const weighed = await weigh(executor, reader, ask, now);
      if (weighed.status === 'refused') throw new Undone(weighed);
      const { kind, merchantId, orderId, content } = weighed.proposed;
      const proposal = { proposalId, kind, merchantId, orderId, content: { ...content }, why: ask.why };
      const made = await insertProposal(executor, person, proposal, now);
      if (made.status === 'refused') throw new Undone(made);
      return { ...made, isRepeated: false };
    });
  } catch (error) {
    if (error instanceof Undone) return error.answer;
    throw error;
  }
}
