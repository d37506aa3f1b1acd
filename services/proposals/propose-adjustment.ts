import type { Database } from '../../db/client';
import type { Actor } from '../../engine/actor';
import { isCurrency } from '../../engine/money';
import { readAmount } from '../../engine/read-amount';
import type { Submitted } from '../access/change-access';
import { authorizePerson } from '../authorize';
import { type ProposalDone, propose, type Reader, type Reasoned } from './propose';
import { type ProposalRefused, refused } from './refusal';

export interface AdjustmentAsk {
  merchantId: string;
  currency: string;
  /** `credit` gives to the store, `debit` takes from its marketplace account. */
  direction: 'credit' | 'debit';
  /** As a person writes it, without a sign. */
  amount: string;
}

/** What was written, as a proposal. */
export function readAdjustment(ask: AdjustmentAsk): Reader {
  return async () => {
    const { merchantId, currency, direction } = ask;
    if (!isCurrency(currency)) return refused('unknown_currency');
    const read = readAmount(ask.amount, currency);
    if (!read.ok) return refused(read.problem, { currency });
    const content = { currency, amount: `${direction === 'debit' ? -read.amountMinor : read.amountMinor}` };
    return { status: 'read', proposed: { kind: 'adjustment', merchantId, orderId: null, content } };
  };
}

/**
 * Proposes to give an amount to a store's marketplace account, where it pays back a debt first, or to take one from it,
 * no more than there is (rules.md, sections 3 and 4).
 */
export async function proposeAdjustment(
  database: Database,
  actor: Actor,
  ask: Submitted & Reasoned & AdjustmentAsk,
  now: Date = new Date(),
): Promise<ProposalDone | ProposalRefused> {
  const person = authorizePerson(actor, 'proposals.make');
  return propose(database, person, ask, readAdjustment(ask), now);
}
