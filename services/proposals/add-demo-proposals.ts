import type { Database } from '../../db/client';
import { readMarketplace } from '../../db/queries/marketplace';
import { DEMO_PROPOSALS, type DemoProposal } from '../../demo/proposals';
import type { Actor, PersonActor } from '../../engine/actor';
import { addDays, dateOf } from '../../engine/calendar';
import { authorize } from '../authorize';
import { findActor } from '../sign-in/person-actor';
import { approveProposal } from './approve-proposal';
import { declineProposal } from './decline-proposal';
import type { ProposalDone } from './propose';
import { proposeOverride } from './propose-override';
import { proposeWriteOff } from './propose-write-off';
import type { ProposalRefused } from './refusal';

function propose(
  database: Database,
  reviewer: PersonActor,
  proposal: DemoProposal,
  timezone: string,
  now: Date,
): Promise<ProposalDone | ProposalRefused> {
  const { id: submissionId, merchant: merchantId, why } = proposal;
  const head = { submissionId, merchantId, why };
  if (proposal.kind === 'write_off') {
    const { currency } = proposal;
    return proposeWriteOff(database, reviewer, { ...head, currency, part: 'whole', amount: '' }, now);
  }
  const { to: decision, tier, days } = proposal;
  const until = addDays(dateOf(now.getTime(), timezone), days);
  return proposeOverride(database, reviewer, { ...head, decision, tier, until }, now);
}

/**
 * Has the demo's reviewer propose, and its approver decide, what the demo tells of, by the verbs that everybody goes by.
 * Done again, nothing is done. What the books of another throw of the dice refuse is left out.
 */
export async function addDemoProposals(
  database: Database,
  actor: Actor,
  now: Date = new Date(),
): Promise<void> {
  authorize(actor, 'demo.fill');
  const { demoUntil, policy } = await readMarketplace(database.drizzle);
  const reviewer = await findActor(database.drizzle, { id: 'demo-reviewer' }, null);
  const approver = await findActor(database.drizzle, { id: 'demo-approver' }, null);
  if (demoUntil === null || reviewer === null || approver === null) return;
  for (const proposal of DEMO_PROPOSALS) {
    const made = await propose(database, reviewer, proposal, policy.timezone, now);
    if (made.status === 'refused' || proposal.decision === undefined) continue;
    const { to, why } = proposal.decision;
    const ask = { proposalId: made.proposalId, why };
    if (to === 'approved') await approveProposal(database, approver, ask, now);
    else await declineProposal(database, approver, ask, now);
  }
}
