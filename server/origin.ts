import type { IncomingHttpHeaders } from 'node:http';

/** Where a request was sent to, and where from. */

const READ_ONLY = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether the request may change something. */
export function isUnsafe(method: string | undefined): boolean {
  return !READ_ONLY.has(method ?? '');
}

/** Whether the request was sent to the portal's own address; any is, where the settings name none. */
export function isOwnHost(host: string | undefined, origin: URL | null): boolean {
  if (origin === null) return Boolean(host);
  return host?.toLowerCase() === origin.host;
}

/**
 * Whether the page that sent the request is one of ours. Without a setting the request's own Host says what is ours, by
 * http or https: a proxy in front may speak the one while we hear the other.
 */
export function isOwnOrigin(headers: IncomingHttpHeaders, origin: URL | null): boolean {
  const from = headers.origin;
  if (from === undefined || !URL.canParse(from)) return false;
  if (origin !== null) return from === origin.origin;
  const host = headers.host?.toLowerCase();
  return host !== undefined && (from === `http://${host}` || from === `https://${host}`);
}
