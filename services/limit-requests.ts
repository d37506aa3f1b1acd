import { setTimeout as pause } from 'node:timers/promises';
import { RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible';
import type { Database } from '../db/client';
import { hashOfToken } from './access/token';
import { countTogether } from './count-together';
import { type Ask, asking, countedAddress, inTable, limitName } from './limit-store';
import { log } from './log';

/**
 * How many requests are taken from whom, counted in the database for all server processes together: one statement for
 * those of one asker that come at once, and none for who is over already.
 */

/**
 * How many a minute, times the operator's factor. A program that posts facts one by one, from as many workers as it
 * likes, may take some fifth of what one server process does in a second.
 */
export const REQUESTS_A_MINUTE = { session: 600, address: 300, key: 12_000 } as const;
const MINUTE_SECONDS = 60;

/** A database that has not answered by then is away: the count goes on in memory, so that pages are still served. */
const PATIENCE_MS = 1000;
/** How long it is then left alone. */
const AWAY_MS = 2000;

/** Who asks. A session is one that we signed; a key is what a program sent as its own, which may be made up. */
export interface Asker {
  session: string | null;
  key: string | null;
  address: string;
}

/** Counts a request, and says how many seconds the asker must wait; 0 where it may go on. */
export type CountRequest = (asker: Asker) => Promise<number>;

/** Lets the database be away: then it answers by an error soon, and is not asked again for a while. */
function impatiently(ask: Ask): Ask {
  let awayUntil = 0;
  return async (query) => {
    if (Date.now() < awayUntil) throw new Error('The database did not answer a moment ago.');
    const waiting = new AbortController();
    try {
      const late = pause(PATIENCE_MS, null, { signal: waiting.signal, ref: false }).then(() => {
        throw new Error(`The database did not answer in ${PATIENCE_MS} ms.`);
      });
      const result = await Promise.race([ask(query), late]);
      if (awayUntil > 0) log().info('requests are counted in the database again');
      awayUntil = 0;
      return result;
    } catch (error) {
      if (awayUntil === 0) log().warn({ error }, 'the database is away: requests are counted in memory');
      awayUntil = Date.now() + AWAY_MS;
      throw error;
    } finally {
      waiting.abort();
    }
  };
}

function limiter(ask: Ask, kind: keyof typeof REQUESTS_A_MINUTE, factor: number) {
  const points = Math.max(1, Math.round(REQUESTS_A_MINUTE[kind] * factor));
  const limit = { keyPrefix: kind, points, duration: MINUTE_SECONDS };
  const counted = new RateLimiterPostgres({
    ...limit,
    ...inTable(ask),
    // What ran out of use an hour ago is deleted every five minutes. One of the three does it for the whole table.
    clearExpiredByTimeout: kind === 'address',
    inMemoryBlockOnConsumed: points,
    insuranceLimiter: new RateLimiterMemory(limit),
  });
  return countTogether(counted, points);
}

/**
 * Makes the counter of a server process: by session; by key, once that was seen to be good; else by address.
 *
 * @param factor how many times the limits are to hold
 */
export function limitRequests(database: Database, factor = 1): CountRequest {
  const ask = impatiently(asking(database));
  const limiters = {
    session: limiter(ask, 'session', factor),
    address: limiter(ask, 'address', factor),
    key: limiter(ask, 'key', factor),
  };
  return async ({ session, key, address }) => {
    let kind: keyof typeof limiters = 'address';
    let text = countedAddress(address);
    if (session !== null) [kind, text] = ['session', session];
    // A key that is made up anew for each request would have a limit to itself each time.
    else if (key !== null && isGoodKey(key)) [kind, text] = ['key', key];
    return limiters[kind](limitName(database, text));
  };
}

/** How long a key is taken for good after it was. */
const GOOD_MS = 10 * 60_000;
const MOST_GOOD_KEYS = 10_000;

/** The keys, hashed, that opened the API lately, and until when that counts. The API's code may be loaded twice. */
const shared = globalThis as typeof globalThis & { sluiceGoodKeys?: Map<string, number> };

function goodKeys(): Map<string, number> {
  shared.sluiceGoodKeys ??= new Map();
  return shared.sluiceGoodKeys;
}

/** Notes whether a key opened the API: a good one has a limit of its own. */
export function noteKey(text: string, isGood: boolean, now: number = Date.now()): void {
  const keys = goodKeys();
  const hash = hashOfToken(text);
  // Again at the end: the one that was not seen for longest comes first.
  keys.delete(hash);
  if (!isGood) return;
  keys.set(hash, now + GOOD_MS);
  const [oldest] = keys.keys();
  if (keys.size > MOST_GOOD_KEYS && oldest !== undefined) keys.delete(oldest);
}

function isGoodKey(text: string, now: number = Date.now()): boolean {
  return (goodKeys().get(hashOfToken(text)) ?? 0) > now;
}
