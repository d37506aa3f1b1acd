import { makeSignature } from 'better-auth/crypto';
import { describe, expect, it } from 'vitest';
import { signedSession } from './session-cookie';

const SECRET = 'a secret that is long enough for it';

/** A cookie's value, as the library signs it. */
async function signed(token: string, secret: string): Promise<string> {
  return encodeURIComponent(`${token}.${await makeSignature(token, secret)}`);
}

describe('a session', () => {
  it('is told by a cookie that the authentication library signed', async () => {
    const value = await signed('token/of+a=session', SECRET);
    expect(signedSession(`theme=dark; sluice.session_token=${value}; a=b`, SECRET)).toBe(
      'token/of+a=session',
    );
    expect(signedSession(`__Host-sluice.session_token=${value}`, SECRET)).toBe('token/of+a=session');
  });

  it('is not told by one that anybody could have written', async () => {
    const value = await signed('token', SECRET);
    const other = await signed('token', `${SECRET}!`);
    for (const cookies of [
      undefined,
      '',
      'sluice.session_token=',
      'sluice.session_token=token',
      'sluice.session_token=token.signature',
      'sluice.session_token=%E0%A4%A',
      `sluice.session_token=${other}`,
      `sluice.session_token=other${value}`,
      `other=${value}`,
      `sluice.session_token=${'x'.repeat(600)}`,
    ])
      expect([cookies, signedSession(cookies, SECRET)]).toEqual([cookies, null]);
  });

  it('is found behind a forged one', async () => {
    const value = await signed('token', SECRET);
    expect(signedSession(`sluice.session_token=forged.x; sluice.session_token=${value}`, SECRET)).toBe(
      'token',
    );
  });
});
