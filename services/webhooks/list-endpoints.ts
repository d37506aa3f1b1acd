import type { Database } from '../../db/client';
import { readMarketplace } from '../../db/queries/marketplace';
import {
  countByEndpoint,
  type EndpointRow,
  listEndpoints as listRows,
  readEndpoint,
  readSecrets,
} from '../../db/queries/webhook-endpoints';
import { FAILING_FROM } from '../../db/queries/webhook-figures';
import type { Actor } from '../../engine/actor';
import { authorize } from '../authorize';
import { unseal } from './secrets';

/** An endpoint, and how the telling goes. */
export interface EndpointShown extends EndpointRow {
  waiting: number;
  /** Since when the oldest of what waits does. */
  waitingSince: Date | null;
  dead: number;
  /**
   * `never`: it has taken nothing yet. `failing`: it has taken nothing for some time. `troubled`: its last try failed.
   * `secret_lost`: what its messages are signed with cannot be read.
   */
  health: 'good' | 'never' | 'troubled' | 'failing' | 'off' | 'secret_lost';
}

/** A secret as it is told of. */
export interface SecretShown {
  secretNo: number;
  createdAt: Date;
  /** Null while it is the newest. */
  expiresAt: Date | null;
}

const NOTHING = { waiting: 0, waitingSince: null, dead: 0 };

async function healthOf(
  { drizzle }: Database,
  { endpointId, status, failuresInARow, lastDeliveredAt }: EndpointRow,
  now: Date,
): Promise<EndpointShown['health']> {
  const secrets = await readSecrets(drizzle, endpointId, now);
  if (!secrets.some(({ sealed }) => unseal(sealed, endpointId) !== null)) return 'secret_lost';
  if (status !== 'on') return 'off';
  if (failuresInARow >= FAILING_FROM) return 'failing';
  if (failuresInARow > 0) return 'troubled';
  return lastDeliveredAt === null ? 'never' : 'good';
}

/** The endpoints that have not been removed, the newest first. */
export async function listEndpoints(
  database: Database,
  actor: Actor,
  now: Date = new Date(),
): Promise<{ endpoints: (EndpointShown & { madeByName: string })[]; timezone: string }> {
  authorize(actor, 'webhooks.read');
  const [rows, counts, { policy }] = await Promise.all([
    listRows(database.drizzle),
    countByEndpoint(database.drizzle),
    readMarketplace(database.drizzle),
  ]);
  const endpoints = await Promise.all(
    rows.map(async (row) => ({
      ...row,
      ...(counts.get(row.endpointId) ?? NOTHING),
      health: await healthOf(database, row, now),
    })),
  );
  return { endpoints, timezone: policy.timezone };
}

/** One endpoint with its secrets that still count; null where there is none, or it has been removed. */
export async function getEndpoint(
  database: Database,
  actor: Actor,
  endpointId: string,
  now: Date = new Date(),
): Promise<{ endpoint: EndpointShown; secrets: SecretShown[]; timezone: string } | null> {
  authorize(actor, 'webhooks.read');
  const row = await readEndpoint(database.drizzle, endpointId);
  if (row === null || row.status === 'removed') return null;
  const [counts, secrets, { policy }] = await Promise.all([
    countByEndpoint(database.drizzle),
    readSecrets(database.drizzle, endpointId, now),
    readMarketplace(database.drizzle),
  ]);
  return {
    endpoint: {
      ...row,
      ...(counts.get(endpointId) ?? NOTHING),
      health: await healthOf(database, row, now),
    },
    secrets: secrets.map(({ secretNo, createdAt, expiresAt }) => ({ secretNo, createdAt, expiresAt })),
    timezone: policy.timezone,
  };
}
