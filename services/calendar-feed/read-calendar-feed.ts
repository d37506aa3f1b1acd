import type { Database } from '../../db/client';
import { readMerchant } from '../../db/queries/answers';
import { findFeed, touchFeed } from '../../db/queries/calendar-feeds';
import { readMarketplace } from '../../db/queries/marketplace';
import type { SellerActor } from '../../engine/actor';
import type { CalendarDate } from '../../engine/calendar';
import { hashOfToken } from '../access/token';
import { getReleaseCalendar } from '../get-release-calendar';
import { findActor } from '../sign-in/person-actor';
import { inSnapshot } from '../snapshot';

/** What a calendar program is told: the sure money of the coming days, and nothing of orders or people. */

/** What one day is sure to bring in one currency, of one kind. */
export interface ComingRelease {
  on: CalendarDate;
  currency: string;
  /** `release`: of orders; `deposit`: of what is frozen. */
  kind: 'release' | 'deposit';
  /** Orders, or holds. */
  count: number;
  minor: bigint;
  /** What the same releases freeze. */
  frozenMinor: bigint;
  /** Whether the store owes in the currency: then what comes pays that back first. */
  isOwing: boolean;
}

export interface CalendarFeed {
  feedId: string;
  locale: string;
  storeName: string;
  /** The open business date; null before the first run. */
  today: CalendarDate | null;
  releases: ComingRelease[];
}

/** Reading is noted to the minute, so that a busy program writes no row a request. */
const NOTED_EVERY_MS = 60_000;

async function comingReleases(
  database: Database,
  seller: SellerActor,
  currencies: string[],
): Promise<ComingRelease[]> {
  const releases: ComingRelease[] = [];
  for (const currency of currencies) {
    const calendar = await getReleaseCalendar(database, seller, { currency });
    if (calendar === null) continue;
    const isOwing = calendar.owedMinor > 0n;
    for (const { on, certain, frozenMinor, deposit } of calendar.days) {
      const of = { on, currency, isOwing };
      if (certain.minor > 0n) releases.push({ ...of, kind: 'release', ...certain, frozenMinor });
      if (deposit.minor > 0n) releases.push({ ...of, kind: 'deposit', ...deposit, frozenMinor: 0n });
    }
  }
  return releases;
}

/**
 * What the address with this secret tells. Null where there is none, it was ended, or the person who made it is no
 * seller of that store any more. Every text takes the same work: it is hashed, and its hash is looked up.
 */
export async function readCalendarFeed(
  database: Database,
  token: string,
  requestId: string | null,
  now: Date = new Date(),
): Promise<CalendarFeed | null> {
  const feed = await findFeed(database.drizzle, hashOfToken(token));
  if (feed === null) return null;
  const seller = await findActor(database.drizzle, { id: feed.personId }, requestId);
  if (seller?.role !== 'seller' || seller.merchantId !== feed.merchantId) return null;
  const { merchant, today } = await inSnapshot(database, seller, async (executor) => ({
    merchant: await readMerchant(executor, seller.merchantId),
    today: (await readMarketplace(executor)).openOn,
  }));
  const notSince = new Date(now.getTime() - NOTED_EVERY_MS);
  if (feed.lastReadAt === null || feed.lastReadAt <= notSince)
    await touchFeed(database.drizzle, feed.feedId, { now, notSince });
  return {
    feedId: feed.feedId,
    locale: feed.locale,
    storeName: merchant?.name ?? seller.merchantId,
    today,
    releases: await comingReleases(database, seller, merchant?.currencies.toSorted() ?? []),
  };
}
