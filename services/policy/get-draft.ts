import type { Database } from '../../db/client';
import {
  type BacktestRow,
  findDoneBacktest,
  listBacktests,
  type NamedBacktest,
  readRunSpan,
} from '../../db/queries/backtests';
import { readMarketplace } from '../../db/queries/marketplace';
import { type DraftRow, listDrafts, readDraft } from '../../db/queries/policies';
import { findOpenProposal } from '../../db/queries/proposals';
import type { Actor } from '../../engine/actor';
import { addDays, type CalendarDate, later } from '../../engine/calendar';
import type { Policy } from '../../engine/policy';
import { type PolicyChange, policyDifference } from '../../engine/policy-difference';
import { authorize } from '../authorize';
import { inSnapshot } from '../snapshot';
import { firstDateFor } from './propose-policy';

export type BacktestListed = NamedBacktest;

/** Days that are played again where nobody says otherwise. */
const USUAL_DAYS = 90;
const MOST_BACKTESTS = 20;

export interface DraftShown {
  draftId: string;
  name: string;
  policy: Policy;
  baseVersion: number;
  revision: number;
  madeBy: string;
  madeAt: Date;
  changedBy: string;
  changedAt: Date;
  endedAt: Date | null;
}

export interface DraftView {
  draft: DraftShown;
  inForce: { version: number; policy: Policy };
  /** What it would change of the policy in force. */
  changes: PolicyChange[];
  timezone: string;
  hasFacts: boolean;
  backtests: BacktestListed[];
  /** The newest finished backtest of it as it is now. */
  done: BacktestRow | null;
  /** The days that can be played again, with those that are offered; null before any run. */
  span: { first: CalendarDate; last: CalendarDate; from: CalendarDate } | null;
  /** The first date that it may be published for; null where it would be in force at once. */
  firstDate: CalendarDate | null;
  /** The open proposal of a policy: no two are open at a time. */
  openProposalId: string | null;
}

export function draftShown({
  draft,
  madeByName,
  changedByName,
}: {
  draft: DraftRow;
  madeByName: string;
  changedByName: string;
}): DraftShown {
  const { madeBy: _1, changedBy: _2, ...rest } = draft;
  return { ...rest, madeBy: madeByName, changedBy: changedByName };
}

/** A draft with what it would change, and what can be done with it; null where there is none of that id. */
export async function getDraft(
  database: Database,
  actor: Actor,
  draftId: string,
  now: Date = new Date(),
): Promise<DraftView | null> {
  authorize(actor, 'policy.read');
  return inSnapshot(database, actor, async (executor) => {
    const row = await readDraft(executor, draftId);
    if (row === null) return null;
    const draft = draftShown(row);
    const state = await readMarketplace(executor);
    const span = await readRunSpan(executor);
    const subject = { kind: 'policy', merchantId: null, orderId: null, content: {} } as const;
    return {
      draft,
      inForce: { version: state.policyVersion, policy: state.policy },
      changes: policyDifference(state.policy, draft.policy),
      timezone: state.policy.timezone,
      hasFacts: state.hasFacts,
      backtests: await listBacktests(executor, draftId, MOST_BACKTESTS),
      done: await findDoneBacktest(executor, draftId, draft.revision),
      span:
        span === null
          ? null
          : { ...span, from: later(span.first, addDays(span.last, 1 - USUAL_DAYS)) ?? span.first },
      firstDate: firstDateFor(state, now),
      openProposalId: await findOpenProposal(executor, subject),
    };
  });
}

export interface DraftListed extends DraftShown {
  changes: PolicyChange[];
}

/** The drafts that are not put away, with what each would change of the policy in force; and the latest backtests. */
export async function listDraftsAndBacktests(
  database: Database,
  actor: Actor,
): Promise<{ drafts: DraftListed[]; backtests: BacktestListed[] }> {
  authorize(actor, 'policy.read');
  return inSnapshot(database, actor, async (executor) => {
    const { policy } = await readMarketplace(executor);
    const drafts = (await listDrafts(executor)).map(draftShown);
    return {
      drafts: drafts.map((draft) => ({ ...draft, changes: policyDifference(policy, draft.policy) })),
      backtests: await listBacktests(executor, null, MOST_BACKTESTS),
    };
  });
}
