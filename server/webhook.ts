import { postMessage } from '../services/webhooks/post-message';

/** Posting alerts to a webhook, in the form of Standard Webhooks (https://www.standardwebhooks.com). */

const PATIENCE_MS = 10_000;

/**
 * Posts a message and waits for the other side to take it. The address is the operator's word, so it may be private.
 * Throws where it was not taken.
 *
 * @param message.id the same however often it is tried
 */
export async function postWebhook(
  { url, key }: { url: string; key: Buffer | null },
  message: { id: string; body: unknown; now: Date },
): Promise<void> {
  const receiver = { url, secrets: key === null ? [] : [key], isPrivateAllowed: true };
  const body = JSON.stringify(message.body);
  const { error, httpStatus } = await postMessage(receiver, { ...message, body }, PATIENCE_MS);
  if (error === null) return;
  throw new Error(httpStatus === null ? error : `the webhook answered ${httpStatus}`);
}
