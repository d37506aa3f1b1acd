import type { EntryPageAnswer } from '@/engine/api/entries';
import { ENTRIES_QUERY } from '@/engine/api/queries';
import { pageEntries } from '@/services/entries/page-entries';
import { portalDatabase } from '@/services/portal';
import { answerJson } from '../../../answer';
import { askedBy, type List, nextPage, partsOf, placeIn, readSeq } from '../../../asked';
import { onlyBy, problem } from '../../../problem';
import { withKey } from '../../../with-key';

/** A merchant's entries, newest first, a page at a time. */
export const GET = withKey(async (actor, request) => {
  const { query, refusal } = askedBy(request, ENTRIES_QUERY);
  if (refusal) return refusal;
  const [, merchantId = ''] = partsOf(request);
  const list: List = ['entries', merchantId];
  const before = placeIn(list, query.cursor, readSeq);
  if (before === undefined) return problem(request, 'bad_cursor');
  const page = await pageEntries(portalDatabase(), actor, { merchantId, before, limit: query.limit });
  if (page === null) return problem(request, 'no_such_merchant');
  const { entries, nextBefore } = page;
  const { next_cursor, headers } = nextPage(
    request,
    list,
    nextBefore === null ? null : [nextBefore.toString()],
  );
  return answerJson(request, { entries, next_cursor } satisfies EntryPageAnswer, headers);
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = onlyBy('GET', 'HEAD');
