import type { AddressInfo } from 'node:net';
import { makeFrontDoor } from '@/server/front-door';
import { readSettings } from '@/server/settings';
import { startTracing } from '@/server/tracing';
import { limitRequests } from '@/services/limit-requests';
import { log } from '@/services/log';
import { portalDatabase } from '@/services/portal';
import { answerByRoutes } from './api-routes';

/** A server process of its own with the front door, the API behind it, and traces where the settings want them. */

export interface ApiStarted {
  port: number;
}

const settings = readSettings();
const tracing = await startTracing(settings.traces, 'test');
const database = portalDatabase();
const { server, open } = makeFrontDoor({
  origin: null,
  trustedProxies: 0,
  secret: 'nobody is signed in here, so any will do',
  isDevelopment: false,
  log: log(),
});
open({
  handle: answerByRoutes,
  count: limitRequests(database, settings.rateLimitFactor),
  isReady: async () => true,
});
server.listen(0, '127.0.0.1', () => {
  const started: ApiStarted = { port: (server.address() as AddressInfo).port };
  process.send?.(started);
});
process.on('disconnect', async () => {
  server.close();
  server.closeAllConnections();
  await tracing?.finish();
  await database.close();
});
