import type { Database, Executor } from '../../db/client';
import { amountsOf } from '../../db/queries/books';
import { readMarketplace } from '../../db/queries/marketplace';
import { type NamedProposal, readProposal, readRecordedFact } from '../../db/queries/proposals';
import { ACCOUNTS, type Account } from '../../engine/accounts';
import { type Actor, mayDo } from '../../engine/actor';
import type { CalendarDate } from '../../engine/calendar';
import { authorize } from '../authorize';
import { inSnapshot } from '../snapshot';
import { type Follows, followsOf, markOfFollows } from './follows';
import { type ProposalShown, shownOf } from './list-proposals';
import type { ProposalRefused } from './refusal';

/** One proposal: what it says and what it would do now, or what it did. */

/** What the approval has recorded. */
export interface ProposalDid {
  factId: string | null;
  /** The fact's date. */
  on: CalendarDate | null;
  /** The entry that it made, where it moved money. */
  entry: {
    entrySeq: bigint;
    bookedOn: CalendarDate;
    currency: string;
    lines: { account: Account; changeMinor: bigint }[];
  } | null;
  policyVersion: number | null;
}

export interface ProposalView {
  proposal: ProposalShown;
  timezone: string;
  /** The open business date. */
  today: CalendarDate | null;
  now: Date;
  /** For an open one: what follows if it is approved now, or why it cannot be; null for a policy. */
  follows: Follows | null;
  /** The mark of what follows, to be handed back with an approval. */
  mark: string | null;
  refusedNow: ProposalRefused | null;
  /** For an approved one. */
  did: ProposalDid | null;
  /** What the reader may do with it, while it is open. */
  may: { decide: boolean; withdraw: boolean };
  /** Whether the reader would decide, had they not proposed it. */
  isOwn: boolean;
}

async function didOf(executor: Executor, { proposal }: NamedProposal): Promise<ProposalDid | null> {
  if (proposal.status !== 'approved') return null;
  const { factId, policyVersion } = proposal;
  const recorded = factId === null ? null : await readRecordedFact(executor, factId);
  const entry = recorded?.entry ?? null;
  const amounts = entry === null ? null : amountsOf(entry);
  return {
    ...{ factId, policyVersion },
    on: recorded?.effectiveOn ?? null,
    entry:
      entry === null || amounts === null
        ? null
        : {
            entrySeq: entry.entrySeq,
            bookedOn: entry.bookedOn,
            currency: entry.currency,
            lines: ACCOUNTS.filter((account) => amounts[account] !== 0n).map((account) => ({
              account,
              changeMinor: amounts[account],
            })),
          },
  };
}

/** A proposal with what follows from it; null where there is none of that id. Throws `Refused`. */
export async function getProposal(
  database: Database,
  actor: Actor,
  proposalId: string,
  now: Date = new Date(),
): Promise<ProposalView | null> {
  authorize(actor, 'proposals.read');
  return inSnapshot(database, actor, async (executor) => {
    const row = await readProposal(executor, proposalId.toLowerCase());
    if (row === null) return null;
    const readerId = actor.kind === 'person' ? actor.personId : null;
    const state = await readMarketplace(executor);
    const proposal = shownOf(row, readerId);
    const isOpen = proposal.status === 'open';
    const weighed =
      isOpen && proposal.proposed !== null ? await followsOf(executor, state, proposal.proposed, now) : null;
    const isPerson = actor.kind === 'person';
    return {
      proposal,
      timezone: state.policy.timezone,
      today: state.openOn,
      now,
      follows: weighed?.status === 'weighed' ? weighed.follows : null,
      mark: weighed?.status === 'weighed' ? markOfFollows(weighed.follows) : null,
      refusedNow: weighed?.status === 'refused' ? weighed : null,
      did: await didOf(executor, row),
      may: {
        decide: isOpen && isPerson && !proposal.isMine && mayDo(actor, 'proposals.decide'),
        withdraw: isOpen && isPerson && proposal.isMine && mayDo(actor, 'proposals.make'),
      },
      isOwn: isOpen && isPerson && proposal.isMine && mayDo(actor, 'proposals.decide'),
    };
  });
}
