import type { Database } from '../../db/client';
import { readBalances, readMerchant } from '../../db/queries/answers';
import { readMarketplace } from '../../db/queries/marketplace';
import { readLatestOverride, readOpenProposals } from '../../db/queries/store-decisions';
import type { Actor } from '../../engine/actor';
import { overrideOn } from '../../engine/assessment';
import type { CalendarDate } from '../../engine/calendar';
import type { OverrideDecision } from '../../engine/facts';
import type { ProposalKind } from '../../engine/proposals';
import { authorize } from '../authorize';
import { inSnapshot } from '../snapshot';

/** What people decided on a store, and what waits to be decided. */

export interface ProposalInShort {
  proposalId: string;
  kind: ProposalKind;
  why: string;
  proposedBy: string;
  proposedAt: Date;
}

export interface Decisions {
  /** The override as the books have it; null where there is none. */
  override: {
    decision: Exclude<OverrideDecision, 'none'>;
    tier: string | null;
    /** The first date on which it counts no more; null where it has no end. */
    until: CalendarDate | null;
    /** Whether that date has come by the open business day. */
    isOver: boolean;
    /** Who proposed and who approved it; null where it came before that took two people. */
    by: { proposalId: string; proposer: string; approver: string; approvedAt: Date; why: string } | null;
  } | null;
  /** Those that nobody has decided yet, newest first. */
  open: ProposalInShort[];
  /** The currencies in which the store owes something. */
  owing: string[];
  timezone: string;
  today: CalendarDate | null;
}

/** Whether an approved proposal says what the books have. */
function isOf(
  content: Record<string, unknown>,
  merchant: { overrideDecision: OverrideDecision; overrideTier: string | null; overrideUntil: string | null },
): boolean {
  return (
    content.decision === merchant.overrideDecision &&
    (content.tier ?? null) === merchant.overrideTier &&
    (content.until ?? null) === merchant.overrideUntil
  );
}

/** The override in force on a store, and the open proposals on it; null for a merchant that is not known. */
export async function getDecisions(
  database: Database,
  actor: Actor,
  merchantId: string,
): Promise<Decisions | null> {
  authorize(actor, 'assessments.read');
  return inSnapshot(database, actor, async (executor) => {
    const merchant = await readMerchant(executor, merchantId);
    if (merchant === null) return null;
    const { policy, openOn } = await readMarketplace(executor);
    const open = await readOpenProposals(executor, merchantId);
    const latest = await readLatestOverride(executor, merchantId);
    const balances = await readBalances(executor, merchantId, null);
    const { overrideDecision: decision, overrideTier: tier, overrideUntil: until } = merchant;
    const approved = latest !== null && isOf(latest.proposal.content, merchant) ? latest : null;
    return {
      override:
        decision === 'none'
          ? null
          : {
              ...{ decision, tier, until },
              isOver: openOn !== null && overrideOn(merchant, openOn) === 'none',
              by:
                approved === null || approved.decider === null || approved.proposal.decidedAt === null
                  ? null
                  : {
                      proposalId: approved.proposal.proposalId,
                      proposer: approved.proposer,
                      approver: approved.decider,
                      approvedAt: approved.proposal.decidedAt,
                      why: approved.proposal.why,
                    },
            },
      open: open.map(({ proposal, proposer }) => ({
        proposalId: proposal.proposalId,
        kind: proposal.kind,
        why: proposal.why,
        proposedBy: proposer,
        proposedAt: proposal.proposedAt,
      })),
      owing: balances.filter(({ receivable }) => receivable < 0n).map(({ currency }) => currency),
      timezone: policy.timezone,
      today: openOn,
    };
  });
}
