import { type ProxyTracerProvider, trace } from '@opentelemetry/api';
import type { Configuration } from '@vercel/otel';

/**
 * Sends traces to a collector. There is one provider for the process: this module registers it with OpenTelemetry's
 * interface, which the front door, the worker, and Next with what it has bundled all find at the same place.
 */

/** What Next or a library notes that may hold an id, a secret of an address, or what an error says of somebody. */
const PRIVATE_ATTRIBUTES = [
  'http.target',
  'http.url',
  'url.full',
  'url.path',
  'url.query',
  'http.user_agent',
  'user_agent.original',
  'client.address',
  'exception.message',
  'exception.stacktrace',
];

type Processor = Exclude<NonNullable<Configuration['spanProcessors']>[number], string>;
type Ended = Parameters<Processor['onEnd']>[0];

/** Takes out of a span what is nobody's business: only patterns of addresses remain, and kinds of errors. */
function strip(span: Ended): void {
  for (const attributes of [span.attributes, ...span.events.map((event) => event.attributes ?? {})])
    for (const name of PRIVATE_ATTRIBUTES) delete attributes[name];
  if (span.status.message !== undefined) Object.assign(span.status, { message: undefined });
}

const STRIPPING: Processor = {
  onStart() {},
  onEnd: strip,
  forceFlush: async () => {},
  shutdown: async () => {},
};

export interface Tracing {
  /** Sends what has not been sent. */
  finish(): Promise<void>;
}

/** Begins to trace, where the settings name a collector; then for everything in this process. */
export async function startTracing(isWanted: boolean, version: string): Promise<Tracing | null> {
  if (!isWanted) return null;
  const { registerOTel } = await import('@vercel/otel');
  registerOTel({
    serviceName: 'sluice',
    attributes: { 'service.version': version },
    // What is fetched from elsewhere has addresses that are not ours to tell.
    instrumentations: [],
    spanProcessors: [STRIPPING, 'auto'],
  });
  const provider = (trace.getTracerProvider() as ProxyTracerProvider).getDelegate();
  return {
    async finish() {
      await (provider as { forceFlush?(): Promise<void> }).forceFlush?.();
    },
  };
}
