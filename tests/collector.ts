import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A collector of OpenTelemetry's: takes what is sent to it as JSON, and keeps it. */

type Value = { stringValue?: string; intValue?: number | string; boolValue?: boolean };

interface SentSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes?: { key: string; value: Value }[];
}

export interface SeenSpan {
  traceId: string;
  spanId: string;
  parentSpanId: string | null;
  name: string;
  attributes: Record<string, string | number | boolean | undefined>;
}

export interface Collector {
  url: string;
  spans: SeenSpan[];
  /** The paths and headers of what was sent. */
  asked: { path: string; headers: Record<string, unknown> }[];
  /** Everything as it came. */
  texts: string[];
  close(): void;
}

function plain({ stringValue, intValue, boolValue }: Value) {
  return stringValue ?? (intValue === undefined ? boolValue : Number(intValue));
}

export async function openCollector(): Promise<Collector> {
  const spans: SeenSpan[] = [];
  const asked: Collector['asked'] = [];
  const texts: string[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const piece of request) text += String(piece);
    asked.push({ path: request.url ?? '', headers: request.headers });
    texts.push(text);
    const { resourceSpans = [] } = JSON.parse(text) as {
      resourceSpans?: { scopeSpans: { spans: SentSpan[] }[] }[];
    };
    for (const { scopeSpans } of resourceSpans) {
      for (const { traceId, spanId, parentSpanId, name, attributes = [] } of scopeSpans.flatMap(
        (scope) => scope.spans,
      )) {
        spans.push({
          ...{ traceId, spanId, name, parentSpanId: parentSpanId || null },
          attributes: Object.fromEntries(attributes.map(({ key, value }) => [key, plain(value)])),
        });
      }
    }
    response.setHeader('content-type', 'application/json');
    response.end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ spans, asked, texts },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
