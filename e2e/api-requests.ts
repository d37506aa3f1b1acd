import fc from 'fast-check';
import type { Document } from '../tests/api-schemas';

/** Requests made from the API's document: good ones, and ones that are spoilt in one way or another. */

export interface MadeRequest {
  /** The path of the document that it is meant for; null where none answers there. */
  path: string | null;
  method: string;
  address: string;
  headers: Record<string, string>;
  body: string | null;
}

interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  examples?: unknown[];
}

/** Few ids, so that facts meet what others have told. */
const OWN = 'contract-';
const IDS = ['id', 'merchant', 'order', 'dispute', 'refund'];
const few = (name: string) => fc.integer({ min: 0, max: 9 }).map((each) => `${OWN}${name}-${each}`);
const ownId = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 9 }).map((each) => `${OWN}${each}`) },
  {
    weight: 1,
    arbitrary: fc
      .string({ unit: 'grapheme', maxLength: 60 })
      .map((text) => `${OWN}${text.replaceAll('\0', '')}`),
  },
);

const instant = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());

/** Values that a schema allows. */
function valueFor(document: Document, schema: Schema, name: string): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) {
    const component = document.components.schemas[schema.$ref.split('/').at(-1) ?? ''];
    return valueFor(document, component as Schema, name);
  }
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants !== undefined)
    return fc.oneof(...variants.map((variant) => valueFor(document, variant, name)));
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (IDS.includes(name)) return name === 'id' ? ownId : few(name);
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? 'string'];
  return fc.oneof(...types.map((type) => ofType(document, schema, type, name)));
}

function ofType(document: Document, schema: Schema, type: string, name: string): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], items = {} } = schema;
  switch (type) {
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(properties).map(([key, field]) => [key, valueFor(document, field, key)]),
        ),
        { requiredKeys: required },
      );
    case 'array':
      return fc.array(valueFor(document, items, name), { maxLength: 8 });
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1000, max: Math.min(schema.maximum ?? 1000, 1_000_000) });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      if (schema.format === 'date-time') return instant;
      if (schema.format === 'date') return instant.map((text) => text.slice(0, 10));
      if (name === 'currency') return fc.constantFrom('USD', 'EUR', 'JPY');
      if (schema.pattern !== undefined && name !== 'Idempotency-Key')
        return fc.integer({ min: 1, max: 1_000_000 }).map(String);
      if (name === 'Idempotency-Key') return fc.uuid();
      return fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => text.replaceAll('\0', ''));
  }
}

/** What nobody meant. */
const NASTY = [
  '',
  ' ',
  '0',
  '-1',
  '1e9',
  '99999999999999999999999999',
  '2026-02-30',
  '0000-00-00',
  'null',
  '../../etc/passwd',
  "'; drop table facts; --",
  '\u0000',
  'a\u0000b',
  '\u202e\u2066',
  '\u{10ffff}',
  '😀'.repeat(200),
  'ü'.repeat(201),
  'x'.repeat(2000),
  '{"$ref":"#"}',
  '%00',
  '%2e%2e%2f',
  '__proto__',
];
const nasty = fc.oneof(
  fc.constantFrom<unknown>(...NASTY),
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.constantFrom<unknown>(null, true, false, -0, 1.5, 1e308, 2 ** 53, [], {}, [[]], { id: {} }),
);

/** A good value with something in it replaced, taken away or added. */
function spoilt(good: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.tuple(good, nasty, fc.nat(), fc.constantFrom('replace', 'remove', 'add', 'whole')).map((made) => {
    const [value, wrong, place, how] = made;
    if (how === 'whole' || typeof value !== 'object' || value === null) return wrong;
    if (Array.isArray(value))
      return how === 'add' ? [...value, wrong] : value.map((each) => (place % 2 ? wrong : each));
    const fields = Object.keys(value);
    const field = fields[place % Math.max(1, fields.length)] ?? 'nothing';
    if (how === 'remove') return Object.fromEntries(Object.entries(value).filter(([key]) => key !== field));
    return { ...value, [how === 'add' ? 'unknown_field' : field]: wrong };
  });
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'];
const TYPES = ['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'nonsense', ''];

/** Text of JSON, and what is none. */
function bodyOf(document: Document, schema: Schema): fc.Arbitrary<string> {
  const good = valueFor(document, schema, '');
  return fc.oneof(
    { weight: 5, arbitrary: good.map((value) => JSON.stringify(value)) },
    { weight: 3, arbitrary: spoilt(good).map((value) => JSON.stringify(value) ?? '') },
    {
      weight: 1,
      arbitrary: fc.constantFrom('', '{', '[1,', '{"a":1}}', '\ufeff[]', '"\\ud800"', 'NaN', '[]'),
    },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 1001, max: 1200 }).map((n) => JSON.stringify(Array(n).fill({}))),
    },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 5000 }).map((n) => '['.repeat(n)) },
  );
}

interface Known {
  merchants: string[];
  orders: string[];
  keys: { good: string; reads: string; writes: string };
  /** Cursors that lists gave. */
  cursors: string[];
}

/** Every kind of request, of all paths of the document and of some that it does not have. */
export function requestsFor(document: Document, known: Known): fc.Arbitrary<MadeRequest> {
  const ids = { merchant: known.merchants, order: known.orders };
  const idFor = (name: 'merchant' | 'order') =>
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...ids[name]) },
      { weight: 1, arbitrary: few(name) },
      { weight: 2, arbitrary: fc.constantFrom(...NASTY.slice(1)) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }) },
    );
  const key = fc.oneof(
    { weight: 8, arbitrary: fc.constant(`Bearer ${known.keys.good}`) },
    {
      weight: 3,
      arbitrary: fc.constantFrom(`Bearer ${known.keys.reads}`, `Bearer ${known.keys.writes}`),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '',
        'Bearer',
        'Bearer x',
        'Basic eDp5',
        `Bearer ${known.keys.good}x`,
        '\u00ff',
      ),
    },
  );
  const queryValue = (schema: Schema, name: string) =>
    fc.oneof(
      {
        weight: 4,
        arbitrary: name === 'cursor' ? fc.constantFrom(...known.cursors) : valueFor(document, schema, name),
      },
      { weight: 1, arbitrary: nasty },
    );
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  return fc.oneof(
    ...calls.map(({ path, method, operation }) => {
      const { parameters = [], requestBody } = operation;
      const queries = parameters.filter((each) => each.in === 'query');
      const schema = requestBody?.content['application/json']?.schema as Schema | undefined;
      return fc
        .record({
          merchant: idFor('merchant'),
          order: idFor('order'),
          key,
          method: fc.oneof(
            { weight: 9, arbitrary: fc.constant(method.toUpperCase()) },
            { weight: 1, arbitrary: fc.constantFrom(...METHODS) },
          ),
          query: fc.record(
            Object.fromEntries(queries.map(({ name, schema }) => [name, queryValue(schema, name)])),
            { requiredKeys: [] },
          ),
          more: fc.oneof(
            { weight: 9, arbitrary: fc.constant('') },
            {
              weight: 1,
              arbitrary: fc.constantFrom('unknown=1', 'limit=1&limit=2', '%', '=&=', '_rsc=x', 'cursor=%ff'),
            },
          ),
          etag: fc.option(fc.constantFrom('*', 'W/"x"', '"', 'W/"a", "b"', '\u00e9'), { freq: 8 }),
          once: fc.option(fc.oneof(fc.uuid(), fc.constantFrom('', ' ', 'x'.repeat(256), '\u00e9', 'again')), {
            freq: 3,
          }),
          body: schema === undefined ? fc.constant(null) : bodyOf(document, schema),
          type: fc.oneof(
            { weight: 9, arbitrary: fc.constant('application/json') },
            { weight: 1, arbitrary: fc.constantFrom(...TYPES) },
          ),
        })
        .map((made): MadeRequest => {
          const search = new URLSearchParams(
            Object.entries(made.query).map(([name, value]) => [name, String(value)]),
          ).toString();
          const asked = [search, made.more].filter((each) => each !== '').join('&');
          const address = path.replaceAll(/\{(\w+)\}/g, (_whole, name: 'merchant' | 'order') =>
            // A part that is dots alone is a way up, in any spelling.
            encodeURIComponent(/^\.+$/.test(made[name]) ? `${made[name]}x` : made[name]),
          );
          const headers: Record<string, string> = { authorization: made.key };
          if (made.etag !== null) headers['if-none-match'] = made.etag;
          if (made.once !== null && schema !== undefined) headers['idempotency-key'] = made.once;
          const hasBody = made.body !== null && !['GET', 'HEAD'].includes(made.method);
          if (hasBody && made.type !== '') headers['content-type'] = made.type;
          return {
            path,
            method: made.method,
            address: `/api/v1${address}${asked === '' ? '' : `?${asked}`}`,
            headers,
            body: hasBody ? made.body : null,
          };
        });
    }),
    fc
      .record({
        method: fc.constantFrom(...METHODS),
        address: fc.constantFrom(
          ...['/api/v1', '/api/v1/merchants', '/api/v1/orders', '/api/v1/nothing', '/api/v1/facts/1'],
          ...[
            '/api/v1/merchants/a%ff',
            '/api/v1/merchants/%zz/holds',
            '/api/v1/orders/%00',
            '/api/v2/summary',
          ],
          ...['/api/v1/merchants/a/b', '/api/v1/merchants/a/entries/1', '/api/v1/SUMMARY', '/api/v1/openapi'],
        ),
      })
      .map(({ method, address }): MadeRequest => ({ path: null, method, address, headers: {}, body: null })),
  );
}
