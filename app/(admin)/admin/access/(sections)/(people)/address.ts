import { ROLES } from '@/engine/actor';
import type { PersonFilter } from '@/services/access/list-people';

/** What the list's address asks for. */
export interface PeopleAsk {
  filter: PersonFilter;
  cursor: string | null;
}

export const STATES = ['active', 'ended'] as const satisfies NonNullable<PersonFilter['state']>[];

const PATH = '/admin/access';

type SearchParams = Record<string, string | string[] | undefined>;

/** Reads the address; what it does not know, it passes over. */
export function readAsk(params: SearchParams): PeopleAsk {
  const textOf = (name: string) => {
    const value = params[name];
    // No text of the database's has a null in it.
    const text = typeof value === 'string' ? value.replaceAll('\0', '').trim().slice(0, 200) : '';
    return text === '' ? null : text;
  };
  const [role, state] = [textOf('role'), textOf('state')];
  return {
    filter: {
      search: textOf('q'),
      role: ROLES.find((each) => each === role) ?? null,
      state: STATES.find((each) => each === state) ?? null,
    },
    cursor: typeof params.at === 'string' ? params.at.slice(0, 1000) : null,
  };
}

/** The address that asks for this. */
export function addressOf({ filter, cursor }: PeopleAsk): string {
  const params = new URLSearchParams();
  if (filter.search !== null) params.set('q', filter.search);
  if (filter.role !== null) params.set('role', filter.role);
  if (filter.state !== null) params.set('state', filter.state);
  if (cursor !== null) params.set('at', cursor);
  const query = params.toString();
  return query === '' ? PATH : `${PATH}?${query}`;
}

/** Whether anybody is left out of the list. */
export function isFiltered({ filter }: PeopleAsk): boolean {
  return Object.values(filter).some((value) => value !== null);
}
