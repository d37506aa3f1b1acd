import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  context,
  createContextKey,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

/** What OpenTelemetry's SDK goes by: nothing that is done where it is true is a part of any trace. */
const SUPPRESSED = createContextKey('OpenTelemetry SDK Context Key SUPPRESS_TRACING');

/** Answers a request that is no part of any trace: whether the server lives, a picture. */
export function leaveUntraced(answer: () => Promise<void>): Promise<void> {
  return context.with(context.active().setValue(SUPPRESSED, true), answer);
}

/** Answers a request as the first part of its trace here, which may have begun at whoever asked. */
export function traceRequest(
  request: IncomingMessage,
  response: ServerResponse,
  about: { route: string; requestId: string },
  answer: () => Promise<void>,
): Promise<void> {
  const asked = propagation.extract(ROOT_CONTEXT, request.headers);
  const method = request.method ?? 'GET';
  const span = trace.getTracer('sluice').startSpan(
    `${method} ${about.route}`,
    {
      kind: SpanKind.SERVER,
      attributes: {
        'http.request.method': method,
        'http.route': about.route,
        'sluice.request_id': about.requestId,
      },
    },
    asked,
  );
  response.once('close', () => {
    span.setAttribute('http.response.status_code', response.statusCode);
    if (response.statusCode >= 500 || !response.writableFinished)
      span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  });
  return context.with(trace.setSpan(asked, span), answer);
}
