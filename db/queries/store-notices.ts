import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { MAIL_STATUSES } from '../../engine/notices';
import type { Executor } from '../client';
import { mails, noticeReads, notices } from '../schema/notices';

/** What a store was told, as the marketplace sees it: whether anybody has read it, and what became of the e-mails. */

/** The notices before one, newest first. */
export async function readStoreNotices(
  executor: Executor,
  merchantId: string,
  before: bigint | null,
  limit: number,
) {
  // Names are written out: a column of the one table selected from is named without it.
  const firstReadAt = sql<Date | null>`(
    select min(has.read_at) from ${noticeReads} as has
    where has.merchant_id = notices.merchant_id and has.notice_seq = notices.notice_seq)`.mapWith(
    noticeReads.readAt,
  );
  const ofNotice = sql`from ${mails} as sent
    where sent.merchant_id = notices.merchant_id and sent.notice_seq = notices.notice_seq`;
  const mailsBy = (status: (typeof MAIL_STATUSES)[number]) =>
    sql<number>`(select count(*) ${ofNotice} and sent.status = ${status})`.mapWith(Number);
  const lastSentAt = sql<Date | null>`(select max(sent.sent_at) ${ofNotice})`.mapWith(mails.sentAt);
  return executor
    .select({
      notice: notices,
      firstReadAt,
      lastSentAt,
      mailsSent: mailsBy('sent'),
      mailsWaiting: mailsBy('waiting'),
      mailsGivenUp: mailsBy('given_up'),
    })
    .from(notices)
    .where(
      and(eq(notices.merchantId, merchantId), before === null ? undefined : lt(notices.noticeSeq, before)),
    )
    .orderBy(desc(notices.noticeSeq))
    .limit(limit);
}
