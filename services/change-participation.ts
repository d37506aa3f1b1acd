import type { Database } from '../db/client';
import { isKnownMerchant, lockMerchants } from '../db/queries/books';
import { lockDay, readMarketplace } from '../db/queries/marketplace';
import type { Actor } from '../engine/actor';
import { readFact } from '../engine/facts';
import { isSubmissionId, submitOnce } from './access/submit-once';
import { recordAudit } from './audit/record-audit';
import { authorizeSeller } from './authorize';
import { recordRead } from './record-facts';
import { inTransaction } from './transaction';

/** A seller's own part in early release: opting out of it, and back in (rules.md, sections 1 and 5). */

export type Participation = 'opted_out' | 'opted_in';

/** In the order in which they are looked at; `bad_form`: what was sent is no form of ours. */
export type ParticipationRefusal = 'bad_form' | 'store_closed' | 'already_out' | 'already_in';

export type ParticipationAnswer =
  | { status: 'done' }
  /** The same form was acted on before, and this time nothing was done. */
  | { status: 'repeated' }
  | { status: 'refused'; code: ParticipationRefusal };

/** Undoes the transaction, and carries its answer out: what is refused leaves nothing behind, not even its form's id. */
class Undone extends Error {
  constructor(readonly code: ParticipationRefusal) {
    super(code);
  }
}

/**
 * Opts the actor's store out of early release, or back in: records the fact, whose id is made from the form's, in one
 * transaction with its audit row. What follows is decided by the next assessment. A closed store has nothing to opt out of.
 *
 * @param ask.submissionId a UUID, made by the server for one form
 */
export async function changeParticipation(
  database: Database,
  actor: Actor,
  ask: { submissionId: string; to: Participation },
  now: Date = new Date(),
): Promise<ParticipationAnswer> {
  const seller = authorizeSeller(actor, 'participation.change');
  if (!isSubmissionId(ask.submissionId)) return { status: 'refused', code: 'bad_form' };
  const { merchantId } = seller;
  const isOut = ask.to === 'opted_out';
  const action = `participation.${ask.to}` as const;
  try {
    return await inTransaction(database, async (executor) => {
      await lockDay(executor, 'shared');
      if (!(await submitOnce(executor, actor, action, ask.submissionId))) return { status: 'repeated' };
      const [row] = await lockMerchants(executor, [merchantId]);
      if (row === undefined || !isKnownMerchant(row) || row.enrolment === 'closed')
        throw new Undone('store_closed');
      if (row.isOptedOut === isOut) throw new Undone(isOut ? 'already_out' : 'already_in');
      const raw = {
        id: `participation:${ask.submissionId.toLowerCase()}`,
        type: `merchant.${ask.to}`,
        at: now.toISOString(),
        merchant: merchantId,
      };
      const state = await readMarketplace(executor);
      const [answer] = await recordRead(executor, state, [raw], [readFact(raw, state.policy)]);
      if (answer?.status !== 'applied')
        throw new Error(`${raw.type} was not applied: ${answer?.status} ${answer?.reason}`);
      await recordAudit(
        executor,
        actor,
        {
          action,
          merchantId,
          subject: raw.id,
          before: { opted_out: !isOut, enrolment: row.enrolment, tier: row.tier },
          after: { opted_out: isOut },
        },
        now,
      );
      return { status: 'done' };
    });
  } catch (error) {
    if (error instanceof Undone) return { status: 'refused', code: error.code };
    throw error;
  }
}
