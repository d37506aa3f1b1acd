import { createHash } from 'node:crypto';
import type { Executor } from '../../db/client';
import type { MarketplaceState } from '../../db/queries/marketplace';
import { type AmountFollows, amountFollows } from './follows-of-amount';
import { type CorrectionFollows, correctionFollows } from './follows-of-correction';
import { type OverrideFollows, overrideFollows } from './follows-of-override';
import type { Proposed } from './proposed';
import type { ProposalRefused } from './refusal';

/** What follows from a proposal if it is approved now: said before it is sent, and again before it is decided. */
export type Follows = OverrideFollows | AmountFollows | CorrectionFollows;

export type Weighed = { status: 'weighed'; follows: Follows };

/** What somebody must have seen to agree to it: not the balances around it, which move all day. */
function essenceOf(follows: Follows): unknown[] {
  switch (follows.kind) {
    case 'override': {
      const { after, now, next } = follows;
      return [after, now.override, next?.asItIs, next?.ifApproved];
    }
    case 'write_off':
    case 'adjustment':
      return [follows.currency, `${follows.amountMinor}`, `${follows.debtMinor}`];
    case 'correction': {
      const { before, after, nextAfter } = follows;
      return [before, after, nextAfter.step, 'dueOn' in nextAfter ? nextAfter.dueOn : null];
    }
  }
}

/** A short mark of what follows: equal marks, equal consequences. */
export function markOfFollows(follows: Follows): string {
  const text = JSON.stringify([follows.kind, ...essenceOf(follows)]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

/** What the rules make of it as the books are now; or why they refuse it now, with today's figures. */
export async function followsOf(
  executor: Executor,
  state: MarketplaceState,
  proposed: Proposed,
  now: Date,
): Promise<Weighed | ProposalRefused> {
  switch (proposed.kind) {
    case 'override':
      return overrideFollows(executor, state, proposed, now);
    case 'write_off':
    case 'adjustment':
      return amountFollows(executor, state, proposed, now);
    case 'correction':
      return correctionFollows(executor, state, proposed, now);
  }
}
