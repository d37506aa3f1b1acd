import type { Actor } from '../../engine/actor';

/** Who began a run, as its row keeps it, and the name that a page shows. */

/** What acts on the scheduler's behalf: the audit log and the runs name it so. */
export const SCHEDULER: Actor = { kind: 'operator', name: 'scheduler', requestId: null };

/** How `makerOf` begins the name of an operator. */
const OPERATOR = 'operator ';

/** Who began a run: `other_work` where it was part of an import, or of a demo's days. */
export type Starter =
  | { kind: 'scheduler' }
  | { kind: 'operator' | 'person'; name: string }
  | { kind: 'other_work' };

/** The id of the person who began it, where a person did. */
export function personOf(startedBy: string | null): string | null {
  return startedBy === null || startedBy.startsWith(OPERATOR) ? null : startedBy;
}

/** @param names the names of people, by id */
export function readStarter(startedBy: string | null, names: ReadonlyMap<string, string>): Starter {
  if (startedBy === null) return { kind: 'other_work' };
  if (!startedBy.startsWith(OPERATOR)) return { kind: 'person', name: names.get(startedBy) ?? startedBy };
  const name = startedBy.slice(OPERATOR.length);
  return name === SCHEDULER.name ? { kind: 'scheduler' } : { kind: 'operator', name };
}
