import type { Executor } from '../../db/client';
import {
  insertPolicy,
  newestPolicy,
  readMarketplace,
  readPolicyVersion,
  updateMarketplace,
} from '../../db/queries/marketplace';
import type { ProposalRow } from '../../db/queries/proposals';
import type { PersonActor } from '../../engine/actor';
import { type Policy, PolicyRefused, readPolicy } from '../../engine/policy';
import { recordAudit } from '../audit/record-audit';
import { changedValues } from './changed-values';
import { readPolicyProposal } from './policy-proposal';
import { firstDateFor } from './propose-policy';

/**
 * Why a proposed policy cannot be published now. `date_past`: its date has gone by, or its day is open already;
 * `date_needed`: facts have been recorded since, so that it cannot be in force at once any more.
 */
export type PublishRefusal = 'policy_invalid' | 'timezone_fixed' | 'date_past' | 'date_needed';

function readAgain(policy: Policy): Policy | null {
  try {
    return readPolicy(policy);
  } catch (error) {
    if (error instanceof PolicyRefused) return null;
    throw error;
  }
}

/**
 * Publishes a proposed policy as the newest version, in the transaction of its approval, which has the day locked alone:
 * from its date on it is what runs bring (rules.md, section 11). The proposal holds the policy itself: what has become of
 * its draft since does not matter, nor which version is in force. Holds keep the terms they were made with.
 *
 * @param approver whoever approves; the proposal's own rules say that it is another than the proposer
 */
export async function publishPolicy(
  executor: Executor,
  approver: PersonActor,
  proposal: ProposalRow,
  now: Date,
): Promise<{ policyVersion: number } | { code: PublishRefusal }> {
  const proposed = readPolicyProposal(proposal);
  const policy = readAgain(proposed.policy);
  if (policy === null) return { code: 'policy_invalid' };
  const state = await readMarketplace(executor);
  if (state.hasFacts && policy.timezone !== state.policy.timezone) return { code: 'timezone_fixed' };
  const first = firstDateFor(state, now);
  if (first !== null) {
    if (proposed.effective_from === null) return { code: 'date_needed' };
    if (proposed.effective_from < first) return { code: 'date_past' };
  }
  const policyVersion = (await newestPolicy(executor)).version + 1;
  const effectiveFrom = first === null ? null : proposed.effective_from;
  await insertPolicy(executor, policyVersion, policy, effectiveFrom);
  if (first === null) await updateMarketplace(executor, { policyVersion });
  const base = (await readPolicyVersion(executor, proposed.base_version)) ?? state.policy;
  const { before, after } = changedValues(base, policy);
  await recordAudit(
    executor,
    approver,
    {
      ...{ action: 'policy.published', subject: String(policyVersion), why: proposal.why },
      before: { version: proposed.base_version, ...before },
      after: {
        effective_from: effectiveFrom,
        proposal: proposal.proposalId,
        proposed_by: proposal.proposedBy,
        ...after,
      },
    },
    now,
  );
  return { policyVersion };
}
