import type { AddressInfo } from 'node:net';
import { openDatabase } from '@/db/client';
import { makeFrontDoor } from '@/server/front-door';
import { limitRequests } from '@/services/limit-requests';
import { log } from '@/services/log';

/** A server process of its own, with a front door; front-door-limits.test.ts starts some. */

export interface Started {
  port: number;
}

const [ownerUrl = '', secret = '', factor = '1'] = process.argv.slice(2);
const database = openDatabase(ownerUrl);
const { server, open } = makeFrontDoor({
  origin: null,
  trustedProxies: 0,
  secret,
  isDevelopment: false,
  log: log(),
});
open({
  handle: (_request, response) => void response.end('in'),
  count: limitRequests(database, Number(factor)),
  isReady: async () => true,
});
server.listen(0, '127.0.0.1', () => {
  const started: Started = { port: (server.address() as AddressInfo).port };
  process.send?.(started);
});
process.on('disconnect', () => {
  server.close();
  server.closeAllConnections();
  void database.close();
});
