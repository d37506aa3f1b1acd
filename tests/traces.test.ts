import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeApiKey } from '@/services/access/make-api-key';
import { OPERATOR } from './actors';
import type { ApiStarted } from './api-process';
import { type Collector, openCollector, type SeenSpan } from './collector';
import { fact, makeBooks, type TestBooks } from './make-books';

/** What a server sends to a collector of traces, and that it sends nothing where it was not told to. */

let books: TestBooks;
let key: string;
let collector: Collector;
let child: ChildProcess | undefined;

beforeAll(async () => {
  books = await makeBooks();
  const made = await makeApiKey(books.database, OPERATOR, {
    ...{ name: 'shop', scopes: ['facts:write', 'read'], submissionId: randomUUID() },
  });
  if (made.status !== 'made') throw new Error(made.status);
  key = made.text;
  return () => books.drop();
});
beforeEach(async () => {
  collector = await openCollector();
});
afterEach(async () => {
  await end();
  collector.close();
});

async function start(settings: Record<string, string>): Promise<number> {
  child = fork(join(import.meta.dirname, 'api-process.ts'), {
    execArgv: ['--import', 'tsx'],
    env: {
      ...{ PATH: process.env.PATH, HOME: process.env.HOME, NODE_ENV: 'production' },
      ...{ DATABASE_URL: books.ownerUrl, SLUICE_LOG_LEVEL: 'silent', ...settings },
    },
  });
  const [{ port }] = (await once(child, 'message')) as [ApiStarted];
  return port;
}

/** Ends the server, which sends what it has not sent. */
async function end(): Promise<void> {
  if (child === undefined) return;
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
  child = undefined;
}

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';

async function send(port: number, orderId: string, headers: Record<string, string> = {}): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/facts?secret=in-the-address`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify([
      fact(`open-${orderId}`, 'merchant.opened', '2026-01-01', {
        merchant: `m-${orderId}`,
        name: 'Lumen & Loom',
      }),
      fact(`pay-${orderId}`, 'order.paid', '2026-01-01', {
        ...{ order: orderId, merchant: `m-${orderId}`, amount: 123_456, currency: 'USD' },
      }),
    ]),
  });
  expect(await answer.json()).toMatchObject([{ status: 'applied' }, { status: 'applied' }]);
  return answer.headers.get('x-request-id') ?? '';
}

/** The names from a span up to the first of its trace. */
function wayUp(span: SeenSpan): string[] {
  const above = collector.spans.find(({ spanId }) => spanId === span.parentSpanId);
  return [span.name, ...(above === undefined ? [] : wayUp(above))];
}

describe('a server that was told where traces go', () => {
  it('sends a request with its parts as one trace, the caller’s', async () => {
    const port = await start({
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_EXPORTER_OTLP_HEADERS: 'x-tenant=market',
      OTEL_SERVICE_NAME: 'sluice-test',
    });
    const requestId = await send(port, 'order-1', { traceparent: `00-${TRACE}-${CALLER}-01` });
    await fetch(`http://127.0.0.1:${port}/api/health`);
    await end();

    const [request, ...others] = collector.spans.filter(({ name }) => name === 'POST /api/v1/facts');
    expect(others).toEqual([]);
    expect(request).toMatchObject({
      traceId: TRACE,
      parentSpanId: CALLER,
      attributes: {
        'http.route': '/api/v1/facts',
        'http.request.method': 'POST',
        'http.response.status_code': 200,
        'sluice.request_id': requestId,
      },
    });
    const gathered = collector.spans.find(({ name }) => name === 'gather facts');
    expect(gathered?.attributes).toMatchObject({ 'sluice.facts': 2, 'sluice.requests': 1 });
    const statements = collector.spans.filter(
      ({ attributes }) =>
        attributes['db.system.name'] === 'postgresql' && attributes['db.operation.name'] === 'INSERT',
    );
    const wrote = statements.find(({ attributes }) =>
      /into "facts"/.test(String(attributes['db.query.text'])),
    );
    expect(wrote === undefined ? null : wayUp(wrote)).toEqual([
      'postgresql insert',
      'gather facts',
      'POST /api/v1/facts',
    ]);
    expect(new Set(collector.spans.map(({ traceId }) => traceId))).toEqual(new Set([TRACE]));

    const [first] = collector.asked;
    expect(first).toMatchObject({ path: '/v1/traces', headers: { 'x-tenant': 'market' } });
    const everything = collector.texts.join();
    expect(everything).toContain('sluice-test');
    // Nobody's name, no amount, no id of a fact or an order, no key, no address with what is in it.
    for (const secret of ['Lumen', '123456', 'order-1', key, 'in-the-address'])
      expect(everything).not.toContain(secret);
  });

  it('begins a trace where the caller has none, and leaves out what the sampler leaves', async () => {
    const port = await start({
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${collector.url}/elsewhere`,
      OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/json',
      OTEL_TRACES_SAMPLER: 'parentbased_always_off',
    });
    await send(port, 'order-2');
    await send(port, 'order-3', { traceparent: `00-${TRACE}-${CALLER}-01` });
    await end();
    expect(new Set(collector.spans.map(({ traceId }) => traceId))).toEqual(new Set([TRACE]));
    expect(collector.asked[0]?.path).toBe('/elsewhere');
  });
});

it('sends nothing where it was not told to', async () => {
  const off: Record<string, string>[] = [
    {},
    { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_SDK_DISABLED: 'true' },
  ];
  for (const settings of off) {
    const port = await start(settings);
    await send(port, `order-${Object.keys(settings).length + 4}`, {
      traceparent: `00-${TRACE}-${CALLER}-01`,
    });
    await end();
  }
  expect(collector.asked).toEqual([]);
});
