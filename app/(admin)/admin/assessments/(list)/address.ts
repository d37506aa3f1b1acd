import { ENROLMENTS } from '@/engine/records';
import { METRICS } from '@/engine/scorecard';
import { WORK_REASONS, type WorkReason } from '@/engine/work-list';
import type { AssessmentFilter, AssessmentSort } from '@/services/list-assessments';

/** The stores that there is a reason to look at, or all. */
export const VIEWS = ['work', 'all'] as const;
export type View = (typeof VIEWS)[number];

/** What the list's address asks for. */
export interface ListAsk {
  view: View;
  filter: AssessmentFilter;
  /** Of the work list alone. */
  reason: WorkReason | null;
  /** The currency that the work list goes by; null: that of most stores on it. */
  currency: string | null;
  /** Of all stores alone. */
  sort: AssessmentSort;
  cursor: string | null;
}

export const OUTCOMES = ['eligible', 'not_eligible', 'not_assessed'] as const;
export const SORTS = ['name', 'score_low', 'score_high', 'failures', 'assessed'] as const;
export const NO_FILTER: AssessmentFilter = {
  search: null,
  enrolment: null,
  tier: null,
  outcome: null,
  failedGate: null,
  isInDebt: false,
};

const PATH = '/admin/assessments';

type SearchParams = Record<string, string | string[] | undefined>;

function oneOf<T extends string>(text: string | null, names: readonly T[]): T | null {
  return names.find((name) => name === text) ?? null;
}

/** Reads the address; what it does not know, it passes over. */
export function readAsk(params: SearchParams): ListAsk {
  const textOf = (name: string) => {
    const value = params[name];
    const text = typeof value === 'string' ? value.replaceAll('\0', '').trim().slice(0, 200) : '';
    return text === '' ? null : text;
  };
  const view = oneOf(textOf('view'), VIEWS) ?? 'work';
  return {
    view,
    filter: {
      search: textOf('q'),
      enrolment: oneOf(textOf('enrolment'), ENROLMENTS),
      tier: textOf('tier'),
      outcome: oneOf(textOf('outcome'), OUTCOMES),
      failedGate: oneOf(textOf('failed'), METRICS),
      isInDebt: textOf('debt') === '1',
    },
    reason: view === 'work' ? oneOf(textOf('reason'), WORK_REASONS) : null,
    currency: view === 'work' ? textOf('currency') : null,
    sort: (view === 'all' ? oneOf(textOf('sort'), SORTS) : null) ?? 'name',
    cursor: typeof params.at === 'string' ? params.at.slice(0, 1000) : null,
  };
}

/** The query that asks for this, without its question mark. */
export function queryOf({ view, filter, reason, currency, sort, cursor }: ListAsk): string {
  const params = new URLSearchParams();
  if (view !== 'work') params.set('view', view);
  if (filter.search !== null) params.set('q', filter.search);
  if (filter.enrolment !== null) params.set('enrolment', filter.enrolment);
  if (filter.tier !== null) params.set('tier', filter.tier);
  if (filter.outcome !== null) params.set('outcome', filter.outcome);
  if (filter.failedGate !== null) params.set('failed', filter.failedGate);
  if (filter.isInDebt) params.set('debt', '1');
  if (reason !== null) params.set('reason', reason);
  if (currency !== null) params.set('currency', currency);
  if (sort !== 'name') params.set('sort', sort);
  if (cursor !== null) params.set('at', cursor);
  return params.toString();
}

/** The address that asks for this. */
export function addressOf(ask: ListAsk): string {
  const query = queryOf(ask);
  return query === '' ? PATH : `${PATH}?${query}`;
}

/** The address of the same as a file. */
export function exportAddressOf(ask: ListAsk): string {
  return `${PATH}/export?${queryOf({ ...ask, cursor: null })}`;
}

/** The address of a view with nothing left out. */
export function clearedOf(ask: ListAsk): string {
  return addressOf({ ...ask, filter: NO_FILTER, reason: null, cursor: null });
}

/** Whether anything is left out of the list. */
export function isFiltered({ filter, reason }: ListAsk): boolean {
  return reason !== null || Object.values(filter).some((value) => value !== null && value !== false);
}
