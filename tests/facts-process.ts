import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { POST } from '@/app/api/v1/facts/route';
import { makeFrontDoor } from '@/server/front-door';
import { limitRequests } from '@/services/limit-requests';
import { log } from '@/services/log';
import { portalDatabase } from '@/services/portal';

/** A server process of its own with a front door, and behind it what takes facts; facts-load.test.ts starts some. */

export interface Started {
  port: number;
}

const [secret = '', factor = '1'] = process.argv.slice(2);
const database = portalDatabase();

/** As Next hands a request to a route. */
async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = new Headers(
    Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]),
  );
  const asked = new Request(`http://localhost${request.url}`, {
    ...{ method: request.method, headers },
    body: Buffer.concat(chunks),
  });
  const answer = await POST(asked);
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(Buffer.from(await answer.arrayBuffer()));
}

const { server, open } = makeFrontDoor({
  ...{ origin: null, trustedProxies: 0, secret, isDevelopment: false },
  log: log(),
});
open({ handle, count: limitRequests(database, Number(factor)), isReady: async () => true });
server.listen(0, '127.0.0.1', () => {
  const started: Started = { port: (server.address() as AddressInfo).port };
  process.send?.(started);
});
process.on('disconnect', () => {
  server.close();
  server.closeAllConnections();
  void database.close();
});
