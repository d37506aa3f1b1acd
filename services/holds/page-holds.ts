import type { Database, Executor } from '../../db/client';
import { readMerchant, readOpenHolds } from '../../db/queries/answers';
import { readHoldsNewestFirst } from '../../db/queries/holds';
import type { Actor } from '../../engine/actor';
import type { HoldAnswer } from '../../engine/api/holds';
import type { CalendarDate } from '../../engine/calendar';
import { authorize } from '../authorize';
import { inSnapshot } from '../snapshot';
import { holdAnswer } from './hold-answer';

/** After which of the open holds a page begins, or before the place of which entry one of all of them. */
export interface OpenPlace {
  releaseOn: CalendarDate;
  orderId: string;
}

export type HoldsQuestion = { merchantId: string; limit: number } & (
  | { state: 'open'; after: OpenPlace | null }
  | { state: 'all'; before: bigint | null }
);

export interface HoldsPage {
  holds: HoldAnswer[];
  /** The place of the page's last hold, after which the next page begins; null where there is none. */
  next: { releaseOn: CalendarDate; orderId: string; entrySeq: bigint } | null;
}

/** One more than a page has, to see whether there is another. */
async function readHolds(executor: Executor, ask: HoldsQuestion) {
  const limit = ask.limit + 1;
  return ask.state === 'open'
    ? await readOpenHolds(executor, ask.merchantId, { after: ask.after, limit })
    : await readHoldsNewestFirst(executor, ask.merchantId, ask.before, limit);
}

/**
 * A page of a merchant's holds: open ones by release date and order, or all of them, newest first. Throws `Refused`.
 *
 * @returns null where no merchant of this id has opened
 */
export async function pageHolds(
  database: Database,
  actor: Actor,
  ask: HoldsQuestion,
): Promise<HoldsPage | null> {
  authorize(actor, 'merchant.read');
  return inSnapshot(database, actor, async (executor) => {
    if ((await readMerchant(executor, ask.merchantId)) === null) return null;
    const rows = await readHolds(executor, ask);
    const page = rows.slice(0, ask.limit);
    return {
      holds: page.map(holdAnswer),
      next: rows.length > ask.limit ? (page.at(-1) ?? null) : null,
    };
  });
}
