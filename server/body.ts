import { IncomingMessage } from 'node:http';
import { MOST_UPLOAD_BYTES } from '../engine/imports';

/** How much is taken of what a request brings. */

const MEGABYTE = 1024 * 1024;
const ELSEWHERE = MEGABYTE;
/** A thousand facts at once, each as long as it may be. */
const FACTS_BYTES = 8 * MEGABYTE;
/** Where a person brings a file of facts. Who takes it counts its bytes as they come, and keeps none of them. */
const UPLOAD = '/admin/imports/upload';
const LARGER: Record<string, number> = {
  '/api/v1/facts': FACTS_BYTES,
  // With what a form adds to its file.
  [UPLOAD]: MOST_UPLOAD_BYTES + MEGABYTE,
};

/** The bytes that are taken at an address. */
export function bodyLimit(path: string): number {
  const larger = Object.entries(LARGER).find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`));
  return larger?.[1] ?? ELSEWHERE;
}

/** Whether the request says itself that it brings more. */
export function saysMore(request: IncomingMessage, limit: number): boolean {
  return Number(request.headers['content-length'] ?? 0) > limit;
}

/** Whether what comes in there must not be gathered here first, however large it says to be. */
export function isStreamed(path: string): boolean {
  return path === UPLOAD;
}

/** Whether the request brings something without saying how much. */
export function isChunked(request: IncomingMessage): boolean {
  return request.headers['transfer-encoding'] !== undefined;
}

/** Reads it all; null as soon as it is more than the limit. Throws where the sender goes away. */
export async function readUpTo(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const read = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= limit) {
        chunks.push(chunk);
        return;
      }
      request.off('data', read);
      resolve(null);
    };
    request.on('data', read);
    request.once('end', () => resolve(Buffer.concat(chunks)));
    request.once('error', reject);
    request.once('close', () => reject(new Error('The request was broken off.')));
  });
}

/** The same request with a body that was read already, and whose length is said: nothing behind us need count again. */
export function withBody(request: IncomingMessage, body: Buffer): IncomingMessage {
  const whole = new IncomingMessage(request.socket);
  const { 'transfer-encoding': _chunked, trailer: _trailer, ...headers } = request.headers;
  Object.assign(whole, {
    method: request.method,
    url: request.url,
    httpVersion: request.httpVersion,
    httpVersionMajor: request.httpVersionMajor,
    httpVersionMinor: request.httpVersionMinor,
    complete: true,
  });
  whole.headers = { ...headers, 'content-length': String(body.length) };
  whole.push(body);
  whole.push(null);
  return whole;
}
