import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';

/** The calls of the API as a server behind the front door answers them, without the pages. */

type Handle = (request: Request) => Response | Promise<Response>;
type Module = Partial<Record<string, Handle>>;

/** Loaded when they are asked for first: by then the process has its settings. */
const ROUTES: [RegExp, () => Promise<unknown>][] = [
  [/^\/api\/v1\/facts$/, () => import('@/app/api/v1/facts/route')],
  [/^\/api\/v1\/summary$/, () => import('@/app/api/v1/summary/route')],
  [/^\/api\/v1\/openapi\.json$/, () => import('@/app/api/v1/openapi.json/route')],
  [/^\/api\/v1\/merchants\/[^/]+$/, () => import('@/app/api/v1/merchants/[merchant]/route')],
  [/^\/api\/v1\/merchants\/[^/]+\/entries$/, () => import('@/app/api/v1/merchants/[merchant]/entries/route')],
  [/^\/api\/v1\/merchants\/[^/]+\/holds$/, () => import('@/app/api/v1/merchants/[merchant]/holds/route')],
  [/^\/api\/v1\/orders\/[^/]+$/, () => import('@/app/api/v1/orders/[order]/route')],
  [/^\/api\/metrics$/, () => import('@/app/api/metrics/route')],
  [/^/, () => import('@/app/api/[[...rest]]/route')],
];

async function answerOf(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const route = ROUTES.find(([pattern]) => pattern.test(pathname));
  const module = (await route?.[1]()) as Module | undefined;
  const handle = module?.[request.method];
  if (handle === undefined) throw new Error(`${pathname} has no ${request.method}`);
  return handle(request);
}

export async function answerByRoutes(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', url = '/' } = request;
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
  const body = method === 'GET' || method === 'HEAD' ? null : (Readable.toWeb(request) as BodyInit);
  const asked = new Request(`http://localhost${url}`, {
    method,
    headers,
    body,
    duplex: 'half',
  } as RequestInit);
  const answer = await answerOf(asked);
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  response.writeHead(answer.status);
  if (answer.body === null) response.end();
  else await pipeline(Readable.fromWeb(answer.body as ReadableStream), response);
}
