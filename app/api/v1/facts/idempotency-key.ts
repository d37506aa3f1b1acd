/**
 * The key that names a request (draft-ietf-httpapi-idempotency-key-header): a string of structured fields, in quotes; or
 * the same without them, as many programs send it.
 *
 * @returns null where there is none; undefined where it is none: it has 1 to 255 printable ASCII characters
 */
export function idempotencyKeyOf(request: Request): string | null | undefined {
  const header = request.headers.get('idempotency-key');
  if (header === null) return null;
  const quoted = /^"((?:[ !#-[\]-~]|\\["\\])*)"$/.exec(header)?.[1]?.replaceAll(/\\(["\\])/g, '$1');
  const key = quoted ?? header;
  return /^[ -~]{1,255}$/.test(key) && key.trim() !== '' && (quoted !== undefined || !key.includes('"'))
    ? key
    : undefined;
}
