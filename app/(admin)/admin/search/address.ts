import { SEARCH_KINDS, type SearchKind } from '@/engine/search';

/** What the search's address says: what is looked for, and the one kind that it is looked for among. */

export const SEARCH_PATH = '/admin/search';

export interface SearchAsk {
  text: string;
  kind: SearchKind | null;
}

type SearchParams = Record<string, string | string[] | undefined>;

/** Reads the address; what it does not know, it passes over. */
export function readAsk({ q, kind }: SearchParams): SearchAsk {
  return {
    text: typeof q === 'string' ? q.trim() : '',
    kind: SEARCH_KINDS.find((each) => each === kind) ?? null,
  };
}

/** The address that asks for this. */
export function addressOf({ text, kind }: SearchAsk): string {
  const params = new URLSearchParams({ q: text });
  if (kind !== null) params.set('kind', kind);
  return `${SEARCH_PATH}?${params}`;
}

/** Where one fact is told of. */
export function factHref(factId: string): string {
  return `${SEARCH_PATH}/facts/${encodeURIComponent(factId)}`;
}
