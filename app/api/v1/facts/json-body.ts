/** What a program sends as JSON. */

/** Whether it says that it is JSON; which is always in UTF-8 (RFC 8259). */
export function isJson(request: Request): boolean {
  const [type = '', ...parameters] = (request.headers.get('content-type') ?? '').toLowerCase().split(';');
  const charset = parameters.map((each) => each.trim()).find((each) => each.startsWith('charset='));
  return (
    type.trim() === 'application/json' && [undefined, 'charset=utf-8', 'charset="utf-8"'].includes(charset)
  );
}

/** Whether it is as it is, and not packed. */
export function isPlain(request: Request): boolean {
  return ['', 'identity'].includes(request.headers.get('content-encoding')?.trim().toLowerCase() ?? '');
}

export const NOT_JSON = Symbol('not JSON');

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** What the bytes say; `NOT_JSON` where they are not JSON, or not UTF-8. */
export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    return NOT_JSON;
  }
}
