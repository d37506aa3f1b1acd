import { createHmac } from 'node:crypto';
import { isIPv6 } from 'node:net';
import pg from 'pg';
import type { IRateLimiterPostgresOptions } from 'rate-limiter-flexible';
import type { Database } from '../db/client';

/** What all limits share: the table that every server process counts in, and the names under which it counts. */

/** The library reckons with the expiry as a number; elsewhere an INT8 is read as a bigint. */
const NUMBERS: pg.CustomTypesConfig = {
  getTypeParser: ((id: number, format?: 'text' | 'binary') =>
    id === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(id, format)) as never,
};

type Query = Pick<pg.QueryConfig, 'name' | 'text' | 'values'>;

/** Asks the database of a limit. */
export type Ask = (query: Query) => Promise<pg.QueryResult>;

/** Asks on the application's pool. */
export function asking(database: Database): Ask {
  return (query) => database.pool.query({ ...query, types: NUMBERS });
}

/** How the library is to use the table: as the migration made it. */
export function inTable(
  ask: Ask,
): Pick<
  IRateLimiterPostgresOptions,
  'storeClient' | 'storeType' | 'tableName' | 'tableCreated' | 'clearExpiredByTimeout'
> {
  return {
    storeClient: { query: ask },
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
  };
}

/**
 * The name that somebody is counted under: no one can tell from the table who it is. Server processes that share a
 * database and its secret share the names, also after a restart.
 */
export function limitName(database: Database, text: string): string {
  const secret = process.env.SLUICE_SECRET || new URL(database.ownerUrl).password || 'sluice';
  return createHmac('sha256', secret).update(`limit of ${text}`).digest('base64url');
}

/**
 * An address as it is counted: whoever has one IPv6 address has 2^64 of them, so those that share their first half are
 * one.
 */
export function countedAddress(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const groups = [...first, ...Array<string>(zeros).fill('0'), ...last];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
