import type { ServerResponse } from 'node:http';

/** The methods that Next's routes know; by any other it fails. */
const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Whether a route can be asked by this method. */
export function isKnownMethod(method: string | undefined): boolean {
  return method !== undefined && METHODS.includes(method);
}

/** Whether every %-sequence of a path is text in UTF-8. What is none names nothing. */
export function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/**
 * Lets a route say itself what may be kept of its answer, which Next would not let it say over what was said before; where
 * it says nothing, nothing is kept.
 */
export function keepNothingUnlessSaid(response: ServerResponse): void {
  response.removeHeader('cache-control');
  const writeHead = response.writeHead.bind(response) as (...head: unknown[]) => ServerResponse;
  response.writeHead = (...head: unknown[]) => {
    if (!response.hasHeader('cache-control')) response.setHeader('cache-control', 'no-store');
    return writeHead(...head);
  };
}

/**
 * Next hands a route's headers on as lists of one, and its own compression, which looks for a text, then leaves what the
 * route answers as it is. Here they become texts again.
 */
export function setPlainHeaders(response: ServerResponse): void {
  const set = response.setHeader.bind(response);
  response.setHeader = (name, value) => {
    const [only] = Array.isArray(value) && value.length === 1 ? (value as string[]) : [];
    return set(name, only ?? value);
  };
}
