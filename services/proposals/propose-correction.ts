import type { Database } from '../../db/client';
import { findMerchantOfOrder } from '../../db/queries/proposals';
import type { Actor } from '../../engine/actor';
import { CORRECTED_EVENTS } from '../../engine/facts';
import type { Submitted } from '../access/change-access';
import { authorizePerson } from '../authorize';
import { type ProposalDone, propose, type Reader, type Reasoned } from './propose';
import { type ProposalRefused, refused } from './refusal';

export interface CorrectionAsk {
  orderId: string;
  /** One of `CORRECTED_EVENTS`. */
  event: string;
  /** Whether it happened, on a date, or not at all. */
  did: 'happened' | 'not';
  on: string;
}

/** What was written, as a proposal. The order's merchant is read from the books. */
export function readCorrection(ask: CorrectionAsk): Reader {
  return async (executor) => {
    const { orderId } = ask;
    const event = CORRECTED_EVENTS.find((each) => each === ask.event);
    if (event === undefined) return refused('bad_form');
    const merchantId = await findMerchantOfOrder(executor, orderId);
    if (merchantId === null) return refused('unknown_order');
    const content = { event, on: ask.did === 'happened' ? ask.on : null };
    return { status: 'read', proposed: { kind: 'correction', merchantId, orderId, content } };
  };
}

/** Proposes another date for what happened to an order, or that it did not happen (rules.md, section 12). */
export async function proposeCorrection(
  database: Database,
  actor: Actor,
  ask: Submitted & Reasoned & CorrectionAsk,
  now: Date = new Date(),
): Promise<ProposalDone | ProposalRefused> {
  const person = authorizePerson(actor, 'proposals.make');
  return propose(database, person, ask, readCorrection(ask), now);
}
