import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as rest } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { Webhook } from 'standardwebhooks';
import { Journal } from './journal';
import { factsOf, type ShopEvent } from './shop-facts';
import {
  type Account,
  type Fact,
  type FactAnswer,
  type Message,
  MOST_FACTS,
  SluiceClient,
} from './sluice-client';

/**
 * The program between a shop and Sluice: `POST /shop` takes the shop's webhooks, which go on to Sluice as facts, and
 * `POST /sluice` takes Sluice's, which are booked. Both are written down before they are answered, so that nothing is lost
 * when either side, or this program, is away for a while.
 */

const MOST_BYTES = 1_000_000;
const REST_MS = 5000;

export interface ReceiverSettings {
  port: number;
  /** Where the journals are. */
  folder: string;
  sluice: SluiceClient;
  /** What the shop signs with. */
  shopSecret: string;
  /** What Sluice signs with (`whsec_…`), as shown when the endpoint was made. */
  sluiceSecret: string;
}

export interface Receiver {
  port: number;
  /** Resolves once everything that the shop has told is answered by Sluice. */
  settled(): Promise<void>;
  /** What Sluice did not take: a person has to look at each. */
  rejected: readonly { fact: Fact; answer: FactAnswer }[];
  /** The shop's own books, as Sluice's webhooks told: minor units by merchant, currency and account. */
  booked(merchant: string, currency: string): Partial<Record<Account, bigint>>;
  close(): Promise<void>;
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > MOST_BYTES) throw new Error('too much');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** Whether the shop sent it: an HMAC over the very bytes, before anything is read out of them. */
function isOfShop(body: Buffer, signature: string, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(body).digest();
  const said = Buffer.from(signature, 'hex');
  return said.length === expected.length && timingSafeEqual(said, expected);
}

export async function startReceiver(settings: ReceiverSettings): Promise<Receiver> {
  const { folder, sluice, shopSecret } = settings;
  mkdirSync(folder, { recursive: true });
  const toSend = new Journal<Fact>(folder, 'facts');
  const rejected = new Journal<{ fact: Fact; answer: FactAnswer }>(folder, 'rejected');
  const messages = new Journal<{ id: string; message: Message }>(folder, 'messages');
  const known = new Set(messages.items.map(({ id }) => id));
  const signed = new Webhook(settings.sluiceSecret);
  const stopping = new AbortController();
  let wake = () => {};
  let settle: (() => void)[] = [];

  /** The shop is answered once its facts are on the disk: if it hears nothing it tells them again, with the same ids. */
  function takeShop(body: Buffer, headers: IncomingMessage['headers']): number {
    if (!isOfShop(body, String(headers['x-shop-signature']), shopSecret)) return 401;
    toSend.add(...factsOf(JSON.parse(body.toString()) as ShopEvent));
    wake();
    return 202;
  }

  /** Sluice sends at least once; the id of a message is the same each time. */
  function takeSluice(body: Buffer, headers: IncomingMessage['headers']): number {
    let message: Message;
    try {
      message = signed.verify(body, headers as Record<string, string>) as Message;
    } catch {
      return 401;
    }
    const id = String(headers['webhook-id']);
    if (!known.has(id)) messages.add({ id, message });
    known.add(id);
    return 204;
  }

  const server = createServer(async (request, response) => {
    let status = 404;
    try {
      const body = await read(request);
      if (request.method === 'POST' && request.url === '/shop') status = takeShop(body, request.headers);
      if (request.method === 'POST' && request.url === '/sluice') status = takeSluice(body, request.headers);
    } catch (error) {
      // The shop sends it again, until somebody has taught us what it means.
      console.error(error);
      status = 500;
    }
    response.writeHead(status).end();
  });

  /** In the order in which the shop told it; what does not get through stays where it is. */
  async function sendOn(): Promise<void> {
    while (!stopping.signal.aborted) {
      const facts = toSend.next(MOST_FACTS);
      if (facts.length === 0) {
        for (const each of settle.splice(0)) each();
        await new Promise<void>((resolve) => {
          wake = resolve;
          stopping.signal.addEventListener('abort', () => resolve(), { once: true });
          if (toSend.next(1).length > 0) resolve();
        });
        continue;
      }
      try {
        const answers = await sluice.recordFacts(facts, { signal: stopping.signal });
        const failed = answers.flatMap((answer, place) => {
          const fact = facts[place];
          return answer.status === 'rejected' && fact !== undefined ? [{ fact, answer }] : [];
        });
        // Applied, a duplicate, or parked: Sluice has it, and there is nothing more to do.
        rejected.add(...failed);
        toSend.done(facts.length);
      } catch (error) {
        if (stopping.signal.aborted) return;
        console.error(error);
        await rest(REST_MS, null, { signal: stopping.signal }).catch(() => {});
      }
    }
  }

  server.listen(settings.port, '127.0.0.1');
  await once(server, 'listening');
  const ended = sendOn();
  return {
    port: (server.address() as AddressInfo).port,
    settled: () =>
      new Promise((resolve) => {
        settle = [...settle, resolve];
        wake();
      }),
    rejected: rejected.items,
    booked(merchant, currency) {
      const sums: Partial<Record<Account, bigint>> = {};
      for (const { message } of messages.items) {
        if (!('lines' in message.data) || message.data.merchant !== merchant) continue;
        if (message.data.currency !== currency) continue;
        for (const [account, minor] of Object.entries(message.data.lines) as [Account, string][])
          sums[account] = (sums[account] ?? 0n) + BigInt(minor);
      }
      return sums;
    },
    async close() {
      stopping.abort();
      server.closeAllConnections();
      server.close();
      await ended;
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { SLUICE_URL = '', SLUICE_KEY = '', SHOP_SECRET = '', SLUICE_WEBHOOK_SECRET = '' } = process.env;
  if (!SLUICE_URL || !SLUICE_KEY || !SHOP_SECRET || !SLUICE_WEBHOOK_SECRET) {
    console.error('Set SLUICE_URL, SLUICE_KEY, SHOP_SECRET and SLUICE_WEBHOOK_SECRET.');
    process.exit(2);
  }
  const { port } = await startReceiver({
    port: Number(process.env.PORT ?? 8787),
    folder: process.env.JOURNALS ?? 'journals',
    sluice: new SluiceClient({ url: SLUICE_URL, key: SLUICE_KEY }),
    shopSecret: SHOP_SECRET,
    sluiceSecret: SLUICE_WEBHOOK_SECRET,
  });
  console.log(`Listening on http://localhost:${port}`);
}
