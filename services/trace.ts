import { type Attributes, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

/**
 * Traces, by OpenTelemetry: nothing happens here unless the server was told where to send them (server/tracing.ts).
 * Attributes are counts and names out of closed lists; a request's id is the only id among them.
 */

const NAME = 'sluice';

/** What an error is called in a trace: what it says is in the log, under the request's id. */
function kindOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

/** Marks the span as failed. */
export function markFailed(span: Span, error: unknown): void {
  span.setAttribute('error.type', kindOf(error));
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** Does the work as a part of the trace that is under way, or as the beginning of one. */
export function traced<T>(
  name: string,
  attributes: Attributes,
  work: (span: Span) => Promise<T>,
  kind: SpanKind = SpanKind.INTERNAL,
): Promise<T> {
  return trace.getTracer(NAME).startActiveSpan(name, { attributes, kind }, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      markFailed(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Whether something is under way that is being traced. */
export function isTracing(): boolean {
  return trace.getActiveSpan()?.isRecording() === true;
}
