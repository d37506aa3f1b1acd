import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** What messages are signed with: made by us, shown once, and kept so that whoever reads the table can sign nothing. */

const SECRET_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

/** A new signing secret, in the form of Standard Webhooks. */
export function newSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/** The server's own secret, from which the key is made. */
function serverSecret(): string {
  const secret = process.env.SLUICE_SECRET;
  if (!secret) throw new Error('SLUICE_SECRET is not set: the server hands it on as it starts');
  return secret;
}

function keyOf(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'sluice webhook secrets', 32));
}

/** Encrypts a signing secret for one endpoint: in another's row it cannot be read. */
export function seal(text: string, endpointId: string, secret: string = serverSecret()): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(secret), nonce).setAAD(Buffer.from(endpointId));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** The signing secret; null where it was sealed under another server's secret. */
export function unseal(sealed: string, endpointId: string, secret: string = serverSecret()): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  try {
    const decipher = createDecipheriv(CIPHER, keyOf(secret), bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(endpointId));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}
