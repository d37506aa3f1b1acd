import { z } from 'zod';
import type { Policy } from '../../engine/policy';

/** What a proposal of kind `policy` says: the policy itself, and where it comes from. */

const content = z.object({
  /** The first date that it is to be in force on; null where no fact is recorded yet: then it is at once. */
  effective_from: z.string().nullable(),
  name: z.string(),
  draft: z.string(),
  revision: z.number(),
  /** The version in force when it was proposed: what it was compared with. */
  base_version: z.number(),
  /** The backtest that was done of it; null where there was no run to play again. */
  backtest: z.string().nullable(),
  policy: z.custom<Policy>((value) => typeof value === 'object' && value !== null),
});
export type PolicyProposal = z.output<typeof content>;

/** A proposal's content, read. Throws where it is of another kind. */
export function readPolicyProposal(proposal: { content: unknown }): PolicyProposal {
  return content.parse(proposal.content);
}
