import type { AlertKind } from './alerts';
import type { CalendarDate } from './calendar';

/** What is kept of an alert, by its kind: plain JSON. */
export interface AlertDetails {
  run_late: {
    /** The instant at which the run was due. */
    due_at: string;
    /** How many days were due and not run. */
    days_behind: number;
    /** Whether somebody had begun it. */
    is_running: boolean;
  };
  run_failed: {
    attempt: number;
    /** What stopped it, as the system said it. */
    error: string;
  };
  nothing_to_do: {
    because: 'no_facts' | 'idle_runs';
    days: number;
    /** The latest run that found something to do; null where none did. */
    last_worked_on: CalendarDate | null;
  };
}

/** An alert of one kind, with what is known of it. */
export type AlertOf = {
  [Kind in AlertKind]: { kind: Kind; subject: CalendarDate; details: AlertDetails[Kind] };
}[AlertKind];
