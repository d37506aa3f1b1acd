import { and, count, desc, eq, isNull, lte, or } from 'drizzle-orm';
import type { Executor } from '../client';
import { calendarFeeds } from '../schema/notices';

/** The addresses that calendar programs read. The secrets themselves are nowhere. */

/** All that is told of a feed. */
const shown = {
  feedId: calendarFeeds.feedId,
  merchantId: calendarFeeds.merchantId,
  personId: calendarFeeds.personId,
  locale: calendarFeeds.locale,
  madeAt: calendarFeeds.madeAt,
  lastReadAt: calendarFeeds.lastReadAt,
};

/** A person's of one store; of another that they were with before, they have none. */
const isOwn = (whose: { personId: string; merchantId: string }) =>
  and(
    eq(calendarFeeds.personId, whose.personId),
    eq(calendarFeeds.merchantId, whose.merchantId),
    isNull(calendarFeeds.endedAt),
  );

export async function insertFeed(executor: Executor, row: typeof calendarFeeds.$inferInsert): Promise<void> {
  await executor.insert(calendarFeeds).values(row);
}

/** Every feed of a person's that works, the newest first. */
export async function listFeeds(executor: Executor, whose: { personId: string; merchantId: string }) {
  return executor
    .select(shown)
    .from(calendarFeeds)
    .where(isOwn(whose))
    .orderBy(desc(calendarFeeds.madeAt), desc(calendarFeeds.feedId));
}

export async function countFeeds(
  executor: Executor,
  whose: { personId: string; merchantId: string },
): Promise<number> {
  const [row] = await executor.select({ feeds: count() }).from(calendarFeeds).where(isOwn(whose));
  return row?.feeds ?? 0;
}

/** Ends a feed; false where the person has none such that works. */
export async function markFeedEnded(
  executor: Executor,
  whose: { personId: string; merchantId: string },
  feedId: string,
  now: Date,
): Promise<boolean> {
  const rows = await executor
    .update(calendarFeeds)
    .set({ endedAt: now })
    .where(and(isOwn(whose), eq(calendarFeeds.feedId, feedId)))
    .returning({ feedId: calendarFeeds.feedId });
  return rows.length === 1;
}

/** The feed with this hash, where it has not ended. */
export async function findFeed(executor: Executor, tokenHash: string) {
  const [row] = await executor
    .select(shown)
    .from(calendarFeeds)
    .where(and(eq(calendarFeeds.tokenHash, tokenHash), isNull(calendarFeeds.endedAt)));
  return row ?? null;
}

/** Notes that a feed was read, where that was not noted since. */
export async function touchFeed(
  executor: Executor,
  feedId: string,
  ask: { now: Date; notSince: Date },
): Promise<void> {
  await executor
    .update(calendarFeeds)
    .set({ lastReadAt: ask.now })
    .where(
      and(
        eq(calendarFeeds.feedId, feedId),
        or(isNull(calendarFeeds.lastReadAt), lte(calendarFeeds.lastReadAt, ask.notSince)),
      ),
    );
}
