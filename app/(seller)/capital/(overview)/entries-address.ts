import { ENTRY_GROUPS, type EntryGroup } from '@/engine/entry-groups';
import type { EntryQuestion } from '@/services/find-entries';
import { dateIn, type SearchParams, textIn } from '../address';

/** The entries that an address asks for. */

export const GROUPS = Object.keys(ENTRY_GROUPS) as EntryGroup[];

export function entriesAsked(params: SearchParams): EntryQuestion {
  const group = textIn(params, 'kind');
  const at = textIn(params, 'from_entry');
  return {
    group: GROUPS.find((each) => each === group) ?? null,
    from: dateIn(params, 'from'),
    to: dateIn(params, 'to'),
    order: textIn(params, 'order'),
    direction: textIn(params, 'sort') === 'oldest' ? 'oldest' : 'newest',
    at: at !== null && /^\d{1,18}$/.test(at) ? BigInt(at) : null,
  };
}

/** What an address says to ask for them again, without the page. */
export function entriesSaid(asked: EntryQuestion): Record<string, string | null> {
  return {
    kind: asked.group,
    from: asked.from,
    to: asked.to,
    order: asked.order,
    sort: asked.direction === 'oldest' ? 'oldest' : null,
  };
}
