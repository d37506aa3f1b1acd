import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/client';
import { countFeeds, insertFeed } from '../../db/queries/calendar-feeds';
import { lockAccess } from '../../db/queries/people';
import type { Actor } from '../../engine/actor';
import { isSubmissionId, submitOnce } from '../access/submit-once';
import { hashOfToken, newToken } from '../access/token';
import { recordAudit } from '../audit/record-audit';
import { authorizeSeller } from '../authorize';
import { inTransaction } from '../transaction';

/** A new feed. Its secret is nowhere but here: only its hash is kept. */
export interface FeedMade {
  status: 'made';
  feedId: string;
  /** 43 characters, the last part of its address. */
  token: string;
}

/** `too_many`: the person has as many as one may have. */
export type MakeFeedRefusal = 'bad_form' | 'too_many';

/** Nobody has more calendars than that; a feed that is lost can be ended. */
export const MOST_FEEDS = 5;

/**
 * Makes the address that the acting seller's calendar program reads.
 *
 * @param ask.locale the language of its texts, two letters
 */
export async function makeCalendarFeed(
  database: Database,
  actor: Actor,
  ask: { submissionId: string; locale: string },
  now: Date = new Date(),
): Promise<FeedMade | { status: 'refused'; code: MakeFeedRefusal } | { status: 'repeated' }> {
  const seller = authorizeSeller(actor, 'feeds.change');
  if (!isSubmissionId(ask.submissionId) || !/^[a-z]{2}$/.test(ask.locale))
    return { status: 'refused', code: 'bad_form' };
  const { personId, merchantId } = seller;
  return inTransaction(database, async (executor) => {
    await lockAccess(executor);
    if (!(await submitOnce(executor, seller, 'feed.made', ask.submissionId))) return { status: 'repeated' };
    if ((await countFeeds(executor, seller)) >= MOST_FEEDS) return { status: 'refused', code: 'too_many' };
    const token = newToken();
    const feedId = randomUUID();
    await insertFeed(executor, {
      ...{ feedId, merchantId, personId, tokenHash: hashOfToken(token), locale: ask.locale, madeAt: now },
    });
    const after = { locale: ask.locale };
    await recordAudit(executor, seller, { action: 'feed.made', merchantId, subject: feedId, after }, now);
    return { status: 'made', feedId, token };
  });
}
