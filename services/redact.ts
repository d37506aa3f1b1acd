/** What an operator may read of a request or an error: everything but what is a person's or a secret. */

const HIDDEN = '[hidden]';
const SECRET_NAME =
  /password|passwd|token|secret|authorization|cookie|e-?mail|credential|api_?key|backup_?codes/i;
const DEEPEST = 6;
const MOST_ITEMS = 50;

/** Addresses whose next part is a secret: who has the link of an invitation comes in by it. */
const BEFORE_SECRET = new Set(['invitation', 'password']);
/** What services/access/token.ts makes, wherever it is in an address. */
const TOKEN = /^[\w-]{43}$/;
/** Nothing that the portal has an address for has a name so long. */
const LONGEST_SEGMENT = 64;

function plainSegment(segment: string, before: string | undefined): string {
  if (segment === '') return segment;
  if (TOKEN.test(segment) || (before !== undefined && BEFORE_SECRET.has(before))) return '[token]';
  if (/@|%40/i.test(segment)) return '[email]';
  return segment.length > LONGEST_SEGMENT ? '[long]' : segment;
}

/** The address of a request as it may be noted: without its query, and without the secrets that paths carry. */
export function redactPath(address: string): string {
  const [path = ''] = address.split(/[?#]/);
  return path
    .split('/')
    .map((segment, place, segments) => plainSegment(segment, segments[place - 1]))
    .join('/');
}

/** A text without e-mail addresses, keys, passwords in addresses, secret links, and the values of a failed query. */
export function redactText(text: string): string {
  return text
    .replace(/(\n?params:)[\s\S]*?(?=\n\s+at |$)/g, `$1 ${HIDDEN}`)
    .replace(/([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, `$1${HIDDEN}@`)
    .replace(/\b(Bearer|Basic)\s+\S+/gi, `$1 ${HIDDEN}`)
    .replace(/\bsluice_[\w-]{20,}/g, HIDDEN)
    .replace(/(\/(?:invitation|password)\/)[^\s/?#"')]+/g, '$1[token]')
    .replace(/\/[\w-]{43}(?![\w-])/g, '/[token]')
    .replace(/[\p{L}\p{N}._%+-]+@(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}/gu, '[email]');
}

/** What PostgreSQL says of an error beside its message, without the rows that it says it of. */
const SAFE_OF_ERROR = [
  'code',
  'digest',
  'severity',
  'schema',
  'table',
  'column',
  'constraint',
  'syscall',
  'errno',
];

function plainError(error: Error, depth: number): Record<string, unknown> {
  const plain: Record<string, unknown> = {
    type: error.name === 'Error' ? error.constructor.name : error.name,
    message: redactText(error.message),
    stack: redactText(error.stack ?? ''),
  };
  for (const name of SAFE_OF_ERROR) {
    const value = (error as unknown as Record<string, unknown>)[name];
    if (typeof value === 'string' || typeof value === 'number') plain[name] = value;
  }
  if (error.cause !== undefined) plain.cause = redact(error.cause, depth + 1);
  return plain;
}

/** A copy of what is to be logged, with everything hidden that is a person's or a secret, by its name or its look. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (value === null || typeof value !== 'object') return value;
  if (depth > DEEPEST) return '[deep]';
  if (value instanceof Error) return plainError(value, depth);
  if (value instanceof Date) return value.toISOString();
  if (ArrayBuffer.isView(value)) return '[bytes]';
  if (Array.isArray(value)) return value.slice(0, MOST_ITEMS).map((item) => redact(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      SECRET_NAME.test(name) ? HIDDEN : redact(item, depth + 1),
    ]),
  );
}
