import type { Database } from '../../db/client';
import { listFeeds } from '../../db/queries/calendar-feeds';
import { readMarketplace } from '../../db/queries/marketplace';
import type { Actor } from '../../engine/actor';
import { authorizeSeller } from '../authorize';

/** A feed as its owner is told of it: not its secret, nor the hash of it. */
export interface FeedShown {
  feedId: string;
  locale: string;
  madeAt: Date;
  /** To the minute; null where it was never read. */
  lastReadAt: Date | null;
}

/** The acting seller's own addresses that work, the newest first. */
export async function listCalendarFeeds(
  database: Database,
  actor: Actor,
): Promise<{ feeds: FeedShown[]; timezone: string }> {
  const seller = authorizeSeller(actor, 'feeds.change');
  const [feeds, { policy }] = await Promise.all([
    listFeeds(database.drizzle, seller),
    readMarketplace(database.drizzle),
  ]);
  return {
    feeds: feeds.map(({ feedId, locale, madeAt, lastReadAt }) => ({ feedId, locale, madeAt, lastReadAt })),
    timezone: policy.timezone,
  };
}
