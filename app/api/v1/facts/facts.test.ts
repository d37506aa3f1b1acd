import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { lockDay } from '@/db/queries/marketplace';
import type { Scope } from '@/engine/actor';
import { makeApiKey } from '@/services/access/make-api-key';
import { portalDatabase } from '@/services/portal';
import { OPERATOR } from '@/tests/actors';
import { fact, makeBooks, type TestBooks } from '@/tests/make-books';
import * as facts from './route';

let books: TestBooks;
let key: string;

beforeAll(async () => {
  books = await makeBooks();
  process.env.DATABASE_URL = books.ownerUrl;
  key = await newKey('facts:write');
});
afterAll(async () => {
  await portalDatabase().close();
  await books.drop();
});

async function newKey(...scopes: Scope[]): Promise<string> {
  const ask = { name: scopes.join(), scopes, submissionId: randomUUID() };
  const made = await makeApiKey(books.database, OPERATOR, ask);
  if (made.status !== 'made') throw new Error(made.status);
  return made.text;
}

function post(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
  by: string = key,
): Promise<Response> {
  const all = { authorization: `Bearer ${by}`, 'content-type': 'application/json', ...headers };
  return facts.POST(new Request('http://localhost/api/v1/facts', { method: 'POST', headers: all, body }));
}

async function problemOf(answer: Response): Promise<string> {
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const { type, status } = await answer.json();
  expect(status).toBe(answer.status);
  return `${status} ${type.replace('urn:sluice:problem:', '')}`;
}

const ON = '2026-01-05';
const opened = (merchant: string) => fact(`open ${merchant}`, 'merchant.opened', ON, { merchant });
const json = (value: unknown) => JSON.stringify(value);

describe('facts are answered in their order', () => {
  it('one alone as an array of one', async () => {
    const answer = await post(json(opened('one')));
    expect([answer.status, await answer.json()]).toEqual([200, [{ id: 'open one', status: 'applied' }]]);
  });

  it('an array with everything that can be said of each', async () => {
    const paid = fact('pay', 'order.paid', ON, { order: 'o', merchant: 'one', amount: 5, currency: 'USD' });
    const answer = await post(
      json([
        opened('one'),
        paid,
        fact('ship', 'order.shipped', ON, { order: 'later' }),
        { ...paid, amount: 6 },
        7,
      ]),
    );
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual([
      { id: 'open one', status: 'duplicate' },
      { id: 'pay', status: 'applied' },
      { id: 'ship', status: 'parked' },
      { id: 'pay', status: 'rejected', code: 'conflict', reason: expect.any(String) },
      { id: null, status: 'rejected', code: 'bad_fact', reason: 'a fact must be an object' },
    ]);
  });

  it('none by none', async () => {
    expect(await (await post('[]')).json()).toEqual([]);
  });

  it('also where they are strange', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const answer = await post(
      `[{"id":"proto","type":"merchant.opened","__proto__":{"merchant":"m"}},{"id":${deep}},{"type":"__proto__"},null,
        {"id":"deep","type":"merchant.opened","at":"${ON}T00:00:00Z","merchant":"m","name":${deep}}]`,
    );
    expect(answer.status).toBe(200);
    const said = (await answer.json()) as { code: string }[];
    expect(said.map(({ code }) => code)).toEqual(Array(5).fill('bad_fact'));
  });

  it.each([
    ['9007199254740993', 'bad_amount'],
    ['12345678901234567890', 'bad_amount'],
    ['1e400', 'bad_amount'],
    ['1.5', 'bad_amount'],
    ['"9007199254740993"', 'bad_amount'],
    ['"8999999999999999"', undefined],
    ['9007199254740991', 'bad_amount'],
    ['1e3', undefined],
  ])('and an amount of %s loses no digit', async (amount, code) => {
    const body = `{"id":"a ${amount.replaceAll('"', "'")}","type":"adjustment.posted","at":"${ON}T00:00:00Z",
      "merchant":"one","currency":"USD","amount":${amount}}`;
    const [answer] = (await (await post(body)).json()) as { code?: string }[];
    expect(answer?.code).toBe(code);
  });
});

describe('what is no request of facts is told so, and nothing is recorded', () => {
  const two = json([opened('not this'), opened('nor this')]);
  it.each<[string, string, () => Promise<Response>]>([
    ['no key', '401 key_needed', () => post(two, {}, 'sluice_none')],
    ['a key to read', '403 scope_needed', async () => post(two, {}, await newKey('read'))],
    ['a form', '415 unsupported_type', () => post(two, { 'content-type': 'text/plain' })],
    [
      'another encoding of text',
      '415 unsupported_type',
      () => post(two, { 'content-type': 'application/json; charset=utf-16' }),
    ],
    ['packed', '415 unsupported_type', () => post(two, { 'content-encoding': 'gzip' })],
    ['half a JSON', '400 bad_json', () => post(two.slice(0, -1))],
    ['nothing', '400 bad_json', () => post('')],
    ['no UTF-8', '400 bad_json', () => post(new Uint8Array([0x22, 0xff, 0x22]))],
    ['a text', '422 bad_body', () => post('"facts"')],
    ['null', '422 bad_body', () => post('null')],
    [
      '1001 facts',
      '413 too_many_facts',
      () => post(json(Array.from({ length: 1001 }, (_, i) => opened(`many ${i}`)))),
    ],
    ['an empty name', '422 bad_idempotency_key', () => post(two, { 'idempotency-key': '""' })],
    ['a long name', '422 bad_idempotency_key', () => post(two, { 'idempotency-key': 'x'.repeat(256) })],
    ['a name of other characters', '422 bad_idempotency_key', () => post(two, { 'idempotency-key': 'é' })],
    ['a name with half its quotes', '422 bad_idempotency_key', () => post(two, { 'idempotency-key': '"x' })],
  ])('%s', async (_what, expected, send) => {
    expect(await problemOf(await send())).toBe(expected);
    expect(await books.ask("select 1 from facts where fact_id like '%this'")).toEqual([]);
  });

  it('another method', async () => {
    const answer = await facts.GET(new Request('http://localhost/api/v1/facts'));
    expect(answer.headers.get('allow')).toBe('POST');
    expect(await problemOf(answer)).toBe('405 method_not_allowed');
  });
});

it('JSON in UTF-8 says so in different ways', async () => {
  for (const type of [
    'application/json; charset=utf-8',
    'Application/JSON;charset="UTF-8"',
    'application/json;v=1',
  ])
    expect((await post('[]', { 'content-type': type, 'content-encoding': 'identity' })).status).toBe(200);
});

describe('the same request again', () => {
  it('is answered as at first and says so; with or without quotes it is the same name', async () => {
    const body = json([opened('named'), { id: 'x' }]);
    const first = await post(body, { 'idempotency-key': 'a name' });
    const text = await first.text();
    expect([first.status, first.headers.get('idempotency-replayed')]).toEqual([200, null]);
    for (const name of ['a name', '"a name"']) {
      const again = await post(body, { 'idempotency-key': name });
      expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
      expect(await again.text()).toBe(text);
    }
    expect(await problemOf(await post(json(opened('other')), { 'idempotency-key': 'a name' }))).toBe(
      '422 idempotency_key_reused',
    );
  });

  it('is not answered while the first one is under way', async () => {
    const send = () => post(json(opened('twice')), { 'idempotency-key': 'twice' });
    let sent: Promise<Response>[] = [];
    const refusals = await books.database.drizzle.transaction(async (executor) => {
      // While a day is being opened, nothing is recorded.
      await lockDay(executor, 'exclusive');
      sent = [send(), send(), send()];
      const ended: Response[] = [];
      for (const each of sent) void each.then((answer) => ended.push(answer));
      await vi.waitFor(() => expect(ended).toHaveLength(2), { timeout: 20_000, interval: 5 });
      return ended;
    });
    expect(refusals.map(({ status }) => status)).toEqual([409, 409]);
    expect((await Promise.all(sent)).map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    const refused = refusals[0] as Response;
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await problemOf(refused)).toBe('409 request_under_way');
  });
});
