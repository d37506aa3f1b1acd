import { Agent, request as ask } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { fact, type Raw } from './make-books';

/** Programs that post facts over HTTP, and send again what was not answered. */

interface Answered {
  status: number;
  body: unknown;
}

interface Posted {
  key: string;
  body: string;
  headers?: Record<string, string>;
  agent?: Agent;
  /** After so many milliseconds it goes away, and learns nothing. */
  leavesAfterMs?: number;
}

/** Posts facts to an address once. Throws where the connection breaks. */
function post(origin: string, { key, body, headers, agent, leavesAfterMs }: Posted): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = ask(
      `${origin}/api/v1/facts`,
      {
        ...{ method: 'POST', agent },
        headers: {
          ...{ authorization: `Bearer ${key}`, 'content-type': 'application/json' },
          ...{ 'content-length': String(Buffer.byteLength(body)), ...headers },
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('error', reject);
        response.on('close', () => {
          if (!response.complete) reject(new Error('the answer was broken off'));
          else if (/json/.test(response.headers['content-type'] ?? ''))
            resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) });
          else reject(new Error(`no JSON, but ${response.statusCode} ${text.slice(0, 200)}`));
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
    if (leavesAfterMs !== undefined) setTimeout(() => sent.destroy(new Error('it went away')), leavesAfterMs);
  });
}

export interface Client {
  /** Sends facts until they are answered, one alone as it is; with a name, each time under the same.
   * An impatient one goes away the first time, and sends it again. */
  send(raws: Raw[], name: string | null, isImpatient?: boolean): Promise<string[]>;
  /** How often it had to send again. */
  repeats: number;
  close(): void;
}

const WORTH_ANOTHER = new Set([409, 429, 503]);
const TRIES = 200;

/** A program with a connection of its own, which turns to another address where one does not answer. */
export function makeClient(origins: () => string[], key: string): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let turn = Math.floor(Math.random() * 100);
  const client: Client = {
    repeats: 0,
    async send(raws, name, isImpatient = false) {
      const body = JSON.stringify(raws.length === 1 ? raws[0] : raws);
      const headers: Record<string, string> = name === null ? {} : { 'idempotency-key': name };
      for (let tries = 0; tries < TRIES; tries += 1) {
        const all = origins();
        const origin = all[turn % all.length] ?? '';
        const leavesAfterMs = name !== null && isImpatient && tries === 0 ? Math.random() * 20 : undefined;
        const answer = await post(origin, { key, body, headers, agent, leavesAfterMs }).catch(() => null);
        if (answer?.status === 200)
          return (answer.body as { id: string; status: string }[]).map(({ status }) => status);
        if (answer !== null && !WORTH_ANOTHER.has(answer.status))
          throw new Error(`answered by ${answer.status}: ${JSON.stringify(answer.body)}`);
        client.repeats += 1;
        if (answer === null) turn += 1;
        await pause(20 + Math.random() * 30);
      }
      throw new Error('nobody answered');
    },
    close: () => agent.destroy(),
  };
  return client;
}

/** The stores that programs post facts of: one that all of them sell in, and some quiet ones. */
export function openingsOf(prefix: string, stores: number, date: string): Raw[] {
  const quiet = Array.from({ length: stores }, (_, store) => `${prefix}-store-${store}`);
  return [`${prefix}-hot`, ...quiet].map((merchant) =>
    fact(`open ${merchant}`, 'merchant.opened', date, { merchant }),
  );
}

/** What a program posts, in requests of one to eight facts: orders of the hot store, and of one of the quiet ones. */
export function requestsOf(prefix: string, place: number, stores: number, date: string): Raw[][] {
  const quietStore = `${prefix}-store-${place % stores}`;
  const name = (what: string, index: number) => `${prefix}-${what}-${place}-${index}`;
  const paid = (order: string, merchant: string) =>
    fact(`pay ${order}`, 'order.paid', date, { order, merchant, amount: 1000, currency: 'USD' });
  const refunded = (order: string) =>
    fact(`refund ${order}`, 'refund.settled', date, { order, refund: 'r', amount: 10, reason: 'goodwill' });
  const hot = [0, 1, 2, 3].map((index) => name('hot', index));
  const quiet = [0, 1, 2].map((index) => name('quiet', index));
  return [
    ...hot.map((order) => [paid(order, `${prefix}-hot`)]),
    quiet.map((order) => paid(order, quietStore)),
    [...hot, ...quiet].map((order) => fact(`ship ${order}`, 'order.shipped', date, { order })),
    ...hot.map((order) => [refunded(order)]),
    ...quiet.map((order) => [refunded(order)]),
    Array.from({ length: 8 }, (_, index) =>
      fact(name('adjust', index), 'adjustment.posted', date, {
        ...{ merchant: index % 2 === 0 ? quietStore : `${prefix}-hot`, amount: 5, currency: 'USD' },
      }),
    ),
  ];
}

/** How many entries a program's requests make in the books of the hot store. */
export const HOT_ENTRIES_EACH = 12;
