import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { insertEndpoint, insertSecret } from '@/db/queries/webhook-endpoints';
import type { WebhookBody } from '@/engine/api/webhook-bodies';
import { WEBHOOK_EVENTS, type WebhookEvent } from '@/engine/webhooks';
import { keepListeners } from '@/services/webhooks/listeners';
import { PATIENCE } from '@/services/webhooks/pauses';
import { newSecret, seal } from '@/services/webhooks/secrets';
import { type SentOutcome, sendNext } from '@/services/webhooks/send-next';
import { PLACES, takeDueLanes } from '@/services/webhooks/take-lanes';
import { tellEvents } from '@/services/webhooks/tell-events';
import { OPERATOR } from './actors';
import type { TestBooks } from './make-books';

/** A program that webhooks are posted to, and a courier that moves by hand. */

export const SECRET = 'the secret of a server, for tests alone';

export interface Post {
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Receiver {
  url: string;
  posts: Post[];
  /** What it answers next, and with which headers; then 204. */
  answers: (number | [number, Record<string, string>])[];
  close(): void;
}

export async function startReceiver(): Promise<Receiver> {
  const posts: Post[] = [];
  const answers: Receiver['answers'] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      posts.push({ headers: request.headers, body });
      const next = answers.shift() ?? 204;
      const [status, headers] = typeof next === 'number' ? [next, {}] : next;
      response.writeHead(status, headers).end(status === 204 ? undefined : `said ${status}`);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    ...{ url: `http://127.0.0.1:${port}/hook`, posts, answers },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

export function bodyOf({ body }: Post): WebhookBody {
  return JSON.parse(body);
}

/** Adds an endpoint by hand, whose person came in no more: so that tests may go on setting policies. */
export async function addEndpoint(
  { database, ask }: TestBooks,
  endpointId: string,
  url: string,
  events: readonly WebhookEvent[] = WEBHOOK_EVENTS,
): Promise<string> {
  await ask(
    `insert into people (person_id, name, email, role, ended_at)
     values ('listener', 'Listener', 'listener@example.com', 'administrator', now()) on conflict do nothing`,
  );
  const secret = newSecret();
  await database.drizzle.transaction(async (executor) => {
    const row = { endpointId, name: endpointId, url, events: [...events], madeBy: 'listener' };
    await insertEndpoint(executor, row);
    const sealed = seal(secret, endpointId, SECRET);
    await insertSecret(executor, { endpointId, sealed, createdAt: new Date(0) }, new Date(0));
    await keepListeners(executor);
  });
  return secret;
}

/**
 * One look around at an instant: tells what there is to tell, and sends what is due of every lane until nothing more is.
 *
 * @returns what came of each turn
 */
export async function lookAround(
  { database }: TestBooks,
  now: Date = new Date(),
  over: { isPrivateAllowed?: boolean; answerMs?: number; lease?: string } = {},
): Promise<SentOutcome[]> {
  const { isPrivateAllowed = true, answerMs, lease = 'by hand' } = over;
  const clock = () => now;
  const sending = { isPrivateAllowed, patience: PATIENCE, now: clock, chance: () => 0.5, answerMs };
  await tellEvents(database, OPERATOR, { now: clock });
  const outcomes: SentOutcome[] = [];
  const places = { ...PLACES, all: 1000, ofEndpoint: 1000, ofFailing: 1000 };
  for (;;) {
    const lanes = await takeDueLanes(database, OPERATOR, { lease, places, busy: new Map(), now });
    if (lanes.length === 0) return outcomes;
    for (const lane of lanes) {
      for (let outcome: SentOutcome = 'delivered'; outcome === 'delivered'; ) {
        outcome = await sendNext(database, OPERATOR, lane, sending);
        outcomes.push(outcome);
      }
    }
  }
}
