import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { Webhook } from 'standardwebhooks';
import type { WebhookOutcome } from '../measure';
import { readRetryAfter } from './pauses';

/** Posting to other people's programs, in the form of Standard Webhooks (https://www.standardwebhooks.com). */

export interface Receiver {
  url: string;
  /** What it is signed with, each `whsec_…` or a key's bytes; the other side takes any of the signatures. */
  secrets: readonly (string | Uint8Array)[];
  /** Whether it may be at an address that only this machine or its network reaches. */
  isPrivateAllowed: boolean;
}

/** What came of a post. */
export interface Posted {
  outcome: WebhookOutcome;
  /** Null where nothing was answered. */
  httpStatus: number | null;
  /** Why it does not count as taken; null where it does. */
  error: string | null;
  durationMs: number;
  /** What the other side asked for before the next try. */
  retryAfterMs: number | null;
}

const PATIENCE_MS = 15_000;
const MOST_ANSWER_BYTES = 4096;
const MOST_ERROR_CHARACTERS = 300;

const kept = { keepAlive: true, maxFreeSockets: 16, timeout: 30_000 };
const anywhere = { ...kept, allowPrivateIPAddress: true, allowMetaIPAddress: true };

/** They look at the address that a name turned out to have, as the connection is made: no name leads anywhere else. */
const AGENTS = {
  'https:': {
    outside: new RequestFilteringHttpsAgent(kept),
    anywhere: new RequestFilteringHttpsAgent(anywhere),
  },
  'http:': {
    outside: new RequestFilteringHttpAgent(kept),
    anywhere: new RequestFilteringHttpAgent(anywhere),
  },
};

/** The signatures of a message, one for each secret. Throws where a secret is none. */
export function signaturesOf(
  secrets: Receiver['secrets'],
  message: { id: string; body: string; now: Date },
): string {
  return secrets
    .map((secret) =>
      typeof secret === 'string' ? new Webhook(secret) : new Webhook(secret, { format: 'raw' }),
    )
    .map((webhook) => webhook.sign(message.id, message.now, message.body))
    .join(' ');
}

/** One line of what the other side or the system said, without what no text column holds. */
function lineOf(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, MOST_ERROR_CHARACTERS);
}

async function readSome(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of answer as AsyncIterable<Buffer>) {
      parts.push(part);
      bytes += part.length;
      if (bytes >= MOST_ANSWER_BYTES) break;
    }
  } catch {
    // What it had said until then will do.
  }
  answer.destroy();
  return Buffer.concat(parts).subarray(0, MOST_ANSWER_BYTES).toString('utf8');
}

/** Nothing may be sent there. */
class Forbidden extends Error {}

function send(url: URL, isPrivateAllowed: boolean, headers: Record<string, string>, signal: AbortSignal) {
  const { protocol } = url;
  if (protocol !== 'https:' && protocol !== 'http:')
    throw new Forbidden(`${protocol} is no address to post to`);
  if (protocol === 'http:' && !isPrivateAllowed) throw new Forbidden('messages go by https only');
  const agent = AGENTS[protocol][isPrivateAllowed ? 'anywhere' : 'outside'];
  return (protocol === 'https:' ? requestHttps : requestHttp)(url, {
    method: 'POST',
    headers,
    agent,
    signal,
  });
}

function answerTo(request: ClientRequest, body: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on('response', resolve);
    request.on('error', reject);
    request.end(body);
  });
}

/** A connection that was kept open may have been closed meanwhile, without anybody having read what was sent on it. */
function wasClosedBefore(request: ClientRequest, error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return request.reusedSocket && (code === 'ECONNRESET' || code === 'EPIPE');
}

/** What the agents say of an address that nothing may be sent to. */
const PRIVATE = /is not allowed\. Because/;

function whyNot(
  error: unknown,
  signal: AbortSignal,
  patienceMs: number,
): { outcome: WebhookOutcome; words: string } {
  if (signal.aborted) return { outcome: 'unanswered', words: `did not answer within ${patienceMs / 1000} s` };
  const words = lineOf(error instanceof Error ? error.message || error.name : String(error));
  if (PRIVATE.test(words))
    return { outcome: 'forbidden', words: 'its address is private: nothing is sent there' };
  return { outcome: error instanceof Forbidden ? 'forbidden' : 'unanswered', words };
}

/**
 * Posts a message and waits for the other side to take it: any status from 200 to 299. It follows no redirection, for
 * nobody has looked at where that leads. Never throws for what the other side or the network does.
 *
 * @param message.id the same however often it is tried
 */
export async function postMessage(
  { url, secrets, isPrivateAllowed }: Receiver,
  message: { id: string; body: string; now: Date },
  patienceMs: number = PATIENCE_MS,
): Promise<Posted> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(message.body)),
    'user-agent': 'Sluice',
    'webhook-id': message.id,
    'webhook-timestamp': String(Math.floor(message.now.getTime() / 1000)),
  };
  if (secrets.length > 0) headers['webhook-signature'] = signaturesOf(secrets, message);
  const begunAt = performance.now();
  const durationMs = () => Math.round(performance.now() - begunAt);
  const signal = AbortSignal.timeout(patienceMs);
  for (let isAgain = false; ; isAgain = true) {
    let request: ClientRequest | undefined;
    try {
      request = send(new URL(url), isPrivateAllowed, headers, signal);
      const answer = await answerTo(request, message.body);
      const httpStatus = answer.statusCode ?? 0;
      if (httpStatus >= 200 && httpStatus < 300) {
        // Whatever else it says is not waited for; the patience of the request ends it.
        answer.on('error', () => {}).resume();
        return {
          outcome: 'delivered',
          httpStatus,
          error: null,
          durationMs: durationMs(),
          retryAfterMs: null,
        };
      }
      const asked = httpStatus === 429 || httpStatus === 503 ? answer.headers['retry-after'] : undefined;
      const retryAfterMs = readRetryAfter(asked, new Date());
      const said = lineOf(await readSome(answer));
      const error = said || `answered ${httpStatus}`;
      return { outcome: 'refused', httpStatus, error, durationMs: durationMs(), retryAfterMs };
    } catch (error) {
      if (request !== undefined && !isAgain && !signal.aborted && wasClosedBefore(request, error)) continue;
      const { outcome, words } = whyNot(error, signal, patienceMs);
      return { outcome, httpStatus: null, error: words, durationMs: durationMs(), retryAfterMs: null };
    }
  }
}
