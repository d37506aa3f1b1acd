import { createHash } from 'node:crypto';

/** Answers that a program may keep and ask again for: with an ETag, and 304 where nothing has changed. */

/** Programs may keep it, and ask each time whether it still holds. */
const KEPT = { 'cache-control': 'private, no-cache' };

/** Weak: compressed or not, it is the same answer. */
function etagOf(mark: string): string {
  return `W/"${mark}"`;
}

/** Whether the request says that it has what goes by the mark. */
export function hasMark(request: Request, mark: string): boolean {
  const known = request.headers.get('if-none-match');
  if (known === null) return false;
  if (known.trim() === '*') return true;
  const opaque = (etag: string) => etag.trim().replace(/^W\//, '');
  return known.split(',').some((etag) => opaque(etag) === opaque(etagOf(mark)));
}

/** The answer to who has it already. */
export function unchanged(mark: string): Response {
  return new Response(null, { status: 304, headers: { ...KEPT, etag: etagOf(mark) } });
}

/** Pieces of JSON as an answer: each is let go as soon as it is sent. */
export function answerPieces(mark: string, pieces: Buffer[]): Response {
  const left = pieces.values();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { value, done } = left.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  const headers = { ...KEPT, etag: etagOf(mark), 'content-type': 'application/json' };
  return new Response(body, { headers });
}

/** A value as JSON, marked by what it says. */
export function answerJson(request: Request, value: unknown, headers: Record<string, string> = {}): Response {
  const text = JSON.stringify(value);
  const mark = createHash('sha256').update(text).digest('base64url');
  if (hasMark(request, mark)) return unchanged(mark);
  return new Response(text, {
    headers: { ...KEPT, etag: etagOf(mark), 'content-type': 'application/json', ...headers },
  });
}
