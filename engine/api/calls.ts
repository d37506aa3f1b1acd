import { z } from 'zod';
import type { Scope } from '../actor';
import type { Problem } from '../problems';
import { ENTRY_PAGE, ENTRY_PAGE_EXAMPLE } from './entries';
import { FACT_ANSWERS, FACT_ANSWERS_EXAMPLE, FACTS_BODY, FACTS_EXAMPLE } from './fact-bodies';
import { HOLD_PAGE, HOLD_PAGE_EXAMPLE } from './holds';
import { MERCHANT, MERCHANT_AS_OF, MERCHANT_AS_OF_EXAMPLE, MERCHANT_EXAMPLE } from './merchant';
import { ORDER, ORDER_EXAMPLE } from './order';
import { ENTRIES_QUERY, HOLDS_QUERY, MERCHANT_QUERY, NO_QUERY } from './queries';
import { SUMMARY, SUMMARY_EXAMPLE } from './summary';
import { id } from './values';

/** Every call of the HTTP API: what it takes, what it answers, what it may refuse, and what all of it means. */

export interface Call {
  method: 'get' | 'post';
  /** Under /api/v1, with names in braces for what stands in the address. */
  path: string;
  operationId: string;
  title: string;
  description: string;
  /** What a key must have been made for; null: no key is asked for. */
  scope: Scope | null;
  address?: z.ZodObject;
  query?: z.ZodObject;
  headers?: z.ZodObject;
  body?: { schema: z.ZodType; example: unknown };
  answer: { schema: z.ZodType; description: string; examples: Record<string, unknown> };
  /** Headers of the answer beside those that every answer has. */
  answerHeaders: readonly AnswerHeader[];
  /** What this call may refuse with, beside what every call may. */
  problems: readonly Problem[];
}

export const ANSWER_HEADERS = {
  ETag: 'A mark of this answer, for If-None-Match. Weak: the same answer may be compressed or not.',
  'Cache-Control': 'Caches must ask again each time, and shared ones keep nothing.',
  Link: 'The address of the next page, as rel="next"; missing on the last.',
  'Idempotency-Replayed': '`true` where the request was answered before, and this is the same answer again.',
} as const;
export type AnswerHeader = keyof typeof ANSWER_HEADERS;

const merchant = z.object({
  merchant: id.meta({
    description: 'The merchant’s id, percent-encoded: a slash in it is %2F.',
    examples: ['store-1'],
  }),
});
const order = z.object({
  order: id.meta({
    description: 'The order’s id, percent-encoded: a slash in it is %2F.',
    examples: ['order-1'],
  }),
});

const ifNoneMatch = z
  .string()
  .optional()
  .meta({
    description:
      'An ETag that was answered before: where nothing has changed since, the answer is 304 without a body.',
    examples: ['W/"m1.Zk9t0yA2cYQW"'],
  });
const conditional = z.object({ 'If-None-Match': ifNoneMatch });
const CACHED = ['ETag', 'Cache-Control'] as const;

const idempotencyKey = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[\x20-\x7e]+$/)
  .optional()
  .meta({
    description:
      'A name for this request, such as a UUID, 1 to 255 printable ASCII characters. The same request with the same name is answered as the first time.',
    examples: ['6f1b1e0a-57f7-4a3c-9a3c-1c2f3b7a9d10'],
  });

export const CALLS: readonly Call[] = [
  {
    method: 'post',
    path: '/facts',
    operationId: 'recordFacts',
    title: 'Record facts',
    description:
      'Takes one fact, or an array of at most 1000, and answers each in order. The status is 200 wherever the request itself was good: what became of each fact is in its answer. Nothing is taken twice: the same fact again is a duplicate, so a request whose answer was lost is simply sent again.',
    scope: 'facts:write',
    headers: z.object({ 'Idempotency-Key': idempotencyKey }),
    body: { schema: FACTS_BODY, example: FACTS_EXAMPLE },
    answer: {
      schema: FACT_ANSWERS,
      description: 'An answer for each fact, in their order.',
      examples: { 'some of each': FACT_ANSWERS_EXAMPLE },
    },
    answerHeaders: ['Idempotency-Replayed'],
    problems: [
      'bad_json',
      'request_under_way',
      'too_large',
      'too_many_facts',
      'unsupported_type',
      'bad_body',
      'bad_idempotency_key',
      'idempotency_key_reused',
    ],
  },
  {
    method: 'get',
    path: '/merchants/{merchant}',
    operationId: 'getMerchant',
    title: 'One merchant',
    description:
      'Everything of one merchant, as of one moment: standing, balances, open holds, every order’s state, the latest assessment. It grows with the merchant’s orders; where only the money is wanted, ask with as_of.',
    scope: 'read',
    address: merchant,
    query: MERCHANT_QUERY,
    headers: conditional,
    answer: {
      schema: z.union([MERCHANT, MERCHANT_AS_OF]),
      description: 'The merchant now; with as_of, its balances then.',
      examples: { now: MERCHANT_EXAMPLE, 'with as_of': MERCHANT_AS_OF_EXAMPLE },
    },
    answerHeaders: CACHED,
    problems: ['no_such_merchant', 'bad_parameter'],
  },
  {
    method: 'get',
    path: '/merchants/{merchant}/entries',
    operationId: 'listEntries',
    title: 'A merchant’s entries',
    description:
      'The entries of one merchant in all its currencies, newest first, a page at a time. Entries are only added, so pages that follow one another never repeat or miss one.',
    scope: 'read',
    address: merchant,
    query: ENTRIES_QUERY,
    headers: conditional,
    answer: {
      schema: ENTRY_PAGE,
      description: 'A page of entries.',
      examples: { 'the last page': ENTRY_PAGE_EXAMPLE },
    },
    answerHeaders: [...CACHED, 'Link'],
    problems: ['no_such_merchant', 'bad_parameter', 'bad_cursor'],
  },
  {
    method: 'get',
    path: '/merchants/{merchant}/holds',
    operationId: 'listHolds',
    title: 'A merchant’s holds',
    description:
      'What early releases froze in the merchant’s deposit, a page at a time: open holds by release date and order, or with state=all every hold that ever was, newest first. A hold that is dated anew between two pages of open ones moves with its date.',
    scope: 'read',
    address: merchant,
    query: HOLDS_QUERY,
    headers: conditional,
    answer: {
      schema: HOLD_PAGE,
      description: 'A page of holds.',
      examples: { 'the last page': HOLD_PAGE_EXAMPLE },
    },
    answerHeaders: [...CACHED, 'Link'],
    problems: ['no_such_merchant', 'bad_parameter', 'bad_cursor'],
  },
  {
    method: 'get',
    path: '/orders/{order}',
    operationId: 'getOrder',
    title: 'One order',
    description:
      'The life of one order: its facts, its entries, its hold, and what happens next, when and by which rule.',
    scope: 'read',
    address: order,
    query: NO_QUERY,
    headers: conditional,
    answer: {
      schema: ORDER,
      description: 'The order.',
      examples: { 'released early': ORDER_EXAMPLE },
    },
    answerHeaders: CACHED,
    problems: ['no_such_order', 'bad_parameter'],
  },
  {
    method: 'get',
    path: '/summary',
    operationId: 'getSummary',
    title: 'The marketplace in a few figures',
    description: 'All merchants together: what `sluice summary --json` prints.',
    scope: 'read',
    query: NO_QUERY,
    headers: conditional,
    answer: { schema: SUMMARY, description: 'The figures.', examples: { 'one order': SUMMARY_EXAMPLE } },
    answerHeaders: CACHED,
    problems: ['bad_parameter'],
  },
  {
    method: 'get',
    path: '/openapi.json',
    operationId: 'getDocument',
    title: 'This description',
    description: 'The OpenAPI 3.1 document of these calls. It needs no key.',
    scope: null,
    query: NO_QUERY,
    headers: conditional,
    answer: {
      schema: z.looseObject({ openapi: z.string(), paths: z.looseObject({}) }),
      description: 'The document.',
      examples: {},
    },
    answerHeaders: ['ETag', 'Cache-Control'],
    problems: ['bad_parameter'],
  },
];

/** What every call may refuse with, before it is looked at what it asks. */
export const PROBLEMS_OF_ALL: readonly Problem[] = [
  'bad_request',
  'too_slow',
  'too_large',
  'expectation_failed',
  'foreign_host',
  'too_many',
  'header_too_large',
  'failed',
  'starting',
  'busy',
];

/** What a call that needs a key may refuse with besides. */
export const PROBLEMS_OF_KEYS: readonly Problem[] = ['key_needed', 'scope_needed'];

/** Everything that a call may refuse with, each once. */
export function problemsOf(call: Call): Problem[] {
  const ofKey = call.scope === null ? [] : PROBLEMS_OF_KEYS;
  return [...new Set([...PROBLEMS_OF_ALL, ...ofKey, ...call.problems])];
}

/** The call at a path by a method; throws where there is none. */
export function callOf(operationId: string): Call {
  const call = CALLS.find((each) => each.operationId === operationId);
  if (call === undefined) throw new Error(`there is no call ${operationId}`);
  return call;
}
