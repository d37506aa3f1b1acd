/** What takes two people: one proposes, another approves or declines. Plain data for tables, services and pages. */

export const PROPOSAL_KINDS = ['override', 'write_off', 'adjustment', 'correction', 'policy'] as const;
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];

/** `withdrawn`: taken back by whoever had made it. All but the first are final. */
export const PROPOSAL_STATUSES = ['open', 'approved', 'declined', 'withdrawn'] as const;
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number];

/** How many characters a reason has at least: somebody else must be able to decide by it. */
export const LEAST_WHY_CHARACTERS = 20;
