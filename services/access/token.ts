import { createHash, randomBytes } from 'node:crypto';

/** Secrets that are shown once: of a link, of a key. Only their hash is kept, and found by. */

/** A new secret: 32 random bytes, as base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * What is kept of a secret: its SHA-256 in hex. The secrets are random and long, so that nothing slower is needed:
 * there is nothing to guess.
 */
export function hashOfToken(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
