import { type Problem, type ProblemError, problemBody, retryAfterOf } from '@/engine/problems';

/** What the API answers when it does not do what was asked: RFC 9457 problem details (engine/problems.ts). */

interface About {
  headers?: Record<string, string>;
  /** Better words than the list's own, where more can be said of this request. */
  detail?: string;
  errors?: readonly ProblemError[];
}

/** The request's id, as the front door gave it. */
export function requestIdOf(request: Request): string | null {
  return request.headers.get('x-request-id');
}

/** The answer that says what is wrong, and what to do about it. */
export function problem(request: Request, kind: Problem, { headers, detail, errors }: About = {}): Response {
  const body = problemBody(kind, requestIdOf(request), { detail, errors });
  const seconds = retryAfterOf(kind);
  return Response.json(body, {
    status: body.status,
    headers: {
      'content-type': 'application/problem+json',
      'cache-control': 'no-store',
      ...(seconds === null ? {} : { 'retry-after': String(seconds) }),
      ...headers,
    },
  });
}

/** Handlers for the methods that an address does not answer to. */
export function onlyBy(...allowed: string[]) {
  const refuse = (request: Request) =>
    problem(request, 'method_not_allowed', { headers: { allow: allowed.join(', ') } });
  return { GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse, OPTIONS: refuse };
}
