import { createHmac } from 'node:crypto';

/** Posting to a webhook, in the form of Standard Webhooks (https://www.standardwebhooks.com). */

const PATIENCE_MS = 10_000;

/** The signature of a message: HMAC-SHA256 over its id, its instant in whole seconds and its body. */
export function webhookSignature(key: Buffer, id: string, seconds: number, body: string): string {
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
}

/**
 * Posts a message and waits for the other side to take it: any status from 200 to 299. It follows no redirection, for
 * the address is the operator's word. Throws where it was not taken.
 *
 * @param message.id the same however often it is tried
 */
export async function postWebhook(
  { url, key }: { url: string; key: Buffer | null },
  message: { id: string; body: unknown; now: Date },
): Promise<void> {
  const body = JSON.stringify(message.body);
  const seconds = Math.floor(message.now.getTime() / 1000);
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'user-agent': 'Sluice',
    'webhook-id': message.id,
    'webhook-timestamp': String(seconds),
  };
  if (key !== null) headers['webhook-signature'] = webhookSignature(key, message.id, seconds, body);
  const answer = await fetch(url, {
    ...{ method: 'POST', headers, body, redirect: 'manual', cache: 'no-store' },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`the webhook answered ${answer.status}`);
}
