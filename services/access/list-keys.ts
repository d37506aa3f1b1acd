import type { Database } from '../../db/client';
import { listEndedKeys, listGoodKeys } from '../../db/queries/api-keys';
import { readMarketplace } from '../../db/queries/marketplace';
import type { Actor, Scope } from '../../engine/actor';
import { type CalendarDate, dateOf } from '../../engine/calendar';
import { authorize } from '../authorize';

/** A key as it is told of: not its text, nor the hash of it. */
export interface KeyShown {
  keyId: string;
  name: string;
  /** How it begins, to tell it by. */
  keyStart: string;
  scopes: Scope[];
  /** The id of whoever made it, or `operator` with a name. */
  madeBy: string;
  madeByName: string | null;
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  /** To the minute; null where it was never used. */
  lastUsedAt: Date | null;
}

export interface KeyList {
  /** Every key that works, the newest first. */
  good: KeyShown[];
  /** The latest of those that work no more, the latest to end first. */
  ended: KeyShown[];
  /** Whether there are more that work no more than are shown. */
  hasMoreEnded: boolean;
  /** The date that it is now, in the policy's time zone, which instants are told in. */
  today: CalendarDate;
  timezone: string;
}

const ENDED_SHOWN = 20;

/** The API keys. */
export async function listKeys(database: Database, actor: Actor, now: Date = new Date()): Promise<KeyList> {
  authorize(actor, 'access.read');
  const [good, ended, { policy }] = await Promise.all([
    listGoodKeys(database.drizzle, now),
    listEndedKeys(database.drizzle, now, ENDED_SHOWN + 1),
    readMarketplace(database.drizzle),
  ]);
  return {
    good,
    ended: ended.slice(0, ENDED_SHOWN),
    hasMoreEnded: ended.length > ENDED_SHOWN,
    today: dateOf(now.getTime(), policy.timezone),
    timezone: policy.timezone,
  };
}
