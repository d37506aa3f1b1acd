import type { Database } from '../../db/client';
import { readBacktest, readMerchantNames } from '../../db/queries/backtests';
import { readMarketplace, readPolicyVersion } from '../../db/queries/marketplace';
import { readDraft } from '../../db/queries/policies';
import { readProposal } from '../../db/queries/proposals';
import type { Actor } from '../../engine/actor';
import type { BacktestResult } from '../../engine/backtests';
import { type PolicyChange, policyDifference } from '../../engine/policy-difference';
import { authorize } from '../authorize';
import { inSnapshot } from '../snapshot';
import { type PolicyProposal, readPolicyProposal } from './policy-proposal';
import { firstDateFor } from './propose-policy';

export interface PolicyProposalView {
  proposed: PolicyProposal;
  /** Whether it waits for a decision. */
  isOpen: boolean;
  /** What it would change of the version in force; of a decided one, of the version that it was compared with. */
  changes: PolicyChange[];
  against: number;
  /** Which revision of its draft is the latest now; null where there is no draft any more. */
  revisionNow: number | null;
  /** Whether its date has come, so that it cannot be published any more. */
  isLate: boolean;
  /** What was played of it, with what came out. */
  backtest: { backtestId: string; from: string; to: string; result: BacktestResult } | null;
  names: Map<string, string>;
}

/** What an approver decides on: the difference in words, and what it would have done in money; null for other kinds. */
export async function getPolicyProposal(
  database: Database,
  actor: Actor,
  proposalId: string,
  now: Date = new Date(),
): Promise<PolicyProposalView | null> {
  authorize(actor, 'policy.read');
  return inSnapshot(database, actor, async (executor) => {
    const row = await readProposal(executor, proposalId);
    if (row === null || row.proposal.kind !== 'policy') return null;
    const proposed = readPolicyProposal(row.proposal);
    const isOpen = row.proposal.status === 'open';
    const state = await readMarketplace(executor);
    const base = isOpen ? null : await readPolicyVersion(executor, proposed.base_version);
    const found = proposed.backtest === null ? null : await readBacktest(executor, proposed.backtest);
    const result = (found?.backtest.result ?? null) as BacktestResult | null;
    const first = firstDateFor(state, now);
    const named = result === null ? [] : [result.enrolled.only_draft, result.enrolled.only_happened];
    return {
      ...{ proposed, isOpen },
      changes: policyDifference(base ?? state.policy, proposed.policy),
      against: base === null ? state.policyVersion : proposed.base_version,
      revisionNow: (await readDraft(executor, proposed.draft))?.draft.revision ?? null,
      isLate:
        isOpen && first !== null && (proposed.effective_from === null || proposed.effective_from < first),
      backtest:
        found === null || result === null
          ? null
          : {
              ...{ backtestId: found.backtest.backtestId, result },
              ...{ from: found.backtest.fromOn, to: found.backtest.toOn },
            },
      names: await readMerchantNames(
        executor,
        named.flatMap(({ merchants }) => merchants),
      ),
    };
  });
}
