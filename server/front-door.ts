import { randomBytes, randomUUID } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import type { CountRequest } from '../services/limit-requests';
import type { Log } from '../services/log';
import { countError, observeRequest } from '../services/measure';
import { signedSession } from '../services/sign-in/session-cookie';
import { isForPrograms, type Refusal, refusalText, refuse, statusOf } from './answers';
import { arrivalCookie, arrivalPage, isArrival } from './arrival';
import { bodyLimit, isChunked, isStreamed, readUpTo, saysMore, withBody } from './body';
import { isOwnHost, isOwnOrigin, isUnsafe } from './origin';
import { isDecodable, isKnownMethod, keepNothingUnlessSaid, setPlainHeaders } from './route-answers';
import { readRoutes } from './routes';
import { BARE_POLICY, pagePolicy, securityHeaders } from './security-headers';
import { leaveUntraced, traceRequest } from './trace-request';
import { beginVisit, introduce, logWhenEnded, measureWhenEnded, type Visit } from './visit';

/**
 * The front door: what every request passes before Next sees it, and every answer carries. It knows nothing of pages;
 * who may see what is decided behind it.
 */

const MAX_HEADER_BYTES = 16 * 1024;
const HEADERS_TIMEOUT_MS = 20_000;
const REQUEST_TIMEOUT_MS = 120_000;
const KEEP_ALIVE_MS = 20_000;

/** What a build names by its content, so that it may be kept for ever; and the portal's sign. */
const FILES = /^(\/_next\/static\/.|\/icon\.svg$)/;
const HEALTH = '/api/health';
const READY = '/api/ready';
const METRICS = '/api/metrics';
const CALLS = '/api/v1/';
const routeOf = readRoutes(join(import.meta.dirname, '../app'));

/** What is behind the door, once it has started. */
export interface Inside {
  handle(request: IncomingMessage, response: ServerResponse): void | Promise<void>;
  count: CountRequest;
  isReady(): Promise<boolean>;
}

export interface DoorSettings {
  origin: URL | null;
  trustedProxies: number;
  /** What sessions are signed by. */
  secret: string;
  isDevelopment: boolean;
  log: Log;
}

export interface FrontDoor {
  server: Server;
  /** Until then the door says that the portal is starting. */
  open(inside: Inside): void;
}

function bearerKey(authorization: string | undefined): string | null {
  return /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1] ?? null;
}

/** Makes the server with its door; it listens to nothing yet. */
export function makeFrontDoor({
  origin,
  trustedProxies,
  secret,
  isDevelopment,
  log,
}: DoorSettings): FrontDoor {
  const insideMark = randomBytes(24).toString('base64url');
  const isHttps = origin?.protocol === 'https:';
  const headersOfAll = Object.entries(securityHeaders(isHttps));
  let inside: Inside | null = null;

  /** Why a request may not come in, from what its headers say; null where it may. */
  async function refusalOf(request: IncomingMessage, visit: Visit): Promise<[Refusal, number?] | null> {
    const { headers, method } = request;
    // No id and no text of ours has a NUL, and no database could look for one.
    if (visit.address.includes('%00')) return ['bad_request'];
    if (isForPrograms(visit.path)) {
      if (!isDecodable(visit.path)) return ['bad_request'];
      if (!isKnownMethod(method)) return ['unknown_method'];
    }
    // Whoever watches over the servers asks each by its own address, and learns nothing that is anybody's.
    const isAnyHost = visit.path === METRICS && !isUnsafe(method);
    if (!visit.isInside && !isAnyHost && !isOwnHost(headers.host, origin))
      return [headers.host === undefined ? 'bad_request' : 'foreign_host'];
    if (inside === null) return ['starting', 2];
    if (!visit.isInside) {
      const seconds = await inside.count({
        session: signedSession(headers.cookie, secret),
        key: isForPrograms(visit.path) ? bearerKey(headers.authorization) : null,
        address: visit.clientAddress,
      });
      if (seconds > 0) return ['too_many', seconds];
      // A program's key comes along by nobody's mistake; a browser's cookie does.
      const isOfPrograms = `${visit.path}/`.startsWith(CALLS);
      if (isUnsafe(method) && !isOfPrograms && !isOwnOrigin(headers, origin)) return ['foreign_origin'];
    }
    return saysMore(request, bodyLimit(visit.path)) ? ['too_large'] : null;
  }

  /** Tells whoever watches over the server how it is, and nothing else. */
  async function answerHealth(request: IncomingMessage, response: ServerResponse, path: string) {
    const isFine = path === HEALTH || (inside !== null && (await inside.isReady()));
    const text = `${JSON.stringify({ status: isFine ? 'ok' : 'unavailable' })}\n`;
    response.writeHead(isFine ? 200 : 503, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    });
    response.end(request.method === 'HEAD' ? undefined : text);
  }

  function greetArrival(response: ServerResponse, address: string): void {
    const text = arrivalPage(address);
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-length': Buffer.byteLength(text),
      'set-cookie': arrivalCookie(address, isHttps),
    });
    response.end(text);
  }

  /** The policy of a page, with a nonce of this answer's own; null where there is no page to be had. */
  function policyOf(path: string): string | null {
    if (FILES.test(path) || isForPrograms(path)) return null;
    return pagePolicy({ nonce: randomBytes(16).toString('base64'), isHttps, isDevelopment });
  }

  async function letIn(request: IncomingMessage, response: ServerResponse, visit: Visit, goOn: () => void) {
    const isFile = FILES.test(visit.path) && !isUnsafe(request.method);
    if (!isFile || inside === null) {
      const refusal = await refusalOf(request, visit);
      if (refusal !== null) {
        const [why, retryAfterSeconds] = refusal;
        return refuse(request, response, why, { ...visit, retryAfterSeconds });
      }
      if (!isForPrograms(visit.path) && isArrival(request, visit.address))
        return greetArrival(response, visit.address);
    }
    if (inside === null) return;
    goOn();
    let whole = request;
    if (isChunked(request) && !isStreamed(visit.path)) {
      const body = await readUpTo(request, bodyLimit(visit.path));
      if (body === null) return refuse(request, response, 'too_large', visit);
      whole = withBody(request, body);
    }
    const policy = policyOf(visit.path);
    if (policy !== null) response.setHeader('content-security-policy', policy);
    if (isFile) response.removeHeader('cache-control');
    if (`${visit.path}/`.startsWith(CALLS)) keepNothingUnlessSaid(response);
    setPlainHeaders(response);
    introduce(whole, visit, { insideMark, policy, origin });
    await inside.handle(whole, response);
  }

  async function answer(request: IncomingMessage, response: ServerResponse, goOn: () => void): Promise<void> {
    const visit = beginVisit(request, { trustedProxies, insideMark });
    const { requestId } = visit;
    const path = visit.path ?? '/';
    for (const [name, value] of headersOfAll) response.setHeader(name, value);
    response.setHeader('x-request-id', requestId);
    response.setHeader('content-security-policy', BARE_POLICY);
    // Whoever answers may say better; what nobody says anything of is not kept.
    response.setHeader('cache-control', 'no-store');
    const isInside = visit.path !== null && visit.isInside;
    const isDull = FILES.test(path) || [HEALTH, READY, METRICS].includes(path);
    const isQuiet = isInside || isDull;
    const route = routeOf(path);
    if (!isInside) measureWhenEnded(request, response, route);
    logWhenEnded(request, response, { requestId, path: visit.path ?? '?', isQuiet }, log);
    const act = async () => {
      if (visit.path === null) refuse(request, response, 'bad_request', { path, requestId });
      else if ((path === HEALTH || path === READY) && !isUnsafe(request.method))
        await answerHealth(request, response, path);
      else await letIn(request, response, visit, goOn);
    };
    try {
      await (isDull ? leaveUntraced(act) : traceRequest(request, response, { route, requestId }, act));
    } catch (error) {
      if (request.destroyed && !request.complete) return;
      countError('front_door');
      log.error({ request_id: requestId, error }, 'a request failed at the front door');
      if (response.headersSent) response.destroy();
      else refuse(request, response, 'failed', { path, requestId });
    }
  }

  /** What could not even be read as a request has neither path nor answer: the bare connection is told. */
  function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    let why: Refusal = 'bad_request';
    if (error.code === 'HPE_HEADER_OVERFLOW') why = 'header_too_large';
    if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') why = 'too_slow';
    const requestId = randomUUID();
    const status = statusOf(why);
    const { type, text } = refusalText(why, '/', requestId);
    const lines = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      ...headersOfAll.map(([name, value]) => `${name}: ${value}`),
      `content-security-policy: ${BARE_POLICY}`,
      `x-request-id: ${requestId}`,
      'cache-control: no-store',
      `content-type: ${type}`,
      `content-length: ${Buffer.byteLength(text)}`,
      'connection: close',
    ];
    socket.end(`${lines.join('\r\n')}\r\n\r\n${text}`);
    observeRequest('unreadable', 'other', status, 0);
    log.info({ request_id: requestId, status, reason: error.code }, 'a request could not be read');
  }

  const server = createServer(
    {
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      // Answered by ourselves, with our headers.
      requireHostHeader: false,
    },
    (request, response) => void answer(request, response, () => {}),
  );
  // Whoever asks before sending is told before sending.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    void answer(request, response, () => response.writeContinue());
  });
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    const requestId = randomUUID();
    for (const [name, value] of headersOfAll) response.setHeader(name, value);
    response.setHeader('x-request-id', requestId);
    refuse(request, response, 'expectation_failed', { path: '/', requestId });
  });
  server.on('clientError', refuseUnreadable);

  return {
    server,
    open(behind) {
      inside = behind;
    },
  };
}
