/** What the API answers when it does not do what was asked: RFC 9457 problem details. */

interface Kind {
  status: number;
  title: string;
  detail: string;
  whatToDo: string;
}

/** The closed list of them; `too_many` and a few more come from the front door (server/answers.ts). */
const PROBLEMS = {
  key_needed: {
    status: 401,
    title: 'A key is needed',
    detail: 'The request carries no API key, or one that is not, or no longer, good.',
    whatToDo:
      'Send a key as "Authorization: Bearer KEY". An administrator makes keys on the page People and API keys.',
  },
  scope_needed: {
    status: 403,
    title: 'The key is for something else',
    detail: 'The key is good, but was not made for this.',
    whatToDo: 'Use a key with the scope that this call needs.',
  },
  not_found: {
    status: 404,
    title: 'There is no such call',
    detail: 'Nothing answers at this address.',
    whatToDo: 'See GET /api/v1/openapi.json for the calls that there are.',
  },
  method_not_allowed: {
    status: 405,
    title: 'Not by this method',
    detail: 'The address answers, but not to this method.',
    whatToDo: 'Use one of the methods in the header Allow.',
  },
  failed: {
    status: 500,
    title: 'It failed here',
    detail: 'Something failed on our side.',
    whatToDo: 'Send it again; if it fails once more, tell the marketplace the request_id.',
  },
} as const satisfies Record<string, Kind>;

export type Problem = keyof typeof PROBLEMS;

/** The request's id, as the front door gave it. */
export function requestIdOf(request: Request): string | null {
  return request.headers.get('x-request-id');
}

/** The answer that says what is wrong, and what to do about it. */
export function problem(request: Request, kind: Problem, headers: Record<string, string> = {}): Response {
  const { status, title, detail, whatToDo } = PROBLEMS[kind];
  return Response.json(
    {
      type: `urn:sluice:problem:${kind}`,
      title,
      status,
      detail,
      what_to_do: whatToDo,
      request_id: requestIdOf(request),
    },
    { status, headers: { 'content-type': 'application/problem+json', ...headers } },
  );
}

/** Handlers for the methods that an address does not answer to. */
export function onlyBy(...allowed: string[]) {
  const refuse = (request: Request) => problem(request, 'method_not_allowed', { allow: allowed.join(', ') });
  return { GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse, OPTIONS: refuse };
}
