import type { Database } from '../../db/client';
import { readMarketplace } from '../../db/queries/marketplace';
import { readStoreNotices } from '../../db/queries/store-notices';
import type { Actor } from '../../engine/actor';
import type { CalendarDate } from '../../engine/calendar';
import type { NoticeOf } from '../../engine/notice-details';
import { authorize } from '../authorize';
import { inSnapshot } from '../snapshot';

/** What a store was told, and whether it got there. */

export type StoreNotice = NoticeOf & {
  noticeSeq: bigint;
  madeAt: Date;
  /** When the first of the store's people read it; null while nobody has. */
  readAt: Date | null;
  /** Its e-mails, one for each of the store's people; none where it was told in the portal alone. */
  mails: { sent: number; waiting: number; givenUp: number; lastSentAt: Date | null };
};

export interface StoreNotices {
  notices: StoreNotice[];
  /** Where the list goes on. */
  before: string | null;
  timezone: string;
  today: CalendarDate | null;
}

export const STORE_NOTICES_PER_PAGE = 10;

/**
 * What the store was told, newest first.
 *
 * @param ask.before what an earlier page gave; anything else begins with the newest
 */
export async function listStoreNotices(
  database: Database,
  actor: Actor,
  merchantId: string,
  ask: { before?: string | null; limit?: number } = {},
): Promise<StoreNotices> {
  authorize(actor, 'assessments.read');
  return inSnapshot(database, actor, async (executor) => {
    const { policy, openOn } = await readMarketplace(executor);
    const before = /^\d{1,18}$/.test(ask.before ?? '') ? BigInt(ask.before ?? '') : null;
    const limit = ask.limit ?? STORE_NOTICES_PER_PAGE;
    const rows = await readStoreNotices(executor, merchantId, before, limit + 1);
    const shown = rows.slice(0, limit);
    return {
      notices: shown.map(({ notice, firstReadAt, lastSentAt, mailsSent, mailsWaiting, mailsGivenUp }) => {
        const { noticeSeq, madeAt, kind, currency, happenedOn, details } = notice;
        const told = { kind, currency, happenedOn, details } as unknown as NoticeOf;
        const mails = { sent: mailsSent, waiting: mailsWaiting, givenUp: mailsGivenUp, lastSentAt };
        return { ...told, noticeSeq, madeAt, readAt: firstReadAt, mails };
      }),
      before: rows.length > limit ? (shown.at(-1)?.notice.noticeSeq.toString() ?? null) : null,
      timezone: policy.timezone,
      today: openOn,
    };
  });
}
