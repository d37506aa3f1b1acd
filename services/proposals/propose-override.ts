import type { Database } from '../../db/client';
import type { Actor } from '../../engine/actor';
import { OVERRIDE_DECISIONS } from '../../engine/facts';
import type { Submitted } from '../access/change-access';
import { authorizePerson } from '../authorize';
import { type ProposalDone, propose, type Reader, type Reasoned } from './propose';
import type { OverrideContent } from './proposed';
import { type ProposalRefused, refused } from './refusal';

export interface OverrideAsk {
  merchantId: string;
  /** One of `OVERRIDE_DECISIONS`; `none` ends the override in force. */
  decision: string;
  /** Goes with `eligible`; one that the policy has. */
  tier: string;
  /** The date from which it counts no more, after today and within a year; `none` has none. */
  until: string;
}

function contentOf({ decision, tier, until }: OverrideAsk): OverrideContent | null {
  switch (OVERRIDE_DECISIONS.find((each) => each === decision)) {
    case 'eligible':
      return { decision: 'eligible', tier, until };
    case 'ineligible':
      return { decision: 'ineligible', until };
    case 'none':
      return { decision: 'none' };
    default:
      return null;
  }
}

/** What was written, as a proposal. */
export function readOverride(ask: OverrideAsk): Reader {
  return async () => {
    const content = contentOf(ask);
    if (content === null) return refused('bad_form');
    const { merchantId } = ask;
    return { status: 'read', proposed: { kind: 'override', merchantId, orderId: null, content } };
  };
}

/**
 * Proposes that a store be eligible with a tier, or not be, until a date; or that the override in force end (rules.md,
 * sections 5 and 12). What was refused, and why, is in `ProposalRefusal`.
 */
export async function proposeOverride(
  database: Database,
  actor: Actor,
  ask: Submitted & Reasoned & OverrideAsk,
  now: Date = new Date(),
): Promise<ProposalDone | ProposalRefused> {
  const person = authorizePerson(actor, 'proposals.make');
  return propose(database, person, ask, readOverride(ask), now);
}
