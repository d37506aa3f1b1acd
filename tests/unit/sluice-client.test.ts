import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import currencyCodes from 'currency-codes';
import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from 'vitest';
import type { z } from 'zod';
import { minorUnits, UnknownEvent } from '@/docs/integration/shop-facts';
import {
  type Account,
  type Entry,
  type Fact,
  type FactAnswer,
  type Hold,
  type Merchant,
  type Message,
  MOST_FACTS,
  type Order,
  type RefundReason,
  SluiceClient,
  SluiceProblem,
  type Summary,
} from '@/docs/integration/sluice-client';
import type { Account as OurAccount } from '@/engine/accounts';
import { makeDocument } from '@/engine/api/document';
import type { EntryAnswer } from '@/engine/api/entries';
import { FACT_ANSWER, MOST_FACTS as OUR_MOST_FACTS, SENT_TYPES } from '@/engine/api/fact-bodies';
import type { HoldAnswer } from '@/engine/api/holds';
import type { MerchantAnswer } from '@/engine/api/merchant';
import type { OrderAnswer } from '@/engine/api/order';
import type { SummaryAnswer } from '@/engine/api/summary';
import type { WebhookBody } from '@/engine/api/webhook-bodies';
import { factSchemas, readFact } from '@/engine/facts';
import { isCurrency } from '@/engine/money';
import { DEFAULT_POLICY, type REFUND_REASONS } from '@/engine/policy';

/** The client of docs/integration, which anybody may copy: its types and paths against ours, and what it does. */

type FactOf<Each, Type> = Each extends { type: infer Types }
  ? Type extends Types
    ? Required<Omit<Each, 'type'>> & { type: Type }
    : never
  : never;
type Sent = { [Type in Fact['type']]: FactOf<Fact, Type> };

const head = { id: 'a', at: '2026-03-01T09:00:00+08:00' };
const merchant = { ...head, merchant: 'm' };
const order = { ...head, order: 'o' };
const money = { amount: '5', currency: 'USD' };

/** One of each type with everything that the client knows of it. */
const EVERY: Sent = {
  'merchant.opened': { ...merchant, type: 'merchant.opened', name: 'M' },
  'order.paid': { ...order, ...money, type: 'order.paid', merchant: 'm', fee_bps: 5, ship_by: head.at },
  'order.shipped': { ...order, type: 'order.shipped' },
  'order.delivered': { ...order, type: 'order.delivered' },
  'order.confirmed': { ...order, type: 'order.confirmed' },
  'order.cancelled': { ...order, type: 'order.cancelled' },
  'dispute.opened': { ...order, type: 'dispute.opened', dispute: 'd' },
  'dispute.closed': { ...order, type: 'dispute.closed', dispute: 'd' },
  'feedback.left': { ...order, type: 'feedback.left', positive: true },
  'refund.settled': { ...order, type: 'refund.settled', refund: 'r', amount: 5, reason: 'goodwill' },
  'adjustment.posted': { ...merchant, ...money, type: 'adjustment.posted' },
  'withdrawal.settled': { ...merchant, ...money, type: 'withdrawal.settled' },
  'withdrawal.returned': { ...merchant, ...money, type: 'withdrawal.returned' },
  'merchant.closed': { ...merchant, type: 'merchant.closed', reason: 'liquidated' },
  'merchant.opted_out': { ...merchant, type: 'merchant.opted_out' },
  'merchant.opted_in': { ...merchant, type: 'merchant.opted_in' },
  'override.set': { ...merchant, type: 'override.set', decision: 'eligible', tier: 'A' },
};

describe('its types', () => {
  it('know every fact that a program may send, with each of its fields, and no other', () => {
    expect(Object.keys(EVERY).sort()).toEqual([...SENT_TYPES].sort());
    for (const [type, fact] of Object.entries(EVERY)) {
      expect(Object.keys(fact).sort()).toEqual(
        Object.keys((factSchemas[type as Fact['type']] as z.ZodObject).shape).sort(),
      );
      expect(readFact(fact, DEFAULT_POLICY)).toMatchObject({ ok: true });
    }
  });

  it('are those of the answers', () => {
    expectTypeOf<z.infer<typeof FACT_ANSWER>>().toEqualTypeOf<FactAnswer>();
    expectTypeOf<Account>().toEqualTypeOf<OurAccount>();
    expectTypeOf<RefundReason>().toEqualTypeOf<(typeof REFUND_REASONS)[number]>();
    expectTypeOf<EntryAnswer>().toExtend<Entry>();
    expectTypeOf<keyof EntryAnswer>().toEqualTypeOf<keyof Entry>();
    expectTypeOf<HoldAnswer>().toEqualTypeOf<Hold>();
    expectTypeOf<MerchantAnswer>().toExtend<Merchant>();
    expectTypeOf<keyof MerchantAnswer>().toEqualTypeOf<keyof Merchant>();
    expectTypeOf<OrderAnswer>().toExtend<Order>();
    expectTypeOf<keyof OrderAnswer>().toEqualTypeOf<keyof Order>();
    expectTypeOf<SummaryAnswer>().toEqualTypeOf<Summary>();
    expectTypeOf<WebhookBody>().toExtend<Message>();
    expect(MOST_FACTS).toBe(OUR_MOST_FACTS);
    expect(FACT_ANSWER).toBeDefined();
  });
});

interface Asked {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}
type Answer = { status: number; body?: unknown; headers?: Record<string, string> } | 'break off';

let server: Server;
let asked: Asked[];
let answers: Answer[];
let client: SluiceClient;

beforeEach(async () => {
  asked = [];
  answers = [];
  server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += String(piece);
    asked.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
    const answer = answers.shift() ?? { status: 200, body: [] };
    if (answer === 'break off') return void request.socket.destroy();
    response.writeHead(answer.status, answer.headers).end(JSON.stringify(answer.body ?? {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  client = new SluiceClient({ url: `http://127.0.0.1:${port}`, key: 'k', retries: 3, pauseMs: 1 });
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const facts = (count: number): Fact[] =>
  Array.from({ length: count }, (_, place) => ({ ...order, type: 'order.shipped', id: `f${place}` }));

describe('the client', () => {
  it('asks at the paths of the document, by their methods', async () => {
    answers = [{ status: 200, body: [] }];
    await client.recordFacts(facts(1));
    answers = [
      ...Array.from({ length: 4 }, () => ({ status: 200, body: {} })),
      { status: 200, body: { entries: [], next_cursor: null } },
      { status: 200, body: { holds: [], next_cursor: null } },
    ];
    await client.merchant('a/b');
    await client.merchantAsOf('m', '2026-03-01');
    await client.order('o');
    await client.summary();
    for await (const _ of client.entries('m'));
    for await (const _ of client.holds('m'));
    const { paths = {} } = makeDocument();
    const known = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods as object).map((method) => ({
        method: method.toUpperCase(),
        pattern: new RegExp(`^(/api/v1)?${path.replace(/\{\w+\}/g, '[^/]+')}$`),
      })),
    );
    for (const { method, url } of asked) {
      const path = url.split('?')[0] ?? '';
      expect([url, known.some((each) => each.method === method && each.pattern.test(path))]).toEqual([
        url,
        true,
      ]);
    }
    expect(asked.map(({ url }) => url)).toContain('/api/v1/merchants/a%2Fb');
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(asked.map(() => 'Bearer k'));
  });

  it('sends a thousand facts at once, in their order, each part under a name of its own', async () => {
    const sent = facts(2001);
    await client.recordFacts(sent, { idempotencyKey: 'mine' });
    expect(asked.map(({ body }) => JSON.parse(body).length)).toEqual([1000, 1000, 1]);
    expect(asked.flatMap(({ body }) => JSON.parse(body))).toEqual(sent);
    expect(asked.map(({ headers }) => headers['idempotency-key'])).toEqual([
      'mine.0',
      'mine.1000',
      'mine.2000',
    ]);
  });

  it('tries again what may pass, the same byte for byte and by the same name', async () => {
    answers = [
      { status: 503 },
      'break off',
      { status: 429, headers: { 'retry-after': '0' } },
      { status: 200, body: [1] },
    ];
    expect(await client.recordFacts(facts(2))).toEqual([1]);
    expect(asked).toHaveLength(4);
    expect(new Set(asked.map(({ body }) => body)).size).toBe(1);
    expect(new Set(asked.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });

  it('waits as long as Retry-After says', async () => {
    answers = [{ status: 429, headers: { 'retry-after': '1' } }];
    const began = performance.now();
    await client.summary();
    expect(performance.now() - began).toBeGreaterThan(950);
  });

  it('tries again where the same request is still being worked on, but not where another has the name', async () => {
    const problem = (kind: string) => ({ status: 409, body: { type: `urn:sluice:problem:${kind}` } });
    answers = [problem('request_under_way'), { status: 200, body: [] }];
    expect(await client.recordFacts(facts(1))).toEqual([]);
    answers = [problem('another')];
    await expect(client.recordFacts(facts(1))).rejects.toMatchObject({ kind: 'another', status: 409 });
    expect(asked).toHaveLength(3);
  });

  it('gives up in the end, and at once where it would be refused again', async () => {
    answers = Array.from({ length: 4 }, () => ({ status: 503 }));
    await expect(client.summary()).rejects.toMatchObject({ status: 503, kind: 'unknown' });
    expect(asked).toHaveLength(4);
    const body = {
      ...{ type: 'urn:sluice:problem:bad_body', title: 'Bad', status: 422, detail: 'It is bad.' },
      ...{ what_to_do: 'Make it good.', request_id: 'r', errors: [{ pointer: '#/0', reason: 'no' }] },
    };
    answers = [{ status: 422, body }];
    const failure = await client.recordFacts(facts(1)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SluiceProblem);
    expect(failure).toMatchObject({
      ...{ kind: 'bad_body', status: 422, message: 'It is bad.', whatToDo: 'Make it good.', requestId: 'r' },
      errors: [{ pointer: '#/0', reason: 'no' }],
    });
    expect(asked).toHaveLength(5);
  });

  it('goes through all pages, and asks for no more than is read', async () => {
    const page = (entry: number, next: string | null) => ({
      status: 200,
      body: { entries: [{ entry }], next_cursor: next },
    });
    answers = [page(3, 'c1'), page(2, 'c2'), page(1, null)];
    const seen: number[] = [];
    for await (const { entry } of client.entries('m')) seen.push(entry);
    expect(seen).toEqual([3, 2, 1]);
    expect(asked.map(({ url }) => new URL(url, 'http://n').searchParams.get('cursor'))).toEqual([
      null,
      'c1',
      'c2',
    ]);
    answers = [page(3, 'c1')];
    for await (const _ of client.entries('m')) break;
    expect(asked).toHaveLength(4);
  });

  it('stops when it is told to', async () => {
    const stopping = new AbortController();
    answers = [{ status: 503, headers: { 'retry-after': '60' } }];
    const sending = client.recordFacts(facts(1), { signal: stopping.signal });
    setTimeout(() => stopping.abort(new Error('enough')), 20);
    await expect(sending).rejects.toThrow('enough');
  });
});

describe('amounts of a shop', () => {
  it.each([
    ['120.50', 'USD', '12050'],
    ['19.2', 'USD', '1920'],
    ['12000', 'JPY', '12000'],
    ['12000.00', 'JPY', '12000'],
    ['45.250', 'KWD', '45250'],
    ['-3.1', 'EUR', '-310'],
    ['0.07', 'USD', '7'],
    ['90071992547409.93', 'USD', '9007199254740993'],
  ])('%s %s is %s minor units', (decimal, currency, minor) => {
    expect(minorUnits(decimal, currency)).toBe(minor);
  });

  it.each([
    ['1.005', 'USD'],
    ['1.5', 'JPY'],
    ['1,50', 'EUR'],
    ['', 'USD'],
    ['1e3', 'USD'],
  ])('%s %s is none', (decimal, currency) => {
    expect(() => minorUnits(decimal, currency)).toThrow(UnknownEvent);
  });

  it('have the decimals that the books give each currency', () => {
    const others = currencyCodes
      .codes()
      // Metals, baskets and tests have no minor units.
      .filter((code) => isCurrency(code) && !/^X(AG|AU|B[A-D]|DR|PD|PT|SU|TS|UA|XX)$/.test(code))
      .filter((code) => minorUnits('1', code) !== String(10 ** (currencyCodes.code(code)?.digits ?? 2)));
    expect(others).toEqual([]);
  });
});
