import type { Database } from '../../db/client';
import { readBalances } from '../../db/queries/answers';
import type { Actor } from '../../engine/actor';
import { isCurrency } from '../../engine/money';
import { readAmount } from '../../engine/read-amount';
import type { Submitted } from '../access/change-access';
import { authorizePerson } from '../authorize';
import { type ProposalDone, propose, type Reader, type Reasoned } from './propose';
import { type ProposalRefused, refused } from './refusal';

export interface WriteOffAsk {
  merchantId: string;
  currency: string;
  /** All that the store owes in the currency, as the books tell, or a part of it. */
  part: 'whole' | 'part';
  /** The part, as a person writes it. */
  amount: string;
}

/** What was written, as a proposal. The whole of a debt is read from the books. */
export function readWriteOff(ask: WriteOffAsk): Reader {
  return async (executor) => {
    const { merchantId, currency, part } = ask;
    if (!isCurrency(currency)) return refused('unknown_currency');
    const balances = await readBalances(executor, merchantId, null);
    const owedMinor = -(balances.find((row) => row.currency === currency)?.receivable ?? 0n);
    if (owedMinor === 0n) return refused('nothing_owed', { currency, amountMinor: 0n });
    const read =
      part === 'whole' ? ({ ok: true, amountMinor: owedMinor } as const) : readAmount(ask.amount, currency);
    if (!read.ok) return refused(read.problem, { currency });
    const content = { currency, amount: `${read.amountMinor}` };
    return { status: 'read', proposed: { kind: 'write_off', merchantId, orderId: null, content } };
  };
}

/**
 * Proposes that the marketplace give up what a store owes in a currency, or a part of it (rules.md, section 12): no more
 * than is owed.
 */
export async function proposeWriteOff(
  database: Database,
  actor: Actor,
  ask: Submitted & Reasoned & WriteOffAsk,
  now: Date = new Date(),
): Promise<ProposalDone | ProposalRefused> {
  const person = authorizePerson(actor, 'proposals.make');
  return propose(database, person, ask, readWriteOff(ask), now);
}
