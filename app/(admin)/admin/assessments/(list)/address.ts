import { ENROLMENTS } from '@/engine/records';
import { METRICS } from '@/engine/scorecard';
import type { AssessmentFilter, AssessmentSort } from '@/services/list-assessments';

/** What the list's address asks for. */
export interface ListAsk {
  filter: AssessmentFilter;
  sort: AssessmentSort;
  cursor: string | null;
}

export const OUTCOMES = ['eligible', 'not_eligible', 'not_assessed'] as const;
export const SORTS = ['name', 'score_low', 'score_high', 'failures', 'assessed'] as const;

const PATH = '/admin/assessments';

type SearchParams = Record<string, string | string[] | undefined>;

function oneOf<T extends string>(text: string | null, names: readonly T[]): T | null {
  return names.find((name) => name === text) ?? null;
}

/** Reads the address; what it does not know, it passes over. */
export function readAsk(params: SearchParams): ListAsk {
  const textOf = (name: string) => {
    const value = params[name];
    const text = typeof value === 'string' ? value.trim().slice(0, 200) : '';
    return text === '' ? null : text;
  };
  return {
    filter: {
      search: textOf('q'),
      enrolment: oneOf(textOf('enrolment'), ENROLMENTS),
      tier: textOf('tier'),
      outcome: oneOf(textOf('outcome'), OUTCOMES),
      failedGate: oneOf(textOf('failed'), METRICS),
      isInDebt: textOf('debt') === '1',
    },
    sort: oneOf(textOf('sort'), SORTS) ?? 'name',
    cursor: typeof params.at === 'string' ? params.at.slice(0, 1000) : null,
  };
}

/** The address that asks for this. */
export function addressOf({ filter, sort, cursor }: ListAsk): string {
  const params = new URLSearchParams();
  if (filter.search !== null) params.set('q', filter.search);
  if (filter.enrolment !== null) params.set('enrolment', filter.enrolment);
  if (filter.tier !== null) params.set('tier', filter.tier);
  if (filter.outcome !== null) params.set('outcome', filter.outcome);
  if (filter.failedGate !== null) params.set('failed', filter.failedGate);
  if (filter.isInDebt) params.set('debt', '1');
  if (sort !== 'name') params.set('sort', sort);
  if (cursor !== null) params.set('at', cursor);
  const query = params.toString();
  return query === '' ? PATH : `${PATH}?${query}`;
}

/** Whether anything is left out of the list. */
export function isFiltered({ filter }: ListAsk): boolean {
  return Object.values(filter).some((value) => value !== null && value !== false);
}
