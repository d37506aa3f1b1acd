import { once } from 'node:events';
import {
  request as ask,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { expect } from 'vitest';
import { type DoorSettings, type FrontDoor, type Inside, makeFrontDoor } from '@/server/front-door';
import { makeLog } from '@/services/log';

/** The real front door on a port of its own, with something simple behind it, and what comes back from there. */

export const SECRET = 'the secret of these tests, which nobody knows';

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  text: string;
}

/** What the one behind the door saw of a request. */
export interface Seen {
  method: string;
  url: string;
  headers: Record<string, string>;
  bytes: number;
}

const doors: FrontDoor[] = [];
/** What was logged since the doors were closed last. */
export const lines: string[] = [];

const log = makeLog(
  new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  }),
);
log.level = 'debug';

async function tellBack(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let bytes = 0;
  for await (const chunk of request) bytes += (chunk as Buffer).length;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ method: request.method, url: request.url, headers: request.headers, bytes }));
}

/** Opens a door on a port of its own, and says where. */
export async function openDoor(
  settings: Partial<DoorSettings> = {},
  inside: Partial<Inside> | null = {},
): Promise<number> {
  const door = makeFrontDoor({
    origin: null,
    trustedProxies: 0,
    secret: SECRET,
    isDevelopment: false,
    log,
    ...settings,
  });
  doors.push(door);
  door.server.listen(0, '127.0.0.1');
  await once(door.server, 'listening');
  if (inside) door.open({ handle: tellBack, count: async () => 0, isReady: async () => true, ...inside });
  return (door.server.address() as AddressInfo).port;
}

interface Asked {
  method?: string;
  headers?: OutgoingHttpHeaders;
  /** Sent in these pieces, without saying how much it is, where there are several. */
  body?: string[];
}

export function get(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body = [] }: Asked = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = ask({ port, path, method, headers, host: '127.0.0.1', agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
      response.on('error', reject);
    });
    sent.on('error', reject);
    for (const chunk of body.slice(0, -1)) sent.write(chunk);
    sent.end(body.at(-1));
  });
}

export async function seen(port: number, path: string, asked?: Asked): Promise<Seen> {
  const answer = await get(port, path, asked);
  expect(answer.status).toBe(200);
  return JSON.parse(answer.text);
}

/** Closes every door that was opened, and forgets what was logged. */
export function closeDoors(): void {
  for (const { server } of doors.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  lines.length = 0;
}
