import type { Database, Executor } from '../../db/client';
import { findDoneBacktest, readRunSpan } from '../../db/queries/backtests';
import { lockDay, type MarketplaceState, readMarketplace } from '../../db/queries/marketplace';
import { type DraftRow, lockDraft } from '../../db/queries/policies';
import { readProposal } from '../../db/queries/proposals';
import type { Actor } from '../../engine/actor';
import { addDays, type CalendarDate, dateOf, isCalendarDate, later } from '../../engine/calendar';
import { isSamePolicy } from '../../engine/policy-difference';
import type { Submitted } from '../access/change-access';
import { authorizePerson } from '../authorize';
import { insertProposal } from '../proposals/insert-proposal';
import type { ProposalRefused } from '../proposals/refusal';
import { changeOnce, type PolicyRefusal, refuse } from './change-once';
import type { PolicyProposal } from './policy-proposal';

/** In the order in which they are looked at, before what holds for every proposal. */
export type ProposePolicyRefusal =
  | 'bad_form'
  | 'unknown_draft'
  | 'draft_ended'
  | 'draft_changed'
  | 'nothing_changes'
  | 'backtest_needed'
  | 'bad_date'
  | 'date_past';

export type ProposePolicyAnswer =
  | { status: 'made'; proposalId: string }
  | PolicyRefusal<ProposePolicyRefusal>
  | ProposalRefused;

/**
 * The first date that a policy may be published for: no earlier than today in the time zone of the policy in force, and
 * later than the open day, whose entries stay as they are. Null where no fact is recorded: then it is in force at once.
 */
export function firstDateFor(
  state: Pick<MarketplaceState, 'hasFacts' | 'openOn' | 'policy'>,
  now: Date,
): CalendarDate | null {
  if (!state.hasFacts) return null;
  const today = dateOf(now.getTime(), state.policy.timezone);
  return state.openOn === null ? today : later(today, addDays(state.openOn, 1));
}

type Judged =
  | { status: 'judged'; effectiveFrom: CalendarDate | null; backtestId: string | null }
  | PolicyRefusal<ProposePolicyRefusal>;

async function judge(
  executor: Executor,
  draft: DraftRow,
  ask: { revision: number; effectiveFrom: string },
  state: MarketplaceState,
  now: Date,
): Promise<Judged> {
  if (draft.endedAt !== null) return refuse('draft_ended');
  if (draft.revision !== ask.revision) return refuse('draft_changed');
  if (isSamePolicy(draft.policy, state.policy)) return refuse('nothing_changes');
  const backtest = await findDoneBacktest(executor, draft.draftId, draft.revision);
  if (backtest === null && (await readRunSpan(executor)) !== null) return refuse('backtest_needed');
  const backtestId = backtest?.backtestId ?? null;
  const first = firstDateFor(state, now);
  if (first === null) return { status: 'judged', effectiveFrom: null, backtestId };
  if (!isCalendarDate(ask.effectiveFrom)) return refuse('bad_date');
  if (ask.effectiveFrom < first) return refuse('date_past');
  return { status: 'judged', effectiveFrom: ask.effectiveFrom, backtestId };
}

/**
 * Proposes a draft, as it is in that revision, to be published from a date. Another person approves or declines it. It
 * takes a finished backtest of that very revision, unless there is no run yet that could be played again.
 */
export async function proposePolicy(
  database: Database,
  actor: Actor,
  ask: Submitted & { draftId: string; revision: number; effectiveFrom: string; why: string },
  now: Date = new Date(),
): Promise<ProposePolicyAnswer> {
  const person = authorizePerson(actor, 'proposals.make');
  const { submissionId, draftId, why } = ask;
  const proposalId = submissionId.toLowerCase();
  const form = { action: 'proposal.made', permission: 'proposals.make', submissionId } as const;
  const answer = await changeOnce<ProposePolicyAnswer>(database, person, form, async (executor) => {
    await lockDay(executor, 'shared');
    const draft = await lockDraft(executor, draftId);
    if (draft === null) return refuse('unknown_draft');
    const state = await readMarketplace(executor);
    const judged = await judge(executor, draft, ask, state, now);
    if (judged.status === 'refused') return judged;
    const content: PolicyProposal = {
      ...{ effective_from: judged.effectiveFrom, name: draft.name, draft: draftId, revision: draft.revision },
      ...{ base_version: state.policyVersion, backtest: judged.backtestId, policy: draft.policy },
    };
    const subject = { kind: 'policy', merchantId: null, orderId: null } as const;
    return insertProposal(executor, person, { proposalId, ...subject, content: { ...content }, why }, now);
  });
  if (answer.status !== 'repeated') return answer;
  const made = await readProposal(database.drizzle, proposalId);
  return made?.proposal.proposedBy === person.personId ? { status: 'made', proposalId } : refuse('bad_form');
}
