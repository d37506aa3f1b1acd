import type { Database } from '../../db/client';
import type { Actor } from '../../engine/actor';
import { recordAudit } from '../audit/record-audit';
import { authorizePerson } from '../authorize';
import { inTransaction } from '../transaction';
import { authentication } from './authentication';
import { type ProofAnswer, proveAgain } from './prove-again';

/** Makes new codes for a lost phone, by the password and a code; the old ones are void. Shown this once. */
export async function renewBackupCodes(
  database: Database,
  actor: Actor,
  ask: { password: string; code: string },
  headers: Headers,
): Promise<Exclude<ProofAnswer, { status: 'proven' }> | { status: 'renewed'; backupCodes: string[] }> {
  const person = authorizePerson(actor, 'account.own');
  const proof = await proveAgain(database, person, ask, headers);
  if (proof.status !== 'proven') return proof;
  const { backupCodes } = await authentication(database).api.generateBackupCodes({
    body: { password: ask.password },
    headers,
  });
  await inTransaction(database, (executor) =>
    recordAudit(executor, actor, { action: 'second_factor.codes_renewed', subject: person.personId }),
  );
  return { status: 'renewed', backupCodes };
}
