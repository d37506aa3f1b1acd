import type { Database } from '../../db/client';
import { readCredential } from '../../db/queries/sign-ins';
import type { PersonActor } from '../../engine/actor';
import { authentication, refusalOf } from './authentication';
import { noteFailedSignIn, noteSignIn, signInDelay } from './limit-sign-ins';

export type ProofAnswer =
  | { status: 'proven' }
  | { status: 'refused'; code: 'wrong_password' | 'wrong_code' }
  | { status: 'wait'; seconds: number };

/**
 * Asks a person who is signed in for the password once more, and for a code where they have a second factor: before
 * what a thief of an open session must not do. Wrong answers count as failed sign-ins.
 */
export async function proveAgain(
  database: Database,
  actor: PersonActor,
  ask: { password: string; code: string | null },
  headers: Headers,
): Promise<ProofAnswer> {
  const address = headers.get('x-client-address') ?? '';
  const seconds = await signInDelay(database, actor.email, address);
  if (seconds > 0) return { status: 'wait', seconds };
  const library = authentication(database);
  const fail = async (code: 'wrong_password' | 'wrong_code'): Promise<ProofAnswer> => {
    await noteFailedSignIn(database, actor.email, address);
    return { status: 'refused', code };
  };
  const hash = await readCredential(database.drizzle, actor.personId);
  const { password } = await library.$context;
  if (hash === null || !(await password.verify({ hash, password: ask.password })))
    return fail('wrong_password');
  if (ask.code !== null) {
    try {
      await library.api.verifyTOTP({ body: { code: ask.code.replaceAll(/\s/g, '') }, headers });
    } catch (error) {
      if (refusalOf(error) === null) throw error;
      return fail('wrong_code');
    }
  }
  await noteSignIn(database, actor.email, address);
  return { status: 'proven' };
}
