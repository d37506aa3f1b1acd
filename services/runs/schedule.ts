import { DEFAULT_RUN_AT, isTimeOfDay, type TimeOfDay } from '../../engine/run-clock';

/** When runs are started by themselves, as the settings say. */
export interface RunSchedule {
  /** Whether this server starts them. */
  isOn: boolean;
  /** When a day's run is due, in the policy's time zone. */
  runAt: TimeOfDay;
}

/** The portal's schedule, from the settings that the server has checked as it started. */
export function portalSchedule(environment: Record<string, string | undefined> = process.env): RunSchedule {
  const at = environment.SLUICE_RUN_AT?.trim() ?? '';
  return { isOn: environment.SLUICE_SCHEDULER?.trim() !== '0', runAt: isTimeOfDay(at) ? at : DEFAULT_RUN_AT };
}
