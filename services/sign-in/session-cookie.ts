import { createHmac, timingSafeEqual } from 'node:crypto';

/** As services/sign-in/authentication.ts names it; by https browsers get it under a name that only https may set. */
const NAMES = ['sluice.session_token', '__Host-sluice.session_token'];
/** What a session's cookie could hold, and much more. */
const LONGEST = 512;

function valuesOf(cookies: string): string[] {
  return cookies.split(';').flatMap((pair) => {
    const [name = '', ...value] = pair.split('=');
    return NAMES.includes(name.trim()) ? [value.join('=').trim()] : [];
  });
}

/** The token in a cookie that carries our signature; null in one that anybody could have written. */
function signedToken(value: string, secret: string): string | null {
  if (value.length > LONGEST) return null;
  let plain: string;
  try {
    plain = decodeURIComponent(value);
  } catch {
    return null;
  }
  const dot = plain.lastIndexOf('.');
  if (dot < 1) return null;
  const token = plain.slice(0, dot);
  const signature = Buffer.from(plain.slice(dot + 1), 'base64');
  const expected = createHmac('sha256', secret).update(token).digest();
  return signature.length === expected.length && timingSafeEqual(signature, expected) ? token : null;
}

/**
 * The session that a request's cookies name, told by the signature alone: without asking the database, so the session
 * may have ended.
 */
export function signedSession(cookies: string | undefined, secret: string): string | null {
  if (!cookies?.includes('sluice.session_token=')) return null;
  for (const value of valuesOf(cookies)) {
    const token = signedToken(value, secret);
    if (token !== null) return token;
  }
  return null;
}
