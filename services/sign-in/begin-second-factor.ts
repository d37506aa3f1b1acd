import type { Database } from '../../db/client';
import type { Actor } from '../../engine/actor';
import { authorizePerson } from '../authorize';
import { authentication, refusalOf } from './authentication';
import { noteFailedSignIn, noteSignIn, signInDelay } from './limit-sign-ins';

export type BeginAnswer =
  | {
      status: 'begun';
      /** What an authenticator application reads: `otpauth://totp/...`. */
      uri: string;
      /** The same secret, to type. */
      secret: string;
      /** For a lost phone, each good for one sign-in; shown this once. */
      backupCodes: string[];
    }
  | { status: 'refused'; code: 'wrong_password' | 'set_already' }
  | { status: 'wait'; seconds: number };

/** Makes a secret for time-based codes. It counts once a code of it is confirmed: `confirmSecondFactor`. */
export async function beginSecondFactor(
  database: Database,
  actor: Actor,
  ask: { password: string },
  headers: Headers,
): Promise<BeginAnswer> {
  const { email } = authorizePerson(actor, 'account.own');
  const address = headers.get('x-client-address') ?? '';
  const seconds = await signInDelay(database, email, address);
  if (seconds > 0) return { status: 'wait', seconds };
  try {
    const made = await authentication(database).api.enableTwoFactor({
      body: { password: ask.password, method: 'totp' },
      headers,
    });
    if (made.method !== 'totp') throw new Error('the library made no secret for time-based codes');
    await noteSignIn(database, email, address);
    const secret = new URL(made.totpURI).searchParams.get('secret') ?? '';
    return { status: 'begun', uri: made.totpURI, secret, backupCodes: made.backupCodes };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    if (refusal === 'TOTP_ALREADY_ENABLED') {
      // It is said to who gave the right password.
      await noteSignIn(database, email, address);
      return { status: 'refused', code: 'set_already' };
    }
    await noteFailedSignIn(database, email, address);
    return { status: 'refused', code: 'wrong_password' };
  }
}
