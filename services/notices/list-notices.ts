import type { Database } from '../../db/client';
import { readMarketplace } from '../../db/queries/marketplace';
import { countUnread, readNotices } from '../../db/queries/notices';
import type { Actor } from '../../engine/actor';
import type { CalendarDate } from '../../engine/calendar';
import type { NoticeOf } from '../../engine/notice-details';
import type { NoticeKind } from '../../engine/notices';
import { authorizeSeller } from '../authorize';
import { inSnapshot } from '../snapshot';

export type NoticeShown = NoticeOf & {
  noticeSeq: bigint;
  madeAt: Date;
  isRead: boolean;
};

export interface NoticeList {
  /** The open business date; null before the first run. */
  today: CalendarDate | null;
  timezone: string;
  notices: NoticeShown[];
  /** The place from which the next page goes on; null where this is the last. */
  next: bigint | null;
  /** How many the person has not read; `mostCounted` stands for that many and more. */
  unread: number;
  mostCounted: number;
}

export const NOTICES_PER_PAGE = 25;
/** Nobody needs to know by how much it is more. */
const MOST_COUNTED = 100;

/** What the acting seller's store was told, newest first. */
export async function listNotices(
  database: Database,
  actor: Actor,
  ask: { kind: NoticeKind | null; isUnread: boolean; before: bigint | null },
): Promise<NoticeList> {
  const { merchantId, personId } = authorizeSeller(actor, 'capital.read');
  return inSnapshot(database, actor, async (executor) => {
    const { openOn: today, policy } = await readMarketplace(executor);
    const rows = await readNotices(executor, merchantId, personId, ask, ask.before, NOTICES_PER_PAGE + 1);
    const shown = rows.slice(0, NOTICES_PER_PAGE);
    return {
      today,
      timezone: policy.timezone,
      notices: shown.map(({ notice, readAt }) => {
        const { noticeSeq, madeAt, kind, currency, happenedOn, details } = notice;
        const told = { kind, currency, happenedOn, details } as unknown as NoticeOf;
        return { ...told, noticeSeq, madeAt, isRead: readAt !== null };
      }),
      next: rows.length > NOTICES_PER_PAGE ? (shown.at(-1)?.notice.noticeSeq ?? null) : null,
      unread: await countUnread(executor, merchantId, personId, MOST_COUNTED),
      mostCounted: MOST_COUNTED,
    };
  });
}

/** How many notices the acting seller has not read; or that there are many more than are counted. */
export async function countUnreadNotices(
  database: Database,
  actor: Actor,
): Promise<{ count: number; isMore: boolean }> {
  const { merchantId, personId } = authorizeSeller(actor, 'capital.read');
  return inSnapshot(database, actor, async (executor) => {
    const unread = await countUnread(executor, merchantId, personId, MOST_COUNTED);
    return { count: Math.min(unread, MOST_COUNTED - 1), isMore: unread >= MOST_COUNTED };
  });
}
