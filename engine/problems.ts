/** What the HTTP API answers where it does not do what was asked: RFC 9457 problem details, from one closed list. */

interface ProblemWords {
  status: number;
  title: string;
  detail: string;
  /** What whoever sent the request should do now. */
  whatToDo: string;
  /** When to come back, where that is known: seconds, for the header Retry-After. */
  retryAfterSeconds?: number;
}

/** The list, by status. The first half of a request's way is the front door's, which says the same words. */
export const PROBLEMS = {
  bad_request: {
    status: 400,
    title: 'Bad request',
    detail: 'This request could not be understood.',
    whatToDo: 'Send a well-formed HTTP/1.1 request with a header Host, and no NUL in its address.',
  },
  bad_json: {
    status: 400,
    title: 'Not JSON',
    detail: 'What was sent is not JSON in UTF-8.',
    whatToDo: 'Send one JSON value, encoded in UTF-8. Nothing was recorded.',
  },
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
  foreign_origin: {
    status: 403,
    title: 'Not from here',
    detail:
      'This form was not sent from a page of this portal, so nothing was done. Go back to the portal and try again there.',
    whatToDo: 'Programs use the calls under /api/v1, with a key.',
  },
  not_found: {
    status: 404,
    title: 'There is no such call',
    detail: 'Nothing answers at this address.',
    whatToDo: 'See GET /api/v1/openapi.json for the calls that there are.',
  },
  no_such_merchant: {
    status: 404,
    title: 'There is no such merchant',
    detail: 'No merchant of this id has been opened.',
    whatToDo:
      'Check the id, and that it is percent-encoded in the address. A merchant is known once its fact merchant.opened is applied.',
  },
  no_such_order: {
    status: 404,
    title: 'There is no such order',
    detail: 'No order of this id has been paid.',
    whatToDo:
      'Check the id, and that it is percent-encoded in the address. An order is known once its fact order.paid is applied.',
  },
  method_not_allowed: {
    status: 405,
    title: 'Not by this method',
    detail: 'The address answers, but not to this method.',
    whatToDo: 'Use one of the methods in the header Allow.',
  },
  too_slow: {
    status: 408,
    title: 'Too slow',
    detail: 'This request took too long to arrive.',
    whatToDo: 'Send it again, or less at once.',
  },
  request_under_way: {
    status: 409,
    title: 'The same request is being worked on',
    detail: 'Another request with this Idempotency-Key has not been answered yet.',
    whatToDo: 'Send it again after the seconds in Retry-After: it is then answered as the first one was.',
    retryAfterSeconds: 1,
  },
  too_large: {
    status: 413,
    title: 'Too large',
    detail: 'What was sent is larger than is taken here. Send less at once.',
    whatToDo: 'Send it in several requests: 8 MB at most to /api/v1/facts, 1 MB elsewhere.',
  },
  too_many_facts: {
    status: 413,
    title: 'Too many facts at once',
    detail: 'The request brings more than 1000 facts. None was recorded.',
    whatToDo: 'Send at most 1000 facts in a request, in several requests.',
  },
  unsupported_type: {
    status: 415,
    title: 'Not in this form',
    detail: 'What was sent is of a type, or in an encoding, that is not read here.',
    whatToDo: 'Send JSON with "Content-Type: application/json", and without a Content-Encoding.',
  },
  expectation_failed: {
    status: 417,
    title: 'Not expected',
    detail: 'This request expects what cannot be done.',
    whatToDo: 'Leave the header Expect out, or send "Expect: 100-continue".',
  },
  foreign_host: {
    status: 421,
    title: 'Not this address',
    detail: 'This server does not answer for the address that was asked for.',
    whatToDo: 'Use the address by which browsers reach the portal.',
  },
  bad_parameter: {
    status: 422,
    title: 'A parameter cannot be read',
    detail: 'A parameter of the address is unknown, given twice, or not what it must be.',
    whatToDo: 'See errors for which and why, and GET /api/v1/openapi.json for the parameters of each call.',
  },
  bad_cursor: {
    status: 422,
    title: 'Not a cursor of this list',
    detail: 'The cursor was not made by this list with these parameters.',
    whatToDo:
      'Follow the link rel="next" of an answer as it is, or begin again without a cursor. Cursors are not to be made or changed.',
  },
  bad_body: {
    status: 422,
    title: 'What was sent is not what it must be',
    detail: 'The JSON is well-formed, but not what this call takes. Nothing was recorded.',
    whatToDo: 'See errors for where and why, and GET /api/v1/openapi.json for what the call takes.',
  },
  bad_idempotency_key: {
    status: 422,
    title: 'Not an Idempotency-Key',
    detail: 'The header Idempotency-Key is empty, too long, or has other than printable ASCII characters.',
    whatToDo: 'Send 1 to 255 printable ASCII characters, such as a UUID. Nothing was recorded.',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'The Idempotency-Key was used for something else',
    detail: 'An earlier request with this Idempotency-Key brought other content. Nothing was recorded.',
    whatToDo: 'Use a new Idempotency-Key for each new request, and the same one only to repeat it.',
  },
  too_many: {
    status: 429,
    title: 'Too many requests',
    detail: 'Too many requests came from you in a minute. Wait a little and try again.',
    whatToDo: 'Wait as many seconds as Retry-After says. Many facts in one request count as one request.',
    retryAfterSeconds: 60,
  },
  header_too_large: {
    status: 431,
    title: 'Too large',
    detail: 'The address or the headers of this request are too long.',
    whatToDo: 'Keep the address and all headers under 16 KB together.',
  },
  failed: {
    status: 500,
    title: 'It failed here',
    detail: 'Something failed on our side.',
    whatToDo: 'Send it again; if it fails once more, tell the marketplace the request_id.',
  },
  unknown_method: {
    status: 501,
    title: 'No such method',
    detail: 'No call answers to this method.',
    whatToDo: 'Use GET, HEAD or POST, as GET /api/v1/openapi.json says for each call.',
  },
  starting: {
    status: 503,
    title: 'Sluice is starting',
    detail: 'Sluice is starting.',
    whatToDo: 'Wait as many seconds as Retry-After says, and send it again.',
    retryAfterSeconds: 2,
  },
  busy: {
    status: 503,
    title: 'Too busy just now',
    detail: 'The books could not be reached in time.',
    whatToDo:
      'Wait as many seconds as Retry-After says, and send the same request again: no fact is taken twice.',
    retryAfterSeconds: 2,
  },
} as const satisfies Record<string, ProblemWords>;

export type Problem = keyof typeof PROBLEMS;
export const PROBLEM_KINDS = Object.keys(PROBLEMS) as Problem[];

/** A field that is wrong, and why. */
export interface ProblemError {
  /** A JSON pointer into what was sent, as `#/3/amount`; for what stands in the address or a header, its name. */
  pointer: string;
  reason: string;
}

/** The body of a problem, as application/problem+json. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  what_to_do: string;
  request_id: string | null;
  errors?: ProblemError[];
}

/** A problem's type: a name for programs to compare, the same wherever the portal is served. */
export function problemType(kind: Problem): string {
  return `urn:sluice:problem:${kind}`;
}

/** The words of a problem, for one request. */
export function problemBody(
  kind: Problem,
  requestId: string | null,
  more: { detail?: string; errors?: readonly ProblemError[] } = {},
): ProblemBody {
  const { status, title, detail, whatToDo } = PROBLEMS[kind];
  return {
    type: problemType(kind),
    title,
    status,
    detail: more.detail ?? detail,
    what_to_do: whatToDo,
    request_id: requestId,
    ...(more.errors === undefined || more.errors.length === 0 ? {} : { errors: [...more.errors] }),
  };
}

/** When to come back after it, in seconds; null where that cannot be said. */
export function retryAfterOf(kind: Problem): number | null {
  const words: ProblemWords = PROBLEMS[kind];
  return words.retryAfterSeconds ?? null;
}
