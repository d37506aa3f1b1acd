import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Scope } from '@/engine/actor';
import { makeApiKey } from '@/services/access/make-api-key';
import { getMerchant } from '@/services/get-merchant';
import { log } from '@/services/log';
import { portalDatabase } from '@/services/portal';
import { runDay } from '@/services/run-day';
import { OPERATOR } from '@/tests/actors';
import { ApiSchemas, readDocument } from '@/tests/api-schemas';
import { makeFullBooks, OPEN_ON } from '@/tests/full-books';
import { apply, fact, type TestBooks } from '@/tests/make-books';
import { GET as listEntries } from './merchants/[merchant]/entries/route';
import { GET as listHolds } from './merchants/[merchant]/holds/route';
import { GET as getMerchantRoute } from './merchants/[merchant]/route';
import { GET as getOrder } from './orders/[order]/route';
import { GET as getSummary } from './summary/route';

/** The calls that ask, against books and against the document. */

const schemas = new ApiSchemas(readDocument());
/** A slash, a percent sign, a space and letters of others; and one as long as an id may be. */
const ODD = 'a/b %2F ü 店?#&';
const LONG = '长'.repeat(200);

let books: TestBooks;
let key: string;

async function keyFor(...scopes: Scope[]): Promise<string> {
  const made = await makeApiKey(books.database, OPERATOR, {
    ...{ name: scopes.join(), scopes, submissionId: randomUUID() },
  });
  if (made.status !== 'made') throw new Error(made.status);
  return made.text;
}

beforeAll(async () => {
  books = await makeFullBooks();
  process.env.DATABASE_URL = books.ownerUrl;
  key = await keyFor('read');
  for (const merchant of [ODD, LONG]) {
    await apply(books.database, [
      fact(`open ${merchant.slice(0, 9)}`, 'merchant.opened', '2026-01-01', { merchant }),
      ...[1, 2, 3].map((each) =>
        fact(`pay ${merchant.slice(0, 9)} ${each}`, 'order.paid', OPEN_ON, {
          ...{ merchant, order: `${each}${merchant.slice(0, 199)}`, amount: 100, currency: 'JPY' },
        }),
      ),
    ]);
  }
});
afterAll(async () => {
  await portalDatabase().close();
  await books.drop();
});

const ROUTES = {
  '/merchants/{merchant}': getMerchantRoute,
  '/merchants/{merchant}/entries': listEntries,
  '/merchants/{merchant}/holds': listHolds,
  '/orders/{order}': getOrder,
  '/summary': getSummary,
} as const;

interface Asked {
  id?: string;
  search?: string;
  headers?: Record<string, string>;
  as?: string;
}

/** Asks a call, and holds what it answers to the document. */
async function ask(path: keyof typeof ROUTES, { id = '', search = '', headers = {}, as = key }: Asked = {}) {
  const address = path.replace(/\{\w+\}/, encodeURIComponent(id));
  const answer = await ROUTES[path](
    new Request(`http://localhost/api/v1${address}${search}`, {
      headers: { authorization: `Bearer ${as}`, 'x-request-id': 'a request', ...headers },
    }),
  );
  const text = await answer.text();
  const type = answer.headers.get('content-type');
  expect(schemas.wrongWith({ path, method: 'get' }, { status: answer.status, type, text })).toEqual([]);
  return { status: answer.status, headers: answer.headers, body: text === '' ? null : JSON.parse(text) };
}

const kindOf = ({ body }: { body: { type: string } }) => body.type.replace('urn:sluice:problem:', '');

interface Row {
  entry: number;
  order: string;
}

/** Every page of a list, each after what is done between it and the one before. */
async function readAll(
  path: '/merchants/{merchant}/entries' | '/merchants/{merchant}/holds',
  id: string,
  search: string,
  between: () => Promise<void> = async () => {},
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let next = search; ; ) {
    const { status, headers, body } = await ask(path, { id, search: next });
    expect(status).toBe(200);
    rows.push(...(body.entries ?? body.holds));
    const link = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
    expect(link === undefined).toBe(body.next_cursor === null);
    if (link === undefined) return rows;
    next = new URL(link, 'http://localhost').search;
    expect(new URLSearchParams(next).get('cursor')).toBe(body.next_cursor);
    await between();
  }
}

describe('one merchant', () => {
  it('is what an ask of a scenario answers for it', async () => {
    const { status, body } = await ask('/merchants/{merchant}', { id: 'm' });
    expect([status, body]).toEqual([200, await getMerchant(books.database, OPERATOR, 'm')]);
    expect(Object.keys(body.orders)).toEqual(['awaited', 'early', 'held']);
  });

  it('has orders of any id, in the order of their code points', async () => {
    await apply(
      books.database,
      ['2', '10', '__proto__', '"', 'ä', '\u{1f600}', '\uffee'].map((order) =>
        fact(`odd ${order}`, 'order.paid', OPEN_ON, { merchant: 'm', order, amount: 1, currency: 'USD' }),
      ),
    );
    const { body } = await ask('/merchants/{merchant}', { id: 'm' });
    expect(Object.entries(body.orders).sort()).toEqual(
      Object.entries((await getMerchant(books.database, OPERATOR, 'm'))?.orders ?? {}).sort(),
    );
  });

  it('has its balances as of a date, and nothing else', async () => {
    const then = await ask('/merchants/{merchant}', { id: 'm', search: '?as_of=2025-12-31' });
    expect([then.status, then.body]).toEqual([200, { accounts: {} }]);
    const later = await ask('/merchants/{merchant}', { id: 'm', search: `?as_of=${OPEN_ON}` });
    expect(Object.keys(later.body.accounts)).toEqual(['USD']);
    expect(kindOf(await ask('/merchants/{merchant}', { id: 'none', search: `?as_of=${OPEN_ON}` }))).toBe(
      'no_such_merchant',
    );
  });

  it('is found by its exact id', async () => {
    for (const id of [ODD, LONG]) {
      expect((await ask('/merchants/{merchant}', { id })).status).toBe(200);
      expect(await readAll('/merchants/{merchant}/entries', id, '?limit=1')).toHaveLength(3);
    }
    for (const id of ['none', 'M', 'm ', decodeURIComponent('a%2Fb'), `${LONG}长`])
      for (const path of [
        '/merchants/{merchant}',
        '/merchants/{merchant}/entries',
        '/merchants/{merchant}/holds',
      ] as const)
        expect([id, kindOf(await ask(path, { id }))]).toEqual([id, 'no_such_merchant']);
  });

  it('is another answer as soon as its books have changed, and only then', async () => {
    const first = await ask('/merchants/{merchant}', { id: 'm' });
    const etag = first.headers.get('etag') ?? '';
    const asked = { id: 'm', headers: { 'if-none-match': etag } };
    expect((await ask('/merchants/{merchant}', asked)).status).toBe(304);
    await apply(books.database, [fact('elsewhere', 'merchant.opened', OPEN_ON, { merchant: 'elsewhere' })]);
    expect((await ask('/merchants/{merchant}', asked)).status).toBe(304);
    await apply(books.database, [
      fact('left', 'feedback.left', OPEN_ON, { order: 'early', positive: true }),
      fact('back', 'refund.settled', OPEN_ON, {
        ...{ order: 'held', refund: 'all', amount: 1000, reason: 'goodwill' },
      }),
    ]);
    const second = await ask('/merchants/{merchant}', asked);
    expect(second.status).toBe(200);
    expect(second.headers.get('etag')).not.toBe(etag);
    expect(second.body.orders.held.state).toBe('refunded');
  });
});

describe('the entries of a merchant', () => {
  it('come page by page, newest first, each once, whatever is recorded meanwhile', async () => {
    const before = await readAll('/merchants/{merchant}/entries', 'm', '?limit=200');
    expect(before.map(({ entry }) => entry)).toEqual(before.map((_row, index) => before.length - index));
    let added = 0;
    const read = await readAll('/merchants/{merchant}/entries', 'm', '?limit=2', async () => {
      added += 1;
      const paid = { merchant: 'm', order: `meanwhile ${added}`, amount: 1, currency: 'EUR' };
      await apply(books.database, [fact(`meanwhile ${added}`, 'order.paid', OPEN_ON, paid)]);
    });
    expect(added).toBeGreaterThan(2);
    expect(read).toEqual(before);
  });

  it('sum to zero, and name what made them', async () => {
    const rows = (await ask('/merchants/{merchant}/entries', { id: 'm' })).body.entries;
    for (const { lines } of rows)
      expect(Object.values<string>(lines).reduce((sum, line) => sum + BigInt(line), 0n)).toBe(0n);
    expect(rows.find(({ kind }: { kind: string }) => kind === 'release_early').cause).toEqual({
      run_on: OPEN_ON,
    });
    expect(rows.find(({ kind }: { kind: string }) => kind === 'deduction').cause).toEqual({ fact: 'f9' });
  });
});

describe('the holds of a merchant', () => {
  it('are the open ones by release date, or all of them newest first', async () => {
    const orders = Array.from({ length: 7 }, (_, index) => `frozen ${index}`);
    await apply(
      books.database,
      orders.flatMap((order, index) => [
        fact(`${order} paid`, 'order.paid', OPEN_ON, { merchant: 'm', order, amount: 5000, currency: 'EUR' }),
        fact(`${order} shipped`, 'order.shipped', `2026-01-${14 + (index % 3)}`, { order }),
      ]),
    );
    await runDay(books.database, OPERATOR, '2026-01-25');
    await apply(books.database, [
      fact('emptied', 'refund.settled', '2026-01-25', {
        ...{ order: 'frozen 3', refund: 'r', amount: 5000, reason: 'seller_fault' },
      }),
    ]);
    const open = await readAll('/merchants/{merchant}/holds', 'm', '?limit=2');
    const merchant = await getMerchant(books.database, OPERATOR, 'm');
    expect((await ask('/merchants/{merchant}', { id: 'm' })).body).toEqual(merchant);
    const known = merchant?.holds ?? [];
    expect(open.map(({ order }) => order)).toEqual(known.map(({ order }) => order));
    expect(open.map(({ order }) => order)).not.toContain('frozen 3');
    const all = await readAll('/merchants/{merchant}/holds', 'm', '?limit=2&state=all');
    expect(all.map(({ order }) => order).sort()).toEqual(['early', ...orders].sort());
    expect(all.map(({ entry }) => entry)).toEqual(all.map(({ entry }) => entry).toSorted((a, b) => b - a));
  });

  it('has cursors that no other list reads', async () => {
    const open = (await ask('/merchants/{merchant}/holds', { id: 'm', search: '?limit=1' })).body.next_cursor;
    const entries = (await ask('/merchants/{merchant}/entries', { id: 'm', search: '?limit=1' })).body
      .next_cursor;
    expect([open, entries]).toEqual([expect.any(String), expect.any(String)]);
    for (const [path, id, search] of [
      ['/merchants/{merchant}/holds', 'm', `?state=all&cursor=${open}`],
      ['/merchants/{merchant}/holds', ODD, `?cursor=${open}`],
      ['/merchants/{merchant}/holds', 'm', `?cursor=${entries}`],
      ['/merchants/{merchant}/entries', 'm', `?cursor=${open}`],
      ['/merchants/{merchant}/entries', ODD, `?cursor=${entries}`],
      ['/merchants/{merchant}/entries', 'm', '?cursor='],
      ['/merchants/{merchant}/entries', 'm', `?cursor=${entries.slice(0, -1)}`],
    ] as const) {
      const refused = await ask(path, { id, search });
      expect([search, refused.status, kindOf(refused)]).toEqual([search, 422, 'bad_cursor']);
    }
  });
});

describe('one order', () => {
  it('is told with its facts, its entries, and what comes next by which rule', async () => {
    const { body } = await ask('/orders/{order}', { id: 'early' });
    expect(body).toMatchObject({ merchant: 'm', state: 'released_early', amount: '1000', refunded: '200' });
    expect(body.facts.map(({ id }: { id: string }) => id).slice(0, 4)).toEqual(['f2', 'f3', 'f9', 'f10']);
    expect(body.entries.map(({ kind }: { kind: string }) => kind)).toEqual([
      'order_payment',
      'release_early',
      'deduction',
    ]);
    expect((await ask('/orders/{order}', { id: '2' })).body.next).toMatchObject({
      step: 'shipment',
      rule: '6',
    });
    expect((await ask('/orders/{order}', { id: 'frozen 1' })).body.next).toMatchObject({
      step: 'hold_release',
      rule: '10',
      due_on: expect.any(String),
    });
    expect((await ask('/orders/{order}', { id: 'held' })).body.next).toEqual({
      step: 'none',
      because: 'refunded',
    });
  });

  it('is not there before it is paid, and it is said where facts wait for it', async () => {
    const none = await ask('/orders/{order}', { id: 'nobody named it' });
    const awaited = await ask('/orders/{order}', { id: 'unknown' });
    expect([none, awaited].map(kindOf)).toEqual(['no_such_order', 'no_such_order']);
    expect(none.body.detail).not.toContain('wait');
    expect(awaited.body.detail).toContain('wait');
    expect((await ask('/orders/{order}', { id: `1${ODD}` })).status).toBe(200);
  });
});

describe('every call', () => {
  const all = Object.keys(ROUTES) as (keyof typeof ROUTES)[];
  const idFor = (path: string) => (path.startsWith('/orders') ? 'early' : 'm');

  it('needs a good key, made for it', async () => {
    const writes = await keyFor('facts:write');
    vi.spyOn(log(), 'warn').mockReturnValue();
    for (const path of all) {
      const asked = { id: idFor(path) };
      expect(kindOf(await ask(path, { ...asked, as: 'sluice_made_up' }))).toBe('key_needed');
      expect(kindOf(await ask(path, { ...asked, as: writes }))).toBe('scope_needed');
    }
  });

  it('is marked, and not sent again to who has it', async () => {
    for (const path of all) {
      const asked = { id: idFor(path) };
      const { headers } = await ask(path, asked);
      const etag = headers.get('etag') ?? '';
      expect(etag).toMatch(/^W\/"[\w-]+"$/);
      expect(headers.get('cache-control')).toBe('private, no-cache');
      for (const known of [etag, `"x", ${etag}`, etag.slice(2), '*']) {
        const again = await ask(path, { ...asked, headers: { 'if-none-match': known } });
        expect([known, again.status, again.headers.get('etag')]).toEqual([known, 304, etag]);
      }
      expect((await ask(path, { ...asked, headers: { 'if-none-match': 'W/"x"' } })).status).toBe(200);
    }
  });

  it('refuses a parameter that it does not know, and says which', async () => {
    for (const path of all) {
      const refused = await ask(path, { id: idFor(path), search: '?limt=5' });
      expect(kindOf(refused)).toBe('bad_parameter');
      expect(refused.body).toMatchObject({
        request_id: 'a request',
        errors: [{ pointer: 'limt', reason: expect.any(String) }],
      });
    }
  });
});
