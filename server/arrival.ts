import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { escapeHtml, plainPage } from './answers';

/**
 * Coming by a link from another site. The session's cookie is strict, so the browser leaves it out of such a request,
 * and a person who is signed in would look signed out. They get a page that asks for the same address once more: that
 * request comes from us, with the cookie.
 */

const COOKIE = 'sluice_arrival';
/** Long enough for the second request; a third is a person who follows the link again. */
const SECONDS = 5;

function mark(address: string): string {
  return createHash('sha256').update(address).digest('base64url').slice(0, 16);
}

function isMarked(request: IncomingMessage, address: string): boolean {
  const cookies = request.headers.cookie ?? '';
  return cookies.split(';').some((cookie) => cookie.trim() === `${COOKIE}=${mark(address)}`);
}

/** Whether somebody follows a link of another site to a page, and was not sent on before. */
export function isArrival(request: IncomingMessage, address: string): boolean {
  const { headers } = request;
  return (
    request.method === 'GET' &&
    headers['sec-fetch-site'] === 'cross-site' &&
    headers['sec-fetch-mode'] === 'navigate' &&
    headers['sec-fetch-dest'] === 'document' &&
    !isMarked(request, address)
  );
}

/**
 * The cookie that tells the second request from the first, for a browser that would call both cross-site: so it never
 * goes round in circles. It says nothing but that.
 */
export function arrivalCookie(address: string, isHttps: boolean): string {
  const secure = isHttps ? '; Secure' : '';
  return `${COOKIE}=${mark(address)}; Path=/; Max-Age=${SECONDS}; HttpOnly; SameSite=Lax${secure}`;
}

/** The page that asks for the address once more. */
export function arrivalPage(address: string): string {
  return plainPage('Sluice', `<p><a href="${escapeHtml(address)}">Sluice</a>`, `0;url=${address}`);
}
