import { OpenAPIRegistry, OpenApiGeneratorV31, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { PROBLEM_KINDS, PROBLEMS, type Problem, problemBody, problemType, retryAfterOf } from '../problems';
import { ANSWER_HEADERS, type AnswerHeader, CALLS, type Call, problemsOf } from './calls';
import { PROBLEM } from './problem-body';
import { WEBHOOK_BODIES } from './webhook-bodies';

/** The OpenAPI 3.1 document, made from the very schemas by which requests are read and answers are typed. */

export const API_VERSION = '1.0.0';
const KEY_SCHEME = 'key';
const EXAMPLE_REQUEST = '0f1d7c9a-3b7e-4c55-9a62-0c8b7d2f4e11';

type HeaderWords = { schema: { type: 'string' | 'integer'; minimum?: number }; description: string };

const requestIdHeader = {
  'X-Request-Id': {
    schema: { type: 'string' as const },
    description: 'A name for this request, as in our logs.',
  },
};

function headersOf(names: readonly AnswerHeader[]) {
  return Object.fromEntries(
    names.map((name) => [name, { schema: { type: 'string' as const }, description: ANSWER_HEADERS[name] }]),
  );
}

/** What a status says, whichever of these problems it is. */
function problemResponse(kinds: Problem[]) {
  const [first] = kinds as [Problem, ...Problem[]];
  const { status } = PROBLEMS[first];
  const headers: Record<string, HeaderWords> = { ...requestIdHeader };
  if (status === 401) headers['WWW-Authenticate'] = { schema: { type: 'string' }, description: 'Bearer' };
  if (kinds.some((kind) => retryAfterOf(kind) !== null))
    headers['Retry-After'] = { schema: { type: 'integer', minimum: 0 }, description: 'Seconds to wait.' };
  return {
    description: kinds.map((kind) => `${kind}: ${PROBLEMS[kind].detail}`).join('\n\n'),
    headers,
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            { $ref: '#/components/schemas/Problem' },
            {
              type: 'object' as const,
              properties: {
                type: { type: 'string' as const, enum: kinds.map(problemType) },
                status: { type: 'integer' as const, enum: [status] },
              },
            },
          ],
        },
        examples: Object.fromEntries(
          kinds.map((kind) => [kind, { value: problemBody(kind, EXAMPLE_REQUEST) }]),
        ),
      },
    },
  };
}

function byStatus(kinds: readonly Problem[]): [status: number, kinds: Problem[]][] {
  const statuses = [...new Set(kinds.map((kind) => PROBLEMS[kind].status))].sort((a, b) => a - b);
  return statuses.map((status) => [status, kinds.filter((kind) => PROBLEMS[kind].status === status)]);
}

/** The component that answers with one of these problems: calls that refuse alike share it. */
function problemComponent(registry: OpenAPIRegistry, kinds: Problem[]): { $ref: string } {
  const name = kinds.join('-or-');
  const isThere = registry.definitions.some(
    (each) => each.type === 'component' && each.componentType === 'responses' && each.name === name,
  );
  if (!isThere) registry.registerComponent('responses', name, problemResponse(kinds));
  return { $ref: `#/components/responses/${name}` };
}

function responsesOf(registry: OpenAPIRegistry, call: Call): RouteConfig['responses'] {
  const { schema, description, examples } = call.answer;
  const headers = { ...requestIdHeader, ...headersOf(call.answerHeaders) };
  const named = Object.entries(examples).map(([name, value]) => [name, { value }]);
  return {
    '200': {
      description,
      headers,
      content: {
        'application/json': {
          schema,
          ...(named.length === 0 ? {} : { examples: Object.fromEntries(named) }),
        },
      },
    },
    ...(call.answerHeaders.includes('ETag')
      ? { '304': { description: 'Nothing has changed since the ETag in If-None-Match.', headers } }
      : {}),
    ...Object.fromEntries(
      byStatus(problemsOf(call)).map(([status, kinds]) => [
        String(status),
        problemComponent(registry, kinds),
      ]),
    ),
  };
}

function routeOf(registry: OpenAPIRegistry, call: Call): RouteConfig {
  const { method, path, operationId, title, description, scope, address, query, headers, body } = call;
  return {
    ...{ method, path, operationId, description },
    summary: title,
    // A bearer scheme has no scopes of its own in OpenAPI 3.0; 3.1 lets the roles that are needed be named.
    security: scope === null ? [] : [{ [KEY_SCHEME]: [scope] }],
    request: {
      ...(address && { params: address }),
      ...(query && { query }),
      ...(headers && { headers }),
      ...(body && {
        body: {
          required: true,
          content: {
            'application/json': { schema: body.schema, examples: { facts: { value: body.example } } },
          },
        },
      }),
    },
    responses: responsesOf(registry, call),
  };
}

const SIGNATURE_HEADERS = z.object({
  'webhook-id': z.string().meta({ description: 'The message’s id: the same each time that it is sent.' }),
  'webhook-timestamp': z.string().meta({ description: 'When it was sent: seconds since 1970.' }),
  'webhook-signature': z
    .string()
    .meta({ description: 'Signatures by Standard Webhooks, with spaces between.' }),
});

const DESCRIPTION = `What a marketplace's own programs send to Sluice and ask of it.

Every call but this document needs a key, as \`Authorization: Bearer KEY\`. Amounts go out as decimal strings of minor units. Whatever is not done is answered as problem details (RFC 9457) with what to do about it. HEAD answers wherever GET does. A page of the portal, /developers, tells the same for people.`;

/** What is met beside the calls. */
const BESIDE_CALLS = ['not_found', 'method_not_allowed', 'unknown_method'] as const satisfies Problem[];

/** Makes the document. It says nothing of where it is served: its server is the address that it came from. */
export function makeDocument() {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', KEY_SCHEME, {
    type: 'http',
    scheme: 'bearer',
    description:
      'A key that an administrator made on the page People and API keys, for one or both scopes: facts:write, read.',
  });
  // What no call refuses with, but an address or a method that there is not.
  for (const kind of BESIDE_CALLS) problemComponent(registry, [kind]);
  for (const call of CALLS) registry.registerPath(routeOf(registry, call));
  for (const [event, schema] of Object.entries(WEBHOOK_BODIES)) {
    registry.registerWebhook({
      method: 'post',
      path: event,
      operationId: event,
      summary: schema.description ?? event,
      security: [],
      request: {
        headers: SIGNATURE_HEADERS,
        body: {
          required: true,
          content: { 'application/json': { schema: schema.meta({ id: `webhook.${event}` }) } },
        },
      },
      responses: { '2XX': { description: 'It was taken. Anything else, and it is sent again.' } },
    });
  }
  return new OpenApiGeneratorV31([
    { type: 'schema', schema: PROBLEM },
    ...registry.definitions,
  ]).generateDocument({
    openapi: '3.1.0',
    info: { title: 'Sluice', version: API_VERSION, description: DESCRIPTION },
    servers: [{ url: '/api/v1' }],
  });
}

/** Every problem that a request to the API can meet, in the order of the list. */
export const API_PROBLEMS: readonly Problem[] = PROBLEM_KINDS.filter((kind) => kind !== 'foreign_origin');
