import { once } from 'node:events';
import type { OutgoingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { closeDoors, get, lines, openDoor, type Seen, seen } from './doorway';

/** What the front door takes away, adds and refuses. */

const KILOBYTE = 1024;

/** Speaks to a port without any manners, and says what came back. */
async function say(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', (chunk) => {
    heard += chunk;
  });
  socket.end(text);
  await once(socket, 'close');
  return heard;
}

function noted(): Record<string, unknown>[] {
  return lines.map((line) => JSON.parse(line));
}

afterEach(closeDoors);

describe('every answer', () => {
  const WHOLE = [
    '/',
    '/_next/static/chunks/a.js',
    '/api/health',
    '/api/ready',
    '/api/v1/summary',
    '/nowhere',
  ];

  it.each(WHOLE)('of %s carries the headers', async (path) => {
    const { headers } = await get(await openDoor(), path);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-request-id': expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/),
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'permissions-policy': expect.stringContaining('camera=()'),
    });
    expect(headers).not.toHaveProperty('strict-transport-security');
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers['cache-control']).toBe(path.startsWith('/_next/static') ? undefined : 'no-store');
  });

  it('binds browsers to https where that is how they come', async () => {
    const port = await openDoor({ origin: new URL('https://sluice.example.com') });
    const { headers } = await get(port, '/', { headers: { host: 'sluice.example.com' } });
    expect(headers['strict-transport-security']).toMatch(/^max-age=\d+$/);
    expect(headers['content-security-policy']).toContain('upgrade-insecure-requests');
  });

  it('has a nonce of its own, which the page behind is told', async () => {
    const port = await openDoor();
    const nonceOf = (policy: unknown) => /script-src 'self' 'nonce-([\w+/]{22}==)'/.exec(String(policy))?.[1];
    const [one, other] = [await get(port, '/'), await get(port, '/')];
    expect(nonceOf(one.headers['content-security-policy'])).toBeDefined();
    expect(nonceOf(one.headers['content-security-policy'])).not.toBe(
      nonceOf(other.headers['content-security-policy']),
    );
    expect((JSON.parse(one.text) as Seen).headers['content-security-policy']).toBe(
      one.headers['content-security-policy'],
    );
  });

  it('is there even for what is no request', async () => {
    const port = await openDoor();
    for (const [text, status] of [
      ['NONSENSE\r\n\r\n', '400'],
      [`GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, '431'],
      ['GET / HTTP/1.1\r\nConnection: close\r\n\r\n', '400'],
      ['GET http://evil.example/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', '400'],
      ['GET / HTTP/1.1\r\nHost: a\r\nExpect: miracles\r\nConnection: close\r\n\r\n', '417'],
    ]) {
      const heard = await say(port, text ?? '');
      expect(heard).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      expect(heard.toLowerCase()).toMatch(/x-request-id: [0-9a-f-]{36}\r\n/);
      expect(heard.toLowerCase()).toContain('x-frame-options: deny');
    }
  });

  it('says while it starts that it does, and that it lives', async () => {
    const port = await openDoor({}, null);
    expect(await get(port, '/')).toMatchObject({ status: 503, headers: { 'retry-after': '2' } });
    expect((await get(port, '/_next/static/a.js')).status).toBe(503);
    expect((await get(port, '/api/health')).text).toBe('{"status":"ok"}\n');
    expect(await get(port, '/api/ready')).toMatchObject({ status: 503, text: '{"status":"unavailable"}\n' });
  });
});

describe('what those behind the door rely on', () => {
  it('cannot be said by a client', async () => {
    const answer = await get(await openDoor(), '/capital?as_of=2026-01-01&_rsc=abc', {
      headers: {
        'x-request-id': 'forged',
        'x-sluice-path': '//evil.example',
        'x-sluice-inside': 'forged',
        'x-client-address': '6.6.6.6',
        'x-forwarded-for': '6.6.6.6',
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'https',
        'x-middleware-subrequest': 'proxy',
        'content-security-policy': "script-src 'nonce-forged'",
        'content-security-policy-report-only': "script-src 'nonce-forged'",
      },
    });
    const { headers } = JSON.parse(answer.text) as Seen;
    expect(headers).toMatchObject({
      'x-request-id': answer.headers['x-request-id'],
      'x-sluice-path': '/capital?as_of=2026-01-01',
      'x-client-address': '127.0.0.1',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': headers.host,
    });
    expect(JSON.stringify({ headers, answer: answer.headers })).not.toMatch(/forged|evil|6\.6\.6\.6/);
    for (const name of ['x-forwarded-proto', 'x-middleware-subrequest'])
      expect(headers).not.toHaveProperty(name);
  });

  it('is the address that our own proxy heard from', async () => {
    const port = await openDoor({ trustedProxies: 1 });
    const { headers } = await seen(port, '/', { headers: { 'x-forwarded-for': '6.6.6.6, 203.0.113.9' } });
    expect(headers).toMatchObject({ 'x-client-address': '203.0.113.9', 'x-forwarded-for': '203.0.113.9' });
  });

  it.each(['/admin/assessments/%00', '/capital?order=a%00b'])('holds no NUL: %s', async (path) => {
    expect((await get(await openDoor(), path)).status).toBe(400);
  });

  it('is a path that leads to no other server', async () => {
    const port = await openDoor();
    for (const path of ['//evil.example/a', '/\\evil.example/a', '///evil.example/a'])
      expect((await seen(port, path)).headers['x-sluice-path']).toBe('/evil.example/a');
  });

  it('stays as it was where Next asks itself for a page', async () => {
    const port = await openDoor();
    const first = await seen(port, '/', { headers: { host: 'portal.test' } });
    const second = await seen(port, '/capital', { headers: { ...first.headers, host: 'localhost' } });
    for (const name of ['x-request-id', 'x-client-address', 'x-forwarded-host'])
      expect([name, second.headers[name]]).toEqual([name, first.headers[name]]);
    expect(second.headers['x-sluice-path']).toBe('/capital');
  });
});

describe('what a request brings', () => {
  const own = (port: number) => ({ origin: `http://127.0.0.1:${port}` });
  const chunk = 'x'.repeat(100 * KILOBYTE);

  it('is taken up to a megabyte, and eight of facts', async () => {
    const port = await openDoor();
    const sent = 'x'.repeat(1024 * KILOBYTE);
    const plain = { method: 'POST', headers: own(port), body: [sent] };
    expect(await seen(port, '/sign-in', plain)).toMatchObject({ bytes: sent.length, method: 'POST' });
    expect((await get(port, '/sign-in', { ...plain, body: [`${sent}x`] })).status).toBe(413);
    expect((await seen(port, '/api/v1/facts', { method: 'POST', body: [sent.repeat(8)] })).bytes).toBe(
      8 * sent.length,
    );
    const more = await get(port, '/api/v1/facts', { method: 'POST', body: [`${sent.repeat(8)}x`] });
    expect(more).toMatchObject({ status: 413, headers: { 'content-type': 'application/problem+json' } });
    expect(JSON.parse(more.text)).toMatchObject({ status: 413, request_id: more.headers['x-request-id'] });
  });

  it('is counted where it comes in pieces', async () => {
    const port = await openDoor();
    const pieces = (count: number) => ({
      method: 'POST',
      headers: own(port),
      body: Array.from({ length: count }, () => chunk),
    });
    const whole = await seen(port, '/sign-in', pieces(10));
    expect(whole.bytes).toBe(10 * chunk.length);
    expect(whole.headers['content-length']).toBe(String(whole.bytes));
    expect(whole.headers).not.toHaveProperty('transfer-encoding');
    let behind = 0;
    const counting = await openDoor(
      {},
      {
        handle: () => {
          behind += 1;
        },
      },
    );
    expect((await get(counting, '/api/v1/summary', pieces(11))).status).toBe(413);
    expect(behind).toBe(0);
  });

  it('is refused before it is sent, to whoever asks first', async () => {
    const port = await openDoor();
    const heard = await say(
      port,
      `POST /api/v1/facts HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: ${2 ** 40}\r\nConnection: close\r\n\r\n`,
    );
    expect(heard).toMatch(/^HTTP\/1.1 413 /);
  });
});

describe('where a request comes from', () => {
  const post = (headers: OutgoingHttpHeaders, method = 'POST') => ({ method, headers });

  it('is our own page, for whatever may change something', async () => {
    const port = await openDoor();
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      for (const headers of [{}, { origin: 'null' }, { origin: 'http://evil.example' }]) {
        const answer = await get(port, '/account', post(headers, method));
        expect(answer.status).toBe(403);
        expect(answer.text).toContain('not sent from a page of this portal');
      }
      expect((await get(port, '/account', post({ origin: `http://127.0.0.1:${port}` }, method))).status).toBe(
        200,
      );
    }
  });

  it('need not be told by programs, which bring their key', async () => {
    const port = await openDoor();
    expect((await get(port, '/api/v1/facts', post({}))).status).toBe(200);
    // A path that only looks like the API's.
    expect((await get(port, '/api/v1/../../account', post({}))).status).toBe(403);
    expect((await get(port, '/api/v1/%2e%2e/%2e%2e/account', post({}))).status).toBe(403);
  });

  it('is the origin of the settings, whatever Host is said, and other hosts are not answered for', async () => {
    const port = await openDoor({ origin: new URL('https://sluice.example.com') });
    const host = 'sluice.example.com';
    expect((await get(port, '/a', post({ host, origin: `https://${host}` }))).status).toBe(200);
    expect((await get(port, '/a', post({ host, origin: `http://${host}` }))).status).toBe(403);
    expect((await get(port, '/a', { headers: { host: 'evil.example' } })).status).toBe(421);
    expect((await get(port, '/a')).status).toBe(421);
    for (const path of ['/api/health', '/api/ready']) expect((await get(port, path)).status).toBe(200);
  });

  it('is asked once more where it is a link on another site, so that the strict cookie comes along', async () => {
    const port = await openDoor();
    const link = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    const path = '/capital?as_of=2026-01-01&a=%22';
    const first = await get(port, path, { headers: link });
    expect(first.status).toBe(200);
    expect(first.text).toContain(
      '<meta http-equiv="refresh" content="0;url=/capital?as_of=2026-01-01&amp;a=%22">',
    );
    expect(first.headers['content-security-policy']).toMatch(/^default-src 'none'/);
    const cookie = String(first.headers['set-cookie']?.[0]).split(';')[0];
    // A browser that calls the second request cross-site too does not go round in circles.
    expect((await seen(port, path, { headers: { ...link, cookie } })).url).toBe(path);
    expect((await get(port, '/', { headers: { ...link, cookie } })).text).toContain('http-equiv="refresh"');
    for (const other of [
      { 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'none' },
      { 'sec-fetch-mode': 'cors' },
      { 'sec-fetch-dest': 'iframe' },
    ])
      expect((await seen(port, path, { headers: { ...link, ...other } })).url).toBe(path);
  });
});

describe('what fails', () => {
  it('is told to operators by the request’s id, and to nobody else', async () => {
    const port = await openDoor(
      {},
      { handle: () => Promise.reject(new Error('the cellar is full of water')) },
    );
    const answer = await get(port, '/capital?code=123456');
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('water');
    expect(answer.text).toContain(answer.headers['x-request-id']);
    expect(noted()).toContainEqual(
      expect.objectContaining({
        level: 'error',
        request_id: answer.headers['x-request-id'],
        error: expect.objectContaining({ message: 'the cellar is full of water' }),
      }),
    );
  });
});

describe('the log', () => {
  it('has a line a request, without what is a person’s or a secret', async () => {
    const port = await openDoor();
    const token = 'T0ken_'.padEnd(43, 'x');
    const answer = await get(port, `/invitation/${token}?email=ada@example.com`, {
      method: 'POST',
      headers: {
        origin: `http://127.0.0.1:${port}`,
        cookie: 'sluice.session_token=s3cret',
        authorization: 'Bearer sluice_s3cret',
      },
      body: ['password=hunter2'],
    });
    await get(port, '/_next/static/a.js');
    await expect.poll(() => lines.length).toBe(2);
    const [line] = noted();
    expect(line).toEqual({
      level: 'info',
      time: expect.any(String),
      pid: process.pid,
      request_id: answer.headers['x-request-id'],
      method: 'POST',
      path: '/invitation/[token]',
      status: 200,
      duration_ms: expect.any(Number),
      bytes: expect.any(Number),
      message: 'request',
    });
    expect(line?.bytes).toBeGreaterThan(answer.text.length);
    expect(lines.join()).not.toMatch(/T0ken|ada|s3cret|hunter2|127\.0\.0\.1/);
    expect(noted()[1]).toMatchObject({ level: 'debug', path: '/_next/static/a.js' });
  });
});
