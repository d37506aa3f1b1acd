import type { Database } from '../../db/client';
import { deleteSessionsOf, findPerson, readSessions } from '../../db/queries/sign-ins';
import type { Actor } from '../../engine/actor';
import { recordAudit } from '../audit/record-audit';
import { authorizePerson } from '../authorize';
import { inTransaction } from '../transaction';
import { authentication, refusalOf } from './authentication';
import { spendCode } from './spend-code';

/** Confirms a new second factor by a code of it. From then on signing in asks for one; all other sessions end. */
export async function confirmSecondFactor(
  database: Database,
  actor: Actor,
  ask: { code: string },
  headers: Headers,
): Promise<{ status: 'set' } | { status: 'refused'; code: 'wrong_code' | 'set_already' }> {
  const { personId } = authorizePerson(actor, 'account.own');
  const code = ask.code.replaceAll(/\s/g, '');
  const person = await findPerson(database.drizzle, { id: personId });
  if (person?.twoFactorEnabled) return { status: 'refused', code: 'set_already' };
  try {
    await authentication(database).api.verifyTOTP({ body: { code }, headers });
  } catch (error) {
    if (refusalOf(error) === null) throw error;
    return { status: 'refused', code: 'wrong_code' };
  }
  await inTransaction(database, async (executor) => {
    const now = new Date();
    await spendCode(executor, personId, code, now);
    // The library has put a new session in the place of the one that confirmed.
    const sessions = await readSessions(executor, personId, now);
    const [own] = sessions.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
    if (own !== undefined) await deleteSessionsOf(executor, personId, { but: own.id });
    await recordAudit(executor, actor, { action: 'second_factor.set', subject: personId });
  });
  return { status: 'set' };
}
