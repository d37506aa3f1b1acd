import type { CalendarDate } from '@/engine/calendar';

const PATH = '/admin/runs';

/** What the address of one run's page asks for. */
export interface RunAddress {
  /** Which of what it left, in which currency, and where that list goes on. */
  left?: string | null;
  currency?: string | null;
  after?: string | null;
  /** Where the changes of enrolment go on. */
  changes?: string | null;
}

/** The page of a date's run. */
export function runAddress(runOn: CalendarDate, ask: RunAddress = {}, place = ''): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(ask)) if (value) params.set(name, value);
  const query = params.size === 0 ? '' : `?${params}`;
  return `${PATH}/${runOn}${query}${place}`;
}
