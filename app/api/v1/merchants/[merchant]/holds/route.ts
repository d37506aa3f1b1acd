import type { HoldPageAnswer } from '@/engine/api/holds';
import { HOLDS_QUERY } from '@/engine/api/queries';
import { isCalendarDate } from '@/engine/calendar';
import { type HoldsQuestion, type OpenPlace, pageHolds } from '@/services/holds/page-holds';
import { portalDatabase } from '@/services/portal';
import { answerJson } from '../../../answer';
import { askedBy, type List, nextPage, partsOf, placeIn, readSeq } from '../../../asked';
import { onlyBy, problem } from '../../../problem';
import { withKey } from '../../../with-key';

function readOpenPlace(texts: string[]): OpenPlace | null {
  const [releaseOn = '', orderId = ''] = texts;
  const isPlace = texts.length === 2 && isCalendarDate(releaseOn) && !orderId.includes('\0');
  return isPlace ? { releaseOn, orderId } : null;
}

interface Asked {
  merchantId: string;
  list: List;
  cursor: string | undefined;
  limit: number;
}

function questionOf(state: 'open' | 'all', { merchantId, list, cursor, limit }: Asked): HoldsQuestion | null {
  if (state === 'open') {
    const after = placeIn(list, cursor, readOpenPlace);
    return after === undefined ? null : { merchantId, limit, state, after };
  }
  const before = placeIn(list, cursor, readSeq);
  return before === undefined ? null : { merchantId, limit, state, before };
}

/** A merchant's holds, a page at a time: the open ones, or all of them. */
export const GET = withKey(async (actor, request) => {
  const { query, refusal } = askedBy(request, HOLDS_QUERY);
  if (refusal) return refusal;
  const [, merchantId = ''] = partsOf(request);
  const { state, cursor, limit } = query;
  const list: List = ['holds', state, merchantId];
  const question = questionOf(state, { merchantId, list, cursor, limit });
  if (question === null) return problem(request, 'bad_cursor');
  const page = await pageHolds(portalDatabase(), actor, question);
  if (page === null) return problem(request, 'no_such_merchant');
  const { holds, next } = page;
  const place =
    state === 'open' ? next && [next.releaseOn, next.orderId] : next && [next.entrySeq.toString()];
  const { next_cursor, headers } = nextPage(request, list, place);
  return answerJson(request, { holds, next_cursor } satisfies HoldPageAnswer, headers);
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = onlyBy('GET', 'HEAD');
