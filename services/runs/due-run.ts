import type { MarketplaceState } from '../../db/queries/marketplace';
import { addDays, type CalendarDate, dateOf } from '../../engine/calendar';
import { runDueAt, type TimeOfDay } from '../../engine/run-clock';

/** The run that is to be done next. */
export interface DueRun {
  date: CalendarDate;
  dueAt: Date;
  /** Whether it was begun and is not finished. */
  isUnfinished: boolean;
}

/**
 * The run that comes next, whether or not it is due yet: the one that is not finished, the one of the day after the
 * latest, or, where none was ever done, today's. Null while there is nothing to run: no fact is recorded yet, or the
 * demo is still being filled.
 */
export function runToCome(state: MarketplaceState, runAt: TimeOfDay, nowMs: number): DueRun | null {
  if (!state.hasFacts || (state.demoUntil !== null && !state.isDemoFilled)) return null;
  const { timezone } = state.policy;
  const isUnfinished = state.openOn !== null && state.isRunning;
  let date = dateOf(nowMs, timezone);
  if (state.openOn !== null) date = isUnfinished ? state.openOn : addDays(state.openOn, 1);
  return { date, dueAt: new Date(runDueAt(date, timezone, runAt)), isUnfinished };
}
