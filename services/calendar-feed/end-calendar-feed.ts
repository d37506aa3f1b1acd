import type { Database } from '../../db/client';
import { markFeedEnded } from '../../db/queries/calendar-feeds';
import type { Actor } from '../../engine/actor';
import { isSubmissionId, submitOnce } from '../access/submit-once';
import { recordAudit } from '../audit/record-audit';
import { authorizeSeller } from '../authorize';
import { inTransaction } from '../transaction';

export type EndFeedRefusal = 'bad_form' | 'unknown_feed';

/** Ends an address of the acting seller's, for good: whoever reads it gets nothing from the next time on. */
export async function endCalendarFeed(
  database: Database,
  actor: Actor,
  ask: { submissionId: string; feedId: string },
  now: Date = new Date(),
): Promise<{ status: 'done' } | { status: 'refused'; code: EndFeedRefusal } | { status: 'repeated' }> {
  const seller = authorizeSeller(actor, 'feeds.change');
  if (!isSubmissionId(ask.submissionId)) return { status: 'refused', code: 'bad_form' };
  const { merchantId } = seller;
  return inTransaction(database, async (executor) => {
    const isFirst = await submitOnce(executor, seller, 'feed.ended', ask.submissionId);
    if (!isFirst) return { status: 'repeated' };
    if (!(await markFeedEnded(executor, seller, ask.feedId, now)))
      return { status: 'refused', code: 'unknown_feed' };
    const note = { action: 'feed.ended', merchantId, subject: ask.feedId } as const;
    await recordAudit(executor, seller, note, now);
    return { status: 'done' };
  });
}
