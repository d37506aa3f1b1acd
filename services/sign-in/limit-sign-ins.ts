import { RateLimiterPostgres } from 'rate-limiter-flexible';
import type { Database } from '../../db/client';
import { asking, countedAddress, inTable, limitName } from '../limit-store';

/**
 * The pauses between tries to sign in: for each account after some wrong passwords in a row, for each address after many
 * in an hour. Counted in the database, so for all server processes together and through restarts. An e-mail that nobody
 * has is counted as any other, so the pauses do not tell who has an account.
 */

const DAY_SECONDS = 24 * 60 * 60;
const HOUR_SECONDS = 60 * 60;

/** So many wrong passwords in a row are nobody's business. */
export const FREE_FAILURES = 5;
export const FIRST_PAUSE_SECONDS = 30;
export const LONGEST_PAUSE_SECONDS = 15 * 60;
export const FAILURES_OF_ADDRESS_AN_HOUR = 50;
/** A try whose end is never told is over by then. */
const TURN_SECONDS = 10;
/** What is only counted, and compared here, is never refused by the library. */
const COUNT_ONLY = Number.MAX_SAFE_INTEGER;

function limitersOf(database: Database) {
  const make = (keyPrefix: string, points: number, duration: number) =>
    new RateLimiterPostgres({ keyPrefix, points, duration, ...inTable(asking(database)) });
  return {
    /** Wrong passwords in a row. */
    failures: make('sign-in failures', COUNT_ONLY, DAY_SECONDS),
    /** Who is to pause, and until when. */
    pauses: make('sign-in pause', 0, LONGEST_PAUSE_SECONDS),
    /** Tries under way, of which nobody knows yet how they end. */
    turns: make('sign-in turns', COUNT_ONLY, TURN_SECONDS),
    /** Wrong passwords from an address. */
    addresses: make('sign-in address', COUNT_ONLY, HOUR_SECONDS),
  };
}

const made = new WeakMap<Database, ReturnType<typeof limitersOf>>();

function limiters(database: Database): ReturnType<typeof limitersOf> {
  const known = made.get(database) ?? limitersOf(database);
  made.set(database, known);
  return known;
}

function namesOf(database: Database, email: string, address: string): { account: string; from: string } {
  return {
    account: limitName(database, email.trim().toLowerCase()),
    from: limitName(database, countedAddress(address)),
  };
}

/** How long the account rests after so many failures in a row: twice as long each time. */
export function pauseAfter(failures: number): number {
  if (failures < FREE_FAILURES) return 0;
  return Math.min(LONGEST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** (failures - FREE_FAILURES));
}

/**
 * Asks for a try, and says how many seconds to wait; 0: go on, and tell by `noteSignIn` or `noteFailedSignIn` how it
 * ended. Until then the try counts as one that may fail: many at once get no more tries than one after the other.
 */
export async function signInDelay(database: Database, email: string, address: string): Promise<number> {
  const { failures, pauses, turns, addresses } = limiters(database);
  const { account, from } = namesOf(database, email, address);
  // Before anything is read: a try that has just failed is then either still under way or among the failures.
  const [turn, turnFrom] = await Promise.all([turns.penalty(account), turns.penalty(from)]);
  // A try whose end was told late is counted off a turn that was over: this one is under way all the same.
  const underWay = Math.max(1, turn.consumedPoints);
  const underWayFrom = Math.max(1, turnFrom.consumedPoints);
  const [pause, ofAccount, ofAddress] = await Promise.all([
    pauses.get(account),
    failures.get(account),
    addresses.get(from),
  ]);
  const waits: number[] = [];
  if (pause !== null) waits.push(pause.msBeforeNext);
  if (underWay > Math.max(1, FREE_FAILURES - (ofAccount?.consumedPoints ?? 0))) waits.push(turn.msBeforeNext);
  const failedFrom = ofAddress?.consumedPoints ?? 0;
  if (failedFrom + underWayFrom > FAILURES_OF_ADDRESS_AN_HOUR)
    waits.push(
      failedFrom < FAILURES_OF_ADDRESS_AN_HOUR ? turnFrom.msBeforeNext : (ofAddress?.msBeforeNext ?? 0),
    );
  if (waits.length === 0) return 0;
  await Promise.all([turns.reward(account), turns.reward(from)]);
  return Math.max(1, ...waits.map((milliseconds) => Math.ceil(milliseconds / 1000)));
}

/** Notes a wrong password, or an e-mail that nobody has. */
export async function noteFailedSignIn(database: Database, email: string, address: string): Promise<void> {
  const { failures, pauses, turns, addresses } = limiters(database);
  const { account, from } = namesOf(database, email, address);
  const [{ consumedPoints }] = await Promise.all([failures.penalty(account), addresses.penalty(from)]);
  const seconds = pauseAfter(consumedPoints);
  if (seconds > 0) await pauses.block(account, seconds);
  await Promise.all([turns.reward(account), turns.reward(from)]);
}

/** Notes a right password: the account's failures are forgotten. Those of the address are not. */
export async function noteSignIn(database: Database, email: string, address: string): Promise<void> {
  const { failures, pauses, turns } = limiters(database);
  const { account, from } = namesOf(database, email, address);
  await Promise.all([failures.delete(account), pauses.delete(account)]);
  await Promise.all([turns.reward(account), turns.reward(from)]);
}
