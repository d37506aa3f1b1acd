import type { Instrumentation } from 'next';

/** What was logged of late: a failure that several parts of a page run into is one failure. */
const lately = new Set<string>();
const MOST = 500;

function isNews(requestId: string, digest: string): boolean {
  const mark = `${requestId} ${digest}`;
  if (lately.has(mark)) return false;
  if (lately.size >= MOST) lately.clear();
  lately.add(mark);
  return true;
}

/**
 * Next calls this where a page, an action or a route failed. Who asked for it is shown the digest and nothing else; an
 * operator finds the error by that, or by the request's id.
 */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const requestId = String(request.headers['x-request-id'] ?? '');
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : '';
  if (!isNews(requestId, digest)) return;
  const { log } = await import('./services/log');
  const { countError } = await import('./services/measure');
  const { redactPath } = await import('./services/redact');
  countError('page');
  log().error(
    {
      request_id: requestId,
      digest,
      method: request.method,
      path: redactPath(request.path),
      route: context.routePath,
      kind: context.routeType,
      error,
    },
    'a page failed',
  );
};
