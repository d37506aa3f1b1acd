import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { CALLS, problemsOf } from '@/engine/api/calls';
import { API_PROBLEMS } from '@/engine/api/document';
import { FACT_TYPES } from '@/engine/facts';
import { PROBLEMS, problemType } from '@/engine/problems';
import { ApiSchemas, readDocument } from '@/tests/api-schemas';

const document = readDocument();
const schemas = new ApiSchemas(document);
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

describe('the document of the API', () => {
  it('is OpenAPI 3.1', async () => {
    const validator = new Validator();
    expect(await validator.validate(readDocument() as never)).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('has examples that are what it says', () => {
    let examples = 0;
    for (const { operation } of operations) {
      const responses = Object.values(operation.responses).map(({ $ref, ...response }) =>
        $ref === undefined ? response : document.components.responses[$ref.split('/').at(-1) ?? ''],
      );
      const bodies = [operation.requestBody, ...responses].flatMap((body) =>
        Object.values(body?.content ?? {}),
      );
      for (const { schema, examples: named } of bodies) {
        for (const { value } of Object.values(named ?? {})) {
          examples += 1;
          expect(schemas.wrongBy(schema, value)).toEqual([]);
        }
      }
    }
    expect(examples).toBeGreaterThan(CALLS.length * 5);
  });

  it('names the scope of each call, and every problem that a call can meet', () => {
    for (const call of CALLS) {
      const operation = document.paths[call.path]?.[call.method];
      expect(operation?.security).toEqual(call.scope === null ? [] : [{ key: [call.scope] }]);
      for (const kind of problemsOf(call)) {
        const response = schemas.responseOf(call.path, call.method, PROBLEMS[kind].status);
        const wrong = (type: string) =>
          schemas.wrongFor(response ?? {}, {
            type: 'application/problem+json',
            text: JSON.stringify({
              ...{ type, status: PROBLEMS[kind].status, request_id: null },
              ...{ title: 'A title', detail: 'A detail', what_to_do: 'This.' },
            }),
          });
        expect(wrong(problemType(kind))).toEqual([]);
        expect(wrong('urn:sluice:problem:made_up')).not.toEqual([]);
      }
    }
    const met = new Set([
      ...CALLS.flatMap(problemsOf),
      ...(['not_found', 'method_not_allowed', 'unknown_method'] as const),
    ]);
    expect([...met].sort()).toEqual([...API_PROBLEMS].sort());
  });

  it('describes every fact that a program may send, and none that two people decide', () => {
    const described = Object.keys(document.components.schemas).flatMap((name) =>
      name.startsWith('fact.') ? [name.slice('fact.'.length)] : [],
    );
    const decided = ['override.set_until', 'receivable.written_off', 'order.corrected'];
    expect(described.sort()).toEqual(FACT_TYPES.filter((type) => !decided.includes(type)).sort());
  });
});

type Handler = (request: Request) => Promise<Response>;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

describe('the routes', async () => {
  const root = join(import.meta.dirname, '../../app/api/v1');
  const files = (readdirSync(root, { recursive: true }) as string[]).filter((each) =>
    each.endsWith('route.ts'),
  );
  const routes = new Map<string, Record<string, Handler>>();
  for (const file of files) {
    const path = `/${file
      .split(sep)
      .slice(0, -1)
      .map((part) => part.replace(/^\[(.+)\]$/, '{$1}'))
      .join('/')}`;
    routes.set(path, await import(join(root, file)));
  }

  it('are the paths of the document', () => {
    expect([...routes.keys()].sort()).toEqual(Object.keys(document.paths).sort());
  });

  it('answer to the methods that the document has for them, and tell all others which those are', async () => {
    for (const [path, route] of routes) {
      const described = Object.keys(document.paths[path] ?? {}).map((method) => method.toUpperCase());
      const allowed = described.includes('GET') ? [...described, 'HEAD'] : described;
      for (const method of METHODS) {
        const handle = route[method];
        const answer = await handle?.(new Request(`http://localhost/api/v1${path}`, { method }));
        const where = `${method} ${path}`;
        if (described.includes(method)) {
          // Without a key, so that nothing is asked of any database.
          const isOpen = document.paths[path]?.[method.toLowerCase()]?.security.length === 0;
          expect([where, answer?.status]).toEqual([where, isOpen ? 200 : 401]);
        } else {
          expect([where, answer?.status]).toEqual([where, 405]);
          expect(answer?.headers.get('allow')).toBe(allowed.join(', '));
        }
      }
    }
  });
});
