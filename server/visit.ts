import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../services/log';
import { observeRequest, secondsSince } from '../services/measure';
import { redactPath } from '../services/redact';
import { clientAddress } from './client-address';

/** One request: where it goes, where it comes from, and the mark that it is found by. */
export interface Visit {
  requestId: string;
  /** The path alone, as a URL has it. */
  path: string;
  /** Path and search, as a page may be come back to by. */
  address: string;
  clientAddress: string;
  /** Whether Next asks itself for a page, to put it into the answer of an action. */
  isInside: boolean;
}

/** What Next alone knows: it hands the headers of a request on when it asks itself for a page. */
export const INSIDE = 'x-sluice-inside';
/** Next's own parameter on what its router asks for, which is no part of a page's address. */
const ROUTER_PARAMETER = '_rsc';

/** Path and search of what was asked for; null where that is no address on a server. */
function parse(url: string | undefined): URL | null {
  // A whole address, or a star: nothing that a browser or a program asks us for.
  if (!url?.startsWith('/') || !URL.canParse(`http://n${url}`)) return null;
  return new URL(`http://n${url}`);
}

function addressOf(url: URL): string {
  url.searchParams.delete(ROUTER_PARAMETER);
  // Two slashes would begin the address of another server.
  return `/${url.pathname.replace(/^\/+/, '')}${url.search}`;
}

function one(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value;
}

/** Looks at a request as it comes in. Its path is null where there is none to speak of. */
export function beginVisit(
  request: IncomingMessage,
  { trustedProxies, insideMark }: { trustedProxies: number; insideMark: string },
): Visit | { requestId: string; path: null } {
  const { headers } = request;
  const isInside = headers[INSIDE] === insideMark;
  const requestId = (isInside && one(headers['x-request-id'])) || randomUUID();
  const url = parse(request.url);
  if (url === null) return { requestId, path: null };
  return {
    requestId,
    path: url.pathname,
    address: addressOf(url),
    clientAddress:
      (isInside && one(headers['x-client-address'])) ||
      clientAddress(request.socket.remoteAddress, one(headers['x-forwarded-for']), trustedProxies),
    isInside,
  };
}

/** What no client may tell those behind the front door. */
function isOurs(header: string): boolean {
  return (
    header.startsWith('x-sluice-') ||
    header.startsWith('x-middleware-') ||
    header.startsWith('x-forwarded-') ||
    ['forwarded', 'x-real-ip', 'x-client-address', 'x-request-id'].includes(header) ||
    header.startsWith('content-security-policy')
  );
}

/** Takes away what a client said in our name, and says it ourselves: everybody behind the front door relies on it. */
export function introduce(
  request: IncomingMessage,
  visit: Visit,
  { insideMark, policy, origin }: { insideMark: string; policy: string | null; origin: URL | null },
): void {
  const { headers } = request;
  // Asked by ourselves for somebody: the address bar of theirs, not ours.
  const askedHost = visit.isInside ? one(headers['x-forwarded-host']) : undefined;
  for (const header of Object.keys(headers)) if (isOurs(header)) delete headers[header];
  headers['x-request-id'] = visit.requestId;
  headers['x-client-address'] = visit.clientAddress;
  headers['x-forwarded-for'] = visit.clientAddress;
  headers['x-forwarded-host'] = origin?.host ?? askedHost ?? headers.host;
  headers['x-sluice-path'] = visit.address;
  headers[INSIDE] = insideMark;
  if (policy !== null) headers['content-security-policy'] = policy;
}

/** Counts the request, and how long it took, when it has ended, one way or another. */
export function measureWhenEnded(request: IncomingMessage, response: ServerResponse, route: string): void {
  const began = performance.now();
  response.once('close', () =>
    observeRequest(route, request.method ?? '', response.statusCode, secondsSince(began)),
  );
}

/** Writes a line when the request has ended, one way or another. */
export function logWhenEnded(
  request: IncomingMessage,
  response: ServerResponse,
  about: { requestId: string; path: string; isQuiet: boolean },
  log: Log,
): void {
  const { socket } = request;
  const began = performance.now();
  const bytesBefore = socket.bytesWritten;
  response.once('close', () => {
    log[about.isQuiet ? 'debug' : 'info'](
      {
        request_id: about.requestId,
        method: request.method,
        path: redactPath(about.path),
        status: response.statusCode,
        duration_ms: Math.round((performance.now() - began) * 10) / 10,
        bytes: socket.bytesWritten - bytesBefore,
        ...(response.writableFinished ? {} : { is_broken_off: true }),
      },
      'request',
    );
  });
}
