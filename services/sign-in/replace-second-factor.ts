import type { Database } from '../../db/client';
import { deleteSecondFactor } from '../../db/queries/sign-ins';
import type { Actor } from '../../engine/actor';
import { recordAudit } from '../audit/record-audit';
import { authorizePerson } from '../authorize';
import { inTransaction } from '../transaction';
import { type ProofAnswer, proveAgain } from './prove-again';

/**
 * Takes one's own second factor off, by the password and a code of it, to set another: for a new phone. Staff may do
 * nothing else until they have set one.
 */
export async function replaceSecondFactor(
  database: Database,
  actor: Actor,
  ask: { password: string; code: string },
  headers: Headers,
): Promise<ProofAnswer> {
  const person = authorizePerson(actor, 'account.own');
  const proof = await proveAgain(database, person, ask, headers);
  if (proof.status !== 'proven') return proof;
  await inTransaction(database, async (executor) => {
    await deleteSecondFactor(executor, person.personId);
    await recordAudit(executor, actor, {
      action: 'second_factor.removed',
      subject: person.personId,
      why: 'by themselves, to set another',
    });
  });
  return proof;
}
